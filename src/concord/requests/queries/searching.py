"""Looking for words in requests: what the index finds, then what the policy and the filters leave of it.

The index knows neither filters nor policies: a page is filled by looking through its matches, newest first, until it
is full, nothing is left, or `MOST_LOOKED_AT` were looked at; and then it says so and can go on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from concord.requests.events import ABOUT
from concord.requests.models import CooperationRequest, Docket
from concord.requests.queries.shelves import Filters, is_officer, parts, seen_of
from concord.requests.rules.finding import scope
from concord.requests.rules.standing import ENDED
from concord.search.queries import matching

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor

AT_FIRST: Final = 60
"""Matches looked at in the first go: as a rule they all fit, and fill a page. Each further go looks at more."""

FURTHER: Final = 8
"""By how many times more, as far as `MOST_LOOKED_AT` goes."""

MOST_LOOKED_AT: Final = 2_000
"""Matches that are held against the filters for one page."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the requests, newest first; and where to go on, where not every match was looked at."""

    asks: tuple[CooperationRequest, ...]
    go_on: str = ""


def search(
    actor: Actor, filters: Filters, *, on: date, before: str = "", limit: int, most: int = MOST_LOOKED_AT
) -> Found:
    """At most `limit` requests in which every word of `filters.q` stands, that fit the filters, newest first.

    Only what was sent is looked through, on both sides, and of that `most` matches; the body asked does not find what
    was taken back. Raises Invalid (field "query") for
    too many words, and NotFound for an unknown shelf.
    """
    shelf = parts(actor, filters, on=on)
    if not shelf or not is_officer(actor):
        return Found(())
    # By what words it held would still be learnt, one search at a time, what is no longer shown to the body asked.
    found = Docket.objects.filter(reduce(or_, shelf)).exclude(~Q(asker=actor.body), status__in=sorted(ENDED))
    fits: list[int] = []
    looked, size = 0, AT_FIRST
    last = _key(before) if before else None
    while looked < most and len(fits) < limit:
        batch = matching(ABOUT, filters.q, scopes=[scope(actor.body)], before=last, limit=size)
        fits += found.filter(ask__in=batch).values_list("ask_id", flat=True) if batch else ()
        looked += len(batch)
        if len(batch) < size:
            return Found(_seen(actor, fits, limit))
        last, size = batch[-1], max(1, min(FURTHER * size, most - looked))
    go_on = "" if len(fits) >= limit or last is None else _public_id(last)
    return Found(_seen(actor, fits, limit), go_on)


def _seen(actor: Actor, fits: list[int], limit: int) -> tuple[CooperationRequest, ...]:
    newest = sorted(fits, reverse=True)[:limit]
    found = Docket.objects.filter(ask__in=newest).values("ask_id")
    return tuple(seen_of(actor, [found]).order_by("-pk")) if newest else ()


def _key(public_id: str) -> int:
    return CooperationRequest.objects.filter(public_id=public_id).values_list("pk", flat=True).first() or 0


def _public_id(pk: int) -> str:
    return CooperationRequest.objects.values_list("public_id", flat=True).get(pk=pk)
