"""A request as a letter, to read, print or save: before it is sent as it would go today, afterwards as it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.pages import paper
from concord.requests import queries
from concord.requests.rules.kinds import Kind
from concord.requests.wording import KIND, NO_LIMIT, SOURCE
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import Letter


@require_safe
@officer
def letter(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The letter as a page that prints."""
    found = queries.letter(actor, public_id, on=clock.today(), at=clock.now())
    back = "requests:page" if found.sent else "requests:check"
    context = {**_context(found), "back": reverse(back, args=[public_id])}
    return render(request, "requests/asking/letter.html", context)


@require_safe
@officer
def letter_pdf(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The letter as a PDF. Its name says nothing about the person."""
    found = queries.letter(actor, public_id, on=clock.today(), at=clock.now(), copied=True)
    made = paper.paper(
        "paper/letter.html",
        _context(found),
        title=_title(found),
        at=clock.now(),
        reference=found.ask.reference,
        marking=paper.SENSITIVE if found.sent else f"DRAFT: {paper.SENSITIVE}",
    )
    return paper.pdf_response(made, f"request-{found.ask.reference}")


def _title(found: Letter) -> str:
    return KIND[found.kind] if found.kind else "Request for help"


def _context(found: Letter) -> dict[str, Any]:
    return {
        "letter": found,
        "ask": found.ask,
        "title": _title(found),
        "due_source": SOURCE[found.due.source] if found.due else "",
        "no_limit": NO_LIMIT,
        "asks_for_information": found.kind is Kind.SUPPLY,
    }
