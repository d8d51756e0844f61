"""Sending a file in parts: nothing counts twice, nothing is lost, and a break is gone on from where it came."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Gone, Invalid, NotAllowed, NotFound, Unavailable
from concord.files import content, places, queries, receiving, rules, services, upkeep
from concord.files.models import StoredFile
from concord.files.rules import WrongOffsetError
from kit import files_given as given

pytestmark = pytest.mark.django_db

PART = 64 * 1024


def a_text(parts: int = 3) -> bytes:
    return b"".join(bytes([97 + number]) * (PART - 1) + b"\n" for number in range(parts)) + b"the end\n"


def test_a_file_sent_in_parts_is_the_file(room, officer, django_capture_on_commit_callbacks):
    whole = a_text()
    with django_capture_on_commit_callbacks(execute=True):
        file = room.upload(whole, "notes.txt")
    assert b"".join(queries.open_file(officer, file)) == whole
    (row,) = queries.files_about(officer, "bed", "b1")
    assert (row.name, row.kind, row.size_words, row.scan_says) == (
        "notes.txt",
        "plain text",
        "192 KB",
        "Not scanned for viruses",
    )
    assert places.place_of(file.public_id).is_file()


def test_disk_and_database_hold_neither_content_nor_name(room, settings):
    file = room.keep(given.PDF, "Maria Jones.pdf")
    (stored,) = settings.FILES.glob("??/??/*")
    assert stored.name.startswith(file.public_id)
    assert stored.parent.relative_to(settings.FILES).as_posix() == f"{file.public_id[:2]}/{file.public_id[2:4]}"
    assert b"PDF" not in stored.read_bytes()
    assert stored.stat().st_mode & 0o077 == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM files_storedfile")
        assert "Maria" not in str(cursor.fetchall())
    assert "Maria" not in str(list(Entry.objects.values()))


def test_a_file_in_parts_is_on_the_record_from_its_beginning_to_its_end(room, officer):
    file = room.upload(given.PDF)
    queries.open_file(officer, file)
    assert list(Entry.objects.order_by("seq").values_list("event", flat=True)) == [
        "file:begin",
        "allotment:begin",
        "file:receive",
        "file:examine",
        "file:finish",
        "allotment:finish",
        "file:open",
    ]
    facts = Entry.objects.last().facts
    assert (facts["kind"], facts["thing"], facts["sha256"]) == ("bed", "b1", file.sha256)
    assert audit.verify().ok


def test_a_part_at_the_wrong_place_says_where_to_go_on(room, at):
    file = room.begin("notes.txt", 3 * PART)
    room.send(file, b"a" * PART)
    for offset in (0 + 1, 2 * PART, -1):
        with pytest.raises(WrongOffsetError, match=f"Go on from byte {PART}") as told:
            services.receive_chunk(room.actor, file, offset=offset, chunk=b"b" * PART, at=at)
        assert (told.value.received, told.value.status) == (PART, 409)


def test_a_part_sent_twice_counts_once(room, officer, at):
    whole = a_text(2)
    file = room.begin("notes.txt", len(whole))
    for chunk, offset in ((whole[:PART], 0), (whole[:PART], 0), (whole[PART : 2 * PART], PART), (whole[:PART], 0)):
        file = services.receive_chunk(officer, file, offset=offset, chunk=chunk, at=at)
    file = services.receive_chunk(officer, file, offset=2 * PART, chunk=whole[2 * PART :], at=at)
    assert b"".join(queries.open_file(officer, room.finish(file))) == whole


def test_what_a_crash_left_on_disk_behind_the_last_part_is_written_over(room, officer):
    whole = a_text(2)
    file = room.send(room.begin("notes.txt", len(whole)), whole[:PART])
    # The server wrote the next part and died before its row was saved.
    content.append(file.public_id, [b"half of it"], after=file.on_disk)
    with places.part_of(file.public_id).open("ab") as part:
        part.write(b"a torn token")
    for start in (PART, 2 * PART):
        file = services.receive_chunk(officer, file, offset=start, chunk=whole[start : start + PART], at=file.begun_at)
    assert b"".join(queries.open_file(officer, room.finish(file))) == whole


def test_a_part_that_the_database_refuses_is_not_counted(room, officer, at, monkeypatch):
    file = room.begin("notes.txt", 2 * PART)
    with monkeypatch.context() as patch:
        patch.setattr(StoredFile, "save", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("the server dies")))
        with pytest.raises(RuntimeError):
            services.receive_chunk(officer, file, offset=0, chunk=b"a" * PART, at=at)
    file.refresh_from_db()
    assert file.received == 0
    file = room.send(file, b"b" * PART + b"c" * PART, step=PART)
    assert b"".join(queries.open_file(officer, room.finish(file))) == b"b" * PART + b"c" * PART


def test_a_part_that_vanished_from_disk_is_told_to_whoever_runs_the_server(room, officer, at):
    file = room.send(room.begin("notes.txt", 2 * PART), b"a" * PART)
    content.erase(file.public_id)
    with pytest.raises(Unavailable, match="restore CONCORD_FILES"):
        services.receive_chunk(officer, file, offset=PART, chunk=b"a" * PART, at=at)


def test_a_folder_that_cannot_be_written_is_one_sentence(room, officer, at, settings, tmp_path):
    file = room.begin("notes.txt", PART)
    settings.FILES = tmp_path / "a file"
    settings.FILES.write_text("in the way")
    with pytest.raises(Unavailable, match=r"cannot be written: .*CONCORD_FILES names a folder"):
        services.receive_chunk(officer, file, offset=0, chunk=b"a" * PART, at=at)


@pytest.mark.parametrize(
    ("chunk", "says"),
    [(b"", "has 64 KB to 2 MB"), (b"a", "has 64 KB"), (b"a" * (2 * 2**20 + 1), "has"), (b"a" * 3 * 2**20, "More came")],
)
def test_parts_of_no_use_are_not_taken(room, officer, at, chunk, says):
    file = room.begin("notes.txt", 2 * 2**20 + 5)
    with pytest.raises(Invalid, match=says):
        services.receive_chunk(officer, file, offset=0, chunk=chunk, at=at)


def test_the_size_is_judged_before_a_byte_is_taken(room, settings, rows):
    settings.FILE_LIMIT = 2 * 2**20
    with pytest.raises(Invalid, match=r"film\.pdf is larger than 2 MB, the most that one file may have") as told:
        room.begin("film.pdf", 2 * 2**20 + 1)
    assert told.value.field == "files"
    with pytest.raises(Invalid, match=r"plan\.pdf is empty"):
        room.begin("plan.pdf", 0)
    with pytest.raises(Invalid, match=r"end in \.exe are not taken"):
        room.begin("setup.exe", 10)
    assert not rows.exists()


def test_a_file_is_finished_only_when_all_of_it_is_there(room, officer, at):
    file = room.send(room.begin("notes.txt", 2 * PART), b"a" * PART)
    for act in (room.finish, lambda file: receiving.examine_file(officer, file, at=at)):
        with pytest.raises(WrongOffsetError) as told:
            act(file)
        assert told.value.received == PART
    assert queries.files_about(officer, "bed", "b1") == []
    with pytest.raises(NotFound):
        queries.open_file(officer, file)


def test_a_file_is_finished_once(room, at):
    file = room.upload(given.PDF)
    with pytest.raises(Conflict, match="complete already"):
        room.finish(file)
    with pytest.raises(Conflict, match="complete already"):
        services.receive_chunk(room.actor, file, offset=0, chunk=b"a", at=at)
    assert receiving.examine_file(room.actor, file, at=at).finished_at


def test_only_who_began_a_file_goes_on_with_it(room, stranger, partner, allotment, at, worker):
    file = room.begin("notes.txt", PART)
    public = Actor.public("partner", correlation="c")
    for actor in (stranger, partner, worker, public):
        with pytest.raises(NotAllowed):
            services.receive_chunk(actor, file, offset=0, chunk=b"a" * PART, at=at)
        with pytest.raises(NotFound):
            receiving.examine_file(actor, file, at=at)
        with pytest.raises(NotAllowed):
            allotment(actor).finish(file)
        with pytest.raises(NotFound):
            queries.upload_of(actor, file.public_id, about=("bed", "b1"))
        assert queries.unfinished(actor, "bed", "b1", at=at) == []
    assert queries.upload_of(room.actor, file.public_id, about=("bed", "b1")) == file
    assert queries.unfinished(room.actor, "bed", "b1", at=at) == [file]


def test_a_partner_by_link_sends_files_to_the_one_thing_that_it_opens(partner, allotment, at):
    file = allotment(partner).upload(given.PDF)
    assert (file.body, file.put_by, file.put_by_name) == ("ods:X", "l1", "the holder of a secure link")
    elsewhere = Actor.partner("l1", body="ods:X", kind="bed", subject="b2", correlation="c")
    with pytest.raises(NotFound):
        queries.upload_of(elsewhere, file.public_id, about=("bed", "b1"))


def test_files_are_put_to_things_only_as_part_of_another_operation(officer, room, at):
    with pytest.raises(NotAllowed):
        services.begin_file(officer, about=("bed", "b1"), name="a.pdf", size=1, at=at)
    with pytest.raises(NotAllowed):
        services.keep_file(officer, about=("bed", "b1"), name="a.pdf", chunks=[given.PDF], at=at)
    with pytest.raises(NotAllowed):
        services.finish_file(officer, room.begin("a.pdf", 3), at=at)
    with pytest.raises(NotAllowed):
        services.remove_file(officer, room.keep(given.PDF), at=at)


def test_somebody_not_known_puts_nothing_anywhere(allotment):
    with pytest.raises(NotAllowed):
        allotment(Actor.public("public", correlation="c")).begin()


def test_the_server_keeps_what_came_by_mail(worker, allotment, officer):
    allotment(worker).keep(given.PDF, "answer.pdf")
    (row,) = queries.files_about(officer, "bed", "b1")
    assert (row.name, row.put_by) == ("answer.pdf", "")


def test_one_side_cannot_fill_a_thing_with_files(room, allotment, partner, monkeypatch):
    monkeypatch.setattr(rules, "MOST_FILES", 2)
    room.begin()
    room.keep(given.PDF)
    for act in (room.begin, lambda: room.keep(given.PDF)):
        with pytest.raises(Invalid, match="2 files here from your side already"):
            act()
    assert allotment(partner).keep(given.PDF)


def test_one_side_cannot_fill_the_disk_with_a_few_large_files(room, allotment, partner, settings):
    settings.FILE_LIMIT = 2 * PART
    for _ in range(rules.MOST_LIMITS):
        room.begin("notes.txt", 2 * PART)
    with pytest.raises(Invalid, match="together, and no more are taken"):
        room.begin("notes.txt", 1)
    assert allotment(partner).begin("notes.txt", PART)


def test_an_upload_left_for_a_week_is_forgotten_and_others_are_not(room, worker, at, rows, settings):
    old = room.send(room.begin("notes.txt", 2 * PART), b"a" * PART)
    later = at + timedelta(days=7, seconds=1)
    young = room.begin("notes.txt", PART, at=at + timedelta(days=1))
    whole = room.upload(given.PDF)
    with pytest.raises(Gone, match="removed before it was complete"):
        services.receive_chunk(room.actor, old, offset=PART, chunk=b"a" * PART, at=later)
    assert queries.unfinished(room.actor, "bed", "b1", at=later) == [young]
    assert upkeep.forget_unfinished(worker, at=later) == 1
    assert upkeep.forget_unfinished(worker, at=later) == 0
    assert {row.pk: row.removal for row in rows} == {old.pk: "forgotten", young.pk: "", whole.pk: ""}
    assert len(list(settings.FILES.glob("??/??/*"))) == 1
    with pytest.raises(NotAllowed):
        services.forget_file(room.actor, young, at=later)


@pytest.mark.django_db(transaction=True)
def test_the_same_part_sent_twice_at_once_counts_once(room, officer, at):
    whole = a_text(1)
    file = room.begin("notes.txt", len(whole))
    assert at_once(lambda: services.receive_chunk(officer, file, offset=0, chunk=whole[:PART], at=at)) == []
    file = services.receive_chunk(officer, file, offset=PART, chunk=whole[PART:], at=at)
    assert b"".join(queries.open_file(officer, room.finish(file))) == whole


@pytest.mark.django_db(transaction=True)
def test_of_two_who_finish_at_once_one_is_told_that_it_is_complete(room, officer, at):
    file = room.send(room.begin("plan.pdf", len(given.PDF)), given.PDF)

    def finish():
        receiving.examine_file(officer, StoredFile.objects.get(pk=file.pk), at=at)
        room.finish(file)

    (error,) = at_once(finish)
    assert isinstance(error, Conflict)
    assert Entry.objects.filter(event="file:finish").count() == 1
    assert b"".join(queries.open_file(officer, StoredFile.objects.get())) == given.PDF


def at_once(act, times=2):
    """Do it in as many threads as told, all together; what went wrong."""
    gate, wrong = threading.Barrier(times), []

    def run():
        try:
            gate.wait(5)
            act()
        except Exception as error:  # noqa: BLE001  shown by the test
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return wrong
