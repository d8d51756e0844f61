"""Writing an agreement: begun, its fields and clauses, who its parties are; put away while nobody else has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja.params.functions import Query

from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.agreements.services import Written
from concord.api.keys import actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.v1.agreements.given import (
    AgreementRevision,
    ClauseGiven,
    NewAgreement,
    NewParty,
    WhereWritten,
    changes_of,
)
from concord.api.v1.agreements.receipts import FORMAT, AgreementReceipt, Discarded, receipt
from concord.api.v1.agreements.routes import AGREEMENT, CLAUSE, PARTY, router, whole
from concord.api.v1.requests.asking import body_of
from concord.api.v1.requests.routes import Ref, changing
from concord.base import clock
from concord.people.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor

    Change = Callable[[Actor, Agreement, datetime], dict[str, Any]]

SAVES: Any = Query(None, ge=0, description="As it was when the agreement was read (409 where it has moved on).")


@changing("POST", "", AgreementReceipt, name="begin_agreement", summary="Begin an agreement", status=201, on=whole)
def begin(request: HttpRequest, given: NewAgreement, again: str | None = AGAIN) -> HttpResponse:
    """A draft that your body keeps, and of which it is the first party. Where a field is wrong nothing is begun."""
    actor, at = actor_of(request), clock.now()

    def begun() -> Reply:
        row = services.begin_agreement(
            actor,
            kind=given.kind,
            about=given.field,
            title=given.title,
            changes=changes_of(actor, given),
            at=at,
        )
        return Reply(201, receipt(actor, row.public_id, on=clock.day_of(at)))

    return answer_once(request, again, begun)


@changing("PATCH", "/{ref}", AgreementReceipt, name="revise_agreement", summary="Change its fields", on=router)
def revise(request: HttpRequest, given: AgreementRevision, ref: Ref = AGREEMENT) -> HttpResponse:
    """Only what is given changes. Give `saves` as you read it, and nothing that somebody else saved is overwritten.

    Title, owner, cycle and where it belongs change at any time; its text until somebody has agreed to it.
    """

    def revised(actor: Actor, row: Agreement, at: datetime) -> dict[str, Any]:
        held = tuple(one for version in row.versions.all() for one in version.topics)
        changes = changes_of(actor, given, also=("kind", "field", "title"), held=held)
        services.revise_agreement(actor, row, changes=changes, saves=given.saves, at=at)
        return {}

    return _changed(request, ref, Event.REVISE, revised)


@changing("DELETE", "/{ref}", Discarded, name="discard_agreement", summary="Put a draft away", on=router)
def discard(request: HttpRequest, ref: Ref = AGREEMENT) -> HttpResponse:
    """For good, with all in it: as long as nobody else has seen it, and no documents are with it."""
    actor = actor_of(request)
    services.discard_agreement(actor, queries.agreement_row(actor, ref, Event.DISCARD))
    return answer_once(request, None, lambda: Reply(200, {"format": FORMAT, "id": ref, "status": "discarded"}))


@changing("POST", "/{ref}/clauses", AgreementReceipt, name="add_clause", summary="Add a clause", status=201, on=router)
def add_clause(
    request: HttpRequest, given: ClauseGiven, ref: Ref = AGREEMENT, again: str | None = AGAIN
) -> HttpResponse:
    """At the end of the newest version. With a commitment and its terms, Concord works by it and cites it."""
    return _changed(request, ref, Event.WRITE_CLAUSE, _writing(given, 0), again=again, status=201)


@changing(
    "PUT", "/{ref}/clauses/{place}", AgreementReceipt, name="write_clause", summary="Write a clause anew", on=router
)
def write_clause(request: HttpRequest, given: ClauseGiven, ref: Ref = AGREEMENT, place: int = CLAUSE) -> HttpResponse:
    """The one at this place of the newest version, as long as nobody has agreed to that."""
    return _changed(request, ref, Event.WRITE_CLAUSE, _writing(given, place))


@changing(
    "DELETE", "/{ref}/clauses/{place}", AgreementReceipt, name="remove_clause", summary="Take a clause out", on=router
)
def remove_clause(
    request: HttpRequest, ref: Ref = AGREEMENT, place: int = CLAUSE, saves: int | None = SAVES
) -> HttpResponse:
    """Of the newest version, as long as nobody has agreed to that. The others keep their places."""

    def removed(actor: Actor, row: Agreement, _at: datetime) -> dict[str, Any]:
        services.remove_clause(actor, row, place=place, saves=saves)
        return {}

    return _changed(request, ref, Event.REMOVE_CLAUSE, removed)


def _writing(given: ClauseGiven, place: int) -> Change:
    """Writing a clause: at a place, or with 0 at the end."""

    def write(actor: Actor, row: Agreement, at: datetime) -> dict[str, Any]:
        terms = given.terms.model_dump(exclude_unset=True) if given.terms else {}
        written = Written(
            heading=given.heading,
            number=given.number,
            words=given.words,
            commitment=given.commitment,
            terms=terms,
        )
        clause = services.write_clause(actor, row, clause=written, place=place, saves=given.saves, at=at)
        return {"clause": clause.place}

    return write


@changing("POST", "/{ref}/parties", AgreementReceipt, name="add_party", summary="Add a party", status=201, on=router)
def add_party(request: HttpRequest, given: NewParty, ref: Ref = AGREEMENT, again: str | None = AGAIN) -> HttpResponse:
    """A body that is to agree. Nothing is sent to it yet."""

    def added(actor: Actor, row: Agreement, at: datetime) -> dict[str, Any]:
        body = body_of(actor, given.body, field="body")
        party = services.add_party(
            actor,
            row,
            body=body,
            mailbox=given.mailbox,
            contact_name=given.contact_name,
            saves=given.saves,
            at=at,
        )
        return {"party": party.public_id}

    return _changed(request, ref, Event.ADD_PARTY, added, again=again, status=201)


@changing(
    "PUT",
    "/{ref}/parties/{party}",
    AgreementReceipt,
    name="change_party",
    summary="Change where a party is written to",
    on=router,
)
def change_party(request: HttpRequest, given: WhereWritten, ref: Ref = AGREEMENT, party: Ref = PARTY) -> HttpResponse:
    """At any time. Links that were sent stay as they are."""

    def changed(actor: Actor, row: Agreement, at: datetime) -> dict[str, Any]:
        services.change_party(
            actor,
            row,
            party=party,
            mailbox=given.mailbox,
            contact_name=given.contact_name,
            was=given.was,
            at=at,
        )
        return {}

    return _changed(request, ref, Event.CHANGE_PARTY, changed)


@changing(
    "DELETE", "/{ref}/parties/{party}", AgreementReceipt, name="remove_party", summary="Take a party out", on=router
)
def remove_party(
    request: HttpRequest, ref: Ref = AGREEMENT, party: Ref = PARTY, saves: int | None = SAVES
) -> HttpResponse:
    """Before anybody has agreed. Later a party leaves, or the agreement ends."""

    def removed(actor: Actor, row: Agreement, _at: datetime) -> dict[str, Any]:
        services.remove_party(actor, row, party=party, saves=saves)
        return {}

    return _changed(request, ref, Event.REMOVE_PARTY, removed)


def _changed(
    request: HttpRequest,
    ref: str,
    event: Event,
    do: Change,
    *,
    again: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Change an agreement, and answer where it stands."""
    actor, at = actor_of(request), clock.now()

    def done() -> Reply:
        more = do(actor, queries.agreement_row(actor, ref, event), at)
        return Reply(status, receipt(actor, ref, on=clock.day_of(at), **more))

    return answer_once(request, again, done)
