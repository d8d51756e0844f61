"""The page of one agreement: where it stands, its parties, clauses and versions; each version, the record, a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.agreements import queries
from concord.agreements.events import Event
from concord.agreements.queries.fitting import fitting
from concord.agreements.sentences import last_day, where_it_stands
from concord.agreements.wording import FIELD, KIND
from concord.base import clock
from concord.base.errors import NotFound
from concord.pages import paper
from concord.people.queries import body_name
from concord.web.agreements.act_forms import FOUND
from concord.web.agreements.going import going
from concord.web.agreements.shape import framed
from concord.web.agreements.showing import clause_lines, covers, in_law, party_lines
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.agreements.models import Version
    from concord.agreements.queries import AgreementPage
    from concord.base.actor import Actor

LOOKS: Final = frozenset({Event.SEE, Event.OPEN})
"""What is only looking, folded away in the record."""


@require_safe
@officer
def page(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One agreement as it stands today."""
    shown = _shown(actor, public_id)
    first, rest = _ways(shown)
    context = {**_told(actor, shown, shown.text), "first": first, "ways": rest}
    return render(request, "agreements/page.html", context)


@require_safe
@officer
def version(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """One version in full, whichever counts today."""
    shown = _shown(actor, public_id)
    found = next((one for one in shown.versions if one.number == number), None)
    if found is None:
        raise NotFound(NOT_HERE)
    context = {**_told(actor, shown, found), "back": reverse("agreements:page", args=[public_id])}
    return render(request, "agreements/version.html", context)


@require_safe
@officer
def record(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Everything that was done to the agreement and, folded below it, every time that somebody looked."""
    shown = _shown(actor, public_id)
    lines = queries.record_of(actor, public_id)
    context = {
        **framed(shown),
        "done": [line for line in lines if line.event not in LOOKS],
        "looks": [line for line in lines if line.event in LOOKS],
        "back": reverse("agreements:page", args=[public_id]),
    }
    return render(request, "agreements/record.html", context)


@require_safe
@officer
def pdf(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The agreement as a paper: as it stands today, with its parties and clauses."""
    shown = _shown(actor, public_id)
    row = shown.agreement
    context = _told(actor, shown, shown.text)
    made = paper.paper("paper/agreement.html", context, title=row.title, reference=row.reference, at=clock.now())
    return paper.pdf_response(made, f"agreement-{row.public_id}")


def _shown(actor: Actor, public_id: str) -> AgreementPage:
    if not public_id.isprintable():
        raise NotFound(NOT_HERE)
    return queries.agreement_page(actor, public_id, on=clock.today())


def _told(actor: Actor, shown: AgreementPage, version: Version) -> dict[str, Any]:
    """What every page that shows a version's words needs."""
    row, on = shown.agreement, clock.today()
    sentences = where_it_stands(shown.standing, row, shown.names, reviews=shown.reviews, on=on)
    return {
        **framed(shown),
        "sentences": [*sentences, *in_law(shown)],
        "kind": f"{KIND[row.kind]}{': ' + FIELD[row.field].lower() if row.field else ''}",  # type: ignore[index]
        "keeper": body_name(row.keeper_id, on=on),
        "version": version,
        "last": last_day(version.until) if version.until else "",
        "covers": covers(version, queries.topics_of(actor, row.keeper_id)),
        "parties": party_lines(shown, version),
        "going": going(shown),
        "clauses": clause_lines(version.clauses.all(), shown.names),
        "comments": shown.comments[shown.versions[-1].number],
        "names": shown.names,
        "found": FOUND,
        "keeps": Event.REVISE in shown.may,
        "nobody_reminded": Event.REVISE in shown.may and not (row.owner_email or row.deputy_email or row.ended_from),
    }


_DRAFTED: Final = ("write", "share", "sign", "record-signature", "answer-comments", "comment")
_SHARED: Final = ("sign", "record-signature", "answer-comments", "comment", "share", "write")
"""What brings a version on that not every party has agreed to, the likeliest first: before it is shared, and after.

All else keeps an agreement alive, or lets it end.
"""


def _ways(shown: AgreementPage) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the actor can do now, as (words, address): what comes next, and all else."""
    words, order = _words(shown), _SHARED if shown.versions[-1].shared_at else _DRAFTED
    found = {
        name: (words[name], reverse(f"agreements:{name}", args=[shown.agreement.public_id])) for name in fitting(shown)
    }
    return [found[name] for name in order if name in found], [way for name, way in found.items() if name not in order]


def _words(shown: AgreementPage) -> dict[str, str]:
    """What each act is called here."""
    newest, seat = shown.versions[-1], shown.seat
    noted = shown.agreement.running_from is not None and newest.made_on is None
    return {
        "write": f"Write version {newest.number}",
        "share": "Share it again" if newest.shared_at else "Share it for comment",
        "answer-comments": "Answer the comments" if shown.comments[newest.number] else "Write to the parties",
        "comment": "Comment on it",
        "sign": f"Agree for {seat.name if seat else ''}",
        "record-signature": "Record a signature on paper",
        "about": "Change title, owner or where it belongs",
        "new-version": "Begin a new version",
        "run-unsigned": "Change since when it runs" if noted else "Note that it runs already",
        "rely-on": "Note that it is still relied on",
        "begin-review": "Begin a review",
        "record-review": "Record what the review found",
        "publish": "Put it on the public page",
        "unpublish": "Take it off the public page",
        "end": "Record that it ends",
    }
