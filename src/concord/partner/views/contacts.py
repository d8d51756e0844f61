"""Our contacts: what a body has said of itself, put right through whichever link of its own somebody came by."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.agreements.events import PARTY
from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.contacts import queries, services
from concord.contacts.events import CHECK, Event
from concord.contacts.topics import ANY_TOPIC, GENERAL, TOPICS
from concord.partner.door import fault, kind_of, named
from concord.partner.forms import OwnContactForm
from concord.registry import queries as registry
from concord.requests.events import ABOUT
from concord.requests.rules.links import last_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from concord.contacts.queries import ContactLine
    from concord.delivery.links import Visit

PREFIX: Final = {ABOUT: "", PARTY: "agreement-", CHECK: "yearly-"}
"""What begins the names of these pages, by the kind of link that they are behind."""
_BACK: Final = {
    ABOUT: ("partner:request", "Back to the request"),
    PARTY: ("partner:agreement", "Back to the agreement"),
}
_PARTS: Final = ("office", "mailbox", "phone", "hours", "deputy")
_SAYS: Final = {
    "confirmed": "Thank you. Councils read that it is right as of today.",
    "saved": "Thank you. It is so from today. What it was before stays on record.",
}
CONFLICT = 409
_read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The contacts of the body: those of this mailbox first, then the others."""
    return _show(request, visit, says=_SAYS.get(request.GET.get("said", ""), ""))


@require_POST
def confirm(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One press: the contacts of this mailbox that were looked at are right."""
    for public_id in request.POST.getlist("contact")[: len(TOPICS) + 1]:
        row = queries.contact_row(visit.actor, public_id, Event.CONFIRM)
        try:
            services.confirm_contact(visit.actor, row, on=clock.today(), came_by=visit.mailbox)
        except (Conflict, Invalid) as error:
            return _show(request, visit, says=error.message, status=CONFLICT)
    return redirect(f"{_at(visit, 'contacts')}?said=confirmed")


@_read_or_send
def correct(request: HttpRequest, visit: Visit, contact: str) -> HttpResponse:
    """What is different about one contact from today."""
    row = queries.contact_row(visit.actor, contact, Event.CORRECT)
    line = queries.contact_of(visit.actor, contact, on=clock.today())
    start = {part: getattr(line, part) for part in _PARTS}
    form = OwnContactForm(request.POST if request.method == "POST" else None, initial=start)
    save = partial(services.correct_contact, visit.actor, row, came_by=visit.mailbox)
    return _saved(request, visit, form, lambda: save(changes=form.parts, **form.said, at=clock.now()), line)


@_read_or_send
def name(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A contact for a kind of help for which the body has named none."""
    taken = {line.topic for line in _lines(visit) if not line.council}
    topics = [(topic, says) for topic, says in ((ANY_TOPIC, GENERAL), *TOPICS.items()) if topic not in taken]
    form = OwnContactForm(request.POST if request.method == "POST" else None, topics=topics)
    save = partial(services.name_contact, visit.actor, registry.body_row(visit.actor.body), came_by=visit.mailbox)
    return _saved(request, visit, form, lambda: save(details=form.parts, **form.said, at=clock.now()), None)


def _saved(
    request: HttpRequest, visit: Visit, form: OwnContactForm, save: Callable[[], object], line: ContactLine | None
) -> HttpResponse:
    """Save it and go back to the contacts; with something wrong, the form again with all that was typed."""
    status = 0
    if form.is_valid():
        try:
            save()
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except Conflict as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            status = CONFLICT
        else:
            return redirect(f"{_at(visit, 'contacts')}?said=saved")
    context = {**_about(visit), "form": form, "line": line}
    return render(request, "partner/contacts/contact.html", context, status=status or fault(request, form))


def _show(request: HttpRequest, visit: Visit, *, says: str, status: int = HTTPStatus.OK) -> HttpResponse:
    lines = _lines(visit)
    here = [line for line in lines if line.mailbox.casefold() == visit.mailbox.casefold()]
    context = {
        **_about(visit),
        "says": says,
        "well": status == HTTPStatus.OK,
        "here": [(line, _at(visit, "correct-contact", line.public_id)) for line in here],
        "others": [(line, _at(visit, "correct-contact", line.public_id)) for line in lines if line not in here],
        "sure": all(line.checked_on == clock.today() and not line.doubt for line in here),
        "confirm_at": _at(visit, "confirm-contacts"),
        "name_at": _at(visit, "name-contact"),
    }
    return render(request, "partner/contacts/contacts.html", context, status=status)


def _lines(visit: Visit) -> tuple[ContactLine, ...]:
    return queries.contacts_of(visit.actor, visit.actor.body, on=clock.today())


def _about(visit: Visit) -> dict[str, Any]:
    """What every page of contacts is given."""
    back, words = _BACK.get(kind_of(visit.actor), ("", ""))
    body = registry.bodies_known([visit.actor.body]).get(visit.actor.body)
    return {
        "body": body.name_on(clock.today()) if body else "your organisation",
        "mailbox": visit.mailbox,
        "until": last_day(visit.ends_at),
        "contacts_at": _at(visit, "contacts"),
        "back": reverse(back, args=[named(visit.actor)]) if back else "",
        "back_words": words,
    }


def _at(visit: Visit, page: str, *more: str) -> str:
    return reverse(f"partner:{PREFIX[kind_of(visit.actor)]}{page}", args=[named(visit.actor), *more])
