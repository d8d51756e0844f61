"""The register itself: what is loaded, whether it is sound, what changes and what is announced."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from concord.api.answering import answer, operation
from concord.api.asked import KNOWN, ON, MaybeDay, Moment, optional_day
from concord.api.refusals import Refusal
from concord.api.v1.holding import ChangesAnswer, ChecksAnswer, RegisterAnswer
from concord.api.v1.telling import announced_json, check_json, happening_json, heading, status_json
from concord.registry import queries
from concord.statute.periods import LAST

router = Router(tags=["The register"])
A_YEAR = 365
FIRST_DAY = optional_day("The first day. A year before the last one, if left out.", alias="from")
LAST_DAY = optional_day("The last day, itself included. Today, if left out.", alias="to")


@operation(router, "", RegisterAnswer, name="register", summary="What is loaded")
def register(request: HttpRequest, on: MaybeDay = ON, known: MaybeDay = KNOWN) -> HttpResponse:
    """The edition that is loaded, its sources and licences, how many bodies and facts, and for which it is complete."""
    moment = Moment.of(on, known)
    status = queries.register_status(moment.on, at=moment.at)
    return answer({**heading(moment), "on": moment.on.isoformat(), **status_json(status)})


@operation(router, "/checks", ChecksAnswer, name="checks", summary="Whether it is sound")
def checks(request: HttpRequest, known: MaybeDay = KNOWN) -> HttpResponse:
    """Every check that the register must pass, what it comes from, and what it found."""
    moment = Moment.of(None, known)
    found = queries.quality_checks(moment.at)
    told = {"ok": all(one.result != "failed" for one in found), "checks": [check_json(one) for one in found]}
    return answer({**heading(moment), **told})


@operation(router, "/changes", ChangesAnswer, name="changes", summary="What changes")
def changes(
    request: HttpRequest,
    start: MaybeDay = FIRST_DAY,
    stop: MaybeDay = LAST_DAY,
    known: MaybeDay = KNOWN,
) -> HttpResponse:
    """Bodies that begin, end, or are renamed or recoded, areas that move; and all that is announced."""
    moment = Moment.of(stop, known)
    last = min(moment.on, LAST.fromordinal(LAST.toordinal() - 1))
    first = start or last.fromordinal(max(1, last.toordinal() - A_YEAR))
    if last < first:
        raise Refusal(422, "invalid", "“to” lies before “from”. Give the earlier day as “from”.", field="to")
    happened = queries.changes(first, last.fromordinal(last.toordinal() + 1), at=moment.at)
    told = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "changes": [happening_json(one) for one in happened],
        "announced": [announced_json(one) for one in queries.announced_changes(moment.at)],
    }
    return answer({**heading(moment), **told})
