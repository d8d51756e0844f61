"""The documents of an agreement: the list by version, one to be saved, and one taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.base import clock
from concord.pages.downloads import download
from concord.web.agreements.shape import deed, framed, opened
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@require_safe
@officer
def documents(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Every version that is shown to the actor, the newest first, with its documents."""
    page = queries.agreement_page(actor, public_id, on=clock.today())
    context = {
        **framed(page),
        "versions": queries.documents_of(actor, page.agreement),
        "may_add": Event.ADD_DOCUMENT in page.may and page.agreement.ended_from is None,
        "may_remove": Event.REMOVE_DOCUMENT in page.may and page.agreement.ended_from is None,
        "back": reverse("agreements:page", args=[public_id]),
    }
    return render(request, "agreements_documents/documents.html", context)


@require_safe
@officer
def document(request: HttpRequest, actor: Actor, public_id: str, file_id: str) -> HttpResponse:
    """One document, to be saved."""
    return download(*queries.open_document(actor, public_id, file_id))  # type: ignore[return-value]  # a stream


@deed
def remove(request: HttpRequest, actor: Actor, public_id: str, file_id: str) -> HttpResponse:
    """Take a document away, once one is sure."""
    page = opened(actor, public_id, Event.REMOVE_DOCUMENT)
    version, file = queries.document_of(actor, public_id, file_id)
    if request.method == "POST":
        services.remove_document(actor, page.agreement, file=file, at=clock.now())
        messages.success(request, f"{file.name} was taken away from version {version.number}.")
        return redirect("agreement_documents:documents", public_id)
    back = reverse("agreement_documents:documents", args=[public_id])
    context = {**framed(page), "file": file, "version": version, "back": back}
    return render(request, "agreements_documents/remove.html", context)
