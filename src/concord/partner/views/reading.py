"""The request in plain words, its files, and what comes after something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.pages.downloads import download
from concord.pages.parts import part_of, way_to
from concord.partner import showing
from concord.partner.door import behind_link
from concord.partner.words import FIRST, WORD, called, open_now, ways
from concord.requests import queries, services
from concord.requests.events import ABOUT
from concord.requests.rules.kinds import Kind
from concord.requests.rules.links import last_day
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side, StepKind
from concord.requests.saying import addressed_to, asker_as, by_when, other_day
from concord.requests.wording import GROUND

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from concord.delivery.links import Visit
    from concord.requests.queries import PartnerPage

GONE = 410


@behind_link
@require_safe
def request_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The request in plain words, and the ways to answer."""
    page = page_of(visit)
    if request.method == "GET" and page.story.standing.unread_by_asked:
        services.mark_read(visit.actor, page.story.ask, side=Side.ASKED, at=clock.now())
    return show(request, visit, page)


def page_of(visit: Visit) -> PartnerPage:
    """The request behind the link; looking at it is recorded."""
    return queries.partner_page(visit.actor, on=clock.today())


def show(request: HttpRequest, visit: Visit, page: PartnerPage, *, says: str = "", status: int = 200) -> HttpResponse:
    """The page of the request, with a sentence on what just happened; of a withdrawn one no more than that it was."""
    story, steps = page.story, showing.told_here(page.story)
    part = part_of(steps, before=request.GET.get("before", ""))
    context = {**about(visit, page), "says": says, "entries": showing.entries(story, part), "part": part}
    if story.hidden:
        return render(request, "partner/withdrawn.html", context, status=GONE)
    context |= {
        "words": GROUND,
        "asker_as": asker_as(story.ask, story.ask.asker_name),
        "other_day": other_day(story.ask.needed_by, story.answer_due),
        "clocks": showing.clocks(story, on=clock.today(), known_until=page.holidays_until),
        "dispute": showing.dispute(story),
        "attached": showing.sent_with_it(story),
        "answer_at": way_to(steps, part, story.answer.step.public_id) if story.answer else "",
    }
    return render(request, "partner/request.html", context, status=status)


def about(visit: Visit, page: PartnerPage) -> dict[str, Any]:
    """What every page about the request is given."""
    story = page.story
    return {
        "page": page,
        "until": last_day(visit.ends_at),
        "mailbox": visit.mailbox,
        "by_when": by_when(story.ask.needed_by, story.answer_due, free=story.kind is Kind.UNBOUND),
        "addressed_to": addressed_to(story.ask, story.ask.docket.asked_name),
        "answers": ways(story, story.may_answer),
        "others": ways(story, (*FIRST, StepKind.WROTE)),
        "half": [
            (half, called(story, half.kind)[0], WORD[half.kind], half.kind in open_now(story)) for half in page.half
        ],
    }


@behind_link
@require_safe
def done(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was said is on its way, and what comes next."""
    page = page_of(visit)
    said = showing.last_own(page, visit.actor.person)
    overtaken = page.story.status is Status.WITHDRAWN and said and said.kind is not StepKind.WROTE
    if said is None or overtaken:
        return redirect("partner:request", page.story.ask.public_id)
    return render(request, "partner/done.html", {**about(visit, page), "said": said})


@behind_link
@require_safe
def file(request: HttpRequest, visit: Visit, file_id: str) -> HttpResponseBase:
    """A file of the request, to save."""
    return download(*queries.open_file(visit.actor, visit.actor.reaches(ABOUT), file_id))
