"""What an agreement’s page says of a party whose body ends or has ended: when, and what was decided of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from concord.agreements.events import Event
from concord.agreements.queries import decisions_of
from concord.agreements.sentences import last_day
from concord.agreements.wording import became
from concord.base import clock
from concord.pages.days import day
from concord.registry import queries as registry

if TYPE_CHECKING:
    from concord.agreements.queries import AgreementPage


def going(page: AgreementPage) -> dict[str, dict[str, Any]]:
    """What is said of each such party, by its id: `ends` in words, and `decided`, `by` and `words` where it is decided.

    `href` leads whoever may decide to the work list of the change.
    """
    today = clock.today()
    decided = decisions_of(page.agreement)
    bodies = registry.bodies_known({seat.body for seat in page.seats})
    told: dict[str, dict[str, Any]] = {}
    for seat in page.seats:
        closed = bodies[seat.body].exists.closed if seat.body in bodies else None
        if closed is not None:
            verb = "Ended" if closed <= today else "Ends"
            told[seat.party] = {"ends": f"{verb} on {last_day(closed)}"}
            if Event.SUCCEED in page.may and page.agreement.ended_from is None:
                query = "" if seat.party in decided else f"?tick={page.agreement.public_id}"
                told[seat.party]["href"] = reverse("successions:change", args=[seat.body]) + query
    for party, one in decided.items():
        said = {"decided": f"{became(one)} from {day(one.on)}", "words": one.words}
        told.setdefault(party, {}).update(said, by=f"{one.said_by}, {day(one.said_at)}")
    return told
