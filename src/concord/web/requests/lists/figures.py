"""The figures of a period: made and received side by side, each with its definition; and as a file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.pages.dayfield import DayField
from concord.pages.filters import address
from concord.requests import queries
from concord.requests.figures_wording import FAIR, OUTCOME
from concord.requests.wording import KIND
from concord.web.door import officer
from concord.web.requests.lists.copies import KINDS, as_file
from concord.web.requests.lists.telling import columns, days, rows, share, told

if TYPE_CHECKING:
    from datetime import date

    from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import FiguresPage

MOST_YEARS: Final = 10
FIRST_YEAR: Final = 2015
"""The year in which sections 6 and 7 came into force."""


class PeriodForm(forms.Form):
    """The period, by the day of sending, both days counted; and a kind of request."""

    starts = DayField(label="Sent from", subject="The first day", required=False)
    last = DayField(label="Sent up to", subject="The last day", required=False)
    kind = forms.ChoiceField(
        label="Kind of request",
        required=False,
        choices=[("", "All kinds"), *((kind.value, words) for kind, words in KIND.items())],
        error_messages={"invalid_choice": "Choose a kind of request from the list"},
    )

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and the period no longer than Concord counts at once."""
        given = self.cleaned_data
        first, last = given.get("starts"), given.get("last")
        for name, day in (("starts", first), ("last", last)):
            if day and not FIRST_YEAR <= day.year <= clock.today().year + 1:
                self.add_error(name, f"Choose a day from {FIRST_YEAR} to the end of next year")
        if first and last and last < first:
            self.add_error("last", "The last day must be the same as or after the first day")
        elif first and last and last.year - first.year > MOST_YEARS:
            self.add_error("last", f"Choose a period of at most {MOST_YEARS} years")
        return given


@require_safe
@officer
def figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The figures, a table first and its picture second."""
    form = PeriodForm(request.GET)
    page = _page(request, actor, form)
    other = request.GET.get("other", "")
    context = {
        "form": form,
        "page": page,
        "last": page.ends - timedelta(days=1),
        "told": told(page.whole),
        "fair": FAIR,
        "other": other and next((line.name for line in page.by_body), "an organisation that is not among them"),
        "all_bodies": address(request.GET, other=None),
        "of_body": {line.key: address(request.GET, other=line.key) for line in page.by_body},
        "share": share,
        "days": days,
        "bars": [{"name": OUTCOME[outcome], "value": page.whole.made.outcomes.get(outcome, 0)} for outcome in OUTCOME],
        "copies": {kind: address(request.GET, reverse("requests:figures-copy", args=[kind])) for kind in KINDS},
    }
    return render(request, "requests/figures.html", context, status=400 if form.errors else 200)


@require_safe
@officer
def copy(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The figures as a file."""
    if kind not in KINDS:
        raise Http404
    form = PeriodForm(request.GET)
    if not form.is_valid():  # the page says what is wrong; a file of another period would not
        return redirect(address(request.GET, reverse("requests:figures")))
    page = _page(request, actor, form, as_file=kind)
    last = page.ends - timedelta(days=1)
    return as_file(kind, columns(), rows(page), f"request-figures-{page.starts}-to-{last}")


def _page(request: HttpRequest, actor: Actor, form: PeriodForm, *, as_file: str = "") -> FiguresPage:
    """The figures that an address asks for: of the last twelve months, where it names no period that can be."""
    given = form.cleaned_data if form.is_valid() else {}
    last = given.get("last") or clock.today()
    starts = given.get("starts") or _a_year_before(last)
    return queries.figures_page(
        actor,
        starts=min(starts, last),
        ends=last + timedelta(days=1),
        on=clock.today(),
        kind=given.get("kind", ""),
        other=request.GET.get("other", ""),
        as_file=as_file,
    )


def _a_year_before(last: date) -> date:
    """The first day of the twelve months that end with a day."""
    after = last + timedelta(days=1)
    return after.replace(year=after.year - 1, day=min(after.day, 28) if after.month == 2 else after.day)  # noqa: PLR2004  February
