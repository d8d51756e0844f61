"""Bodies of the register: found by name or code, and all that is known of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from concord.api.answering import answer, operation
from concord.api.asked import KNOWN, ON, REF, MaybeDay, Moment, Words, listed_body
from concord.api.v1.holding import BodiesAnswer, BodyAnswer
from concord.api.v1.telling import heading, line_json, page_json
from concord.registry import queries

router = Router(tags=["Bodies"])
Q = Query(..., description="A name or a code, or nearly one.", example="Essex")


@operation(router, "", BodiesAnswer, name="bodies", summary="Find a body")
def bodies(request: HttpRequest, q: Words = Q, on: MaybeDay = ON, known: MaybeDay = KNOWN) -> HttpResponse:
    """Bodies that the words may mean, likeliest first, at most twenty. Finding none is no error."""
    moment = Moment.of(on, known)
    found = queries.search_bodies(q, on=moment.on, at=moment.at)
    told = {"on": moment.on.isoformat(), "q": q, "bodies": [line_json(line) for line in found]}
    return answer({**heading(moment), **told})


@operation(router, "/{ref}", BodyAnswer, name="body", summary="One body")
def one(request: HttpRequest, ref: Words = REF, on: MaybeDay = ON, known: MaybeDay = KNOWN) -> HttpResponse:
    """A body with its names, codes, facts, and who came before and after it."""
    moment = Moment.of(on, known)
    page = queries.body_page(listed_body(ref, moment), on=moment.on, at=moment.at)
    return answer({**heading(moment), "on": moment.on.isoformat(), **page_json(page)})
