"""Which kind of request would fit, and which clocks it would have, before there is a draft. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord.access import operation, policies
from concord.base.clock import day_of
from concord.base.errors import Invalid, NotFound
from concord.registry import queries as registry
from concord.requests import findings
from concord.requests.events import Event
from concord.requests.models import CooperationRequest
from concord.requests.queries.terms import clocks_if_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.findings import Cited, Fit
    from concord.requests.queries.terms import Clocks


@dataclass(frozen=True, slots=True)
class Fitting:
    """The kind that fits who asks whom, with the law's finding (`concord.explain/1`), and the clocks from today."""

    ask: CooperationRequest
    fit: Fit
    finding: Mapping[str, Any]
    why_not: tuple[str, ...]
    provisions: tuple[Cited, ...]
    instead: tuple[Cited, ...]
    clocks: Clocks


def fitting(actor: Actor, *, asked: str, values: Mapping[str, Any], at: datetime, asker: str = "") -> Fitting:
    """Which kind of request fits, and when an answer would be due, if it were sent at an instant.

    `asker` and `asked` are references, the first of them the actor's own body where it is left empty; `values` are
    fields of a draft, as far as they are known. Raises NotFound for an actor who makes no requests, and Invalid (field
    "asker" or "asked") for a body that the register does not hold.
    """
    if not policies.may(actor, Event.DRAFT):
        raise NotFound(operation.NOT_HERE)
    on = day_of(at)
    ask = CooperationRequest(asker_id=asker or actor.body, asked_id=asked, **values)
    bodies = registry.bodies_known({ask.asker_id, asked}, at=at)
    for field, ref in (("asker", ask.asker_id), ("asked", asked)):
        if ref not in bodies:
            raise Invalid(f"The register holds no body “{ref}”.", field=field)
    ask.asker_name, ask.asked_name = bodies[ask.asker_id].name_on(on), bodies[asked].name_on(on)
    fit = findings.fit(ask, on=on, known_at=at)
    ask.kind = fit.kind.value if fit.kind else ""
    finding = fit.as_json(at)
    return Fitting(
        ask=ask,
        fit=fit,
        finding=finding,
        why_not=findings.what_is_in_the_way(finding),
        provisions=findings.cited(fit.under, on=on),
        instead=findings.cited(fit.instead, on=on),
        clocks=clocks_if_sent(ask, at=at),
    )
