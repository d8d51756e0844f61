"""Story 8: a request in flight over the merger of boards on 1 April 2026 follows to the successor, and is answered.

On the real rows of the register, as if they had been known before. The old name stays on the old paper. Walked by mouse
with every page looked at wide and narrow, by keyboard alone, and without script.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.base import clock
from concord.people.roles import Role
from concord.people.services import add_person, give_role
from kit import essex, given, mergers
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNCIL = "West Sussex County Council"
OLD, NEW = "NHS Sussex Integrated Care Board", "NHS Surrey and Sussex Integrated Care Board"
WREN, MAILBOX = "wren.okafor@westsussex.example", "continuing.care@sussex.example"
BEFORE = datetime(2026, 3, 24, 9, tzinfo=UTC)
MERGED = datetime(2026, 4, 1, 7, tzinfo=UTC)
AFTER = datetime(2026, 4, 2, 9, tzinfo=UTC)
PROMISE = "Our assessor comes to the meeting with the notes."
MOVED = f"{OLD} ended on 1 April 2026."


@pytest.fixture
def days(live_server, settings, tmp_path):
    """A server in March 2026 that knows of the merger, and one invented officer of a council whose board will end."""
    settings.DEMONSTRATION = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "concord.delivery.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    with clock.at(BEFORE):
        mergers.load(tmp_path / "edition")
        wren = add_person(given.COMMAND, name="Wren Okafor", email=WREN, post="Social worker", invented=True)
        give_role(given.COMMAND, wren, body=mergers.WEST_SUSSEX, role=Role.PRACTITIONER, starts=date(2024, 4, 1))
    told = essex.Days(tmp_path / "outbox")
    with told.stood:
        told.become(BEFORE)
        yield told


def test_a_request_in_flight_follows_to_the_successor_and_is_answered(days, officer, partner):
    wren, nurse = officer("Wren Okafor"), partner()
    public_id = asks(wren)
    first = days.post(MAILBOX)
    assert first.text.startswith(f"For: {OLD}")
    acknowledges(nurse, first)

    days.work(MERGED)
    (to_wren,) = [letter for letter in days.letters(WREN) if NEW in letter.title]
    second = days.letters(MAILBOX)[-1]
    assert to_wren.title == f"A request now lies with {NEW}"
    assert second.title == f"A request from {COUNCIL} now lies with {NEW}"
    assert all(MOVED in letter.text and "keeps the old name" in letter.text for letter in (to_wren, second))
    sees_it_moved(wren, public_id)

    days.become(AFTER)
    answers_by_the_old_link(nurse, first)
    opens_by_the_new_link(partner(), second)
    accepts(wren, public_id)
    days.say_nothing_of(*PRIVATE)
    assert essex.trail(public_id) == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:acknowledge",
        "request:follow",
        "request:comply",
        "request:accept",
    ]
    (followed,) = essex.facts(public_id, "request:follow")
    assert (followed["was"], followed["now"], followed["side"]) == (OLD, NEW, "asked")
    (sent,) = essex.facts(public_id, "request:send")
    assert sent["asked_name"] == OLD
    essex.prove()


def asks(wren):
    public_id = wren.ask(OLD, "nhs sussex", mailbox=MAILBOX, by=(17, 4, 2026))
    wren.sees(f"{OLD} must comply with this request from {COUNCIL}")
    wren.send()
    wren.sees(f"Request sent to {OLD}.")
    return public_id


def acknowledges(nurse, letter):
    nurse.enter(letter, *PRIVATE)
    nurse.acknowledge()
    nurse.sees("Request acknowledged")


def sees_it_moved(wren, public_id):
    """The conversation tells it, the paper keeps the name that it was sent to, and the list has the new one."""
    wren.open(public_id)
    wren.sees(f"Request to {NEW}", f"{COUNCIL} asks {OLD}.", f"It now lies with {NEW}.", "Taken over by a successor")
    wren.press("The letter")
    wren.sees(OLD)
    wren.misses(NEW)
    assert NEW in wren.shelf("them")


def answers_by_the_old_link(nurse, letter):
    """The link of before goes on working, in a browser that proved its mailbox long ago."""
    nurse.enter(letter, *PRIVATE)
    nurse.sees(f"For {NEW}", "Taken over by a successor", f"{OLD} ended, and {NEW} took over.")
    nurse.comply(PROMISE, (16, 4, 2026))


def opens_by_the_new_link(nurse, letter):
    nurse.enter(letter, *PRIVATE)
    nurse.sees("You answered on", PROMISE)


def accepts(wren, public_id):
    assert wren.days.post(WREN).title == f"{NEW} has agreed to your request"
    wren.open(public_id)
    wren.sees("They agreed on 2 April 2026", PROMISE)
    wren.press("Accept the answer")
    wren.press("Accept the answer")
    wren.sees(f"Answer accepted. {NEW} is told by e-mail.")
