"""Files at the desk: those that go with what is said, by plain form or in parts; taking one back; downloading one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from concord.base import clock
from concord.base.errors import Invalid
from concord.files import examining
from concord.pages import uploads as parts
from concord.pages.downloads import download
from concord.requests import queries, services
from concord.requests.events import ABOUT, Event
from concord.web.door import officer
from concord.web.requests.acts.forms import FilesForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.files.models import StoredFile
    from concord.files.queries import FileRow
    from concord.requests.queries import RequestPage


class Filed:
    """The files of a form that says something: those chosen with it, and those that wait to go already."""

    def __init__(self, request: HttpRequest, actor: Actor, page: RequestPage) -> None:
        sent = request.method == "POST"
        self.form = FilesForm(request.POST, request.FILES) if sent else FilesForm()
        self.actor, self.ask = actor, page.story.ask
        self.url = reverse("requests:uploads", args=[self.ask.public_id])

    @property
    def waiting(self) -> list[FileRow]:
        """The officer's own files that wait to go with what is said next."""
        return queries.waiting_files(self.actor, queries.request_of(self.actor, self.ask.public_id, Event.ATTACH))

    def put(self) -> bool:
        """Put the files to the request: they go with what is said next. False where one is not taken, and why not."""
        if not self.form.is_valid():
            return False
        try:
            for one in self.form.cleaned_data["files"]:
                with examining.taking(one.name, one.chunks) as taken:
                    services.attach_file(self.actor, self.ask, taken=taken, at=clock.now())
        except Invalid as error:
            self.form.add_error("files", error.message)
        return self.form.is_valid()


@officer
@require_safe
def file(request: HttpRequest, actor: Actor, public_id: str, file_id: str) -> HttpResponse:
    """One attached file, to be saved."""
    return download(*queries.open_file(actor, public_id, file_id))  # type: ignore[return-value]  # a stream


@officer
def uploads(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Begin to send a file in parts."""
    return parts.begin(request, _wiring(actor, public_id))


@officer
def upload(request: HttpRequest, actor: Actor, public_id: str, file_id: str) -> HttpResponse:
    """Go on with a file that is sent in parts, finish it, or take it back."""
    return parts.one(request, _wiring(actor, public_id), file_id)


@officer
@require_POST
def detach(request: HttpRequest, actor: Actor, public_id: str, file_id: str) -> HttpResponse:
    """Take a file away that has not gone out yet."""
    ask, found = queries.own_file(actor, public_id, file_id)
    services.detach_file(actor, ask, file=found, at=clock.now())
    messages.success(request, f"{found.name} was removed. It has not gone to anybody.")
    return redirect("requests:page", public_id)


def _wiring(actor: Actor, public_id: str) -> parts.Wiring:
    ask = queries.request_of(actor, public_id, Event.ATTACH)

    def begin(name: str, size: int) -> StoredFile:
        return services.begin_attaching(actor, ask, name=name, size=size, at=clock.now())

    def finish(found: StoredFile) -> object:
        return services.finish_attaching(actor, ask, file=found, at=clock.now())

    def remove(found: StoredFile) -> object:
        return services.detach_file(actor, ask, file=found, at=clock.now())

    return parts.Wiring(
        actor=actor,
        about=(ABOUT, public_id),
        url=reverse("requests:uploads", args=[public_id]),
        begin=begin,
        finish=finish,
        remove=remove,
    )
