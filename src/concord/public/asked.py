"""What every page of this door begins with: the day asked about, the words it needs, and what if there is no such body.

The only module of this door that asks the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from concord import statute
from concord.base import clock
from concord.pages.errors import legible
from concord.registry import queries
from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from concord.public.forms import QuestionForm

STANDINGS = {
    statute.Standing.ASSERTED: "Stated by an official source",
    statute.Standing.CONFIRMED: "Confirmed",
    statute.Standing.PROPOSED: "Proposed on this evidence; nobody has decided",
    statute.Standing.DISPUTED: "Disputed by the body concerned; it counts until it is corrected",
    statute.Standing.REJECTED: "Rejected",
    statute.Standing.ANNOUNCED: "Announced, not yet in force",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that an answer is about, and the day whose knowledge it rests on (None: what is known now)."""

    on: date
    today: date
    known: date | None = None

    @property
    def at(self) -> datetime | None:
        """The end of the day of knowledge, in London."""
        if self.known is None or self.known >= self.today:
            return None
        return clock.end_of(self.known)

    @property
    def day(self) -> str:
        """What keeps the day alone in a link; empty for today."""
        return f"?on={self.on.isoformat()}" if self.on != self.today else ""

    @property
    def query(self) -> str:
        """What keeps the day and the day of knowledge in a link to a sister page."""
        if self.known is None:
            return self.day
        return f"?on={self.on.isoformat()}&known={self.known.isoformat()}"


def now() -> Asked:
    """Today, as known now."""
    today = clock.today()
    return Asked(today, today)


def asked(form: QuestionForm) -> Asked:
    """The day and the knowledge that a sound form asks for; today and now where it asks for nothing.

    A day of knowledge in the future is an error of the form: nobody knows yet what the register will hold then.
    """
    today, known = clock.today(), form.said("known")
    if known and known > today:
        form.add_error("known", "The day of knowledge must be today or in the past")
        return Asked(today, today)
    return Asked(form.said("on") or today, today, known)


def known_body(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that looks up a body by what stands in the address: 404 with the nearest names where there is none."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        legible(*kwargs.values())
        try:
            return view(request, *args, **kwargs)
        except statute.UnknownBody as error:
            return render(request, "public/unknown.html", _nearest(error.ref), status=404)

    return checked


def _nearest(text: str) -> dict[str, Any]:
    """What could have been meant: councils, and other bodies."""
    found = queries.search_bodies(text, limit=8)
    if not found:
        found = tuple(line for name in queries.nearest(text) for line in queries.search_bodies(name, limit=1))
    return {
        "asked_for": text,
        "councils": [hit for hit in found if hit.kind in AUTHORITY_KINDS],
        "others": [hit for hit in found if hit.kind not in AUTHORITY_KINDS],
    }


def words() -> dict[str, Any]:
    """What every explanation needs: the rulebook, how it cites, how standings read."""
    book = statute.rulebook()
    return {"book": book, "cited": partial(statute.cited, book), "standings": STANDINGS}
