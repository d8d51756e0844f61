"""Pages that change arrangements: an officer named, what two groups do, its end, its exercise, its review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.access.operation import NOT_HERE
from concord.agreements import services
from concord.agreements.queries import titles_of
from concord.agreements.queries.arrangements import GroupPage, PairPage
from concord.agreements.rules.arrangements import MONTHS_BETWEEN_REVIEWS, months_after
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.web.arrangements.forms import ArrangementForm, EndForm, ExerciseForm, OfficerForm, ReviewForm
from concord.web.arrangements.views import group_of, last_day, pair_of
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec

    from django.http import HttpRequest, HttpResponse, QueryDict

    from concord.agreements.models import Arrangement, GroupOfficer
    from concord.base.actor import Actor
    from concord.web.door import OfficersView, View

    P = ParamSpec("P")

Page = TypeVar("Page", GroupPage, PairPage)
ONE_DAY = timedelta(days=1)
_OVERTAKEN = "overtaken"
_OFFICER = ("name", "office", "email", "phone", "deputy_name", "deputy_email", "deputy_phone")
_WORDS = ("title", "how", "meets", "disputes")


def deed(view: OfficersView[P]) -> View[P]:
    """A view for officers that is read, or sent."""
    return officer(require_http_methods(["GET", "HEAD", "POST"])(view))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that is done on a page: its title, its button, what is told afterwards, and what to know first."""

    title: str
    button: str
    done: str
    back: str
    says: str = ""
    warning: bool = False


@deed
def name_officer(request: HttpRequest, actor: Actor, group: str) -> HttpResponse:
    """Who speaks for a group from a day."""
    page, was = _kept(group_of(actor, group)), request.POST.get("was")
    row = page.newest
    start = {name: getattr(row, name) for name in _OFFICER} if row else {}
    form = OfficerForm(_posted(request), initial={**start, "starts": clock.today()})

    def save() -> None:
        given = dict(form.cleaned_data)
        starts = given.pop("starts")
        services.name_officer(actor, group=group, details=given, starts=starts, at=clock.now(), was=was)

    act = Act(
        title=f"Name the officer: {page.line.name}",
        button="Save",
        done="The officer is named. Who was named before stays on record.",
        back=reverse("arrangements:group", args=[group]),
        says=_put_right(row),
    )
    return _acted(request, act, form, save, row=row, template="name_officer")


@deed
def end_officer(request: HttpRequest, actor: Actor, group: str) -> HttpResponse:
    """Nobody speaks for a group any more."""
    page, was = _kept(group_of(actor, group)), request.POST.get("was")
    row = page.newest
    if row is None or row.until is not None:
        raise NotFound(NOT_HERE)
    form = EndForm(_posted(request), initial={"on": clock.today()})

    def save() -> None:
        services.end_officer(actor, group=group, on=form.cleaned_data["on"] + ONE_DAY, was=was)

    act = Act(
        title=f"Nobody takes over: {page.line.name}",
        button="Record the last day",
        done="The last day is recorded.",
        back=reverse("arrangements:group", args=[group]),
        says=f"{row.name} is the named officer. When somebody takes over, name the new officer instead: that ends this"
        " by itself.",
        warning=True,
    )
    return _acted(request, act, form, save, row=row)


@deed
def arrange(request: HttpRequest, actor: Actor, pair: str) -> HttpResponse:
    """What two groups arrange, from a day."""
    page, was = _kept(pair_of(actor, pair)), request.POST.get("was")
    row = page.newest
    form = ArrangementForm(_posted(request), initial=_as_typed(row), agreements=titles_of(actor))

    def save() -> None:
        given = dict(form.cleaned_data)
        services.arrange(
            actor,
            pair=pair,
            words={name: given[name] for name in _WORDS},
            starts=given["starts"],
            until=given["until"] + ONE_DAY if given["until"] else None,
            months=given["months"],
            agreement=given.get("agreement", ""),
            at=clock.now(),
            was=was,
        )

    act = Act(
        title=f"Write the arrangement: {page.line.name}",
        button="Save",
        done="The arrangement is saved. What was arranged before stays on record.",
        back=reverse("arrangements:pair", args=[pair]),
        says=_put_right(row),
    )
    return _acted(request, act, form, save, row=row, template="arrange")


