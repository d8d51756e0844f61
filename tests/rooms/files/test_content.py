"""Content on disk and in a store: encrypted, streamed, checked when read; what is wrong with it is one sentence."""

from __future__ import annotations

import io
import os
import random
import tracemalloc
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from concord.access.encryption import LostKeyError
from concord.base.errors import Conflict, Gone, Invalid, NotFound, Unavailable
from concord.files import content, examining, places, queries, upkeep
from concord.files.content import Content
from kit import files_given as given

MB = 2**20


@pytest.fixture(autouse=True)
def _in_either(store):
    """Every test here holds for files in the folder and for files in a store."""


@pytest.fixture
def kept(room, rows, django_capture_on_commit_callbacks):
    def keep(whole=given.PDF, name="plan.pdf"):
        with django_capture_on_commit_callbacks(execute=True):
            return room.keep(whole, name)

    return keep


def test_content_is_read_at_any_place_like_a_file():
    whole = random.Random(7).randbytes(300_000)  # noqa: S311  the same bytes each time
    sizes = [1, 70_000, 65_536, 100_000, 64_463]
    pieces = [whole[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
    content.append("abcdefgh", pieces, after=0)
    plain = io.BytesIO(whole)
    with Content("abcdefgh") as read:
        assert read.seekable()
        for offset, whence, count in [(70_000, 0, 2), (-22, 2, 22), (0, 0, 5), (250_000, 0, -1), (10, 1, 5), (0, 2, 9)]:
            assert read.seek(offset, whence) == plain.seek(offset, whence)
            assert read.read(count) == plain.read(count)
            assert read.tell() == plain.tell()
        with pytest.raises(ValueError, match="at once"):
            read.read(5 * MB)
        assert b"".join(read.chunks()) == whole


def test_a_place_is_made_of_a_public_id_and_nothing_else():
    for strange in ("../../../etc/passwd", "", "a/b", "ABCDEFGH", "abcdefgh\n"):
        with pytest.raises(ValueError, match="public id"):
            places.place_of(strange)


@pytest.mark.django_db
def test_an_older_key_still_reads_and_a_lost_one_is_told(kept, officer, settings):
    file = kept()
    (old,) = settings.ENCRYPTION_KEYS
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), old]
    assert b"".join(queries.open_file(officer, file)) == given.PDF
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(LostKeyError, match="Put back the key"):
        examining.checked(file.public_id, on_disk=file.on_disk, sha256=file.sha256)


@pytest.mark.django_db
def test_a_file_cut_short_lost_or_forged_where_it_lies_is_never_handed_out(kept, officer, store):
    file = kept()
    good = store.read(file.public_id)
    store.write(file.public_id, good[:-30])
    with pytest.raises(Unavailable, match=r"is not what was put there \(restore CONCORD_FILES"):
        queries.open_file(officer, file)
    forged = bytearray(good)
    forged[60] = forged[60] ^ 1
    store.write(file.public_id, bytes(forged))
    with pytest.raises(Unavailable):
        queries.open_file(officer, file)
    store.lose(file.public_id)
    with pytest.raises(Unavailable, match=f"{file.public_id} is not in the (folder|store) of files"):
        queries.open_file(officer, file)


@pytest.mark.django_db
def test_lines_in_another_order_are_found_out_before_the_last_is_handed_out(kept, officer, store):
    whole = b"a" * MB + b"b" * MB
    file = kept(whole, "notes.txt")
    first, second = store.read(file.public_id).splitlines(keepends=True)
    store.write(file.public_id, second + first)
    got = []
    with pytest.raises(Unavailable, match="is not what was put there"):
        got.extend(queries.open_file(officer, file))
    assert got == [b"b" * MB]


@pytest.mark.django_db
def test_a_file_whose_server_died_before_it_had_its_name_is_read_all_the_same(room, officer, store):
    file = room.keep(given.PDF)  # within a test nothing is committed, so it has none yet
    assert store.names() == []
    assert b"".join(queries.open_file(officer, file)) == given.PDF


@pytest.mark.django_db
def test_a_large_file_goes_through_without_being_held_in_memory(room, officer, monkeypatch):
    def chunks():
        yield b"%PDF-" + b" " * (MB - 5)
        for _ in range(29):
            yield b" " * MB

    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    room.keep(given.PDF)  # what is loaded once
    tracemalloc.start()
    try:
        file = room.keep(chunks(), "long.pdf")
        read = sum(len(piece) for piece in queries.open_file(officer, file))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read == file.size == 30 * MB
    assert peak < 16 * MB


@pytest.mark.django_db
def test_a_removed_file_leaves_its_row_and_no_content(
    room, kept, officer, settings, at, store, django_capture_on_commit_callbacks
):
    file = kept()
    assert store.names() == [places.key_of(file.public_id)]
    with django_capture_on_commit_callbacks(execute=True):
        gone = room.remove(file)
    assert (gone.removed_at, gone.removal, gone.sha256) == (at, "taken-back", file.sha256)
    assert not list(settings.FILES.glob("??/??/*"))
    assert store.names() == []
    assert queries.files_about(officer, "bed", "b1") == []
    with pytest.raises(Gone, match="was removed"):
        queries.open_file(officer, file)
    with pytest.raises(Gone):
        queries.file_of(officer, file.public_id, about=("bed", "b1"))
    with pytest.raises(Conflict, match="removed before"):
        room.remove(file)


@pytest.mark.django_db
def test_who_is_still_sending_a_file_may_take_it_back(room, officer, stranger, at, allotment):
    from_me = room.begin()
    room.remove(from_me)
    with pytest.raises(Gone):
        room.send(from_me, b"a")


@pytest.mark.django_db
def test_a_file_belongs_to_one_thing(kept, officer):
    file = kept()
    assert queries.file_of(officer, file.public_id, about=("bed", "b1")) == file
    with pytest.raises(NotFound):
        queries.file_of(officer, file.public_id, about=("bed", "b2"))
    assert queries.files_about(officer, "bed", "b2") == []


@pytest.mark.django_db
def test_an_operation_that_fails_keeps_no_file(room, rows, worker, at, settings):
    with pytest.raises(RuntimeError):
        room.keep(given.PDF, fail=True)
    assert not rows.exists()
    (left,) = settings.FILES.glob("??/??/*.part")
    day = timedelta(days=1)
    os.utime(left, (at.timestamp(), at.timestamp()))
    upkeep.forget_unfinished(worker, at=at + 6 * day)
    assert left.exists()
    upkeep.forget_unfinished(worker, at=at + 8 * day)
    assert not left.exists()


@pytest.mark.django_db
def test_content_that_a_server_left_when_it_died_after_a_removal_goes(room, kept, worker, at, store):
    room.remove(kept())  # within a test nothing is committed, so the content is still there
    assert store.names()
    upkeep.forget_unfinished(worker, at=at + timedelta(minutes=1))
    assert store.names() == []


@pytest.mark.django_db
def test_a_stream_longer_than_the_limit_is_stopped_there(room, settings, rows):
    settings.FILE_LIMIT = MB
    asked = []

    def chunks():
        for number in range(1000):
            asked.append(number)
            yield b"a" * 65_536

    with pytest.raises(Invalid, match="larger than 1 MB"):
        room.keep(chunks(), "long.txt")
    assert len(asked) == 17
    assert not rows.exists()
    assert not list(settings.FILES.glob("??/??/*"))
