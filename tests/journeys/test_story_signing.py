"""Signing through a link: a board reads a protocol, comments, agrees to its words of now, and mends its contact.

Walked by mouse with every page looked at wide and narrow, by keyboard alone, and with script switched off.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.agreements import services
from concord.agreements.models import Signature
from concord.audit.models import Entry
from concord.people.demonstration import COUNCIL
from kit import agreements_given as agreed
from kit import essex

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD = "ods:D7T5G"
NAME = "NHS Essex Integrated Care Board"
MAILBOX = "agreements@t5g.example"
TITLE = "Westshire discharge protocol"
CLAUSE = "Whoever is asked answers within two working days."
SAYS = "Clause 4.2: say from which day it is counted."
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_board_comments_agrees_and_mends_its_contact(days, partner):
    lead = agreed.a_lead(body=COUNCIL)
    row = shared(lead)
    board = partner()
    days.become(MONDAY)
    board.enter(days.post(MAILBOX), CLAUSE, "waits for a home")
    read(board)
    comment(board)
    agree(board, lead, row)
    contact(board, days)
    days.say_nothing_of(CLAUSE, SAYS)
    assert trail(row) == [
        *("agreement:begin", "agreement:add-party", "agreement:revise", "agreement:write-clause", "agreement:share"),
        *("agreement:comment", "agreement:revise", "agreement:sign"),
    ]
    essex.prove()


def trail(row):
    """What was done to the agreement, in order, without who looked at it."""
    entries = Entry.objects.filter(subject_kind="agreement", subject=row.public_id).exclude(event="agreement:open")
    return list(entries.order_by("seq").values_list("event", flat=True))


def shared(lead):
    row = agreed.an_agreement(lead, BOARD, at=essex.NOON, summary="Nobody waits for a home.", purposes=["quality"])
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=essex.NOON)
    services.share_for_comment(lead, row, at=essex.NOON)
    return agreed.fresh(row)


def read(board):
    board.sees(
        TITLE,
        f"Version 1 waits for {NAME}",
        "Nobody waits for a home.",
        CLAUSE,
        "What it commits to: time to answer a request",
        "2 working days",
        "Nobody has commented on this version yet.",
    )


def comment(board):
    board.press("Comment on it")
    board.press("Send the comment")
    board.sees("There is a problem", "Enter what you want to say")
    board.write("What do you think of it?", SAYS)
    board.write("Your name", "Marlow Quist")
    board.press("Send the comment")
    board.sees("Your comment is here for every party to read.", SAYS, f"Marlow Quist, {NAME}")


def agree(board, lead, row):
    """While the page is open the keeper changes a word: what was typed is kept, and the words are read again."""
    board.press("Agree to it")
    board.write("Your name", "Marlow Quist")
    board.write("The office in which you agree", "Director of Integrated Care")
    board.tick(f"I may agree to this for {NAME}")
    services.revise_agreement(lead, row, changes={"summary": "Nobody waits for a bed."}, at=MONDAY)
    board.press("We agree")
    board.sees("The words have changed since you read them.", "Nobody waits for a bed.", CLAUSE)
    assert not board.page.get_by_label(f"I may agree to this for {NAME}").is_checked()
    assert not Signature.objects.filter(version__agreement=row).exists()
    board.tick(f"I may agree to this for {NAME}")
    board.press("We agree")
    board.sees("Agreed", "Marlow Quist, Director of Integrated Care", "Not agreed yet: Essex County Council.")
    board.press("A copy to print")
    board.sees(CLAUSE, "Marlow Quist, Director of Integrated Care")
    board.page.go_back()


def contact(board, days):
    board.press("Our contacts")
    board.sees(f"Contacts of {NAME}", "cooperation@board.example")
    board.press("Correct it (Any kind of help)")
    board.write("E-mail address", "desk@board.example")
    board.write("Your name", "Marlow Quist")
    board.write("Your job", "Director of Integrated Care")
    board.press("Save")
    board.sees("It is so from today.", "desk@board.example", "nobody has confirmed it from there yet")
    assert days.post("cooperation@board.example").title == f"This mailbox is no longer a contact of {NAME}"
    board.enter(days.post("desk@board.example"), "desk@board.example")
    board.press("Yes, it is right")
    board.sees("Councils read that it is right as of today.", "It was checked today.")
