"""Who is to agree: the parties of a draft, bodies found in the register, and where each party is written to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.agreements import services
from concord.agreements.events import Event
from concord.agreements.rules.kinds import parties_fault
from concord.base import clock
from concord.base.errors import NotFound
from concord.contacts.queries import contacts_of
from concord.registry import queries as registry
from concord.web.agreements.forms import ButtonForm, PartyForm
from concord.web.agreements.shape import Act, Latch, acted, deed, framed, opened, posted, saved, seen, status_of
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.agreements.queries import AgreementPage, Seat
    from concord.base.actor import Actor

LONGEST_QUESTION = 100


@require_safe
@officer
def parties(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The parties by now, and a search for those that are missing."""
    page = opened(actor, public_id, Event.ADD_PARTY)
    context = {
        **framed(page),
        **searched(request, actor, page),
        "fault": parties_fault(page.agreement.kind, len(page.seats)),
        "back": reverse("agreements:write" if page.draft else "agreements:page", args=[public_id]),
    }
    return render(request, "agreements/parties.html", context)


def searched(request: HttpRequest, actor: Actor, page: AgreementPage) -> dict[str, Any]:
    """What was looked for, and the bodies found that are no parties yet, and have not ended."""
    q = " ".join(request.GET.get("q", "").split())[:LONGEST_QUESTION]
    held = {seat.body for seat in page.seats}
    lines = registry.search_all_bodies(actor, q, on=clock.today()) if q else ()
    found = [line for line in lines if line.exists.end > clock.today()]
    return {"q": q, "found": [line for line in found if line.ref not in held], "already": len(found)}


@deed
def add_party(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A body added to those who are to agree."""
    page, on = opened(actor, public_id, Event.ADD_PARTY), clock.today()
    ref = request.GET.get("body", "")
    known = registry.bodies_known([ref]).get(ref) if ref.isprintable() and ref else None
    back = reverse("agreements:parties", args=[public_id])
    if known is None:
        return redirect(back)
    contact = next(iter(contacts_of(actor, ref, on=on)), None)
    start = {"mailbox": contact.mailbox, "contact_name": contact.office} if contact else {}
    form = PartyForm(posted(request), initial=start)
    name = known.name_on(on)

    def save() -> None:
        services.add_party(actor, page.agreement, body=ref, at=clock.now(), **form.cleaned_data)

    if saved(form, save):
        messages.success(request, f"{name} is a party now. Nothing was sent to it yet.")
        return redirect(back)
    context = {**framed(page), "form": form, "title": f"Add {name}", "button": "Add as a party", "back": back}
    return render(request, "agreements/party.html", context, status=status_of(form))


@deed
def change_party(request: HttpRequest, actor: Actor, public_id: str, party: str) -> HttpResponse:
    """Where a party is written to, at any time."""
    page = opened(actor, public_id, Event.CHANGE_PARTY)
    seat = seat_of(page, party)
    latch = Latch(request, {"mailbox": seat.mailbox, "contact_name": seat.contact_name})
    form = PartyForm(posted(request), initial=latch.held)

    def save() -> None:
        if latch.holds(form):
            services.change_party(actor, page.agreement, party=party, at=clock.now(), **form.cleaned_data)

    back = reverse("agreements:parties" if page.draft else "agreements:page", args=[public_id])
    if saved(form, save):
        messages.success(request, f"Where {seat.name} is written to is saved.")
        return redirect(back)
    context = {
        **framed(page),
        "form": form,
        "title": f"Where {seat.name} is written to",
        "button": "Save",
        "latch": latch,
        "other": latch.other(form),
        "back": back,
    }
    return render(request, "agreements/party.html", context, status=status_of(form))


@deed
def remove_party(request: HttpRequest, actor: Actor, public_id: str, party: str) -> HttpResponse:
    """A party taken out of the draft."""
    page = opened(actor, public_id, Event.REMOVE_PARTY)
    seat = seat_of(page, party)
    asks = Act(
        title=f"Take {seat.name} out?",
        says=("It is not asked to agree. What it was sent before stays on record.",),
        button="Take it out",
        done=f"{seat.name} is no party now.",
        warning=True,
    )
    back = reverse("agreements:parties", args=[public_id])
    form = ButtonForm(posted(request))

    def do() -> None:
        services.remove_party(actor, page.agreement, party=party, saves=seen(request, page))

    return acted(request, page, form, do, asks, back=back)


def seat_of(page: AgreementPage, party: str) -> Seat:
    """The place of an address. Raises NotFound where nobody holds it today."""
    found = next((seat for seat in page.seats if seat.party == party), None)
    if found is None:
        raise NotFound(NOT_HERE)
    return found
