"""The times to answer: the table, a look at what a request sent today would get, setting a time, letting one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.base.errors import Conflict
from concord.people.queries import body_name
from concord.registry import queries as registry
from concord.requests import services
from concord.requests.queries import practice
from concord.web.door import officer
from concord.web.practice.forms import ANY, TimeForm, WhichForm
from concord.web.practice.saving import manager, mark, posted, saved

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import Clocks
    from concord.requests.rules.timing import Due


@require_safe
@officer
def times(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The times of the body, and the day on which a request sent today would be due."""
    on = clock.today()
    asked = WhichForm({"help": ANY, "urgency": "routine", **request.GET.dict()})
    if asked.is_valid() and "set" in request.GET:
        return redirect(f"{reverse('practice:set-time')}?{urlencode(asked.cleaned_data)}")
    help_, urgency = _named(asked.cleaned_data) if asked.is_valid() else ("", "routine")
    context = {
        "page": practice.times(actor, on=on),
        "line": practice.time_line(actor, help_=help_, urgency=urgency, on=on),
        "clocks": _shown(practice.clocks_of(actor, help_=help_, urgency=urgency, at=clock.now())),
        "form": asked,
        "body": body_name(actor.body, on=on),
        "may_set": practice.may_set(actor),
        "back": reverse("practice:start"),
    }
    return render(request, "practice/times.html", context, status=400 if asked.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def set_time(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set the time of one kind of help and urgency; or look first at what it would give."""
    line, on = _line(request, actor), clock.today()
    found = line.next or line.now
    start = {"starts": on}
    if found:
        start |= {"acknowledge_days": found.acknowledge_days, "answer_days": found.answer_days}  # type: ignore[dict-item]
    form = TimeForm(posted(request), initial=start)
    looks, was = "preview" in request.POST, request.POST.get("was")

    def save() -> None:
        services.set_response_time(actor, help_=line.help, urgency=line.urgency, **form.cleaned_data, on=on, was=was)

    if looks and form.is_valid():
        days = form.cleaned_data
        clocks = practice.clocks_under(days["acknowledge_days"], days["answer_days"], at=clock.now())
    elif not looks and saved(form, save):
        messages.success(request, "The time is saved. Requests that were sent keep the rule they were sent under.")
        return redirect("practice:times")
    else:
        clocks = None
    now = practice.mark_of_time(actor.body, line.help, line.urgency)
    context = {
        "form": form,
        "line": line,
        "clocks": _shown(clocks) if clocks else {},
        "was": mark(request, form, now),
        "back": reverse("practice:times"),
    }
    return render(request, "practice/set_time.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def end_time(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask first; then let a time go."""
    line, was = _line(request, actor), request.POST.get("was")
    if request.method == "POST":
        try:
            services.end_response_time(actor, help_=line.help, urgency=line.urgency, on=clock.today(), was=was)
            messages.success(request, "The time is no longer set. What it was stays on record.")
        except Conflict as error:
            messages.info(request, error.message)
        return redirect("practice:times")
    now = practice.mark_of_time(actor.body, line.help, line.urgency)
    return render(request, "practice/end_time.html", {"line": line, "was": now, "back": reverse("practice:times")})


def _line(request: HttpRequest, actor: Actor) -> practice.Line:
    """The line that an address names; without any, the routine one for any kind of help. Raises NotFound."""
    given = {"help": ANY, "urgency": "routine", **request.GET.dict()}
    help_, urgency = _named(given)
    return practice.time_line(actor, help_=help_, urgency=urgency, on=clock.today())


def _named(given: dict[str, str]) -> tuple[str, str]:
    return "" if given["help"] == ANY else given["help"], given["urgency"]


def _shown(clocks: Clocks) -> dict[str, dict[str, Any]]:
    """The clocks as `components/clock.html` takes them, by title."""
    titles = dict(_holidays())
    pairs = (("Acknowledgement", clocks.acknowledge), ("Answer", clocks.answer))
    return {title: _clock(due, titles) for title, due in pairs if due}


def _clock(due: Due, titles: dict[Any, str]) -> dict[str, Any]:
    days = due.days or 0
    rule = "the same day" if not days else f"{days} working day{'' if days == 1 else 's'}"
    return {
        "due": due.due_on,
        "source": due.says,
        "start": due.start_on,
        "event": "the request is sent",
        "rule": rule,
        "days": due.days,
        "skipped": [(on, titles.get(on, "Bank holiday")) for on in due.passed_over],
    }


def _holidays() -> list[tuple[Any, str]]:
    return [(one.day, one.title) for one in registry.holidays_from(clock.today())]
