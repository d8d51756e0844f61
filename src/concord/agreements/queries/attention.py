"""Which agreements of a list need somebody, and why: overdue, ending, lapsed, unsigned, a party that has ended."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from concord.agreements.models import Agreement
from concord.agreements.permissions import seen_by
from concord.agreements.queries.register import due_on
from concord.agreements.rules.standing import Status
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from concord.agreements.queries.register import Line
    from concord.base.actor import Actor


class Why(StrEnum):
    """Why an agreement needs somebody, the most pressing first."""

    PARTY_ENDED = "party-ended"
    RELIED_ON = "relied-on"
    LAPSED = "lapsed"
    REVIEW_DUE = "review-due"
    RUNNING_UNSIGNED = "running-unsigned"
    EXPIRING = "expiring"


ATTENTION: Final[dict[Why, str]] = {
    Why.PARTY_ENDED: "A party has ended",
    Why.RELIED_ON: "Relied on after its end",
    Why.LAPSED: "Lapsed",
    Why.REVIEW_DUE: "Review due",
    Why.RUNNING_UNSIGNED: "Running unsigned",
    Why.EXPIRING: "Ends soon",
}
"""Each reason in words."""

_OF_STATUS: Final = {
    Status.RELIED_ON: Why.RELIED_ON,
    Status.LAPSED: Why.LAPSED,
    Status.RUNNING_UNSIGNED: Why.RUNNING_UNSIGNED,
    Status.EXPIRING: Why.EXPIRING,
}


def attention(lines: Iterable[Line], *, on: date) -> dict[str, tuple[Why, ...]]:
    """Why each of these agreements needs somebody on a day, by its id, the most pressing first; others are left out.

    One look into the register, however many there are.
    """
    listed = [line for line in lines if line.standing.status is not Status.ENDED]
    bodies = registry.bodies_known({seat.body for line in listed for seat in line.others})
    over = {ref for ref, body in bodies.items() if not body.exists.contains(on)}
    found = {line.agreement.public_id: _why(line, over) for line in listed}
    return {public_id: why for public_id, why in found.items() if why}


def _why(line: Line, over: set[str]) -> tuple[Why, ...]:
    found = {
        Why.PARTY_ENDED: any(seat.body in over for seat in line.others),
        Why.REVIEW_DUE: line.standing.review_due,
    }
    if why := _OF_STATUS.get(line.standing.status):
        found[why] = True
    return tuple(why for why in Why if found.get(why))


def first(lines: Iterable[Line], why: Mapping[str, Sequence[Why]], *, on: date) -> list[Line]:
    """The list with what needs somebody first, by how pressing and then by day; the rest by title, ended ones last."""
    order = list(Why)

    def place(line: Line) -> tuple[int, str, str]:
        reasons = why.get(line.agreement.public_id, ())
        title = line.agreement.title.casefold()
        if reasons:
            return order.index(reasons[0]), (due_on(line) or on).isoformat(), title
        return len(order) + (line.standing.status is Status.ENDED), "", title

    return sorted(lines, key=place)


def titles_of(actor: Actor, *, without: str = "") -> list[tuple[str, str]]:
    """The agreements that the actor's body keeps, as (id, title) by title, without one of them: to choose from."""
    rows = Agreement.objects.filter(seen_by(actor), keeper=actor.body).exclude(public_id=without).distinct()
    return sorted(rows.values_list("public_id", "title"), key=lambda one: (one[1].casefold(), one[0]))
