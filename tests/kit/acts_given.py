"""Builders around the acts on a request: a ladder, a policy of days, the other side's officer, a council asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from concord.people.roles import Role
from concord.requests import services
from concord.requests.rules.ladders import Rung
from kit import given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Ladder

RUNGS = (
    Rung(level=1, own_role="Team manager", their_role="Housing team leader", days=2, urgent_days=1),
    Rung(level=2, own_role="Head of service", their_role="Head of housing", days=3, urgent_days=1),
    Rung(level=3, own_role="Director", their_role="Chief executive", days=5, urgent_days=1, mediates=True),
)
MAILBOXES = {1: "team.manager@westshire.example"}


def a_manager() -> Actor:
    """A manager of Westshire at the desk."""
    return given.acting(given.a_person("Ines Quarry", role=Role.MANAGER))


def a_ladder(manager: Actor, *, skips_to: int = 3, roles: Sequence[str] = ()) -> Ladder:
    """A ladder of three levels, in force today; with own `roles` of another name."""
    rungs = [replace(rung, own_role=role) for rung, role in zip(RUNGS, roles, strict=True)] if roles else RUNGS
    return services.set_ladder(
        manager,
        name="Our way up",
        rungs=rungs,
        mailboxes=MAILBOXES,
        skips_to=skips_to,
        by_itself=False,
        on=given.ON,
    )


def ten_days(manager: Actor, *, urgency: str = "routine") -> None:
    """Westshire's policy: two working days to acknowledge, ten to answer."""
    services.set_response_time(manager, help_="", urgency=urgency, acknowledge_days=2, answer_days=10, on=given.ON)


def of_the_council(**changes: object) -> CooperationRequest:
    """A request under section 7(2): the district asks the county."""
    sol = given.acting(given.a_person("Sol Marsh", body=given.DISTRICT))
    return given.a_request(sol, asked=given.COUNTY, needed_by=date(2026, 12, 4), **changes)
