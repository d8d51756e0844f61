"""The escalation ladder of a body: as it stands, examples to begin from, and putting another in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.pages.repeats import Repeats, quieten
from concord.people.queries import body_name
from concord.requests import services
from concord.requests.queries import practice
from concord.requests.rules.examples import Example
from concord.requests.rules.examples import examples as shipped
from concord.requests.rules.ladders import Rung
from concord.requests.services.practice import MOST_LEVELS
from concord.web.door import officer
from concord.web.practice.forms import LadderForm, LevelForm
from concord.web.practice.saving import manager, mark, overtaken, posted, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries.practice import HeldLadder

_BLANK = "blank"


@require_safe
@officer
def ladder(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The ladder in force as a picture, what it rests on, and those before it."""
    held = practice.ladder(actor)
    context = {
        "held": held,
        "levels": picture((level.rung, level.mailbox) for level in held.levels) if held else [],
        "example": shipped().named(held.based_on) if held else None,
        "before": practice.ladders_before(actor),
        "body": body_name(actor.body, on=clock.today()),
        "may_set": practice.may_set(actor),
        "back": reverse("practice:start"),
    }
    return render(request, "practice/ladder.html", context)


@require_safe
@manager
def examples(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The ladders to begin from, each with its source."""
    shown = [(example, picture((level.rung, "") for level in example.levels)) for example in shipped().ladders]
    context = {"shown": shown, "shared": shipped(), "back": reverse("practice:ladder")}
    return render(request, "practice/examples.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def set_ladder(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put a ladder in force: from an example, from the one that stands, or from blank."""
    held = practice.ladder(actor)
    begun = shipped().named(request.GET.get("from", ""))
    start, levels = _start(begun, None if request.GET.get("from") == _BLANK else held)
    form = LadderForm(posted(request), initial=start)
    rows = Repeats(LevelForm, posted(request), prefix="level", initial=levels, most=MOST_LEVELS)
    if rows.pressed:
        quieten(form)
    elif form.is_valid() & rows.is_valid() and _saved(actor, form, rows, was=request.POST.get("was")):
        messages.success(request, "The ladder is in force from today. The one before stays on record.")
        return redirect("practice:ladder")
    wrong = not rows.pressed and (bool(form.errors) or any(row.errors for row in rows.forms))
    context = {
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "begun": begun,
        "overtaken": held if overtaken(form) else None,
        "was": mark(request, form, held.id if held else ""),
        "back": reverse("practice:ladder"),
    }
    return render(request, "practice/set_ladder.html", context, status=400 if wrong else 200)


def _saved(actor: Actor, form: LadderForm, rows: Repeats[LevelForm], *, was: str | None) -> bool:
    """Whether the ladder could be put in force; what the room refuses is said at its field, of its level."""
    filled = [row for row in rows.forms if row.has_changed()]
    rungs = [_rung(number, row.cleaned_data) for number, row in enumerate(filled, start=1)]
    boxes = {number: row.cleaned_data["own_mailbox"] for number, row in enumerate(filled, start=1)}
    try:
        services.set_ladder(actor, **form.cleaned_data, rungs=rungs, mailboxes=boxes, on=clock.today(), was=was)
    except (Conflict, Invalid) as error:
        field, _, level = error.field.rpartition("_")
        if level.isdecimal():
            filled[int(level) - 1].add_error(field, error.message)
        else:
            tell(form, error)
    else:
        return True
    return False


def _rung(level: int, given: Mapping[str, Any]) -> Rung:
    return Rung(level=level, **{name: value for name, value in given.items() if name != "own_mailbox"})


def _start(example: Example | None, held: HeldLadder | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form begins with: an example, else the ladder that stands, else nothing."""
    if example:
        start = {"name": example.name, "skips_to": example.skips_to, "based_on": example.id}
        return start, [_typed(rung, "") for rung in example.rungs]
    if held:
        start = {name: getattr(held, name) for name in ("name", "skips_to", "by_itself", "based_on")}
        return start, [_typed(level.rung, level.mailbox) for level in held.levels]
    return {"skips_to": 1}, []


def _typed(rung: Rung, mailbox: str) -> dict[str, Any]:
    fields = ("own_role", "their_role", "days", "urgent_days", "mediates", "mediator")
    return {**{name: getattr(rung, name) for name in fields}, "own_mailbox": mailbox}


def picture(levels: Iterable[tuple[Rung, str]]) -> list[dict[str, str]]:
    """The levels as `components/ladder.html` takes them, on a ladder that no request stands on."""
    return [
        {
            "name": rung.own_role,
            "who": f"On the other side: {rung.their_role}",
            "after": f"{_days(rung.days).capitalize()}; when urgent, {_days(rung.urgent_days)}",
            "told": f"Told: {', '.join(filter(None, (mailbox, rung.mediator)))}" if mailbox or rung.mediator else "",
            "note": "Somebody mediates. The decision stays with the body asked." if rung.mediates else "",
        }
        for rung, mailbox in levels
    ]


def _days(days: int) -> str:
    return "the same day" if not days else f"{days} working day{'' if days == 1 else 's'}"
