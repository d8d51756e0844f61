"""What rows of a sheet, their bodies found, would make: agreements with versions and signatures. Pure.

One row is one version. Rows of one reference, or of one title and the same parties, are one agreement. That a register
says “in force” without saying who signed is kept as exactly that: a signature “not recorded”.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from concord.agreements.rules.cells import FROM_REGISTER, NOT_RECORDED, NOT_SIGNED
from concord.agreements.rules.mailboxes import WrittenTo, mailboxes
from concord.agreements.rules.signatures import Signed, signatures
from concord.agreements.rules.standing import Kept, Status, Text, standing
from concord.agreements.rules.vocabulary import Said, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from concord.agreements.rules.sheets import Row, Typed

DAY: Final = timedelta(days=1)
MADE: Final = frozenset({Said.MADE, Said.UNDER_REVIEW, Said.LAPSED, Said.RELIED_ON, Said.REPLACED, Said.ENDED})
"""What only an agreement can be to which every party agreed."""


class Held(NamedTuple):
    """A body that holds a place, by its name then, from a day to the first day out."""

    ref: str
    name: str
    starts: date | None = None
    ends: date | None = None


Place = tuple[Held, ...]


@dataclass(slots=True)
class Ready:
    """A row with its bodies: the places at the table, the keeper among them; `own` is which place the keeper has.

    `written` is how many of the places the row itself names: the keeper need not be among them.
    """

    row: Row
    typed: Typed
    places: list[Place]
    own: int
    written: int

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same agreement as another row."""
        if reference := self.typed.texts["reference"]:
            return ("reference", fold(reference))
        return same_words(self.typed.texts["title"], (place[-1].ref for place in self.places))


def same_words(title: str, refs: Iterable[str]) -> tuple[object, ...]:
    """What makes two agreements without a reference the same: the title and who the parties are now."""
    return ("words", fold(title), frozenset(refs))


@dataclass(slots=True, kw_only=True)
class Version:
    """A version that would be made. `ends`, `until`: first days out.

    `signed` and `written_to` go by the first body of a place.
    """

    ready: Ready
    starts: date | None
    ends: date | None
    until: date | None = None
    signed: dict[str, Signed] = field(default_factory=dict)
    written_to: dict[str, WrittenTo] = field(default_factory=dict)
    shared_on: date | None = None
    made: bool = False
    number: int = 1

    @property
    def made_on(self) -> date | None:
        """The day on which the last party signed."""
        return max(one.on for one in self.signed.values()) if self.made else None

    @property
    def begins(self) -> date | None:
        """The first day on which it is in force."""
        return max(self.starts, self.made_on) if self.starts and self.made_on else None


@dataclass(slots=True, kw_only=True)
class Planned:
    """An agreement that would be made, from its versions in their order; `places` are all who are or were parties.

    `left` are the places that the newest version has no more, with the day from which.
    """

    versions: list[Version]
    places: list[Place]
    left: dict[str, date]
    running_from: date | None = None
    relied_on_from: date | None = None
    ended_from: date | None = None
    review_begun_on: date | None = None
    status: Status = Status.DRAFT

    @property
    def newest(self) -> Ready:
        """The row from which what belongs to the whole agreement is taken."""
        return self.versions[-1].ready


def version(ready: Ready, *, on: date) -> Version:
    """What a row would make by itself. What does not fit together is told at its cell."""
    row, typed = ready.row, ready.typed
    last, ended = typed.days["ends"], typed.days["ended_on"]
    found = Version(ready=ready, starts=typed.days["starts"], ends=last + DAY if last else None)
    found.signed, found.made = _signed(ready, found, on=on)
    found.written_to = mailboxes(ready)
    found.until = found.ends
    found.shared_on = typed.days["shared_on"] or (on if typed.said is Said.SHARED else None)
    if found.made and ended and typed.said in {Said.ENDED, Said.REPLACED}:
        found.until = min(filter(None, (found.ends, ended + DAY)))
    if typed.said is None and not found.made and "status" in row.sheet.places:
        row.note("status", "The status is empty, so it is taken in as a draft.", "Write “In force” where it is signed.")
    _check(found, on=on)
    return found


