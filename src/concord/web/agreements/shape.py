"""The shape of every page that changes an agreement: looked up, the form checked, the service called, and told.

Two people who write at once lose nothing: who comes second reads what is saved beside what they typed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.access.operation import NOT_HERE
from concord.agreements import queries
from concord.agreements.wording import STATUS
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.pages.days import day
from concord.web.agreements.showing import COLOUR
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import ParamSpec

    from django.http import HttpRequest, HttpResponse, QueryDict

    from concord.agreements.events import Event
    from concord.agreements.queries import AgreementPage
    from concord.base.actor import Actor
    from concord.web.door import OfficersView, View

    P = ParamSpec("P")

_OVERTAKEN: Final = "overtaken"
_SAYS: Final = (
    "Somebody else has saved this page since you opened it. What they saved stands below, and what you typed is still"
    " in the form. Put the two together, then save again."
)
NOTHING: Final = "Nothing"
_DIGITS: Final = 10
"""A count of changes has fewer."""


def deed(view: OfficersView[P]) -> View[P]:
    """A view for officers that is read, or sent."""
    return officer(require_http_methods(["GET", "HEAD", "POST"])(view))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a page asks before it does one thing: its title, what to know first, its button, what is told afterwards."""

    title: str
    button: str
    done: str
    says: tuple[str, ...] = ()
    warning: bool = False


def opened(actor: Actor, public_id: str, event: Event) -> AgreementPage:
    """The agreement that a page is about. Raises NotFound for whoever may not do `event` to it."""
    if not public_id.isprintable():
        raise NotFound(NOT_HERE)
    page = queries.agreement_page(actor, public_id, on=clock.today())
    if event not in page.may:
        raise NotFound(NOT_HERE)
    return page


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def saved(form: forms.Form, save: Callable[[], object]) -> bool:
    """Whether the form was right and could be saved; what a service refuses is said at its field."""
    if not form.is_valid():
        return False
    try:
        save()
    except (Conflict, Invalid) as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    return not form.errors


def acted(
    request: HttpRequest,
    page: AgreementPage,
    form: forms.Form,
    do: Callable[[], object],
    act: Act,
    *,
    back: str = "",
    template: str = "act",
    **context: Any,
) -> HttpResponse:
    """The page of an act, or, once it is done, the page of the agreement (or `back`)."""
    to = back or reverse("agreements:page", args=[page.agreement.public_id])
    if request.method == "POST" and saved(form, do):
        messages.success(request, act.done)
        return redirect(to)
    told = {**framed(page), "act": act, "form": form, "back": to, "seen": _seen_next(request, page, form), **context}
    return render(request, f"agreements/{template}.html", told, status=status_of(form))


def seen(request: HttpRequest, page: AgreementPage) -> int:
    """The count of changes that somebody looked at who sends a page in: it stands in the form."""
    given = request.POST.get("saves", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < _DIGITS else page.agreement.saves


def _seen_next(request: HttpRequest, page: AgreementPage, form: forms.Form) -> int:
    """What the form is sent with next: what was looked at, or, once it was told that it moved on, what is so now."""
    return page.agreement.saves if form.has_error(NON_FIELD_ERRORS) else seen(request, page)


def status_of(*shown: forms.Form) -> int:
    """The status of a page with forms: bad request where one is wrong."""
    return HTTPStatus.BAD_REQUEST if any(form.errors for form in shown) else HTTPStatus.OK


def framed(page: AgreementPage) -> dict[str, Any]:
    """What the head of each page shows of the agreement."""
    status = page.standing.status
    return {
        "page": page,
        "agreement": page.agreement,
        "status": {"text": STATUS[status], "colour": COLOUR[status]},
    }


class Latch:
    """Keeps two people apart who write the same page: what it held when it was opened travels with the form."""

    def __init__(self, request: HttpRequest, held: Mapping[str, Any]) -> None:
        self.held = dict(held)
        self.now = hashlib.sha256(repr(sorted(self.held.items())).encode()).hexdigest()[:16]
        self.was = request.POST.get("was", self.now) if request.method == "POST" else self.now

    def holds(self, form: forms.Form) -> bool:
        """Whether nobody else saved other words on this page meanwhile; else the form says so."""
        if self.was == self.now or not self._differs(form):
            return True
        form.add_error(None, forms.ValidationError(_SAYS, code=_OVERTAKEN))
        return False

    def mark(self, form: forms.Form) -> str:
        """What the form is sent with: what the page held when it was opened; after both were shown, what it holds."""
        return self.now if form.has_error(NON_FIELD_ERRORS, _OVERTAKEN) else self.was

    def other(self, form: forms.Form) -> list[tuple[str, str, str]]:
        """After somebody else was first: each field that differs, its name, what is saved and what was typed."""
        return self._differs(form) if form.has_error(NON_FIELD_ERRORS, _OVERTAKEN) else []

    def _differs(self, form: forms.Form) -> list[tuple[str, str, str]]:
        found = []
        for name in form.fields:
            saved_now, typed = (worded(form, name, one) for one in (self.held.get(name), form.cleaned_data.get(name)))
            if name in self.held and saved_now != typed:
                found.append((str(form.fields[name].label).removesuffix(" (optional)"), saved_now, typed))
        return found


def worded(form: forms.Form, name: str, value: Any) -> str:
    """The value of a field as people read it."""
    names = {str(key): str(words) for key, words in getattr(form.fields[name], "choices", ())}
    if not value and value != 0:
        return NOTHING
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        return "; ".join(names.get(str(one), str(one)) for one in value)
    return names.get(str(value), str(value))
