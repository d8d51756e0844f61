"""Story 6: a partner asks the council, which answers at its own desk; one object, and both sides' figures are equal.

CA2014.s7(2). Walked by mouse with every page looked at wide and narrow, by keyboard alone, and without script.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import essex
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNCIL, BOARD, CITY = "Essex County Council", "NHS Essex Integrated Care Board", "Colchester City Council"
MARGUERITE, SUNNIVA, DESK = "marguerite.osei-lund@board", "sunniva.prakash-bell@city", "adult.duty@council.example"
ASKED = {
    "function_words": "Planning a safe discharge from hospital",
    "function": "",
    "what": "Please send a social worker to the discharge meeting, and say who arranges care at home.",
    "mailbox": DESK,
}
SECRET = (*PRIVATE, "discharge meeting", "assessment of 2024")
QUESTION, ANSWER = "Is there an assessment of 2024?", "Yes. The ward sends it with the notes."
PROMISE = "A social worker of the hospital team comes and brings the care plan."
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
AFTER = datetime(2026, 12, 3, 9, tzinfo=UTC)


def test_a_board_asks_the_council_and_both_sides_count_it_alike(days, officer):
    marguerite, priya = officer("Marguerite Osei-Lund"), officer("Priya Fennimore")
    public_id = asks(marguerite)
    letter = days.post(DESK)
    assert letter.title == f"{BOARD} asks for your co-operation (Care Act 2014, section 7)"
    days.become(MONDAY)
    asks_back(priya)
    assert days.post(MARGUERITE).title == f"{COUNCIL} has asked a question about your request"
    answers_the_question(marguerite, public_id)
    assert days.post(DESK).title == f"{BOARD} has written to you about its request"
    promises(priya, public_id)
    assert days.post(MARGUERITE).title == f"{COUNCIL} has agreed to your request"
    accepts(marguerite, public_id)
    days.become(AFTER)
    notes_it_done(marguerite, public_id)
    counts_alike(marguerite, priya)
    days.say_nothing_of(*SECRET)
    assert essex.trail(public_id) == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:ask-question",
        "request:write",
        "request:comply",
        "request:accept",
        "request:keep",
    ]
    (sent,) = essex.facts(public_id, "request:send")
    assert (sent["kind"], sent["bound"], sent["asked_name"]) == ("s7(2)", "yes", COUNCIL)
    essex.prove()


def asks(marguerite):
    """First in her own words alone, of which the check says what can be argued; then with the council's function."""
    public_id = marguerite.ask(COUNCIL, "essex county", **ASKED)
    marguerite.sees("Request under section 7(2)", "Arguable", "It means the function of the one who asks")
    marguerite.press("Change what it is for")
    marguerite.fill({**ASKED, "function": "Safeguarding enquiry (section 42)", "purposes": ()}, ["function"])
    marguerite.go(f"/desk/requests/{public_id}/check")
    marguerite.sees(f"{COUNCIL} must comply with this request from {BOARD}", "The Act sets no time limit")
    marguerite.misses("Arguable")
    marguerite.send()
    marguerite.sees(f"Request sent to {COUNCIL}.", f"{BOARD} asks {COUNCIL}")
    return public_id


def asks_back(priya):
    """The council's officer finds it among what waits for the council, and asks first."""
    assert BOARD in priya.shelf("us")
    priya.press(BOARD)
    priya.sees("It waits for your answer", ASKED["what"], "To be in her own kitchen again.")
    priya.press("We have a question first")
    priya.write("Your question", QUESTION)
    priya.write("Your job", "Social worker")
    priya.press("Send the question")
    priya.sees(f"Sent. {BOARD} is told.")


def answers_the_question(marguerite, public_id):
    marguerite.open(public_id)
    marguerite.sees("They asked a question: answer it", QUESTION)
    marguerite.press("Answer the question")
    marguerite.write("Your message", ANSWER)
    marguerite.press("Send the message")
    marguerite.sees("Message sent.", ANSWER)


def promises(priya, public_id):
    priya.open(public_id)
    priya.sees(ANSWER, "We will not do it", "Section 7 does not bind us here")
    priya.press("We will do it")
    priya.write("What will you do?", PROMISE)
    priya.day(2, 12, 2026)
    priya.write("Your job", "Social worker")
    priya.press("Send the answer")
    priya.sees("You agreed on 23 November 2026", PROMISE, "Priya Fennimore, Social worker")


def accepts(marguerite, public_id):
    assert COUNCIL in marguerite.shelf("us")
    marguerite.open(public_id)
    marguerite.sees("They agreed on 23 November 2026", PROMISE, "2 December 2026")
    marguerite.press("Accept the answer")
    marguerite.press("Accept the answer")
    marguerite.sees(f"Answer accepted. {COUNCIL} is told by e-mail.")


def notes_it_done(marguerite, public_id):
    marguerite.open(public_id)
    marguerite.sees("They promised it for 2 December 2026: was it done?")
    marguerite.press("Yes, it was done")
    marguerite.press("It was done")
    marguerite.sees("Noted: what was promised was done.")


def counts_alike(asker, asked):
    """What one side made, the other received: figure by figure."""
    made, received = asker.figures(), asked.figures()
    assert {name: ours for name, (ours, _) in made.items()} == {name: theirs for name, (_, theirs) in received.items()}
    assert made["Requests"] == ("1", "0")
    assert received["Requests"] == ("0", "1")
    assert made["Promises kept"][0] != "0"
