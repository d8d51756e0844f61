"""Days on which something is due, for calendar programs: a feed behind a person's own address, and one request's day.

They hold references and names of bodies only: programs keep what they read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.base.errors import Conflict, NotFound
from concord.base.ids import new_correlation
from concord.pages.calendars import Event, calendar_response
from concord.people.keys import enter_feed
from concord.requests import queries
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import DueDay

MINE = "mine"
NO_DAY = "This request waits for no day at present, so there is nothing to put into a calendar."


@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The days of all that the person's body asked and is asked; with `?whose=mine`, of what the person asked."""
    mine = request.GET.get("whose", "") == MINE
    on = clock.today()
    try:
        actor = enter_feed(token, on=on, correlation=new_correlation())
        days = queries.due_days(actor, on=on, mine=mine)
    except NotFound as error:
        raise Http404 from error
    name = "Concord: my requests" if mine else "Concord: requests"
    return calendar_response(name, map(_event, days), at=clock.now())


@require_safe
@officer
def one(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The day that one request waits for, to put into a calendar."""
    day = queries.due_day(actor, public_id)
    if day is None:
        raise Conflict(NO_DAY)
    response = calendar_response(f"Concord: {day.reference}", [_event(day)], at=clock.now(), file=day.reference)
    response["Content-Disposition"] = f'attachment; filename="{day.reference}.ics"'
    return response


def _event(day: DueDay) -> Event:
    what = "Promised" if day.promised else "Answer due" if day.owed else "Answer hoped for"
    who = f"our answer to {day.for_name}" if day.ours else f"from {day.from_name}"
    said = (
        "By the day that was promised."
        if day.promised
        else "The Act sets no time limit: the page says whose rule it is."
    )
    return Event(
        uid=f"{day.public_id}@concord",
        on=day.on,
        summary=f"{what}: {who} ({day.reference})",
        description=f"{day.for_name} asked {day.from_name}. {said}",
        url=f"{settings.BASE_URL}{reverse('requests:page', args=[day.public_id])}",
        categories=("Ours to do",) if day.ours else ("Theirs to do",),
    )