def _signed(ready: Ready, found: Version, *, on: date) -> tuple[dict[str, Signed], bool]:
    """Who signed, and whether that makes the version: by what the status says, else by the signatures themselves."""
    said, row = ready.typed.said, ready.row
    given = signatures(ready, on=on)
    refs = [place[0].ref for place in ready.places]
    not_by = [one for one in given if one.name == NOT_SIGNED]
    whole = all(one.name not in {"", NOT_SIGNED} and one.on for one in given)
    made = said in MADE and not (said is Said.ENDED and (not_by or not found.starts))
    if said is None and whole and found.starts:
        made = True
    if said and said not in MADE and whole and not row.faults:
        row.fault("status", "By the signatures every party has agreed, but the status says otherwise.", "Correct one.")
    if not made:
        by = {ref: one for ref, one in zip(refs, given, strict=True) if one.name not in {"", NOT_SIGNED}}
        return {ref: Signed(one.name, one.office, one.on) for ref, one in by.items() if one.on}, False
    if not_by:
        row.fault(
            "signatories", "The status says that it is agreed, but a party has not signed.", "Correct one of the two."
        )
    if not found.starts:
        row.fault("starts", "There is no start date, but the status says that it is agreed.", "Write when it began.")
    day = min(found.starts or on, on)
    return {
        ref: Signed(
            one.name or NOT_RECORDED, one.office or (FROM_REGISTER if not one.name else NOT_RECORDED), one.on or day
        )
        for ref, one in zip(refs, given, strict=True)
    }, True


def _check(found: Version, *, on: date) -> None:
    """That status and days do not contradict each other."""
    row, typed = found.ready.row, found.ready.typed
    said, over = typed.said, bool(found.until and found.until <= on)
    word = row.value("status")
    if found.starts and found.ends and found.ends <= found.starts:
        return  # which is told at the last day, and explains the rest
    if said in {Said.MADE, Said.UNDER_REVIEW} and over and found.ends:
        row.fault(
            "status",
            f"The status says “{word}”, but its last day, {found.ends - DAY:%-d %B %Y}, is past.",
            "Correct the last day, or write “Expired” or “Expired, still relied on”.",
        )
    ended = typed.days["ended_on"]
    if ended and ended < on and said not in {None, Said.ENDED, Said.REPLACED}:
        row.fault(
            "ended_on", f"It ended on {ended:%-d %B %Y}, but the status says “{word}”.", "Correct one of the two."
        )
    if said in {Said.LAPSED, Said.RELIED_ON} and not over and found.starts:
        row.fault("ends", f"The status says “{word}”, but no last day is past.", "Write the last day on which it held.")
    if said is Said.ENDED and not over and not typed.days["ended_on"]:
        row.fault("ended_on", f"The status says “{word}”, but not since when.", "Write the last day on which it held.")
    if said is Said.RUNNING and not (typed.days["running_from"] or found.starts):
        row.fault(
            "starts", f"The status says “{word}”, but not since when.", "Write the day since which it is worked by."
        )
    if found.made_on and found.ends and found.made_on >= found.ends and said not in {Said.ENDED, Said.REPLACED}:
        row.fault(
            "signed_on", f"It was signed on {found.made_on:%-d %B %Y}, after its last day.", "Correct one of the two."
        )
    if said is Said.MADE and found.begins and found.begins > on:
        row.note("status", f"It begins on {found.begins:%-d %B %Y}: until then it shows as agreed, to begin.")


def agreements(versions: Sequence[Version], *, on: date) -> list[Planned]:
    """The agreements that the versions make together, in the order of their first rows."""
    groups: dict[tuple[object, ...], list[Version]] = defaultdict(list)
    for one in versions:
        groups[one.ready.key].append(one)
    return [_planned(group, on=on) for group in groups.values()]


