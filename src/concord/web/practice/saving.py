"""What the pages of practice share: only managers change anything, and no manager overwrites another unawares."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import ValidationError

from concord.access.operation import NOT_HERE
from concord.base.errors import Conflict, Invalid, NotFound
from concord.requests.queries import practice
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, QueryDict
    from django.http.response import HttpResponseBase

    from concord.base.actor import Actor
    from concord.web.door import OfficersView, View

P = ParamSpec("P")
_OVERTAKEN = "overtaken"


def manager(view: OfficersView[P]) -> View[P]:
    """A view for managers of the body acted for; for everybody else it is not there."""

    @wraps(view)
    def opened(request: HttpRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not practice.may_set(actor):
            raise NotFound(NOT_HERE)
        return view(request, actor, *args, **kwargs)

    checked: Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase] = opened
    return officer(checked)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def saved(form: Form, save: Callable[[], object]) -> bool:
    """Whether the form was right and could be saved; what a service refuses is said at its field."""
    if not form.is_valid():
        return False
    try:
        save()
    except (Conflict, Invalid) as error:
        tell(form, error)
    return not form.errors


def tell(form: Form, error: Conflict | Invalid) -> None:
    """Say what a service refused, at its field where the form has it."""
    if isinstance(error, Conflict):
        form.add_error(None, ValidationError(error.message, code=_OVERTAKEN))
    else:
        form.add_error(error.field if error.field in form.fields else None, error.message)


def overtaken(form: Form) -> bool:
    """Whether somebody else was quicker."""
    return form.has_error(NON_FIELD_ERRORS, _OVERTAKEN)


def mark(request: HttpRequest, form: Form, now: str) -> str:
    """What the page says that it was opened with: after somebody else was quicker, what is set `now`."""
    sent = request.POST.get("was")
    return now if sent is None or overtaken(form) else sent
