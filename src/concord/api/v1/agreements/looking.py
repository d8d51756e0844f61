"""What lies ahead of a body's agreements: what is due, what changes at the table, what is covered, of which topics."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema
from ninja.params.functions import Query

from concord.agreements import queries, services
from concord.agreements.rules.standing import Status
from concord.agreements.rules.topics import LONGEST, MOST, mark
from concord.api.asked import MaybeDay, Written
from concord.api.keys import actor_of
from concord.api.once import answer_once
from concord.api.refusals import Refusal
from concord.api.shapes import Shape
from concord.api.v1.agreements.outlook import AgreementsDue, CoverageAnswer, TopicsAnswer
from concord.api.v1.agreements.reading import NothingAskedHere
from concord.api.v1.agreements.routes import whole
from concord.api.v1.agreements.telling import plain, values
from concord.api.v1.requests.reading import Searched
from concord.api.v1.requests.routes import changing, nothing_else, reading, shown
from concord.base import clock
from concord.people.queries import body_name
from concord.people.replies import Reply
from concord.requests.queries import business

if TYPE_CHECKING:
    from concord.agreements.queries import Change, Coverage, Line
    from concord.base.actor import Actor

AHEAD: Final = timedelta(days=90)
LONGEST_AHEAD: Final = timedelta(days=3660)
DAY: Final = timedelta(days=1)


class DueAsked(Schema):
    """How far ahead is looked."""

    to: MaybeDay = Field(None, description="The last day looked at. Ninety days ahead, if left out.")


class CoverageAsked(Schema):
    """Which topic, on which day."""

    on: MaybeDay = Field(None, description="The day asked about. Today, if left out.")
    topic: Searched = Field("", description="A code of your checklist. Every topic, if left out.")


class TopicsGiven(Shape):
    """The checklist, in its order. A name that was there keeps its code."""

    names: list[Annotated[str, Written(LONGEST)]] = Field(..., min_length=1, max_length=MOST)
    was: str | None = Field(
        None,
        max_length=64,
        description="The `mark` that was read: where somebody kept another list since, nothing is done (409).",
    )


DUE: DueAsked = Query(...)
COVERAGE: CoverageAsked = Query(...)


@reading("/due", AgreementsDue, name="agreements_due", summary="What somebody has to see to", on=whole)
def due(request: HttpRequest, given: DueAsked = DUE) -> HttpResponse:
    """Reviews and last days up to a day and past ones, versions that a party has not agreed to, bodies that end."""
    nothing_else(request, DueAsked)
    actor, on = actor_of(request), clock.today()
    to = given.to or on + AHEAD
    if to < on or to - on > LONGEST_AHEAD:
        raise Refusal(422, "invalid", "Ask for today or a later day, at most ten years ahead.", field="to")
    lines = queries.agreements(actor, on=on)
    changes = queries.changes_of_parties(actor, on=on, upto=to, at=clock.now())
    return shown(
        {
            "format": "concord.agreements.due/1",
            "on": on.isoformat(),
            "to": to.isoformat(),
            "due": [_due(line) for line in queries.due(actor, upto=to, on=on)],
            "unsigned": [told for line in lines if (told := _unsigned(actor, line, on))],
            "changes": [_change(change) for change in changes],
        }
    )


def _named(line: Line) -> dict[str, Any]:
    row = line.agreement
    return {
        "id": row.public_id,
        "title": row.title,
        "keeper": row.keeper_id,
        "status": line.standing.status.value,
    }


def _due(line: Line) -> dict[str, Any]:
    text = line.standing.text
    return {
        **_named(line),
        "due": plain(queries.due_on(line)),
        "review_on": plain(text.review_on),
        "last_day": plain(text.until - DAY if text.until else None),
        "parties": [{"party": seat.party, "body": seat.body, "name": seat.name} for seat in line.others],
    }


def _unsigned(actor: Actor, line: Line, on: date) -> dict[str, Any] | None:
    """The newest version, where it is before the parties and some have not agreed."""
    text = line.standing.next or line.standing.text
    missing = text.parties - text.signed.keys()
    before_them = bool(text.shared_on or text.signed or line.standing.status is Status.RUNNING_UNSIGNED)
    if not missing or not before_them or line.standing.status is Status.ENDED:
        return None
    seats = {seat.party: (seat.body, seat.name) for seat in line.others}
    own = (actor.body, body_name(actor.body, on=on))
    named = [(party, *seats.get(party, own)) for party in sorted(missing)]
    return {
        **_named(line),
        "version": text.number,
        "missing": [{"party": party, "body": body, "name": name} for party, body, name in named],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "body": change.ended.ref,
        **values(change.ended, ("name", "on", "announced")),
        "after": [values(after, ("ref", "name", "how", "on", "announced")) for after in change.after],
        "places": [
            {
                "id": place.agreement,
                "title": place.title,
                "kind": place.kind,
                "status": place.status.value,
                "party": place.seat.party,
                "decided": place.decided
                and {
                    "to": place.decided.to or None,
                    "outcome": place.decided.outcome.value,
                    **values(place.decided, ("on", "words", "said_by")),
                },
            }
            for place in change.places
        ],
    }


@reading("/coverage", CoverageAnswer, name="coverage", summary="What is agreed with each relevant partner", on=whole)
def coverage(request: HttpRequest, given: CoverageAsked = COVERAGE) -> HttpResponse:
    """For each relevant partner of your body and each purpose of section 6(6), perhaps for one topic; gaps in order.

    The Act asks for no agreement: a gap is one of practice, not of law.
    """
    nothing_else(request, CoverageAsked)
    actor, at = actor_of(request), clock.now()
    on = given.on or clock.day_of(at)
    topics = queries.topics_of(actor)
    if given.topic and given.topic not in topics:
        says = f"“{given.topic[:40]}” is no topic of your checklist. Use one of: {', '.join(topics)}."
        raise Refusal(422, "invalid", says, field="topic")
    counted = business(actor, on=clock.day_of(at))
    return shown(_coverage(queries.coverage(actor, on=on, at=at, topic=given.topic, business=counted)))


def _coverage(found: Coverage) -> dict[str, Any]:
    return {
        "format": "concord.coverage/1",
        "authority": {"ref": found.authority, "name": body_name(found.authority, on=found.on)},
        "on": found.on.isoformat(),
        "topic": found.topic,
        "counts": {covered.value: number for covered, number in found.counts.items()},
        "partners": [
            {
                "body": row.body,
                "name": row.name,
                "because_of": row.ref,
                "business": row.business,
                "cells": {
                    purpose.value: {"covered": cell.covered.value, "agreements": list(cell.agreements)}
                    for purpose, cell in row.cells.items()
                },
                "unfiled": list(row.unfiled),
            }
            for row in found.rows
        ],
        "gaps": [
            {
                "body": row.body,
                "name": row.name,
                "purposes": [purpose.value for purpose in row.gaps],
                "business": row.business,
            }
            for row in found.gaps
        ],
        "unsure": list(found.unsure),
        "titles": dict(found.titles),
    }


@reading("/topics", TopicsAnswer, name="topics", summary="The topics of your coverage", on=whole)
def topics(request: HttpRequest) -> HttpResponse:
    """The checklist that your body keeps; the one that all begin with, where it keeps none."""
    nothing_else(request, NothingAskedHere)
    return shown(_topics(actor_of(request)))


@changing("PUT", "/topics", TopicsAnswer, name="set_topics", summary="Keep another list of topics", on=whole)
def set_topics(request: HttpRequest, given: TopicsGiven) -> HttpResponse:
    """In the place of the one before."""
    actor = actor_of(request)
    services.set_topics(actor, names=given.names, was=given.was)
    return answer_once(request, None, lambda: Reply(200, _topics(actor)))


def _topics(actor: Actor) -> dict[str, Any]:
    held = queries.topics_of(actor)
    listed = [{"code": code, "name": name} for code, name in held.items()]
    return {"format": "concord.topics/1", "body": actor.body, "topics": listed, "mark": mark(held.values())}
