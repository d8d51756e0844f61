"""A file with a virus in a real browser: whoever sends it is told, nothing of it is kept, and what they typed stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from concord.files.models import StoredFile
from kit import essex
from kit.clamd import NAMED, VIRUS, clamd
from kit.files_given import PDF
from kit.walking import MOUSE, PLAIN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD = "NHS Essex Integrated Care Board"
MAILBOX = "chc.team@board.example"
OFFER = "Our nurse joins by telephone, and writes down what she knows."
TOLD = f"The virus scanner found {NAMED} in the file"


@pytest.fixture(autouse=True)
def scanner(settings):
    with clamd() as server:
        settings.CLAMD = server.place
        yield server


def choose(walker, label, name, content):
    """Choose a file, without waiting that it is taken."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    walker.page.get_by_label(label, exact=True).set_input_files(file)


def nothing_kept(settings):
    """No byte of it is on disk, and no file is with anything."""
    assert not [file for file in settings.FILES.rglob("*") if file.is_file()]
    assert not StoredFile.objects.filter(removed_at__isnull=True).exists()


@pytest.mark.parametrize("way", [MOUSE, PLAIN])
def test_at_the_desk_and_behind_a_link_a_virus_is_told_and_costs_no_word(days, officer, partner, way, settings):
    priya, board = officer("Priya Fennimore"), partner()
    public_id = priya.ask(BOARD, "essex integrated", mailbox=MAILBOX)
    priya.go(f"/desk/requests/{public_id}/attachments")
    choose(priya, "Choose files", "chronology.pdf", PDF + VIRUS)
    if way == PLAIN:
        priya.press("Save and continue")
    expect(priya.page.locator("main")).to_contain_text(TOLD)
    nothing_kept(settings)
    priya.go(f"/desk/requests/{public_id}/check")
    priya.sees("bring the nursing notes")
    priya.misses("chronology.pdf")
    priya.send()

    board.enter(days.post(MAILBOX))
    board.press("We offer something else")
    board.write("What do you offer instead?", OFFER)
    board.sign()
    choose(board, "Add files (optional)", "plan.pdf", PDF + VIRUS)
    if way == PLAIN:
        board.press("Send the answer")
    expect(board.page.locator("main")).to_contain_text(TOLD)
    nothing_kept(settings)
    assert board.page.get_by_label("What do you offer instead?").input_value() == OFFER
    board.press("Send the answer")
    board.sees("Answer sent")
    nothing_kept(settings)
    days.post("priya.fennimore")
    priya.open(public_id)
    priya.sees(OFFER)
    priya.misses("plan.pdf")
    essex.prove()
