"""Files behind the link: sent in parts by script, whole with a plain form, taken away again before they have gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from concord.base import clock
from concord.base.errors import ConcordError, Invalid
from concord.files import examining
from concord.pages import uploads
from concord.partner.door import behind_link
from concord.partner.forms import FilesForm
from concord.requests import queries, services
from concord.requests.events import ABOUT, Event

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.delivery.links import Visit
    from concord.requests.models import CooperationRequest


@behind_link
def begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A file is about to come in parts."""
    return uploads.begin(request, _wiring(visit))


@behind_link
def one(request: HttpRequest, visit: Visit, file_id: str) -> HttpResponse:
    """A part of it, its end, or its taking away."""
    return uploads.one(request, _wiring(visit), file_id)


def _wiring(visit: Visit) -> uploads.Wiring:
    actor, public_id = visit.actor, visit.actor.reaches(ABOUT)
    ask = queries.request_of(actor, public_id, Event.ATTACH)
    return uploads.Wiring(
        actor=actor,
        about=(ABOUT, public_id),
        url=reverse("partner:files", args=[public_id]),
        begin=lambda name, size: services.begin_attaching(actor, ask, name=name, size=size, at=clock.now()),
        finish=lambda file: services.finish_attaching(actor, ask, file=file, at=clock.now()),
        remove=lambda file: services.detach_file(actor, ask, file=file, at=clock.now()),
    )


def taken_in(request: HttpRequest, visit: Visit, ask: CooperationRequest) -> FilesForm:
    """The files of a plain form, each put to the request; what is wrong with one is said in the form."""
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return form
    for attached in form.cleaned_data["files"]:
        try:
            with examining.taking(attached.name, attached.chunks) as taken:
                services.attach_file(visit.actor, ask, taken=taken, at=clock.now())
        except Invalid as error:
            form.add_error("files", error.message)
    return form


def take_away(visit: Visit, file_id: str) -> None:
    """Take away a file that has not gone yet. One that has gone, or never was, stays as it is."""
    try:
        ask, found = queries.own_file(visit.actor, visit.actor.reaches(ABOUT), file_id)
        services.detach_file(visit.actor, ask, file=found, at=clock.now())
    except ConcordError:
        return