@deed
def end(request: HttpRequest, actor: Actor, pair: str) -> HttpResponse:
    """The last day of what two groups have arranged."""
    page, was = _kept(pair_of(actor, pair)), request.POST.get("was")
    if page.newest is None or not (page.line.arrangement or page.line.next):
        raise NotFound(NOT_HERE)
    form = EndForm(_posted(request), initial={"on": clock.today()})

    def save() -> None:
        services.end_arrangement(actor, pair=pair, on=form.cleaned_data["on"] + ONE_DAY, was=was)

    act = Act(
        title=f"End the arrangement: {page.line.name}",
        button="Record the end",
        done="The end is recorded. What was arranged stays on record.",
        back=reverse("arrangements:pair", args=[pair]),
        says="After its last day no arrangement holds between the two, until another is written. To change the words,"
        " write it anew instead: that ends the old one by itself.",
        warning=True,
    )
    return _acted(request, act, form, save, row=page.newest)


@deed
def exercise(request: HttpRequest, actor: Actor, pair: str) -> HttpResponse:
    """A day on which two groups worked by their arrangement."""
    page = _kept(pair_of(actor, pair))
    form = ExerciseForm(_posted(request), initial={"on": clock.today()})

    def save() -> None:
        services.record_exercise(actor, pair=pair, **form.cleaned_data, at=clock.now())

    act = Act(
        title=f"Record that it was exercised: {page.line.name}",
        button="Record it",
        done="It is recorded.",
        back=reverse("arrangements:pair", args=[pair]),
        says="A case, a meeting or an exercise in which the two groups worked by the arrangement. Internal requests"
        " count by themselves.",
    )
    return _acted(request, act, form, save)


@deed
def review(request: HttpRequest, actor: Actor, pair: str) -> HttpResponse:
    """What a review of an arrangement found."""
    page, on = _kept(pair_of(actor, pair)), clock.today()
    months = page.line.arrangement.review_months if page.line.arrangement else MONTHS_BETWEEN_REVIEWS
    form = ReviewForm(_posted(request), initial={"on": on, "next_on": months_after(on, months)})

    def save() -> None:
        services.review_arrangement(actor, pair=pair, **form.cleaned_data, at=clock.now())

    act = Act(
        title=f"Record a review: {page.line.name}",
        button="Record the review",
        done="The review is recorded.",
        back=reverse("arrangements:pair", args=[pair]),
    )
    return _acted(request, act, form, save)


def _kept(page: Page) -> Page:
    """The page, for whoever keeps arrangements. Raises NotFound for who only reads them."""
    if not page.may_keep:
        raise NotFound(NOT_HERE)
    return page


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _put_right(row: Arrangement | GroupOfficer | None) -> str:
    if row is None:
        return ""
    return (
        f"What is recorded counts from {row.starts:%-d %B %Y}. Enter that day to put a mistake right, or a later day"
        " when something changes then."
    )


def _as_typed(row: Arrangement | None) -> dict[str, Any]:
    """What the form begins with: the words that are recorded, with their own days, so that a mistake is put right."""
    if row is None:
        return {"starts": clock.today(), "months": MONTHS_BETWEEN_REVIEWS}
    words = {name: getattr(row, name) for name in _WORDS}
    hangs_on = row.agreement.public_id if row.agreement else ""
    return {
        **words,
        "agreement": hangs_on,
        "starts": row.starts,
        "until": last_day(row),
        "months": row.review_months,
    }


def _acted(
    request: HttpRequest,
    act: Act,
    form: forms.Form,
    save: Callable[[], object],
    *,
    row: Arrangement | GroupOfficer | None = None,
    template: str = "act",
) -> HttpResponse:
    """The page of an act, or, once it is done, the page that it belongs to.

    `row` is what is recorded now: where somebody else was quicker it is shown, and what was typed stays in the form.
    """
    if request.method == "POST" and _saved(form, save):
        messages.success(request, act.done)
        return redirect(act.back)
    overtaken = form.has_error(NON_FIELD_ERRORS, _OVERTAKEN)
    now = row.public_id if row else ""
    was = now if overtaken else request.POST.get("was", now)
    context = {"act": act, "form": form, "was": was, "saved_now": row if overtaken else None, "back": act.back}
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, f"arrangements/{template}.html", context, status=status)


def _saved(form: forms.Form, save: Callable[[], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        save()
    except Conflict as error:
        form.add_error(None, forms.ValidationError(error.message, code=_OVERTAKEN))
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    return not form.errors
