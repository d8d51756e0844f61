"""The documents of an agreement: listed with their hashes, put to a version, downloaded, taken away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.api.keys import actor_of
from concord.api.once import AGAIN, AGAIN_GIVEN, answer_once
from concord.api.v1.agreements.receipts import AgreementReceipt, receipt
from concord.api.v1.agreements.routes import AGREEMENT, DOCUMENT, VERSION, router
from concord.api.v1.agreements.shapes import DocumentsAnswer
from concord.api.v1.agreements.telling import documents_json
from concord.api.v1.requests.attaching import CONTENT, NAME, SENT, sent_file
from concord.api.v1.requests.routes import Ref, changing, reading, shown
from concord.base import clock
from concord.files import examining, text
from concord.pages.downloads import download
from concord.people.replies import Reply


@reading("/{ref}/documents", DocumentsAnswer, name="agreement_documents", summary="Its documents", on=router)
def documents(request: HttpRequest, ref: Ref = AGREEMENT) -> HttpResponse:
    """Of every version that you are shown, the newest first: hash, type by content, what the scanner said."""
    actor = actor_of(request)
    row = queries.agreement_row(actor, ref, Event.SEE)
    found = queries.documents_of(actor, row)
    return shown({"id": row.public_id, "documents": {str(one.version.number): documents_json(one) for one in found}})


@changing(
    "POST",
    "/{ref}/versions/{number}/documents",
    AgreementReceipt,
    name="add_agreement_document",
    summary="Put a document to a version",
    status=201,
    on=router,
    openapi_extra=SENT,
)
def add(
    request: HttpRequest, ref: Ref = AGREEMENT, number: int = VERSION, name: str = NAME, again: str | None = AGAIN
) -> HttpResponse:
    """Its content as the body of the call, or as `file` of a form. It is scanned and told by its content."""
    actor, at = actor_of(request), clock.now()
    queries.version_with_documents(actor, ref, number, Event.ADD_DOCUMENT)
    with examining.taking(*sent_file(request, name)) as taken:
        words = text.read(taken.public_id, taken.examined.content_type, size=taken.size)

        def added() -> Reply:
            row = queries.agreement_row(actor, ref, Event.ADD_DOCUMENT)
            file = services.add_document(actor, row, number=number, taken=taken, reading=words, at=at)
            return Reply(201, receipt(actor, ref, on=clock.day_of(at), document=file.public_id))

        answer = answer_once(request, again, added, content=f"{taken.examined.name} {taken.examined.sha256}")
    if AGAIN_GIVEN in answer:
        examining.put_away(taken)  # it came with the first call
    return answer


@reading(
    "/{ref}/documents/{file}",
    None,
    name="agreement_document",
    summary="Download a document",
    on=router,
    openapi_extra=CONTENT,
)
def download_document(request: HttpRequest, ref: Ref = AGREEMENT, file: Ref = DOCUMENT) -> HttpResponseBase:
    """Its content, under its own name. The download is recorded."""
    return download(*queries.open_document(actor_of(request), ref, file))


@changing(
    "DELETE",
    "/{ref}/documents/{file}",
    AgreementReceipt,
    name="remove_agreement_document",
    summary="Take a document away",
    on=router,
)
def remove(request: HttpRequest, ref: Ref = AGREEMENT, file: Ref = DOCUMENT) -> HttpResponse:
    """As long as nobody agreed to its version while it was there."""
    actor, at = actor_of(request), clock.now()
    row = queries.agreement_row(actor, ref, Event.REMOVE_DOCUMENT)
    _, found = queries.document_of(actor, ref, file)
    services.remove_document(actor, row, file=found, at=at)
    return answer_once(request, None, lambda: Reply(200, receipt(actor, ref, on=clock.day_of(at))))
