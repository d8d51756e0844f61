"""Story 5: a GP practice, which section 7 does not bind, is asked for its help in words that do not pretend otherwise.

It has a question first, is answered, and helps. Nobody is told of a duty, a ground or a time limit that is not there.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import essex
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRACTICE = "Saltings Surgery (invented)"
MAILBOX = "reception@saltings.example"
WHAT = "Please send us the list of her medicines."
QUESTION = "May we send it to the ward as well?"
ANSWER = "Yes: the ward has asked for it too."
HELP = "We send the list of medicines."
MONDAY, TUESDAY = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (23, 24))


def test_a_gp_practice_is_asked_in_honest_words(days, officer, partner):
    priya, practice = officer("Priya Fennimore"), partner()
    public_id = ask(priya)
    letter = question(practice, days)
    answer_the_question(priya, days, public_id)
    days.become(TUESDAY)
    practice.enter(letter, *PRIVATE)
    practice.sees(ANSWER)
    practice.comply(HELP, (2, 12, 2026))
    assert f"{PRACTICE} has agreed to your request" in days.post("priya.fennimore").title

    days.say_nothing_of(*PRIVATE, WHAT, QUESTION, ANSWER, HELP)
    assert essex.trail(public_id) == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:ask-question",
        "request:write",
        "request:comply",
    ]
    essex.prove()


def ask(priya):
    """The desk says that section 7 does not bind it, and the request goes as one for help under section 6(2)."""
    public_id = priya.ask(PRACTICE, "saltings", mailbox=MAILBOX, help="Information or a chronology", what=WHAT)
    priya.sees(
        "Request for help (section 6(2))",
        "A council asks a body that section 7 does not bind. It may help, and owes no answer.",
        f"{PRACTICE} owes nothing under section 6(2), and is free to help.",
    )
    assert f"{PRACTICE} must" not in priya.read()
    priya.send()
    priya.sees(f"Request sent to {PRACTICE}.")
    return public_id


def question(practice, days):
    """E-mail, cover and request alike say that it is free to help; its question stops the clock."""
    letter = days.post(MAILBOX)
    assert letter.title == "Essex County Council asks for your help"
    assert "You are free to help or not: the Care Act does not oblige you to answer this." in letter.text
    days.become(MONDAY)
    practice.go(letter.link)
    practice.sees("You are free to help or not: the Care Act does not oblige you to answer.")
    practice.enter(letter, *PRIVATE)
    practice.sees("Essex County Council asks for your help", "It does not bind you.", "We cannot help")
    practice.misses("incompatible", "you must do", "must give your reasons", "We will not do it")
    practice.press("We have a question first")
    practice.write("Your question", QUESTION)
    practice.sign()
    practice.press("Send the question")
    practice.sees("Question sent", "The clock stands still until it is answered.")
    return letter


def answer_the_question(priya, days, public_id):
    """The officer answers, and the clock runs again."""
    days.post("priya.fennimore")
    assert PRACTICE in priya.shelf("us")
    priya.open(public_id)
    priya.sees("They asked a question: answer it", QUESTION)
    priya.press("Answer the question")
    priya.write("Your message", ANSWER)
    priya.press("Send the message")
    assert PRACTICE in priya.shelf("them")
