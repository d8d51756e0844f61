"""Builders of turns of the work, on days that follow each other, and of an authority's ladder. All are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from concord.base import clock
from concord.people.roles import Role
from concord.requests import services, work
from concord.requests.rules.ladders import Rung
from kit import given

if TYPE_CHECKING:
    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

WORKER = given.Actor.command("concord work")
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 12, 4)
"""The day by which the requests of `given` are needed."""

OWN = ("Team manager", "Service manager", "Director of adult services", "Chair of the board")
THEIRS = ("Duty manager", "Head of service", "Chief executive", "Chair of the board")


def nine(on: date, hour: int = 9, minute: int = 0) -> datetime:
    """An hour of a day in London in winter."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)


def a_turn(at: datetime | date, *, most: int = 200) -> work.Done:
    """What one turn of the work did, at nine in the morning unless another instant is given."""
    instant = at if isinstance(at, datetime) else nine(at)
    with clock.at(instant):
        return work.everything_due(work.Turn(actor=WORKER, at=instant, most=most, say=lambda _words: None))


def did(at: datetime | date) -> dict[str, int]:
    """The same as plain numbers, but for what was only found to be late."""
    done = a_turn(at)
    assert not done.failed
    return {what: count for what, count in done.of.items() if what != "requests found late"}


def a_ladder(manager: Actor, *, by_itself: bool = True, skips_to: int = 3, on: date = given.ON) -> None:
    """Four levels of two working days (urgent: one); the highest mediates; the second has a mailbox of its own."""
    rungs = [
        Rung(level=n, own_role=OWN[n - 1], their_role=THEIRS[n - 1], days=2, urgent_days=1, mediates=n == 4)
        for n in (1, 2, 3, 4)
    ]
    services.set_ladder(
        manager, name="Ours", rungs=rungs, mailboxes={2: "service.manager@westshire.example"}, skips_to=skips_to,
        by_itself=by_itself, on=on,
    )  # fmt: skip


def a_manager(name: str = "Ines Park", body: str = given.COUNTY) -> Actor:
    """A manager at the desk."""
    return given.acting(given.a_person(name, role=Role.MANAGER, body=body))


def fresh(ask: CooperationRequest) -> CooperationRequest:
    """The request with its docket as it is now."""
    return type(ask).objects.select_related("docket").get(pk=ask.pk)
