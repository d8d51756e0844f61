"""The links of the body that is asked, from the asker's side: a new one, to another mailbox if need be; none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from concord.base import clock
from concord.base.errors import Conflict, NotFound
from concord.requests import services
from concord.requests.events import Event
from concord.requests.rules.steps import StepKind
from concord.web.requests.acts.forms import ReissueForm
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up
from concord.web.requests.showing import links

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@act
def reissue_link(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Send a new link; the ones before stop."""
    page = taken_up(actor, public_id, Event.REISSUE_LINK, StepKind.LINK)
    form = ReissueForm(posted(request), initial={"to": page.story.ask.partner_email})

    def do() -> None:
        services.reissue_link(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = "A new link is on its way. The ones before no longer work."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "reissue_link")


@act
def revoke_link(request: HttpRequest, actor: Actor, public_id: str, link: str) -> HttpResponse:
    """Withdraw one link, and send no other."""
    page = taken_up(actor, public_id, Event.REVOKE_LINK)
    line = next((one for one in links(page, at=clock.now()) if one.public_id == link), None)
    if line is None:
        raise NotFound("There is no such link to this request.")
    if not line.works:
        raise Conflict("This link does not work any more, so there is nothing to withdraw.")
    form = forms.Form(posted(request))

    def do() -> None:
        services.revoke_link(actor, page.story.ask, link=link, at=clock.now())

    says = "The link was withdrawn. Whoever opens it is told so."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "revoke_link", link=line)


@act
def revoke_links(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Withdraw all of them, those of colleagues too, at one press."""
    page = taken_up(actor, public_id, Event.REVOKE_LINKS)
    working = [line for line in links(page, at=clock.now()) if line.works]
    form = forms.Form(posted(request))

    def do() -> None:
        services.revoke_links(actor, page.story.ask, at=clock.now())

    says = "All links were withdrawn. Whoever opens one is told so."
    done = settled(request, page, form, do, says=says)
    return done or shown(request, page, form, "revoke_links", working=working)