def _planned(group: list[Version], *, on: date) -> Planned:
    group.sort(key=lambda one: (one.begins is None, one.begins or one.starts or on, one.ready.row.number))
    _number(group)
    for before, after in pairwise(group):
        _follow(before, after)
    newest = group[-1].ready
    typed = newest.typed
    places = {place[0].ref: place for one in group for place in one.ready.places}
    kept = {place[0].ref for place in newest.places}
    days = {ref: group[-1].begins or group[-1].starts or on for ref in places if ref not in kept}
    found = Planned(versions=group, places=list(places.values()), left=days)
    found.running_from = _first(group, "running_from") or _of_status(group, Said.RUNNING, lambda one: one.starts)
    found.relied_on_from = _first(group, "relied_on_from") or _of_status(group, Said.RELIED_ON, lambda one: one.ends)
    found.review_begun_on = _first(group, "review_begun_on") or _of_status(group, Said.UNDER_REVIEW, lambda _: on)
    ended = typed.days["ended_on"]
    found.ended_from = ended + DAY if ended else group[-1].until if typed.said is Said.ENDED else None
    if found.ended_from:
        for one in group:
            if one.made and one.starts and (one.until is None or one.until > found.ended_from):
                one.until = max(found.ended_from, one.starts)
    found.status = standing(_kept(found), on=on).status
    return found


def _first(group: list[Version], name: str) -> date | None:
    return next((day for one in group if (day := one.ready.typed.days[name])), None)


def _of_status(group: list[Version], said: Said, day: object) -> date | None:
    return next((day(one) for one in group if one.ready.typed.said is said), None) if callable(day) else None


def _number(group: list[Version]) -> None:
    """The versions' numbers: as the sheet counts them, where it does so upwards; else from 1."""
    given = [one.ready.typed.texts["version"] for one in group]
    counted = [int(text) if text.isdecimal() and len(text) < 4 else 0 for text in given]  # noqa: PLR2004  digits
    upwards = counted[0] > 0 and all(before < after for before, after in pairwise(counted))
    for place, one in enumerate(group):
        one.number = counted[place] if upwards else place + 1


def _follow(before: Version, after: Version) -> None:
    """A version ends the one before on its first day; two that were written to overlap are told at the later one."""
    row, number = after.ready.row, before.ready.row.number
    if fold(before.ready.typed.texts["title"]) != fold(after.ready.typed.texts["title"]):
        says = f"Row {number} has the same reference, and another title."
        row.fault("reference", says, "Give each agreement its own reference, and each version of one the same title.")
        return
    if not after.made or after.begins is None:
        if not before.made:
            row.fault(
                "title", f"Row {number} is the same agreement, and neither is signed.", "Keep one of the two rows."
            )
        return
    begun, over = before.begins or after.begins, before.until
    if begun >= after.begins or (over is not None and over > after.begins):
        until = f"runs until {over - DAY:%-d %B %Y}" if over else f"begins on {begun:%-d %B %Y} too"
        row.fault(
            "starts",
            f"Row {number} is the same agreement and {until}, so the two overlap.",
            f"Let row {number} end on {after.begins - DAY:%-d %B %Y}, correct this start, or keep one of the two rows.",
        )
    before.until = min(over, after.begins) if over else after.begins


def _kept(found: Planned) -> Kept:
    open_still = frozenset(place[0].ref for place in found.places) - found.left.keys()
    texts = tuple(
        Text(
            number=one.number,
            parties=frozenset(one.signed) if one.made else open_still,
            signed={ref: signed.on for ref, signed in one.signed.items()},
            starts=one.starts,
            until=one.until,
            shared_on=one.shared_on,
        )
        for one in found.versions
    )
    return Kept(
        texts=texts,
        ended_from=found.ended_from,
        running_from=found.running_from,
        relied_on_from=found.relied_on_from,
        review_begun_on=found.review_begun_on,
    )
