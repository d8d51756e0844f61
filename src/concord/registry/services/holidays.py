"""Bank holidays that come between two editions: one proclaimed once, or one that is called off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.registry.events import Event
from concord.registry.models import BankHoliday
from concord.registry.services.superseding import here, reasoned
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor

_SATURDAY: Final = 5
_LONGEST_TITLE: Final = 120


@operation(Event.ADD_HOLIDAY)
def add_bank_holiday(actor: Actor, *, day: date, title: str, source: str, at: datetime) -> Done[BankHoliday]:
    """Add a one-off bank holiday in England and Wales; `source` says who made it one, such as a royal proclamation.

    Counts made as of a moment before `at` do not know of it. Raises Invalid for a weekend, which is no working day
    anyway, or for missing words, and Conflict where the day is a bank holiday already.
    """
    words, why = " ".join(title.split()), reasoned(source)
    if not words or len(words) > _LONGEST_TITLE:
        raise Invalid(f"Say what the holiday is called, in {_LONGEST_TITLE} characters or fewer.", field="title")
    if day.weekday() >= _SATURDAY:
        raise Invalid(
            f"{in_words(day)} is at a weekend, so it is no working day anyway. Give the weekday that is kept instead.",
            field="day",
        )
    held = _in_use(day)
    if held is not None and not held.cancelled:
        raise Conflict(f"{in_words(day)} is a bank holiday already: {held.title}.", field="day")
    row = _record(held, day=day, title=words, cancelled=False, why=why, at=at)
    return Done(row, subject=day.isoformat(), facts={"day": day, "title": words})


@operation(Event.REMOVE_HOLIDAY)
def remove_bank_holiday(actor: Actor, *, day: date, source: str, at: datetime) -> Done[BankHoliday]:
    """Record that a bank holiday is called off, on whose word; later editions do not bring it back by themselves.

    Raises Invalid for a day that is none or missing words, Conflict where it was changed meanwhile.
    """
    why = reasoned(source)
    held = _in_use(day)
    if held is None or held.cancelled:
        raise Invalid(f"{in_words(day)} is no bank holiday in the register. Check the day.", field="day")
    row = _record(held, day=day, title=held.title, cancelled=True, why=why, at=at)
    return Done(row, subject=day.isoformat(), facts={"day": day, "title": held.title})


def _in_use(day: date) -> BankHoliday | None:
    return BankHoliday.objects.select_for_update().filter(key=day.isoformat(), superseded_at__isnull=True).first()


def _record(held: BankHoliday | None, *, day: date, title: str, cancelled: bool, why: str, at: datetime) -> BankHoliday:
    if held is not None:
        if at <= held.recorded_at:
            raise Conflict("This day was recorded later than the change that you make to it. Check the server's clock.")
        BankHoliday.objects.filter(pk=held.pk).update(superseded_at=at)
    return BankHoliday.objects.create(
        key=day.isoformat(), day=day, title=title, cancelled=cancelled, note=why, source=here(), recorded_at=at
    )
