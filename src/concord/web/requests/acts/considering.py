"""What the asker says of an answer and of a promise: accepted, contested, kept, not kept, taken another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.requests import findings, services
from concord.requests.events import Event
from concord.requests.rules.standing import before_promised_day
from concord.requests.rules.steps import StepKind
from concord.web.requests.acts.forms import AcceptForm, BreakForm, ContestForm, KeepForm, ReferForm
from concord.web.requests.acts.putting import Filed
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@act
def accept(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Accept the answer that stands."""
    page = taken_up(actor, public_id, Event.ACCEPT, StepKind.ACCEPTED)
    form = AcceptForm(posted(request))

    def do() -> None:
        services.accept_answer(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = f"Answer accepted. {page.story.ask.docket.asked_name} is told by e-mail."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "accept")


@act
def contest(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Contest the answer that stands, ground by ground, and ask for it to be considered again."""
    page = taken_up(actor, public_id, Event.CONTEST, StepKind.CONTESTED)
    answer = page.story.answer
    form = ContestForm(posted(request), grounds=answer.grounds if answer else ())
    files = Filed(request, actor, page)

    def do() -> None:
        services.contest_answer(actor, page.story.ask, points=form.points, at=clock.now())

    says = f"Answer contested. {page.story.ask.docket.asked_name} is asked to consider it again."
    done = settled(request, page, form, do, says=says, files=files)
    return done or shown(request, page, form, "contest", files=files)


@act
def keep(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Note that what was promised was done."""
    page = taken_up(actor, public_id, Event.KEEP, StepKind.KEPT)
    form = KeepForm(posted(request))

    def do() -> None:
        services.note_kept(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = "Noted: what was promised was done."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "keep")


@act
def break_(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Note that what was promised was not done: the request is open again."""
    page = taken_up(actor, public_id, Event.BREAK, StepKind.BROKEN)
    early = before_promised_day(page.story.standing, on=clock.today())
    form = BreakForm(posted(request), early=early)

    def do() -> None:
        services.note_not_kept(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = f"Noted. The request is open again, and {page.story.ask.docket.asked_name} is told by e-mail."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "break", early=early)


@act
def refer(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Note that the dispute goes another way, such as to the Secretary of State under section 40."""
    page = taken_up(actor, public_id, Event.REFER, StepKind.REFERRED)
    both = findings.between_authorities(page.story.ask, on=clock.today(), known_at=clock.now())
    form = ReferForm(posted(request), between_authorities=both)

    def do() -> None:
        services.take_another_way(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    residence = findings.cited(("CA2014.s40",), on=clock.today())[0]
    says = "Noted where the dispute goes. The request itself stays as it is."
    done = settled(request, page, form, do, says=says)
    return done or shown(request, page, form, "refer", residence=residence)
