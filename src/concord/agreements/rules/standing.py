"""Where an agreement stands on a day, worked out from what is dated; never stored as a word. Pure, on plain values.

`until` is always the first day on which something no longer holds; pages show the day before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

EXPIRES_SOON: Final = timedelta(days=90)
"""How long before its end an agreement counts as expiring (Concord's policy)."""


class Status(StrEnum):
    """Where an agreement stands. Only what is in force binds those who signed, as far as an agreement binds."""

    DRAFT = "draft"
    SHARED = "shared"
    PART_SIGNED = "part-signed"
    RUNNING_UNSIGNED = "running-unsigned"
    """Worked by already, though not every party has signed: a plan that runs before its agreement."""
    SIGNED = "signed"
    """By every party, to begin on a day that is to come."""
    IN_FORCE = "in-force"
    EXPIRING = "expiring"
    UNDER_REVIEW = "under-review"
    LAPSED = "lapsed"
    RELIED_ON = "relied-on"
    """Past its last day, and its keeper says that it is still worked by."""
    ENDED = "ended"


ALIVE: Final = frozenset({Status.IN_FORCE, Status.EXPIRING, Status.UNDER_REVIEW})
"""Where some version is in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A version, as far as its standing goes. `signed` gives the day on which each party signed, by its reference."""

    number: int
    parties: frozenset[str]
    signed: Mapping[str, date] = field(default_factory=dict)
    starts: date | None = None
    until: date | None = None
    review_on: date | None = None
    shared_on: date | None = None

    @property
    def made_on(self) -> date | None:
        """The day on which the last of its parties signed; None while one is missing: before it nothing is agreed."""
        if not self.parties or not self.parties <= self.signed.keys():
            return None
        return max(self.signed[party] for party in self.parties)

    @property
    def in_force_from(self) -> date | None:
        """The day it begins: as written, but never before it was made."""
        made_on = self.made_on
        return max(made_on, self.starts) if made_on and self.starts else None

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day."""
        begins = self.in_force_from
        return begins is not None and begins <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is dated about an agreement: its versions, and what was said of it as a whole."""

    texts: tuple[Text, ...]
    ended_from: date | None = None
    running_from: date | None = None
    relied_on_from: date | None = None
    review_begun_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an agreement stands on a day: the version that counts (in force, else the last that was, else the newest).

    `next` is a newer version that is being written or signed beside it. `missing` are the parties of the version that
    counts which have not signed. `review_due` says that the day of its review has come.
    """

    status: Status
    text: Text
    next: Text | None = None
    missing: frozenset[str] = frozenset()
    review_due: bool = False


def as_shared(kept: Kept) -> Kept:
    """The same as its other parties may know it: without versions that nobody has shared with them or agreed to."""
    return replace(kept, texts=tuple(text for text in kept.texts if text.shared_on or text.signed))


def standing(kept: Kept, *, on: date) -> Standing:
    """Where an agreement stands on a day."""
    text = _counts(kept.texts, on)
    newest = kept.texts[-1]
    status = _status(kept, text, on)
    alive = status in ALIVE
    return Standing(
        status=status,
        text=text,
        next=newest if newest.number > text.number else None,
        missing=frozenset(party for party in text.parties if not _come(text.signed.get(party), on)),
        review_due=alive and text.review_on is not None and text.review_on <= on,
    )


def _counts(texts: tuple[Text, ...], on: date) -> Text:
    """The version that counts: the newest in force, else the last that was, else the newest there is."""
    in_force = [text for text in texts if text.in_force(on)]
    if in_force:
        return in_force[-1]
    begun = [text for text in texts if text.in_force_from and text.in_force_from <= on]
    return max(begun, key=lambda text: (text.until, text.number)) if begun else texts[-1]


def _status(kept: Kept, text: Text, on: date) -> Status:
    if _come(kept.ended_from, on):
        return Status.ENDED
    if text.in_force(on):
        return _alive(kept, text, on)
    if text.in_force_from and text.in_force_from <= on:
        return Status.RELIED_ON if _relied_on(kept, text, on) else Status.LAPSED
    return _not_yet(kept, text, on)


def _relied_on(kept: Kept, text: Text, on: date) -> bool:
    """Whether the version is said to be relied on: a note from before it began is about the one before."""
    since, begun = kept.relied_on_from, text.in_force_from
    return since is not None and since <= on and (begun is None or begun < since)


def _alive(kept: Kept, text: Text, on: date) -> Status:
    if _come(kept.review_begun_on, on):
        return Status.UNDER_REVIEW
    soon = text.until is not None and text.until - EXPIRES_SOON <= on
    return Status.EXPIRING if soon else Status.IN_FORCE


def _not_yet(kept: Kept, text: Text, on: date) -> Status:
    signed = [day for day in text.signed.values() if day <= on]
    so_far = (
        (Status.SIGNED, text.in_force_from is not None and _come(text.made_on, on)),
        (Status.RUNNING_UNSIGNED, _come(kept.running_from, on)),
        (Status.PART_SIGNED, bool(signed)),
        (Status.SHARED, _come(text.shared_on, on)),
    )
    return next((status for status, so in so_far if so), Status.DRAFT)


def _come(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def overlap(starts: date, until: date | None, others: Iterable[tuple[int, date, date | None]]) -> int | None:
    """The number of the first other version (number, starts, until) that runs on a day of this one; None for none."""
    for number, begins, ends in others:
        if (until is None or begins < until) and (ends is None or starts < ends):
            return number
    return None
