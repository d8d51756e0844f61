"""The clauses of a draft: the list, a clause written with what it commits to, and one taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.agreements import services
from concord.agreements.events import Event
from concord.agreements.rules.commitments import Commitment
from concord.agreements.sentences import DOES
from concord.agreements.services import Written
from concord.agreements.wording import COMMITMENT
from concord.base import clock
from concord.base.errors import NotFound
from concord.pages.repeats import Repeats, quieten
from concord.web.agreements.clause_forms import (
    FORMS,
    MOST_LEVELS,
    WORDS,
    CommitmentForm,
    level_form,
    level_terms,
    level_typed,
)
from concord.web.agreements.forms import ButtonForm
from concord.web.agreements.shape import Act, Latch, acted, deed, framed, opened, posted, saved, status_of
from concord.web.agreements.showing import clause_lines
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from concord.agreements.models import Clause
    from concord.agreements.queries import AgreementPage
    from concord.base.actor import Actor
    from concord.web.agreements.clause_forms import ClauseForm, LevelForm


@require_safe
@officer
def clauses(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The clauses of the newest version, with what Concord does by them."""
    page = opened(actor, public_id, Event.WRITE_CLAUSE)
    if page.draft is None:
        return redirect("agreements:page", public_id)
    lines = clause_lines(page.draft_clauses, page.names)
    back = reverse("agreements:write", args=[public_id])
    return render(request, "agreements/clauses.html", {**framed(page), "clauses": lines, "back": back})


@deed
def add_clause(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A new clause: first what it commits to, then its own short form."""
    page = opened(actor, public_id, Event.WRITE_CLAUSE)
    kind = request.GET.get("commitment", "")
    if kind in FORMS:
        return _write(request, actor, page, kind, None)
    form = CommitmentForm(request.GET if "go" in request.GET else None)
    back = reverse("agreements:clauses", args=[public_id])
    context = {**framed(page), "form": form, "does": DOES, "back": back}
    return render(request, "agreements/add_clause.html", context, status=status_of(form))


@deed
def edit_clause(request: HttpRequest, actor: Actor, public_id: str, place: int) -> HttpResponse:
    """A clause written anew."""
    page = opened(actor, public_id, Event.WRITE_CLAUSE)
    found = _clause(page, place)
    return _write(request, actor, page, found.commitment or WORDS, found)


def _write(request: HttpRequest, actor: Actor, page: AgreementPage, kind: str, found: Clause | None) -> HttpResponse:
    row = page.agreement
    latch = Latch(request, _held(found))
    parties = {seat.party: seat.name for seat in page.seats}
    form = FORMS[kind](posted(request), initial=latch.held, parties=parties)
    levels = None
    if kind == Commitment.LADDER:
        held = [level_typed(level) for level in latch.held.get("levels", [])]
        levels = Repeats(level_form(parties), posted(request), prefix="level", initial=held, most=MOST_LEVELS)

    def save() -> None:
        if latch.holds(form):
            clause = _written(form, kind, levels, parties)
            services.write_clause(
                actor, row, clause=clause, at=clock.now(), place=found.place if found else 0, saves=row.saves
            )

    if levels and levels.pressed:
        quieten(form)
    elif (levels is None or levels.is_valid()) and saved(form, save):
        messages.success(request, f"“{form.cleaned_data['heading']}” is saved.")
        return redirect("agreements:clauses", row.public_id)
    context = {
        **framed(page),
        "form": form,
        "levels": levels,
        "kind": COMMITMENT[Commitment(kind)] if kind != WORDS else "",
        "does": DOES[Commitment(kind)] if kind != WORDS else "",
        "new": found is None,
        "latch": latch,
        "other": latch.other(form),
        "back": reverse("agreements:clauses", args=[row.public_id]),
    }
    return render(request, "agreements/edit_clause.html", context, status=status_of(form, *_rows(levels)))


def _rows(levels: Repeats[LevelForm] | None) -> list[LevelForm]:
    return levels.forms if levels else []


def _held(clause: Clause | None) -> dict[str, Any]:
    """A clause as its form takes it."""
    if clause is None:
        return {}
    return {"number": clause.number, "heading": clause.heading, "words": clause.words, **clause.terms}


def _written(form: ClauseForm, kind: str, levels: Repeats[LevelForm] | None, parties: Mapping[str, str]) -> Written:
    given, terms = form.cleaned_data, form.terms
    if levels:
        terms["levels"] = [level_terms(level, parties) for level in levels.cleaned]
    return Written(
        heading=given["heading"],
        number=given["number"],
        words=given["words"],
        commitment="" if kind == WORDS else kind,
        terms=terms,
    )


@deed
def remove_clause(request: HttpRequest, actor: Actor, public_id: str, place: int) -> HttpResponse:
    """A clause taken out of the draft."""
    page = opened(actor, public_id, Event.REMOVE_CLAUSE)
    found = _clause(page, place)
    asks = Act(
        title=f"Take out “{found.heading}”?",
        says=(found.words,) if found.words else (),
        button="Take it out",
        done="The clause is taken out.",
        warning=True,
    )
    back = reverse("agreements:clauses", args=[public_id])
    form = ButtonForm(posted(request))
    return acted(
        request, page, form, lambda: services.remove_clause(actor, page.agreement, place=place), asks, back=back
    )


def _clause(page: AgreementPage, place: int) -> Clause:
    """The clause of an address, of the draft or, where nothing can be written, of the version that counts."""
    listed = page.draft_clauses or page.versions[-1].clauses.all()
    found = next((clause for clause in listed if clause.place == place), None)
    if found is None:
        raise NotFound(NOT_HERE)
    return found
