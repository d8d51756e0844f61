"""Councils with adult social care functions, their relevant partners and how these changed: CA2014.s6(7) and (8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from ninja import Router

from concord import statute
from concord.api.answering import answer, operation
from concord.api.asked import CODE, FROM, KNOWN, ON, REF, TO, MaybeDay, Moment, Words, body, council
from concord.api.refusals import Refusal
from concord.api.v1.explaining import PartnerAnswer, PartnersAnswer, TimelineAnswer
from concord.api.v1.holding import AuthoritiesAnswer, AuthorityAnswer
from concord.api.v1.telling import heading, line_json
from concord.registry import queries
from concord.statute.periods import FIRST, LAST, Period

if TYPE_CHECKING:
    from datetime import date


router = Router(tags=["Councils and partners"])


@operation(router, "", AuthoritiesAnswer, name="authorities", summary="The councils on a day")
def authorities(request: HttpRequest, on: MaybeDay = ON, known: MaybeDay = KNOWN) -> HttpResponse:
    """Every council with adult social care functions that exists on the day, by name."""
    moment = Moment.of(on, known)
    lines = queries.authorities(moment.on, at=moment.at)
    listed = {"on": moment.on.isoformat(), "authorities": [line_json(line) for line in lines]}
    return answer({**heading(moment), **listed})


@operation(router, "/{code}", AuthorityAnswer, name="authority", summary="One council")
def authority(request: HttpRequest, code: Words = CODE, on: MaybeDay = ON, known: MaybeDay = KNOWN) -> HttpResponse:
    """A council by its code or name, as it was called on the day."""
    moment = Moment.of(on, known)
    ref = council(code, moment)
    lines = queries.authorities(moment.on, at=moment.at)
    line = next((line for line in lines if line.ref == ref), None)
    shown = line or queries.body_page(ref, on=moment.on, at=moment.at).line  # not there yet, or no longer
    return answer({**heading(moment), "on": moment.on.isoformat(), "authority": line_json(shown)})


@operation(router, "/{code}/partners", PartnersAnswer, name="partners", summary="Its relevant partners")
def partners(request: HttpRequest, code: Words = CODE, on: MaybeDay = ON, known: MaybeDay = KNOWN) -> HttpResponse:
    """Who the relevant partners are on the day, by which provision and fact; who may be one; what is unknown.

    A day before 1 April 2015 is answered too: nothing was in force, and the answer says so.
    """
    book, moment = statute.rulebook(), Moment.of(on, known)
    ref = council(code, moment)
    found = statute.partners(book, queries.register_of(ref, at=moment.at), authority=ref, on=moment.on)
    return answer(statute.as_json(book, found, known=moment.known))


@operation(
    router,
    "/{code}/partners/{ref}",
    PartnerAnswer,
    name="partner",
    summary="Whether a body is one of them, and why or why not",
)
def partner(
    request: HttpRequest, code: Words = CODE, ref: Words = REF, on: MaybeDay = ON, known: MaybeDay = KNOWN
) -> HttpResponse:
    """Whether the body is a relevant partner of the council on the day; if not, why not, the nearest reason first.

    The body may be one of a kind that the register does not list one by one, such as kind:gp-practice.
    """
    book, moment = statute.rulebook(), Moment.of(on, known)
    one, other = council(code, moment), body(ref, moment, field="ref")
    register = queries.register_of(one, other, at=moment.at)
    finding = statute.partner(book, register, authority=one, body=other, on=moment.on)
    return answer(statute.as_json(book, finding, known=moment.known))


@operation(router, "/{code}/timeline", TimelineAnswer, name="timeline", summary="How its partners changed")
def timeline(
    request: HttpRequest,
    code: Words = CODE,
    start: MaybeDay = FROM,
    stop: MaybeDay = TO,
    known: MaybeDay = KNOWN,
) -> HttpResponse:
    """Every day on which a partner came or went since section 6 began, because of what; and the stretches between."""
    if start and stop and stop < start:
        raise Refusal(422, "invalid", "“to” lies before “from”. Give the earlier day as “from”.", field="to")
    book, moment = statute.rulebook(), Moment.of(None, known)
    ref = council(code, moment)
    register = queries.register_of(ref, at=moment.at)
    within = _within(start, stop)
    members = [m for m in statute.memberships(book, register, authority=ref) if m.period.both(within)]
    days = [change for change in statute.timeline(book, register, authority=ref) if within.contains(change.on)]
    return answer(statute.timeline_json(book, register.body(ref), tuple(members), tuple(days), known=moment.known))


def _within(start: date | None, stop: date | None) -> Period:
    """The days from `start` to `stop`, both included."""
    after = stop.fromordinal(stop.toordinal() + 1) if stop and stop < LAST else LAST
    return Period(start or FIRST, after)
