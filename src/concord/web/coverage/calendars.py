"""A year's reviews and ends of agreements, and of arrangements inside a council, for calendar programs.

To take away, and as a feed by a person's own address. Titles of agreements and names of bodies only: programs keep
what they read.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.agreements import queries
from concord.agreements.arrangements_wording import PAIR
from concord.agreements.events import Event as AgreementEvent
from concord.agreements.rules.reminding import About
from concord.agreements.rules.standing import Status
from concord.base import clock
from concord.base.errors import NotFound
from concord.base.ids import new_correlation
from concord.pages.calendars import Event, calendar_response
from concord.people.keys import enter_feed
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from concord.agreements.queries import ArrangementDue, Line
    from concord.base.actor import Actor

NAME: Final = "Concord: agreements"
AHEAD: Final = timedelta(days=366)
BEHIND: Final = timedelta(days=90)
"""How long what is past stays in the calendar."""


@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The days, behind the address that a person made for calendars."""
    try:
        actor = enter_feed(token, on=clock.today(), correlation=new_correlation())
        events = _events(actor)
    except NotFound as error:
        raise Http404 from error
    return calendar_response(NAME, events, at=clock.now(), file="agreements")


@require_safe
@officer
def year(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same, once, as a file."""
    response = calendar_response(NAME, _events(actor), at=clock.now(), file="agreements")
    response["Content-Disposition"] = 'attachment; filename="agreements.ics"'
    return response


def _events(actor: Actor) -> list[Event]:
    if not may(actor, AgreementEvent.BROWSE):
        raise NotFound(NOT_HERE)
    on = clock.today()
    lines = [event for line in queries.due(actor, upto=on + AHEAD, on=on) for event in _of(line, on)]
    due = queries.arrangements_due(actor, upto=on + AHEAD, on=on)
    return [*lines, *(_arranged(one) for one in due if one.day >= on - BEHIND)]


def _arranged(due: ArrangementDue) -> Event:
    """The review or the last day of an arrangement inside the council."""
    row, review = due.arrangement, due.about is About.REVIEW
    return Event(
        uid=f"{row.public_id}-{due.about}@concord",
        on=due.day if review else due.day - timedelta(days=1),
        summary=f"{'Review' if review else 'Last day'}: {row.title}",
        description=f"Inside the council, section 6(4): {PAIR[row.pair]}.",
        url=f"{settings.BASE_URL}{reverse('arrangements:pair', args=[row.pair])}",
        categories=("Ours",),
    )


def _of(line: Line, on: date) -> Iterator[Event]:
    """The review and the last day of an agreement, where they fall into the calendar's time."""
    text, row = line.standing.text, line.agreement
    last = text.until - timedelta(days=1) if text.until else None
    days = (("review", "Review", text.review_on), ("end", "Last day", last))
    for what, words, day in days:
        if day is None or not on - BEHIND <= day <= on + AHEAD or line.standing.status is Status.ENDED:
            continue
        yield Event(
            uid=f"{row.public_id}-{what}@concord",
            on=day,
            summary=f"{words}: {row.title}",
            description=f"With {', '.join(seat.name for seat in line.others) or 'nobody else'}.",
            url=f"{settings.BASE_URL}{reverse('agreements:page', args=[row.public_id])}",
            categories=("Ours",) if line.ours else ("Theirs",),
        )
