"""What changes and when: what the dated rows say, and what is announced. Also bank holidays and imported wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Max, Subquery

from concord.registry.models import BankHoliday, BodyCode, Change, OfficialWording
from concord.registry.queries.known import OLDEST_FIRST, known
from concord.registry.queries.snapshots import register_known
from concord.statute.facts import FactKind, Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that changes on a day, in words; `announced` where no order in force was seen."""

    on: date
    says: str
    bodies: tuple[str, ...]
    announced: bool = False


@dataclass(frozen=True, slots=True)
class AnnouncedChange:
    """A change that is announced. `on` is empty where it has no day; `expected` says in words when."""

    id: str
    title: str
    says: str
    standing: str
    on: date | None
    expected: str
    bodies: tuple[str, ...]
    instrument: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class OfficialWords:
    """Imported official words of a provision in the version in force from a day."""

    provision: str
    in_force_from: date
    text: str
    file: str
    sha256: str
    imported_at: datetime


def changes(since: date, until: date, *, at: datetime | None = None) -> tuple[Happening, ...]:
    """What changes from the day `since` to the day before `until`, in order of the days. Public.

    Bodies that begin, end, or are renamed or recoded, and areas that move between bodies that go on.
    """
    register = register_known(at)
    happenings = (*_lives(register), *_renamed(register), *_recoded(register, at), *_moved(register))
    return tuple(sorted((one for one in happenings if since <= one.on < until), key=lambda one: (one.on, one.says)))


def announced_changes(at: datetime | None = None) -> tuple[AnnouncedChange, ...]:
    """The changes that are announced, those with a day first. Public."""
    rows = Change.objects.filter(known(at)).select_related("source").order_by("on", "key")
    found = [
        AnnouncedChange(
            row.key, row.title, row.says, row.standing, row.on, row.expected, tuple(row.bodies.split()), row.instrument,
            str(row.source), row.note,
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda change: (change.on is None, change.on or change.id)))


def bank_holidays(at: datetime | None = None) -> frozenset[date]:
    """The bank holidays in England and Wales that the register knows, 2012 to 2028. Public. Source: GOV.UK.

    With the one-off holidays that were added here, and without those that were cancelled.
    """
    return frozenset(BankHoliday.objects.filter(known(at), cancelled=False).values_list("day", flat=True))


class Holiday(NamedTuple):
    """A bank holiday in England and Wales. `one_off`: it was added here, between two editions."""

    day: date
    title: str
    one_off: bool


def holidays_from(on: date, at: datetime | None = None) -> tuple[Holiday, ...]:
    """The bank holidays from a day on that the register knows, in their order. Public. Source: GOV.UK."""
    rows = BankHoliday.objects.filter(known(at), cancelled=False, day__gte=on).order_by("day")
    values = rows.values_list("day", "title", "edition_id")
    return tuple(Holiday(day, title, edition is None) for day, title, edition in values)


def holiday_changes() -> tuple[tuple[date, datetime], ...]:
    """Each day that the register learnt to be, or not to be, a bank holiday, and when it last did so. Public."""
    days = (
        BankHoliday.objects.order_by("day").values("day").annotate(told=Max("recorded_at"), gone=Max("superseded_at"))
    )
    return tuple((row["day"], max(filter(None, (row["told"], row["gone"])))) for row in days)


def holidays_known_until(at: datetime | None = None) -> date | None:
    """The last day up to which every bank holiday is known, by the edition; None where none is loaded. Public.

    A count of working days that passes it may leave holidays out, and says so. A one-off holiday moves it not at all.
    """
    rows = BankHoliday.objects.filter(known(at), edition__isnull=False)
    return rows.order_by("day").values_list("day", flat=True).last()


def holidays_known_until_within() -> Subquery:
    """The same of what is known now, as a value within another read. Public."""
    rows = BankHoliday.objects.filter(known(None), edition__isnull=False)
    return Subquery(rows.order_by("-day").values("day")[:1])


def official_wording(provision: str) -> tuple[OfficialWords, ...]:
    """The imported words of a provision, version by version; empty where nothing was imported. Public."""
    rows = OfficialWording.objects.filter(provision=provision, superseded_at__isnull=True).order_by("in_force_from")
    fields = ("provision", "in_force_from", "text", "file", "sha256", "imported_at")
    return tuple(OfficialWords(*row) for row in rows.values_list(*fields))


def _lives(register: Register) -> Iterator[Happening]:
    for body in register.bodies.values():
        if (first := body.exists.opened) is not None:
            before = [found.old for found in register.successions if found.new == body.ref and found.on == first]
            verb = "is to begin" if body.starts_announced else "begins"
            says = f"{body.name_on(first)} {verb}{_names(register, before, ', in place of')}"
            yield Happening(first, says, (body.ref, *before), body.starts_announced)
        if (end := body.exists.closed) is not None:
            after = [found.new for found in register.successors(body.ref)]
            verb = "is to end" if body.ends_announced else "ended"
            name = body.name_on(end - timedelta(days=1))
            says = f"{name} {verb} the day before{_names(register, after, '; followed by')}"
            yield Happening(end, says, (body.ref, *after), body.ends_announced)


def _names(register: Register, refs: Iterable[str], lead: str) -> str:
    names = [register.bodies[ref].name for ref in refs if ref in register.bodies]
    if not names:
        return "."
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{lead} {listed}."


def _renamed(register: Register) -> Iterator[Happening]:
    for body in register.bodies.values():
        for old, new in zip(body.names, body.names[1:], strict=False):
            yield Happening(new.period.start, f"{old.text} is renamed {new.text}.", (body.ref,))


def _recoded(register: Register, at: datetime | None) -> Iterator[Happening]:
    rows = BodyCode.objects.filter(known(at), scheme="gss").order_by("body_id", OLDEST_FIRST)
    last: dict[str, str] = {}
    for ref, code, starts in rows.values_list("body_id", "code", "starts"):
        if ref in last and starts is not None and ref in register.bodies:
            name = register.bodies[ref].name_on(starts)
            yield Happening(starts, f"The code of {name} changes from {last[ref]} to {code}.", (ref,))
        last[ref] = code


def _moved(register: Register) -> Iterator[Happening]:
    """Areas and districts that move while both bodies go on."""
    facts = [fact for fact in register.facts if fact.kind in _OF_AREAS]
    held_since = {fact.kind: fact.period.start for fact in sorted(facts, key=lambda fact: fact.period, reverse=True)}
    for fact in facts:
        pair = (register.bodies[fact.body], register.bodies[fact.authority])
        refs = (fact.body, fact.authority)
        first, end = fact.period.opened, fact.period.closed
        # A fact no younger than the oldest of its kind is not news: the register only begins to know.
        if first and first > held_since[fact.kind] and all(one.exists.start < first for one in pair):
            body, authority = (one.name_on(first) for one in pair)
            yield Happening(first, f"Part of the area of {authority} comes to {body}.", refs)
        if end and all(one.exists.end > end for one in pair):
            body, authority = (one.name_on(end) for one in pair)
            yield Happening(end, f"No part of the area of {authority} is left to {body}.", refs)


_OF_AREAS = (FactKind.AREA_IN, FactKind.DISTRICT_OF, FactKind.PROBATION_FOR)
