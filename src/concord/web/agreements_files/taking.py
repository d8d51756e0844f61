"""The agreements that the body keeps, to take away as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.agreements.events import Event
from concord.base import clock
from concord.base.errors import NotFound
from concord.pages.agreement_files import KINDS, register_file
from concord.people.queries import body_name
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from concord.base.actor import Actor


@require_safe
@officer
def copies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The kinds of file, and what each is good for."""
    if not may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    context = {
        "body": body_name(actor.body, on=clock.today()),
        "kinds": {kind: (words, reverse("agreements_files:copy", args=[kind])) for kind, words in KINDS.items()},
        "may_import": may(actor, Event.IMPORT),
        "back": reverse("agreements:register"),
    }
    return render(request, "agreements_files/copies.html", context)


@require_safe
@officer
def copy(request: HttpRequest, actor: Actor, kind: str) -> HttpResponseBase:
    """The file."""
    if kind not in KINDS:
        raise Http404
    name = f"agreements-{clock.today().isoformat()}"
    return register_file(actor, keeper=actor.body, kind=kind, name=name, at=clock.now())
