"""The register of England in memory, with its bank holidays: read once by a process, and again after every change.

For whoever asks about two bodies again and again, as each draft of a request does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db.models import Max

from concord.access.operation import once
from concord.audit import queries as audit
from concord.registry.models import BankHoliday, Body, BodyLife, BodyName, Coverage, Fact, Office, Succession
from concord.registry.queries.history import bank_holidays
from concord.registry.queries.snapshots import register_known, register_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.audit.queries import LastChange
    from concord.statute import Register

_KINDS: Final = ("edition", "fact", "body", "bank-holiday")
"""What the record says that changes of the register happen to (`registry.events`)."""

_MOST_BESIDE: Final = 250

_TABLES: Final = (BodyLife, BodyName, Office, Fact, Coverage, Succession, BankHoliday)


@dataclass(frozen=True, slots=True)
class _Held:
    """The register after a change, and the instant since which nothing else was known."""

    change: LastChange
    since: datetime | None
    register: Register
    holidays: frozenset[date]
    beside: dict[frozenset[str], Register] = field(default_factory=dict)
    """What was read since about bodies that editions do not list, such as a practice."""


_held: list[_Held] = []


def register_with(*refs: str, at: datetime) -> Register:
    """A register with these bodies, as known at an instant: the one in memory, else `register_of`. Public.

    In memory is what is known now: of the bodies that editions list, and of others that were asked about lately. One
    read, to see whether it still is that.
    """
    held = _now(at)
    if held is None:
        return register_of(*refs, at=at)
    return held.register if held.register.bodies.keys() >= set(refs) else _beside(held, frozenset(refs), at)


def _beside(held: _Held, refs: frozenset[str], at: datetime) -> Register:
    found = held.beside.get(refs)
    if found is None:
        found = register_of(*sorted(refs), at=at)
        if len(held.beside) >= _MOST_BESIDE:
            held.beside.clear()
        held.beside[refs] = found
    return found


def holidays_known(at: datetime) -> frozenset[date]:
    """The bank holidays known at an instant: those in memory, else `bank_holidays`. Public."""
    held = _now(at)
    return bank_holidays(at) if held is None else held.holidays


def forget() -> None:
    """Forget what is held. For tests, which undo what they have recorded."""
    _held.clear()


def _now(at: datetime) -> _Held | None:
    """What is held, if it is what was known at an instant. An operation asks once whether anything has changed."""
    change = once("last change of the register", lambda: audit.last_change_public(_KINDS))
    held = _held[0] if _held and _held[0].change == change else _read(change)
    return None if held is None or (held.since and at < held.since) else held


def _read(change: LastChange | None) -> _Held | None:
    """The register as it is now; None where it is empty, or changes meanwhile."""
    if change is None or not Body.objects.exists():
        return None
    known = [
        instant
        for table in _TABLES
        for instant in table.objects.aggregate(recorded=Max("recorded_at"), superseded=Max("superseded_at")).values()
        if instant
    ]
    found = _Held(change, max(known, default=None), register_known(), bank_holidays())
    if audit.last_change_public(_KINDS) != change:
        return None
    _held[:] = [found]
    return found
