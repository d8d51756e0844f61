"""Requests as they are read: the list, one with its whole story, its record, and what a new one would be.

Every look at what is said about a person is recorded, as it is at the desk.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.params.functions import Query
from pydantic import ConfigDict, Field

from concord.api.asked import MaybeDay, OneOf
from concord.api.keys import actor_of
from concord.api.v1.requests.given import HowUrgent, KindOfHelp
from concord.api.v1.requests.routes import REF, Ref, nothing_else, reading, shown
from concord.api.v1.requests.shapes import RecordAnswer, RequestAnswer, RequestsAnswer
from concord.api.v1.requests.telling import draft_json, page_json, row_json
from concord.base import clock
from concord.base.errors import NotFound
from concord.requests import queries
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import Status
from concord.requests.wording import SCOPES, SHELVES, SIDES

Shelf = Annotated[str, OneOf("shelf", tuple(SHELVES))]
Scope = Annotated[str, OneOf("scope", tuple(SCOPES))]
WhichSide = Annotated[str, OneOf("side", tuple(SIDES))]
KindOfRequest = Annotated[str, OneOf("kind of request", tuple(Kind))]
StatusWord = Annotated[str, OneOf("status", tuple(Status))]
Id = Annotated[str, Field(max_length=24, pattern=r"^[a-z0-9]*$")]
Searched = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


class Narrowed(Schema):
    """What the list is narrowed to. Everything may be left out."""

    model_config = ConfigDict(extra="forbid")

    show: Shelf = Field("all", description="By whose move it is; “late” is every row of which `day_passed`.")
    scope: Scope = Field("body", description="Whose: your own, your team's, or all of your body's.")
    side: WhichSide = Field("any", description="Sent by your body, or received by it.")
    kind: list[KindOfRequest] = Field([], description="One or more kinds.")
    status: list[StatusWord] = Field([], description="One or more statuses.")
    help: list[KindOfHelp] = Field([], description="One or more kinds of help.")
    urgency: list[HowUrgent] = Field([], description="One or more urgencies.")
    other: Searched = Field("", description="The body on the other side: its reference.")
    name: Searched = Field("", description="A part of the name of the body on the other side.")
    sent_from: MaybeDay = Field(None, description="Sent on this day or later.")
    sent_to: MaybeDay = Field(None, description="Sent on this day or earlier.")
    q: Searched = Field("", description="Words to look for in what was asked and said.")
    before: Id = Field("", description="The `older` of the page before.")


FILTERS: Narrowed = Query(...)


@reading("", RequestsAnswer, name="requests", summary="The requests of your body")
def listed(request: HttpRequest, given: Narrowed = FILTERS) -> HttpResponse:
    """Sent and received, fifty a page, newest first."""
    nothing_else(request, Narrowed)
    filters = queries.Filters(
        show=given.show,
        scope=given.scope,
        side=given.side,
        kinds=tuple(given.kind),
        statuses=tuple(given.status),
        helps=tuple(given.help),
        urgencies=tuple(given.urgency),
        other=given.other,
        name=given.name,
        sent_from=given.sent_from,
        sent_to=given.sent_to,
        q=given.q,
    )
    page = queries.inbox(actor_of(request), filters=filters, on=clock.today(), before=given.before)
    rows = [row_json(row) for row in page.rows]
    return shown({"format": "concord.requests/1", "requests": rows, "older": page.older, "cut": page.cut})


@reading("/{ref}", RequestAnswer, name="request", summary="One request with all that came of it")
def one(request: HttpRequest, ref: Ref = REF) -> HttpResponse:
    """What was asked, by which law, the clocks and how they came about, each step with its grounds, points and files.

    A draft is shown with what it still lacks. Reading it is recorded, and marks no message as read.
    """
    actor, at = actor_of(request), clock.now()
    try:
        return shown(page_json(queries.request_page(actor, ref, on=clock.day_of(at))))
    except NotFound:
        return shown(draft_json(queries.check(actor, ref, on=clock.day_of(at), at=at)))


@reading("/{ref}/record", RecordAnswer, name="request_record", summary="The record of a request")
def record(request: HttpRequest, ref: Ref = REF) -> HttpResponse:
    """Who did what and when, oldest first, as the append-only record has it."""
    ask, lines = queries.record_of(actor_of(request), ref)
    entries = [{**asdict(line), "at": line.at.isoformat()} for line in lines]
    return shown({"id": ask.public_id, "reference": ask.reference, "entries": entries})
