"""The list that a digest's link opens: all that waits at one mailbox, and the way from there to each request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from concord.base import clock
from concord.delivery import links
from concord.partner import session
from concord.partner.door import behind_digest
from concord.requests import queries
from concord.requests.events import ABOUT
from concord.requests.rules.links import last_day

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.delivery.links import Visit


@behind_digest
@require_safe
def waiting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What waits at the mailbox. Nothing about a person: that is behind each request."""
    at = clock.now()
    context = {
        "rows": queries.waiting_at(visit.actor, mailbox=visit.mailbox, at=at),
        "body": queries.waiting_cover_public(visit.actor.only[1], on=clock.today()),
        "mailbox": visit.mailbox,
        "link": visit.actor.person,
        "until": last_day(visit.ends_at),
    }
    return render(request, "partner/waiting.html", context)


@behind_digest
@require_POST
def open_one(request: HttpRequest, visit: Visit, other: str) -> HttpResponse:
    """On to one of them, by its own link to the same mailbox, which is proved already."""
    at = clock.now()
    actor = links.go_on(visit, about=(ABOUT, other), at=at)
    response = redirect("partner:request", other)
    session.go_on(request, response, other, link=actor.person, through=visit.actor.person, at=at)
    return response
