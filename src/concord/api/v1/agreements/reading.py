"""Agreements as they are read: the register narrowed and in pages, one whole on a day, its record, the export."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Schema
from ninja.params.functions import Query
from pydantic import ConfigDict, Field

from concord.agreements import queries
from concord.agreements.events import Event
from concord.agreements.rules.standing import Status
from concord.api.asked import ON, MaybeDay, OneOf
from concord.api.keys import actor_of
from concord.api.refusals import Refusal
from concord.api.v1.agreements.given import KindOfAgreement, PurposeServed
from concord.api.v1.agreements.routes import AGREEMENT, router, whole
from concord.api.v1.agreements.shapes import AgreementAnswer, AgreementRecord, AgreementsAnswer, RegisterExport
from concord.api.v1.agreements.telling import line_json, page_json
from concord.api.v1.requests.asking import body_of
from concord.api.v1.requests.reading import Id, Searched
from concord.api.v1.requests.routes import Ref, nothing_else, reading, shown
from concord.base import clock
from concord.base.errors import NotFound
from concord.pages.agreement_files import KINDS, register_file

if TYPE_CHECKING:
    from concord.agreements.models import Agreement
    from concord.base.actor import Actor

A_PAGE: Final = 50
WHOSE: Final = ("", "ours", "theirs")


class AgreementsAsked(Schema):
    """What the register is narrowed to. Everything may be left out."""

    model_config = ConfigDict(extra="forbid")

    on: MaybeDay = Field(None, description="The day asked about. Today, if left out.")
    kind: list[KindOfAgreement] = Field([], description="One or more kinds.")
    status: list[Annotated[str, OneOf("status", tuple(Status))]] = Field(
        [], description="One or more statuses, on the day."
    )
    purpose: list[PurposeServed] = Field([], description="One or more purposes of section 6(6).")
    topic: list[Searched] = Field([], description="One or more codes of a checklist of topics.")
    party: Searched = Field("", description="A party: any code, its reference, or its name.")
    under: Id = Field("", description="Those that hang under this agreement.")
    whose: Annotated[str, OneOf("word for whose they are", WHOSE)] = Field(
        "", description="“ours” for those that your body keeps, “theirs” for those shared with it."
    )
    q: Searched = Field("", description="Words in its title, text, clauses and documents.")
    after: Id = Field("", description="The `next` of the page before.")


ASKED: AgreementsAsked = Query(...)


class NothingAskedHere(Schema):
    """Nothing can be asked of it."""


class OnlyTheDay(Schema):
    """The day asked about."""

    on: MaybeDay = None


class ExportAsked(Schema):
    """As which kind of file."""

    format: Annotated[str, OneOf("kind of file", tuple(KINDS))] = Field(
        "json", description="json (if left out), csv or xlsx."
    )


EXPORT: ExportAsked = Query(...)
_SHEET: Final = {"schema": {"type": "string", "format": "binary"}}
AS_SHEETS: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "content": {
                "text/csv": _SHEET,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _SHEET,
            }
        }
    }
}


@reading("", AgreementsAnswer, name="agreements", summary="The agreements of your body", on=whole)
def listed(request: HttpRequest, given: AgreementsAsked = ASKED) -> HttpResponse:
    """Those that your body keeps, and those that others share with it, by title, fifty a page. A look is recorded."""
    nothing_else(request, AgreementsAsked)
    actor, on = actor_of(request), given.on or clock.today()
    narrowed = queries.Narrowed(
        kinds=tuple(given.kind),
        statuses=tuple(given.status),
        purposes=tuple(given.purpose),
        topics=tuple(given.topic),
        body=body_of(actor, given.party, field="party") if given.party else "",
        words=given.q,
        under=given.under,
        whose=given.whose,
    )
    after = _after(actor, given.after) if given.after else None
    page = queries.agreements_part(actor, on=on, narrowed=narrowed, after=after, most=A_PAGE)
    why = queries.attention(page.lines, on=on)
    return shown(
        {
            "format": "concord.agreements.list/1",
            "on": on.isoformat(),
            "number": page.number,
            "agreements": [
                line_json(actor, line, line.others, why.get(line.agreement.public_id, ())) for line in page.lines
            ],
            "next": page.lines[-1].agreement.public_id if page.more else "",
        }
    )


def _after(actor: Actor, after: str) -> Agreement:
    """The agreement with which the page before ended, whether it is still in the list or not. Raises `Refusal`."""
    try:
        return queries.agreement_row(actor, after, Event.SEE)
    except NotFound:
        says = "The page before ended with an agreement that is no longer there. Begin again without “after”."
        raise Refusal(422, "invalid", says, field="after") from None


@reading(
    "/export",
    RegisterExport,
    name="agreements_export",
    summary="The register as JSON, CSV or XLSX",
    on=whole,
    openapi_extra=AS_SHEETS,
)
def export(request: HttpRequest, given: ExportAsked = EXPORT) -> HttpResponseBase:
    """All that your body keeps, byte for byte as `concord agreements export` writes it. That it was copied is recorded.

    CSV and XLSX have a row for each version, in the columns that an import takes again; JSON has everything.
    """
    nothing_else(request, ExportAsked)
    actor, at = actor_of(request), clock.now()
    name = f"agreements-{clock.day_of(at).isoformat()}"
    response = register_file(actor, keeper=actor.body, kind=given.format, name=name, at=at)
    response["Cache-Control"] = "no-store"
    return response


@reading("/{ref}", AgreementAnswer, name="agreement", summary="One agreement whole", on=router)
def one(request: HttpRequest, ref: Ref = AGREEMENT, on: MaybeDay = ON) -> HttpResponse:
    """Its parties, versions, clauses with their terms, who agreed when, documents, reviews; where it stands, and why.

    Whoever does not keep it is shown the versions that were shared with the parties. Reading it is recorded.
    """
    nothing_else(request, OnlyTheDay)
    actor, day = actor_of(request), on or clock.today()
    page = queries.agreement_page(actor, ref, on=day)
    return shown(page_json(actor, page, queries.documents_of(actor, page.agreement), on=day))


@reading("/{ref}/record", AgreementRecord, name="agreement_record", summary="The record of an agreement", on=router)
def record(request: HttpRequest, ref: Ref = AGREEMENT) -> HttpResponse:
    """Who did what and when, oldest first, as the append-only record has it."""
    lines = queries.record_of(actor_of(request), ref)
    entries: list[dict[str, Any]] = [{**asdict(line), "at": line.at.isoformat()} for line in lines]
    return shown({"id": ref, "entries": entries})
