"""The virus scanner: what it finds is deleted and told; without it files are kept, and say so until it has spoken."""

from __future__ import annotations

import socket

import pytest
import pytest_socket
from django.core.exceptions import ImproperlyConfigured

from concord.audit.models import Entry
from concord.base.errors import Conflict, Gone, Invalid, NotAllowed
from concord.config import environment
from concord.files import content, places, queries, receiving, scanner, services, upkeep
from concord.files.rules import Scan
from concord.files.scanner import Outcome
from kit import files_given as given
from kit.clamd import NAMED, VIRUS
from kit.clamd import clamd as running_clamd
from kit.mail_server import free_port

pytestmark = pytest.mark.django_db

INFECTED = given.PDF + VIRUS


def said(officer):
    return [row.scan_says for row in queries.files_about(officer, "bed", "b1")]


def test_a_file_without_a_virus_is_scanned_as_it_is(room, officer, clamd, at):
    whole = b"a" * 3 * 2**20
    file = room.keep([whole[:1000], whole[1000:]], "notes.txt")
    assert clamd.scanned == [whole]
    assert (file.scan, file.scanned_at) == ("clean", at)
    assert said(officer) == ["Scanned: no virus found"]


def test_a_virus_is_deleted_at_once_and_its_row_says_so(
    room, officer, clamd, at, settings, django_capture_on_commit_callbacks
):
    file = room.send(room.begin("plan.pdf", len(INFECTED)), INFECTED)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Invalid) as told:
        receiving.examine_file(officer, file, at=at)
    assert told.value.message.startswith(f"The virus scanner found {NAMED} in the file plan.pdf, so it was deleted.")
    file.refresh_from_db()
    assert (file.scan, file.scan_says, file.scanned_at, file.removed_at, file.removal) == (
        "infected",
        NAMED,
        at,
        at,
        "infected",
    )
    assert not list(settings.FILES.glob("??/??/*"))
    assert Entry.objects.last().facts["scan"] == "infected"
    with pytest.raises(Gone):
        room.finish(file)


def test_a_file_of_no_kind_that_is_taken_is_deleted_and_told(
    room, officer, at, settings, django_capture_on_commit_callbacks
):
    file = room.send(room.begin("plan.pdf", len(given.DOCX)), given.DOCX)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Invalid, match="is not a PDF: it is a Word"):
        receiving.examine_file(officer, file, at=at)
    file.refresh_from_db()
    assert file.removal == "refused"
    assert not list(settings.FILES.glob("??/??/*"))


def test_a_virus_in_a_plain_form_or_at_the_last_moment_is_kept_out_too(room, clamd, settings, rows):
    with pytest.raises(Invalid, match=NAMED):
        room.keep(INFECTED)
    assert not rows.exists()
    with pytest.raises(Invalid, match=NAMED):
        room.finish(room.send(room.begin("plan.pdf", len(INFECTED)), INFECTED))
    assert not list(settings.FILES.glob("??/??/*"))


def test_without_a_scanner_a_file_says_that_it_was_not_scanned(room, officer, worker, at):
    room.keep(given.PDF)
    assert said(officer) == ["Not scanned for viruses"]
    assert upkeep.scan_waiting(worker, at=at) == upkeep.Scanned()
    assert upkeep.waiting_to_be_scanned() == 0


def test_a_scanner_that_is_away_is_asked_again_later(
    room, officer, worker, settings, at, django_capture_on_commit_callbacks
):
    settings.CLAMD = ("127.0.0.1", free_port())
    with django_capture_on_commit_callbacks(execute=True):
        room.keep(given.PDF, "one.pdf")
        bad = room.keep(INFECTED, "two.pdf")
    assert said(officer) == ["Not scanned for viruses"] * 2
    report = upkeep.scan_waiting(worker, at=at)
    assert (report.clean, report.infected) == (0, 0)
    assert report.unreachable.startswith("The scanner could not be asked: ")
    assert upkeep.waiting_to_be_scanned() == 2
    with running_clamd() as server, django_capture_on_commit_callbacks(execute=True):
        settings.CLAMD = server.place
        report = upkeep.scan_waiting(worker, at=at)
    assert (report.clean, report.infected, report.unreachable) == (1, 1, "")
    assert said(officer) == ["Scanned: no virus found", "A virus was found: the file was deleted"]
    assert not places.place_of(bad.public_id).exists()
    with pytest.raises(Gone, match="A virus was found in this file"):
        queries.open_file(officer, bad)
    assert upkeep.waiting_to_be_scanned() == 0


