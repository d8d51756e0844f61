"""Keeping an agreement: worked by before or after its time, reviewed, ended, made public; a party that leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse

from concord.agreements import services
from concord.agreements.events import Event
from concord.base import clock
from concord.base.errors import Invalid
from concord.registry import queries as registry
from concord.web.agreements.act_forms import EndForm, LeaveForm, NovateForm, ReviewForm, SinceForm
from concord.web.agreements.forms import ButtonForm
from concord.web.agreements.parties import searched, seat_of
from concord.web.agreements.shape import Act, acted, deed, framed, opened, posted, seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from concord.agreements.queries import AgreementPage
    from concord.base.actor import Actor

MONTH = timedelta(days=365) / 12


@deed
def run_unsigned(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Noted: it is worked by although not every party has agreed."""
    page = opened(actor, public_id, Event.RUN_UNSIGNED)
    asks = Act(
        title="Note that it runs before every party has agreed",
        says=(
            "The register and its page then say so openly.",
            "It is not in force by that: it sets no due date, and it makes nobody a relevant partner.",
        ),
        button="Note it",
        done="It is noted.",
    )
    row = page.agreement
    read = seen(request, page)
    return _noted(
        request, page, asks, row.running_from, lambda on: services.run_unsigned(actor, row, on=on, saves=read)
    )


@deed
def rely_on(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Noted: it is still worked by although it has lapsed."""
    page = opened(actor, public_id, Event.RELY_ON)
    asks = Act(
        title="Note that it is still relied on after its end",
        says=("The register and its page then say so openly. It does not come back into force by that.",),
        button="Note it",
        done="It is noted.",
    )
    row = page.agreement
    read = seen(request, page)
    return _noted(request, page, asks, row.relied_on_from, lambda on: services.rely_on(actor, row, on=on, saves=read))


def _noted(
    request: HttpRequest, page: AgreementPage, asks: Act, since: date | None, note: Callable[[date | None], object]
) -> HttpResponse:
    """Note a day, or take the note back."""
    if "back" in request.POST:
        return acted(request, page, ButtonForm(request.POST), lambda: note(None), asks)
    form = SinceForm(posted(request), initial={"on": since or clock.today()})
    return acted(request, page, form, lambda: note(form.cleaned_data["on"]), asks, noted=since)


@deed
def begin_review(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A review begun."""
    page = opened(actor, public_id, Event.BEGIN_REVIEW)
    form = SinceForm(posted(request), initial={"on": clock.today()})
    asks = Act(title="Begin a review", button="Begin the review", done="The review is begun.")
    return acted(
        request, page, form, lambda: services.begin_review(actor, page.agreement, on=form.cleaned_data["on"]), asks
    )


@deed
def record_review(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What a review found, and when the next one is due."""
    page, on = opened(actor, public_id, Event.RECORD_REVIEW), clock.today()
    months = page.agreement.review_months
    start = {"on": on, "next_on": on + MONTH * months if months else None}
    form = ReviewForm(posted(request), initial=start)
    asks = Act(title="Record what the review found", button="Record the review", done="The review is recorded.")

    def do() -> None:
        services.record_review(actor, page.agreement, saves=seen(request, page), **form.cleaned_data)

    return acted(request, page, form, do, asks)


@deed
def end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The last day of an agreement recorded, and why it ends."""
    page = opened(actor, public_id, Event.END)
    form = EndForm(posted(request), initial={"last": clock.today()})
    asks = Act(
        title="Record that it ends",
        says=("After its last day nothing in it holds. It stays on record, and cannot be changed any more.",),
        button="Record the end",
        done="The end is recorded.",
        warning=True,
    )

    def do() -> None:
        given = form.cleaned_data
        on = given["last"] + timedelta(days=1)
        try:
            services.end_of_agreement(
                actor, page.agreement, on=on, why=given["why"], at=clock.now(), saves=seen(request, page)
            )
        except Invalid as error:  # the page asks for the last day, the service for the first day out
            raise Invalid(error.message, field="last" if error.field == "on" else error.field) from error

    return acted(request, page, form, do, asks)


@deed
def publish(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put on the public page, or taken off it."""
    page, on = opened(actor, public_id, Event.PUBLISH), clock.today()
    asks = Act(
        title="Put it on the public page",
        says=(
            "Anyone can then read that it exists, who its parties are, what it covers and where it stands.",
            "Names of owners, mailboxes, comments and the record are not shown.",
        ),
        button="Put it on the public page",
        done="It is on the public page.",
    )
    form = ButtonForm(posted(request))
    return acted(request, page, form, lambda: services.publish_agreement(actor, page.agreement, on=on), asks)


@deed
def unpublish(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Taken off the public page."""
    page = opened(actor, public_id, Event.UNPUBLISH)
    asks = Act(
        title="Take it off the public page", button="Take it off the public page", done="It is off the public page."
    )
    form = ButtonForm(posted(request))
    return acted(request, page, form, lambda: services.unpublish_agreement(actor, page.agreement), asks)


@deed
def leave(request: HttpRequest, actor: Actor, public_id: str, party: str) -> HttpResponse:
    """A party that is none any more; the others stay."""
    page = opened(actor, public_id, Event.LEAVE)
    seat = seat_of(page, party)
    form = LeaveForm(posted(request), initial={"last": clock.today()})
    asks = Act(
        title=f"Record that {seat.name} leaves",
        says=("The other parties stay. What was agreed until then stays on record.",),
        button="Record it",
        done=f"It is recorded that {seat.name} leaves.",
        warning=True,
    )

    def do() -> None:
        on = form.cleaned_data["last"] + timedelta(days=1)
        services.record_leaving(actor, page.agreement, party=party, on=on, at=clock.now(), saves=seen(request, page))

    return acted(request, page, form, do, asks)


@deed
def novate(request: HttpRequest, actor: Actor, public_id: str, party: str) -> HttpResponse:
    """Another body takes a party's place: first which, then from when and by what."""
    page = opened(actor, public_id, Event.NOVATE)
    seat, to = seat_of(page, party), request.GET.get("to", "")
    known = registry.bodies_known([to]).get(to) if to and to.isprintable() else None
    back = reverse("agreements:page", args=[public_id])
    if known is None:
        context = {**framed(page), **searched(request, actor, page), "seat": seat, "back": back}
        return render(request, "agreements/novate.html", context)
    name = known.name_on(clock.today())
    form = NovateForm(posted(request))
    asks = Act(
        title=f"{name} takes the place of {seat.name}",
        says=("What was agreed then holds for it as it did before. Whether it passes depends on the order or deed.",),
        button="Record it",
        done=f"{name} holds the place of {seat.name}.",
    )

    def do() -> None:
        services.novate_party(
            actor, page.agreement, party=party, to=to, at=clock.now(), saves=seen(request, page), **form.cleaned_data
        )

    return acted(request, page, form, do, asks)
