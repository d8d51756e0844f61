"""The page of one request for an officer of either side: a conversation with its record, and what waits first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from concord.access.policies import may
from concord.base import clock
from concord.base.errors import NotFound
from concord.pages.parts import part_of
from concord.registry import queries as registry
from concord.requests import queries, services
from concord.requests.events import LOOKS, Event
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.steps import Side
from concord.requests.saying import asked_as
from concord.requests.wording import CONSIDERED, STATUS, STATUS_COLOUR
from concord.web.door import officer
from concord.web.requests.inside import inside
from concord.web.requests.moves import at_the_top, moves
from concord.web.requests.showing import by_mailbox, clocks, disputes, levels, links, undelivered
from concord.web.requests.telling import entries, file_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.pages.parts import Part
    from concord.requests.queries import RequestPage


@require_safe
@officer
def page(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One request; of a draft, the overview of its pages. What was unread counts as read from now on."""
    try:
        shown = queries.request_page(actor, public_id, on=clock.today())
    except NotFound:
        ask = queries.request_of(actor, public_id, Event.SEE)
        if ask.sent_at:
            raise
        return redirect("requests:overview", public_id)
    if request.method == "GET":
        _read(actor, shown)
    return rendered(request, actor, shown)


def rendered(
    request: HttpRequest, actor: Actor, shown: RequestPage, *, texts: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """The page of a request. `texts` are words that came too late, shown once more to whoever wrote them."""
    part = part_of(shown.story.said, before=request.GET.get("before", ""))
    context = {
        **_context(shown, part),
        "inside": inside(actor, shown.story.ask, on=shown.story.ask.law_on or clock.today()),
        "texts": texts,
        "may_make_template": may(actor, Event.KEEP_TEMPLATE),
        "may_ask": may(actor, Event.DRAFT),
    }
    return render(request, "requests/page.html", context, status=status)


def _read(actor: Actor, shown: RequestPage) -> None:
    """Note that the officer's side has read what the other wrote; inside one body, that either has."""
    standing, internal = shown.story.standing, shown.story.kind is Kind.INTERNAL
    unread = {Side.ASKER: standing.unread_by_asker, Side.ASKED: standing.unread_by_asked}
    for side, count in unread.items():
        if count and (internal or side is shown.side):
            services.mark_read(actor, shown.story.ask, side=side, at=clock.now())


def _context(shown: RequestPage, part: Part) -> dict[str, Any]:
    on, story, lines = clock.today(), shown.story, links(shown, at=clock.now())
    counted = story.clocks or story.standing.promised_on
    holidays = {one.day: one.title for one in registry.holidays_from(story.ask.law_on or on)} if counted else {}
    return {
        "page": shown,
        "story": story,
        "ask": story.ask,
        "to": asked_as(story.ask, story.ask.docket.asked_name),
        "own": shown.side is Side.ASKER,
        "internal": story.kind is Kind.INTERNAL,
        "status": {"text": STATUS[story.status], "colour": STATUS_COLOUR[story.status]},
        "considered": CONSIDERED,
        "in_danger": story.ask.urgency == Urgency.IMMEDIATE,
        "moves": moves(shown, on=on),
        "clocks": clocks(story, on=on, holidays=holidays),
        "entries": entries(shown, part),
        "part": part,
        "disputes": disputes(story.said),
        "levels": levels(shown),
        "at_the_top": at_the_top(shown),
        "links": by_mailbox(lines),
        "several_links": sum(line.works for line in lines) > 1,
        "undelivered": undelivered(shown),
        "in_calendar": not story.hidden and queries.day_waited_for(story.ask),
        "files": [file_line(story.ask.public_id, file) for file in story.files],
        "statuses": STATUS,
    }


@require_safe
@officer
def record(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Everything that was done to the request, and, folded below it, every time that somebody looked."""
    ask, lines = queries.record_of(actor, public_id)
    done = [line for line in lines if line.event not in LOOKS]
    looks = [line for line in lines if line.event in LOOKS]
    return render(request, "requests/record.html", {"ask": ask, "done": done, "looks": looks})