def test_one_run_takes_no_more_than_it_is_told(room, worker, clamd, settings, at):
    settings.CLAMD, there = None, settings.CLAMD
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        room.keep(given.PDF, name)
    settings.CLAMD = there
    assert upkeep.scan_waiting(worker, at=at, most=2).clean == 2
    assert upkeep.scan_waiting(worker, at=at, most=2).clean == 1


def test_a_file_larger_than_the_scanner_takes_is_not_asked_about_for_ever(room, officer, worker, clamd, at):
    clamd.limit = 2**20
    file = room.keep(b"a" * 4 * 2**20, "long.txt")
    assert (file.scan, file.scan_says) == (
        "not_scanned",
        "The file is larger than the scanner takes (StreamMaxLength of clamd)",
    )
    assert said(officer) == ["Not scanned for viruses"]
    assert upkeep.waiting_to_be_scanned() == 0


def test_a_file_lost_on_disk_does_not_keep_others_from_the_scanner(room, worker, clamd, settings, at):
    settings.CLAMD, there = None, settings.CLAMD
    lost, good = room.keep(given.PDF, "one.pdf"), room.keep(given.PDF, "two.pdf")
    content.erase(lost.public_id)
    settings.CLAMD = there
    assert upkeep.scan_waiting(worker, at=at).clean == 1
    good.refresh_from_db()
    assert good.scan == "clean"


def test_only_the_server_notes_a_scan_and_only_once(room, officer, worker, at):
    file, clean = room.keep(given.PDF), Outcome(Scan.CLEAN)
    with pytest.raises(NotAllowed):
        services.note_scan(officer, file, outcome=clean, at=at)
    services.note_scan(worker, file, outcome=clean, at=at)
    with pytest.raises(Conflict):
        services.note_scan(worker, file, outcome=clean, at=at)


def test_a_scanner_that_hangs_up_or_talks_nonsense_has_not_scanned(clamd):
    clamd.answer = "stream: Can't allocate memory ERROR"
    assert scanner.scan([b"a"]) == Outcome(
        Scan.NOT_SCANNED, "The scanner said: stream: Can't allocate memory ERROR", again=True
    )
    clamd.hang_up = True
    assert scanner.scan([b"a"]).again


def test_a_scanner_that_is_silent_is_not_waited_for_for_ever(settings, monkeypatch):
    monkeypatch.setattr(scanner, "ANSWER_WITHIN", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD = silent.getsockname()
        assert scanner.scan([b"a"]) == Outcome(
            Scan.NOT_SCANNED, "The scanner could not be asked: TimeoutError", again=True
        )


def test_a_scanner_behind_a_socket_of_this_machine_is_asked_there(settings, tmp_path, monkeypatch):
    # The guard over tests knows hosts only, and takes a path for a stranger.
    monkeypatch.setattr(socket.socket, "connect", pytest_socket._true_connect)
    settings.CLAMD = str(tmp_path / "nobody.sock")
    assert "No such file" in scanner.scan([b"a"]).says


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("", None),
        ("/run/clamd.sock", "/run/clamd.sock"),
        ("av.example:3310", ("av.example", 3310)),
        ("[::1]:1", ("::1", 1)),
    ],
)
def test_where_the_scanner_is_comes_from_the_environment(place, found):
    assert environment.scanner(place) == found


@pytest.mark.parametrize("place", ["clamd", "av.example:", ":3310", "av.example:abc"])
def test_a_place_where_no_scanner_can_be_is_told_at_the_start(place):
    with pytest.raises(ImproperlyConfigured, match="Write the path of clamd's socket"):
        environment.scanner(place)


@pytest.mark.parametrize("number", ["", "0", "-1", "many", "1.5"])
def test_a_limit_that_is_no_size_is_told_at_the_start(number):
    assert environment.megabytes("250") == 250 * 2**20
    with pytest.raises(ImproperlyConfigured, match="such as 250"):
        environment.megabytes(number)
