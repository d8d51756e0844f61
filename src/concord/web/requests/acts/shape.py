"""The shape of every act: the request is looked up, the form checked, the service called, and the page shown again.

What no longer fits is told in words at the top of the request page, so a form that is sent twice does no harm.
"""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, ParamSpec

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.pages import rescuing
from concord.pages.days import moment
from concord.requests import queries
from concord.requests.rules.steps import StepKind
from concord.requests.wording import no_longer
from concord.web.door import officer
from concord.web.requests.page import rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.http.response import HttpResponseBase

    from concord.base.actor import Actor
    from concord.requests.events import Event
    from concord.requests.queries import RequestPage
    from concord.web.door import OfficersView, View
    from concord.web.requests.acts.putting import Filed

P = ParamSpec("P")
_TAKEN_BACK: Final = {
    StepKind.WITHDRAWN: "This request was withdrawn",
    StepKind.ERROR: "This request was marked as entered in error",
}
_read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def act(view: OfficersView[P]) -> View[P]:
    """A view that does something to a request. What no longer fits is told on the page of the request."""

    @officer
    @_read_or_send
    @wraps(view)
    def done(request: HttpRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, actor, *args, **kwargs)
        except Conflict as error:
            return _too_late(request, actor, str(kwargs["public_id"]), error.message)

    return done


def _too_late(request: HttpRequest, actor: Actor, public_id: str, says: str) -> HttpResponse:
    """The request page with why it no longer fits, and what was written, unless the very same was taken before."""
    messages.info(request, says)
    texts = rescuing.written(request)
    if texts:
        shown = queries.request_page(actor, public_id, on=clock.today())
        if not _said_already(actor, shown, texts):
            return rendered(request, actor, shown, texts=texts, status=HTTPStatus.CONFLICT)
    return redirect("requests:page", public_id)


def _said_already(actor: Actor, page: RequestPage, texts: list[str]) -> bool:
    """Whether this officer has said all of it on the request already: a form was sent twice."""
    said = {
        _plain(text)
        for one in page.story.said
        if one.step.by == actor.person
        for text in (
            one.step.words, one.step.instead, one.step.ask_again, one.step.right_name,
            *(text for ground in one.grounds for text in (ground.reasons, ground.harmed)),
            *(point.says for point in one.points),
        )
    }  # fmt: skip
    return {_plain(text) for text in texts} <= said


def _plain(text: str) -> str:
    return " ".join(text.split())


def taken_up(actor: Actor, public_id: str, event: Event, kind: StepKind | None = None) -> RequestPage:
    """The request that an act is about. Raises NotFound for whom it is not, Conflict where it no longer fits."""
    queries.request_of(actor, public_id, event)
    page = queries.request_page(actor, public_id, on=clock.today())
    if kind and not page.story.may(kind):
        raise Conflict(_done_before(page, kind) or no_longer(page.story.standing, kind))
    return page


def _done_before(page: RequestPage, kind: StepKind) -> str:
    """By whom and when a request was taken back, for who wants to take it back once more; else nothing."""
    said = next((said for said in page.story.said if kind in _TAKEN_BACK and said.kind is kind), None)
    if said is None:
        return ""
    return (
        f"{_TAKEN_BACK[kind]} already, by {said.step.by_name or page.story.ask.asker_name} on {moment(said.step.at)}."
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def settled(
    request: HttpRequest,
    page: RequestPage,
    form: forms.Form,
    do: Callable[[], object],
    *,
    says: str,
    files: Filed | None = None,
) -> HttpResponse | None:
    """Do it and go on, where the forms are whole; None to show them (again), with what is wrong.

    Files of the form are put to the request first: they go with what is said.
    """
    whole = form.is_valid()
    if not whole or (files and not files.put()):
        return None
    try:
        do()
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None
    messages.success(request, says)
    return redirect("requests:page", page.story.ask.public_id)


def shown(request: HttpRequest, page: RequestPage, form: forms.Form | None, name: str, **context: Any) -> HttpResponse:
    """The page of an act, `requests/acts/<name>.html`."""
    ask = page.story.ask
    back = reverse("requests:page", args=[ask.public_id])
    told = {"page": page, "story": page.story, "ask": ask, "form": form, "back": back, **context}
    files = context.get("files")
    wrong = bool((form and form.errors) or (files and files.form.errors))
    return render(
        request, f"requests/acts/{name}.html", told, status=HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    )
