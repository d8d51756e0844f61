"""Which contact fits best, and when one needs looking at. Pure. The limits are Concord's own choice, and no law."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from concord.contacts.topics import ANY_TOPIC, topic_name

if TYPE_CHECKING:
    from datetime import date

CHECKED_FOR: Final = timedelta(days=365)
"""How long a check is good for. After a year, pages ask for another. Source: Concord's own choice."""

DOUBTS: Final = {
    "bounce": "A message to it came back",
    "silence": "Nobody answered there in time",
    "told": "Somebody says that it is wrong",
    "new": "It was given through a link, and nobody has confirmed it from there yet",
}
"""Why a contact may be wrong."""


def needs_checking(checked_on: date, *, on: date) -> bool:
    """Whether the last check of a contact is too old to rely on.

    >>> from datetime import date
    >>> [needs_checking(day, on=date(2026, 11, 22)) for day in (date(2025, 11, 22), date(2025, 11, 21))]
    [False, True]
    """
    return on - checked_on > CHECKED_FOR


ASKED_AGAIN_AFTER: Final = timedelta(days=30)
"""How long Concord waits for a word before it asks again, or takes silence for a doubt. Its own choice."""
ASKED_AT_MOST: Final = 2


class Step(StrEnum):
    """What the yearly check does next about a contact."""

    ASK = "ask"
    DOUBT = "doubt"


def next_step(checked_on: date, *, asked_on: date | None, asked: int, on: date) -> Step | None:
    """What is due about a contact that nothing speaks against; None where nothing is. `asked`: how often it was.

    >>> from datetime import date
    >>> last_year, today = date(2025, 11, 1), date(2026, 11, 22)
    >>> [next_step(last_year, asked_on=day, asked=asked, on=today)
    ...  for day, asked in ((None, 0), (date(2026, 11, 2), 1), (date(2026, 10, 23), 1), (date(2026, 10, 23), 2))]
    [<Step.ASK: 'ask'>, None, <Step.ASK: 'ask'>, <Step.DOUBT: 'doubt'>]
    """
    if not needs_checking(checked_on, on=on) or (asked_on and on - asked_on < ASKED_AGAIN_AFTER):
        return None
    return Step.DOUBT if asked >= ASKED_AT_MOST else Step.ASK


class Known(NamedTuple):
    """What the choice between contacts turns on: their kind of help, the council that they serve, and any doubt."""

    topic: str
    council: str
    doubtful: bool


def fits(known: Known, *, topic: str, council: str) -> bool:
    """Whether a contact can be meant at all: for this kind of help or any, serving this council or every one."""
    return known.topic in {ANY_TOPIC, topic} and known.council in {"", council}


def likelier(known: Known) -> tuple[bool, bool, bool]:
    """The order of those that fit, the best first: not in doubt, then its own kind of help, then its own council."""
    return known.doubtful, known.topic == ANY_TOPIC, known.council == ""


def reason(known: Known, *, topic: str, passed_over: bool, alone: bool) -> str:
    """Why it was chosen, in words. `passed_over`: one that fits better is in doubt; `alone`: no other fits."""
    whose = f"Their contact for “{topic_name(known.topic)}”" if known.topic != ANY_TOPIC else "Their general contact"
    if known.council:
        whose += ", for your council"
    if passed_over:
        return f"{whose}, because the one that fits better may be wrong."
    if known.doubtful:
        return f"{whose}. It may be wrong, but there is no {'other' if alone else 'surer one'}."
    if known.topic == ANY_TOPIC and topic != ANY_TOPIC:
        return f"{whose}: they have none for “{topic_name(topic)}”."
    return f"{whose}."
