"""A council's spreadsheet of agreements: tried out, told cell by cell what is wrong, and taken in whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.agreements import services
from concord.agreements.events import Event
from concord.agreements.queries import Plan, import_plan
from concord.agreements.wording import KIND, STATUS
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.files.rules import FIELD, clean_name
from concord.pages.agreement_files import content, sheet_file
from concord.pages.filesfield import FilesField, FilesInput
from concord.web.agreements_files.keeping import packed, unpacked
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from concord.agreements.rules.plans import Planned
    from concord.agreements.rules.sheets import Told
    from concord.base.actor import Actor

SHOWN: Final = 200
"""Faults, and agreements, that a page shows one by one."""
ROWS_NAMED: Final = 12
MANY: Final = 1000
"""Rows from which taking them in lasts longer than people wait without a word."""


class OneFileInput(FilesInput):
    """A choice of one file."""

    allow_multiple_selected = False


class SheetForm(forms.Form):
    """One spreadsheet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD] = FilesField(
            label="Spreadsheet",
            help_text="An Excel workbook (.xlsx) or CSV, with at most 10,000 rows",
            most=1,
            widget=OneFileInput(attrs={"accept": ".xlsx,.csv"}),
            error_messages={"required": "Choose a spreadsheet"},
        )


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def import_sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose a sheet; see what it would make, or what is wrong with it; take it in."""
    if not may(actor, Event.IMPORT):
        raise NotFound(NOT_HERE)
    kept = request.method == "POST" and "sheet" in request.POST
    sent = request.method == "POST" and not kept
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    try:
        if kept:
            return _taken(request, actor, request.POST.get("name", ""), unpacked(request.POST["sheet"]))
        if sent and form.is_valid():
            (file,) = form.cleaned_data[FIELD]
            data = b"".join(file.chunks)
            return _tried(request, _plan(actor, file.name, data), data)
    except (Invalid, Conflict) as error:
        form = form if sent else SheetForm(request.POST)
        form.errors.clear()
        form.add_error(FIELD, error.message)
    context = {"form": form, "back": reverse("agreements:register")}
    return render(request, "agreements_files/import.html", context, status=400 if form.errors else 200)


@require_safe
@officer
def empty_sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A workbook with every heading that is known, to fill in."""
    if not may(actor, Event.IMPORT):
        raise NotFound(NOT_HERE)
    made = sheet_file((), kind="xlsx", name="agreements", at=clock.now())
    return HttpResponse(b"".join(content(made)), headers=dict(made.items()))


def _plan(actor: Actor, name: str, data: bytes) -> Plan:
    return import_plan(actor, keeper=actor.body, name=clean_name(name), data=data, at=clock.now())


def _taken(request: HttpRequest, actor: Actor, name: str, data: bytes) -> HttpResponse:
    """Take it in; where the register has changed meanwhile so that it no longer fits, show what is wrong instead."""
    plan = _plan(actor, name, data)
    if plan.faults:
        return _tried(request, plan, data)
    number = services.import_agreements(actor, plan=plan, at=clock.now())
    messages.success(request, f"{number:,} agreement{'s are' if number != 1 else ' is'} in the register now.")
    return redirect("agreements:register")


def _tried(request: HttpRequest, plan: Plan, data: bytes) -> HttpResponse:
    counts = Counter(STATUS[one.status] for one in plan.agreements)
    context = {
        "form": SheetForm(),
        "plan": plan,
        "sheet": "" if plan.faults else packed(data),
        "faults": plan.faults[:SHOWN],
        "columns": Counter(fault.heading for fault in plan.faults).most_common(),
        "more_faults": max(0, len(plan.faults) - SHOWN),
        "notes": _gathered(plan.notes),
        "counts": counts.most_common(),
        "made": [_shown(one) for one in plan.agreements[:SHOWN]],
        "more_made": max(0, len(plan.agreements) - SHOWN),
        "takes_a_while": plan.rows >= MANY,
        "unreminded": sum(not _reminded(one) for one in plan.agreements),
        "back": reverse("agreements_files:import-sheet"),
    }
    return render(request, "agreements_files/tried.html", context)


def _reminded(planned: Planned) -> bool:
    """Whether anybody is reminded of its review and end."""
    texts = planned.newest.typed.texts
    return bool(texts["owner_email"] or texts["deputy_email"] or planned.ended_from)


def _shown(planned: Planned) -> dict[str, Any]:
    """An agreement that would be made, as the page tells of it. The last day is one on which it still holds."""
    newest = planned.versions[-1]
    typed = newest.ready.typed
    return {
        "row": newest.ready.row.number,
        "title": typed.texts["title"],
        "reference": typed.texts["reference"],
        "kind": next((KIND[kind] for kind in KIND if kind == typed.kind), ""),
        "parties": [place[-1].name for place in planned.places],
        "starts": newest.starts,
        "last": typed.days["ends"],
        "status": STATUS[planned.status],
        "versions": len(planned.versions),
    }


def _gathered(notes: Iterable[Told]) -> list[dict[str, Any]]:
    """Notes that say the same, once, with the cells that they are about."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for note in notes:
        found[note.says, note.remedy].append(note.cell)
    return [
        {"says": says, "remedy": remedy, "cells": cells[:ROWS_NAMED], "more": max(0, len(cells) - ROWS_NAMED)}
        for (says, remedy), cells in list(found.items())[:SHOWN]
    ]
