"""Story 4: Essex asks the Minister for prisons about somebody held in another county, and reads why that binds.

The partner is the Minister, not the prison: section 6(7)(f) asks only for a Minister whose work covers England.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import essex
from kit.walking import ASKED, PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINISTER = "Secretary of State for Justice"
MAILBOX = "social.care@sutton-park.example"
WHAT = "She is in HMP East Sutton Park in Kent and comes home to Essex. Please plan her release with us."
PROMISE = "The offender manager joins your planning call."
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_the_minister_is_bound_wherever_the_prison_stands(days, officer, partner):
    priya, prison = officer("Priya Fennimore"), partner()
    public_id = ask(priya)
    answer(prison, days)
    assert f"{MINISTER} has agreed to your request" in days.post("priya.fennimore").title
    priya.open(public_id)
    priya.sees("They agreed on 23 November 2026", PROMISE)
    priya.press("Accept the answer")
    priya.press("Accept the answer")

    days.say_nothing_of(*PRIVATE, "East Sutton Park", PROMISE)
    assert essex.trail(public_id) == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:comply",
        "request:accept",
    ]
    essex.prove()
    recorded = priya.record(public_id)
    for words in (
        f"Priya Fennimore sent the request to {MINISTER}, under section 7(1). Bound by it",
        f"The request was looked at through the secure link sent to {MINISTER}.",
        f"{MINISTER} agreed to the request",
        "Priya Fennimore accepted the answer.",
    ):
        assert words in recorded
    assert "Sutton Park" not in recorded


def ask(priya):
    """Whoever looks for a prison is led to the Minister; the check says which words of the Act make him a partner."""
    priya.whom(MINISTER, "prison")
    priya.fill(
        {
            **ASKED,
            "help": "Discharge or release planning",
            "function": "Needs assessment for an adult (section 9)",
            "purposes": ("Well-being",),
            "what": WHAT,
            "mailbox": MAILBOX,
        }
    )
    public_id = priya.open_request
    priya.unfold("Show the provisions that count here")
    priya.sees(
        f"{MINISTER} must comply with this request from Essex County Council",
        "Care Act 2014, section 6(7)(f): The Minister for prisons",
        "The Minister is a partner of every council, wherever the prison stands",
    )
    priya.unfold("Show the reasons, step by step")
    priya.send()
    priya.sees(f"Request sent to {MINISTER}.")
    return public_id


def answer(prison, days):
    """The prison answers for the Minister, who alone is named, and can read why it is asked at all."""
    letter = days.post(MAILBOX)
    assert f"For: {MINISTER}" in letter.text
    days.become(MONDAY)
    prison.enter(letter, *PRIVATE, "East Sutton Park")
    prison.sees(f"For {MINISTER}.", "you must do what is asked, unless you consider that doing it")
    prison.unfold("Why Essex County Council is asking you")
    prison.sees("The Minister is a partner of every council, wherever the prison stands")
    prison.comply(PROMISE, (3, 12, 2026))
