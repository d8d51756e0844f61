"""The page of one agreement: where it stands, its parties, clauses and versions; each version, the record, a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.agreements import queries
from concord.agreements.events import Event
from concord.agreements.rules.standing import ALIVE, Status
from concord.agreements.sentences import last_day, where_it_stands
from concord.agreements.wording import FIELD, KIND
from concord.base import clock
from concord.base.errors import NotFound
from concord.pages import paper
from concord.people.queries import body_name
from concord.web.agreements.act_forms import FOUND
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
        "clauses": clause_lines(version.clauses.all(), shown.names),
        "comments": shown.comments[shown.versions[-1].number],
        "names": shown.names,
        "found": FOUND,
        "keeps": Event.REVISE in shown.may,
    }


def _ways(shown: AgreementPage) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the actor can do now, as (words, address): what comes next, and all else."""
    row, may = shown.agreement, shown.may
    offered = [(name, words, event, fits) for name, words, event, fits in (*_next(shown), *_at_any_time(shown)) if fits]
    next_names = {name for name, *_ in _next(shown)}
    found = [
        (name, words, reverse(f"agreements:{name}", args=[row.public_id]))
        for name, words, event, _ in offered
        if event in may
    ]
    first = [(words, href) for name, words, href in found if name in next_names]
    return first, [(words, href) for name, words, href in found if name not in next_names]


Offered = tuple[str, str, Event, bool]


def _next(shown: AgreementPage) -> tuple[Offered, ...]:
    """What brings a version on that not every party has agreed to."""
    newest, seat = shown.versions[-1], shown.seat
    open_still = newest.made_on is None and shown.agreement.ended_from is None
    shared = newest.shared_at is not None
    signed = {signature.party.public_id for signature in shown.signatures[newest.number]}
    ours = seat is not None and seat.party not in signed and open_still
    name = seat.name if seat else ""
    keeps = Event.REVISE in shown.may
    return (
        ("write", f"Write version {newest.number}", Event.REVISE, shown.draft is not None),
        (
            "share",
            "Share it again" if shared else "Share it for comment",
            Event.SHARE,
            open_still and len(shown.seats) > 1,
        ),
        ("answer-comments", "Answer the comments", Event.ANSWER_COMMENT, open_still and shared),
        ("comment", "Comment on it", Event.COMMENT, open_still and shared and not keeps),
        ("sign", f"Agree for {name}", Event.SIGN, ours and newest.starts is not None and (shared or keeps)),
        (
            "record-signature",
            "Record a signature on paper",
            Event.RECORD_SIGNATURE,
            open_still and newest.starts is not None,
        ),
    )


def _at_any_time(shown: AgreementPage) -> tuple[Offered, ...]:
    """What keeps it alive, or lets it end."""
    row, status, newest = shown.agreement, shown.standing.status, shown.versions[-1]
    ended = row.ended_from is not None
    made = any(one.made_on for one in shown.versions)
    seen = any(one.shared_at or shown.signatures[one.number] for one in shown.versions) or row.running_from
    under_way = any(review.done_on is None for review in shown.reviews)
    noted = row.running_from is not None and newest.made_on is None
    return (
        ("about", "Change title, owner or where it belongs", Event.REVISE, shown.draft is None and not ended),
        ("new-version", "Begin a new version", Event.NEW_VERSION, shown.draft is None and not ended),
        (
            "run-unsigned",
            "Note that it runs already" if not noted else "Change since when it runs",
            Event.RUN_UNSIGNED,
            newest.made_on is None and not ended,
        ),
        (
            "rely-on",
            "Note that it is still relied on",
            Event.RELY_ON,
            status in {Status.LAPSED, Status.RELIED_ON},
        ),
        ("begin-review", "Begin a review", Event.BEGIN_REVIEW, status in ALIVE and not under_way and not ended),
        ("record-review", "Record what the review found", Event.RECORD_REVIEW, under_way and not ended),
        ("publish", "Put it on the public page", Event.PUBLISH, made and row.public_from is None and not ended),
        ("unpublish", "Take it off the public page", Event.UNPUBLISH, row.public_from is not None),
        ("end", "Record that it ends", Event.END, not ended and bool(made or seen)),
    )
