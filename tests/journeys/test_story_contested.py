"""Story 2: refused on both grounds, contested point by point, considered again, and then agreed.

Both sides read the same two columns; the judgement stays the partner's; the clock begins anew and says from what.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import essex
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD = "NHS Essex Integrated Care Board"
MAILBOX = "chc.team@board.example"
DUTIES, FUNCTIONS = "It would clash with our own duties", "It would harm our own work"
REASONS = {
    DUTIES: "The notes are also about another patient, whose confidence we must keep.",
    FUNCTIONS: "Two assessors cover forty discharges that week; the weekend rota would stop.",
}
POINTS = (
    "The notes can be sent with every word about the other patient taken out.",
    "Half an hour by video on the Wednesday would be enough.",
)
PROMISE = "An assessor joins by video, and the notes follow with the other patient taken out."
MONDAY, WEDNESDAY, THURSDAY = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (23, 25, 26))


def test_a_refusal_is_contested_considered_again_and_agreed(days, officer, partner):
    priya, board = officer("Priya Fennimore"), partner()
    public_id = priya.ask(BOARD, "essex integrated", mailbox=MAILBOX)
    priya.send()
    letter = days.post(MAILBOX)
    days.become(MONDAY)
    refuse(board, letter)
    days.become(WEDNESDAY)
    contest(priya, days, public_id)
    days.become(THURSDAY)
    consider_again(board, days)
    settle(priya, days, public_id)

    days.say_nothing_of(*PRIVATE, *REASONS.values(), *POINTS, PROMISE)
    assert essex.trail(public_id) == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:refuse",
        "request:contest",
        "request:comply",
        "request:accept",
    ]
    essex.prove()
    made, received = officer("Tomos Ashgrove").figures(), officer("Marguerite Osei-Lund").figures()
    for figure, says in {
        "Agreed": "1",
        "Refused": "0",
        "Answers contested": "1",
        "What came of contesting": "Agreed: 1",
        "First answer by its due day": "1 of 1 (100%)",
    }.items():
        assert (made[figure][0], received[figure][1]) == (says, says), figure


def refuse(board, letter):
    """Without reasons it does not go; with them, both grounds, what suffers and when to ask again do."""
    board.enter(letter, *PRIVATE)
    board.sees("Whether either is so is your own judgement. If you refuse, you must give your reasons in writing.")
    board.press("We will not do it")
    board.tick(DUTIES)
    board.sign()
    board.press("Check the refusal")
    board.sees("Enter your reasons why it would clash with our own duties: section 7(3) requires them in writing")
    board.press("Back to the request")
    if "Go on with: We will not do it" in board.read():
        board.press("Go on with: We will not do it")
    else:
        board.press("We will not do it")
    if not board.page.get_by_label(DUTIES, exact=True).is_checked():
        board.tick(DUTIES)
    board.tick(FUNCTIONS)
    for ground, reasons in REASONS.items():
        board.write(f"Your reasons why {ground[:1].lower()}{ground[1:]}", reasons)
    board.write("Which part of your work would suffer, and how?", "Assessments: two would wait a week.")
    board.write("What could you do instead? (optional)", "We can send a summary.")
    board.write("When should they ask again? (optional)", "In January, when two assessors have started.")
    board.sign()
    board.press("Check the refusal")
    board.sees("Check your answer before it goes", *REASONS, *REASONS.values())
    board.press("Send the refusal")
    board.sees("Answer sent")


def contest(priya, days, public_id):
    """See both grounds, each with its paragraph of the Act and its reasons, and dispute each of them."""
    assert f"{BOARD} has refused your request" in days.post("priya.fennimore").title
    assert BOARD in priya.shelf("us")
    priya.open(public_id)
    priya.sees(
        "They refused on 23 November 2026",
        "Care Act 2014, section 7(1)(a)",
        "Care Act 2014, section 7(1)(b)",
        *REASONS.values(),
        "We can send a summary.",
        "In January, when two assessors have started.",
        "Complete in form Yes",
    )
    priya.press("Contest the answer")
    for ground, point in zip(REASONS, POINTS, strict=True):
        priya.write(f"What you dispute of “{ground}”", point)
    priya.press("Ask for it to be considered again")
    priya.sees(f"Answer contested. {BOARD} is asked to consider it again.", "What is in dispute", *POINTS)
    priya.sees("Due 9 December 2026")
    assert BOARD in priya.shelf("them")


def consider_again(board, days):
    """Read what is disputed beside one's own reasons, and answer anew, this time with a promise."""
    letter = days.post(MAILBOX)
    assert letter.title == "Essex County Council has asked you to consider your answer again"
    board.enter(letter, *PRIVATE, *REASONS.values(), *POINTS)
    board.sees(
        "You are asked to consider your answer again",
        "The judgement is still yours: you can change your answer, or give it again.",
        *REASONS.values(),
        *POINTS,
    )
    board.comply(PROMISE, (2, 12, 2026))


def settle(priya, days, public_id):
    """The refusal stays in the story although it no longer stands; the new answer is accepted."""
    assert f"{BOARD} has agreed to your request" in days.post("priya.fennimore").title
    priya.open(public_id)
    priya.sees("They agreed on 26 November 2026", PROMISE, *REASONS.values(), *POINTS)
    priya.press("Accept the answer")
    priya.press("Accept the answer")
    priya.sees(f"Answer accepted. {BOARD} is told by e-mail.")
    assert days.post(MAILBOX).title == "Essex County Council has accepted your answer"
