"""Documents put to a version: whole with a plain form, in parts where scripts run. Their words are read for search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.agreements import queries, services
from concord.agreements.events import VERSION, Event
from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.files import examining, text
from concord.pages import uploads as parts
from concord.web.agreements.shape import deed, framed, opened, status_of
from concord.web.agreements_documents.forms import DocumentsForm
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor
    from concord.files.models import StoredFile


@deed
def add(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """The page that takes documents of one version."""
    page = opened(actor, public_id, Event.ADD_DOCUMENT)
    queries.version_with_documents(actor, public_id, number, Event.ADD_DOCUMENT)
    form = DocumentsForm(request.POST, request.FILES) if request.method == "POST" else DocumentsForm()
    back = reverse("agreement_documents:documents", args=[public_id])
    if request.method == "POST":
        if "done" in request.POST and not request.FILES:
            return redirect(back)
        if form.is_valid() and (said := _added(actor, page.agreement, number, form)):
            messages.success(request, said)
            return redirect(back)
    there = queries.version_with_documents(actor, public_id, number, Event.ADD_DOCUMENT)
    context = {
        **framed(page),
        "form": form,
        "version": there.version,
        "files": there.files,
        "uploads": reverse("agreement_documents:uploads", args=[public_id, number]),
        "back": back,
    }
    return render(request, "agreements_documents/add.html", context, status=status_of(form))


def _added(actor: Actor, agreement: Agreement, number: int, form: DocumentsForm) -> str:
    """What is told once every document was taken; empty where one was not, and then the form says why."""
    names = []
    for one in form.cleaned_data["files"]:
        try:
            with examining.taking(one.name, one.chunks) as taken:
                reading = text.read(taken.public_id, taken.examined.content_type, size=taken.size)
                services.add_document(actor, agreement, number=number, taken=taken, reading=reading, at=clock.now())
                names.append(taken.examined.name)
        except (Invalid, Conflict) as error:
            form.add_error("files", error.message)
    if form.errors:
        return ""
    return f"{', '.join(names)} {'was' if len(names) == 1 else 'were'} put to version {number}."


@officer
def uploads(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """Begin to send a document in parts."""
    return parts.begin(request, _wiring(actor, public_id, number))


@officer
def upload(request: HttpRequest, actor: Actor, public_id: str, number: int, file_id: str) -> HttpResponse:
    """Go on with a document that is sent in parts, finish it, or take it back."""
    return parts.one(request, _wiring(actor, public_id, number), file_id)


def _wiring(actor: Actor, public_id: str, number: int) -> parts.Wiring:
    version = queries.version_with_documents(actor, public_id, number, Event.ADD_DOCUMENT).version
    row = version.agreement

    def begin(name: str, size: int) -> StoredFile:
        return services.begin_document(actor, row, number=number, name=name, size=size, at=clock.now())

    def finish(file: StoredFile) -> object:
        reading = text.read(file.public_id, file.content_type, size=file.size)
        return services.finish_document(actor, row, file=file, reading=reading, at=clock.now())

    def remove(file: StoredFile) -> object:
        return services.remove_document(actor, row, file=file, at=clock.now())

    return parts.Wiring(
        actor=actor,
        about=(VERSION, version.public_id),
        url=reverse("agreement_documents:uploads", args=[public_id, number]),
        begin=begin,
        finish=finish,
        remove=remove,
    )
