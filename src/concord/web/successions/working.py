"""One change worked off: every agreement with the body that ends, ticked and decided, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.access.policies import may
from concord.agreements import services
from concord.agreements.events import Event
from concord.agreements.queries import agreement_row
from concord.agreements.rules.succession import Outcome
from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.people.queries import body_name
from concord.web.agreements.shape import deed, posted, status_of
from concord.web.successions.forms import TAKES, DecideForm
from concord.web.successions.showing import change_of, head, line, touched

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.agreements.queries import Change, Place
    from concord.base.actor import Actor


@deed
def change(request: HttpRequest, actor: Actor, ref: str) -> HttpResponse:
    """What a change touches, and what is decided of it."""
    found = change_of(actor, ref)
    lines = [line(place, found) for place in found.places]
    ids = [one["place"].agreement for one in lines if not one["fixed"]]
    form = DecideForm(posted(request), change=found, ids=ids)
    failed: list[str] = []
    if request.method == "POST" and form.is_valid():
        done, failed = _decide(actor, found, form)
        if done:
            messages.success(request, f"{done} {'agreement is' if done == 1 else 'agreements are'} decided.")
        if not failed:
            return redirect("successions:change", ref)
        found = change_of(actor, ref)
        lines = [line(place, found) for place in found.places]
    ticked = failed or (request.POST.getlist("places") if form.errors else _asked(request, found))
    context = {
        **head(found),
        "form": form,
        "lines": sorted(lines, key=lambda one: one["place"].decided is not None),
        "ticked": set(ticked),
        "may_decide": may(actor, Event.BEGIN) and bool(ids),
        "touched": touched(actor, found),
        "body": body_name(actor.body, on=clock.today()),
        "back": reverse("successions:changes"),
    }
    return render(request, "successions/change.html", context, status=status_of(form))


def _asked(request: HttpRequest, found: Change) -> list[str]:
    """The rows that a link asks to have ticked: one, or all that are open."""
    asked = request.GET.get("tick", "")
    return [
        place.agreement
        for place in found.places
        if place.agreement == asked or (asked, place.decided) == ("open", None)
    ]


def _decide(actor: Actor, found: Change, form: DecideForm) -> tuple[int, list[str]]:
    """Decide on each that is ticked: how many were, and the ids of those that could not be, with why on the form."""
    outcome, _, to = form.cleaned_data["outcome"].partition(":")
    chosen = [place for place in found.places if place.agreement in form.cleaned_data["places"]]
    failed = []
    for place in chosen:
        try:
            words, seen = form.cleaned_data["words"], form.seen(place.agreement)
            _decide_one(actor, place, found, outcome=outcome, to=to, words=words, seen=seen)
        except (Conflict, Invalid) as error:
            failed.append(place.agreement)
            form.add_error("places", f"“{place.title}”: {error.message}")
    return len(chosen) - len(failed), failed


def _decide_one(
    actor: Actor, place: Place, found: Change, *, outcome: str, to: str, words: str, seen: str | None
) -> None:
    if place.final and f"{outcome}:" != TAKES:
        raise Conflict("It has ended already. Choose who keeps its record.")
    if place.final or not place.seat.party:
        row = agreement_row(actor, place.agreement, Event.HAND_OVER)
        services.hand_over(actor, row, to=to, words=words, at=clock.now())
        return
    row = agreement_row(actor, place.agreement, Event.SUCCEED)
    services.decide_succession(
        actor, row, party=place.seat.party, outcome=Outcome(outcome), to=to, words=words, at=clock.now(), seen=seen
    )
