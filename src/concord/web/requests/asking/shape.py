"""The shape of each page of asking: shown, saved as it is typed or by its buttons, and on to the next.

Two may have the same page open. What a page is based on travels with it (`state`); where somebody else has saved that
page since, both texts are shown and nothing is overwritten unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.base import clock
from concord.base.errors import Conflict
from concord.requests import privacy, queries, services
from concord.requests.events import Event
from concord.requests.queries import FREE_TEXTS
from concord.requests.saying import asked_as
from concord.web.requests.asking.fields import state_of
from concord.web.requests.steps import TITLES, after, before

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, QueryDict

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest
    from concord.requests.privacy import Spotted
    from concord.web.requests.asking.fields import DraftForm

OVERTAKEN: Final = (
    "Somebody else has changed this page since you opened it. What you typed is still here, and what they saved is"
    " shown above it. Make it as it should be, then save."
)
OVERTAKEN_MEANWHILE: Final = (
    "somebody else has changed this page meanwhile. Go on: when you press “Save and continue”, both texts are shown."
)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in a free text that may say more than is needed: the label of its field, the words, and what to do."""

    field: str
    label: str
    words: str
    says: str


@dataclass
class DraftPage:
    """A page of a draft while a browser is answered. `more` gives what is saved with it, such as a template's words."""

    request: HttpRequest
    actor: Actor
    ask: CooperationRequest
    form: DraftForm
    context: dict[str, Any] = field(default_factory=dict)
    more: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None

    @property
    def step(self) -> str:
        """The page by its URL name."""
        return self.form.step

    def answer(self) -> HttpResponse:
        """Show the page; or save it, and lead on."""
        if self.request.method != "POST":
            return self.shown()
        if "autosave" in self.request.GET:
            return self._saved_as_typed()
        if not self.form.is_valid():
            return self.shown(status=400)
        return self._compared() if self._overtaken() else self._on(self._save())

    def _on(self, saved: CooperationRequest) -> HttpResponse:
        """To the next page; the same once more, where its words may say more than is needed and nobody was told."""
        if "later" in self.request.POST:
            return redirect("requests:overview", saved.public_id)
        if self._warned(saved) and self.request.POST.get("sure") != self._words_of(saved):
            return redirect(f"{self.request.path}?look")
        return self._next(saved)

    def _next(self, saved: CooperationRequest) -> HttpResponse:
        # Nobody fills in more pages for a request that cannot go: the check says at once why, and what is open.
        open_still = queries.may_be_sent(saved, on=clock.today(), at=clock.now())
        where = after(self.step, saved, on=clock.today()) if open_still else "requests:check"
        return redirect(where, saved.public_id)

    def _saved_as_typed(self) -> HttpResponse:
        """Save what is right of what was typed so far: 204, or why not, for `autosave.js`."""
        self.form.is_valid()
        if self._overtaken():
            return JsonResponse({"says": OVERTAKEN_MEANWHILE}, status=409)
        try:
            saved = self._save()
        except Conflict as error:
            return JsonResponse({"says": error.message}, status=409)
        wrong = {name: [str(says) for says in found] for name, found in self.form.errors.items()}
        answer = JsonResponse({"errors": wrong}, status=422) if wrong else HttpResponse(status=204)
        answer["Saved-As"] = state_of(vars(saved), self.form.own_fields)
        return answer

    def _overtaken(self) -> bool:
        """Whether somebody else has saved this page since, and something else than what is sent in now."""
        saved = vars(self.ask)
        seen = self.request.POST.get("state")
        return seen not in {None, state_of(saved, self.form.own_fields)} and any(
            saved[name] != value for name, value in self.form.changes.items()
        )

    def _save(self) -> CooperationRequest:
        changes = self.form.changes
        if self.more:
            changes |= self.more(changes)
        changes = {name: value for name, value in changes.items() if getattr(self.ask, name) != value}
        if not changes:
            return self.ask
        return services.revise_request(self.actor, self.ask, changes=changes, at=clock.now(), saves=self.ask.saves)

    def _compared(self) -> HttpResponse:
        """Both texts: what is saved, and below it what was typed."""
        saved = vars(queries.draft(self.actor, self.ask.public_id))
        form = self.form
        theirs = [
            (form.fields[name].label, form.said(name, saved[name]) or "Nothing")
            for name, value in form.changes.items()
            if saved[name] != value
        ]
        form.add_error(None, OVERTAKEN)
        return self.shown(status=409, theirs=theirs)

    def shown(self, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page, with what is wrong."""
        kind = self.ask.kind
        warned = [] if self.form.is_bound else self._warned(self.ask)
        context = {
            **self.context,
            "ask": self.ask,
            "form": self.form,
            "step": self.step,
            "caption": f"Request to {asked_as(self.ask, self.ask.asked_name)}",
            "title": TITLES[self.step],
            "state": self._state(status),
            "sure": self._words_of(self.ask) if warned else self.request.POST.get("sure", ""),
            "warned": warned,
            "back": reverse(before(self.step, kind=kind), args=[self.ask.public_id]),
            **more,
        }
        return render(self.request, f"requests/asking/{self.step}.html", context, status=status)

    def _state(self, status: int) -> str:
        """What the page is based on: what is saved as it is shown; with a fault to put right, what it was based on."""
        now = state_of(vars(self.ask), self.form.own_fields)
        return now if status != 400 else self.request.POST.get("state", now)  # noqa: PLR2004  as `answer` gives it

    def _texts(self, ask: CooperationRequest) -> dict[str, str]:
        return {name: getattr(ask, name) for name in self.form.own_fields if name in FREE_TEXTS}

    def _words_of(self, ask: CooperationRequest) -> str:
        """A mark of the free texts of this page: who has seen the warnings about them need not see them again."""
        return state_of(self._texts(ask), FREE_TEXTS)

    def _warned(self, ask: CooperationRequest) -> list[Warned]:
        return [
            Warned(name, str(self.form.fields[name].label), *_words(text, spotted))
            for name, text in self._texts(ask).items()
            for spotted in privacy.warnings(text)
        ]


def _words(text: str, spotted: Spotted) -> tuple[str, str]:
    found = text[spotted.start : spotted.end] if spotted.kind is not privacy.Kind.LONG else ""
    return found, spotted.says


def draft_of(request: HttpRequest, actor: Actor, public_id: str) -> CooperationRequest:
    """The draft of a page: looked at where the page is shown; where it is sent in, only to be written to.

    Raises NotFound, and Conflict where it is no draft any more.
    """
    if request.method == "POST":
        return queries.request_of(actor, public_id, Event.REVISE)
    return queries.draft(actor, public_id)


def begun(
    actor: Actor, asked: str, values: Mapping[str, Any], *, instead_of: CooperationRequest | None = None
) -> CooperationRequest:
    """A new draft; where the button was pressed twice, the one that it has made already."""
    at = clock.now()
    try:
        return services.draft_request(actor, asked=asked, at=at, values=values, instead_of=instead_of, only_once=True)
    except Conflict:
        group = values.get("asked_group", "")
        found = queries.begun_just_now(actor, asked=asked, group=group, instead_of=instead_of, at=at)
        if found is None:
            raise
        return found


def typed(request: HttpRequest) -> dict[str, Any]:
    """What a form of a page is made with: what was sent, and whether it may be unfinished."""
    data: QueryDict | None = request.POST if request.method == "POST" else None
    return {"data": data, "unfinished": data is not None and ("later" in data or "autosave" in request.GET)}
