"""Story 1: a council asks, the integrated care board agrees in time and keeps its promise; the figures of both say so.

Walked by mouse with every page looked at wide and narrow, by keyboard alone, and with script switched off.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import essex
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD = "NHS Essex Integrated Care Board"
MAILBOX = "chc.team@board.example"
PROMISE = "Our assessor comes to the meeting with what you asked for."
MONDAY, TUESDAY = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (23, 24))
PROMISED = datetime(2026, 12, 2, 17, tzinfo=UTC)


def test_a_partner_agrees_in_time_and_keeps_its_promise(days, officer, partner):
    priya, board = officer("Priya Fennimore"), partner()
    public_id = ask(priya)
    answer(board, days)
    consider(priya, days, public_id)

    days.say_nothing_of(*PRIVATE, PROMISE)
    assert essex.trail(public_id) == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:acknowledge",
        "request:comply",
        "request:accept",
        "request:keep",
    ]
    essex.prove()
    made, received = officer("Tomos Ashgrove").figures(), officer("Marguerite Osei-Lund").figures()
    for figure, says in {
        "Requests": "1",
        "Acknowledged in time": "1 of 1 (100%)",
        "Working days to the first answer": "2 working days",
        "First answer by its due day": "1 of 1 (100%)",
        "Agreed": "1",
        "Promises kept": "1",
    }.items():
        assert made[figure] == (says, made[figure][1]), figure
        assert received[figure][1] == says, f"The board's own figure differs: {figure}"


def ask(priya):
    """Everything on its page, then the check: who is bound and why, by when and by whose rule, what the e-mail says."""
    public_id = priya.ask(BOARD, "essex integrated", mailbox=MAILBOX)
    priya.unfold("Show the provisions that count here")
    priya.sees(
        f"{BOARD} must comply with this request from Essex County Council",
        "Care Act 2014, section 6(8)(b)",
        "The Act sets no time limit",
        "4 December 2026",
        "It says nothing about the person.",
    )
    priya.unfold("Show the reasons, step by step")
    priya.sees("Answered from version")
    priya.send()
    priya.sees(f"Request sent to {BOARD}.", "4 December 2026")
    assert BOARD in priya.shelf("them")
    return public_id


def answer(board, days):
    """Acknowledge on the Monday; agree on the Tuesday, by the same link and a new code."""
    letter = days.post(MAILBOX)
    assert "section 7 of the Care Act 2014" in letter.text
    days.become(MONDAY)
    board.enter(letter, *PRIVATE)
    board.sees("Essex County Council asks for your co-operation", "bring the nursing notes", "LAS-20417")
    board.acknowledge()
    board.sees("Request acknowledged")
    assert f"{BOARD} has acknowledged your request" in days.post("priya.fennimore").title
    days.become(TUESDAY)
    board.enter(letter, *PRIVATE)
    board.sees("You acknowledged this request on 23 November 2026")
    board.comply(PROMISE, (2, 12, 2026))
    board.sees("You said that you will do it by 2 December 2026.")


def consider(priya, days, public_id):
    """Read the answer and accept it; on the day that was promised, note that it was done. Nobody was chased."""
    assert f"{BOARD} has agreed to your request" in days.post("priya.fennimore").title
    assert BOARD in priya.shelf("us")
    priya.press(BOARD)
    priya.sees("They agreed on 24 November 2026", PROMISE, "Marlow Quist, Continuing healthcare lead")
    priya.press("Accept the answer")
    priya.press("Accept the answer")
    priya.sees(f"Answer accepted. {BOARD} is told by e-mail.")
    days.work(PROMISED)
    priya.open(public_id)
    priya.sees("They promised it for 2 December 2026: was it done?")
    priya.press("Yes, it was done")
    priya.press("It was done")
    priya.sees("Noted: what was promised was done.")
    assert BOARD in priya.shelf("done")
    days.work(datetime(2026, 12, 7, 10, tzinfo=UTC))
    assert [
        letter.title for letter in days.letters(MAILBOX) if "waits" in letter.title or "for NHS" in letter.title
    ] == []
