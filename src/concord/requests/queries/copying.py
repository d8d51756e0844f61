"""A copy of the list as it is filtered, row by row: what each request is and what became of it, in plain values.

References to people are in it only where they were asked for. Every copy is recorded, with how many requests it holds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord import statute
from concord.access import operation
from concord.requests.events import Event
from concord.requests.models import Clock, Docket, GroundOfRefusal
from concord.requests.queries.searching import search
from concord.requests.queries.shelves import Filters, asks_for, seen_of
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.standing import ENDED, Considered, Status
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Source, Which
from concord.requests.wording import CONSIDERED, HELP, KIND, SOURCE, STATUS, URGENCY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

MOST_COPIED: Final = 10_000
"""Requests that one copy holds at most: the newest."""

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy: `number` rows, to be read once, and whether there were more than it holds (`cut`)."""

    number: int
    cut: bool
    rows: Iterator[dict[str, Any]]


def copy_of_list(actor: Actor, *, filters: Filters, on: date, as_file: str, about_people: bool) -> Copied:
    """The newest requests of the list as it is filtered, as values for a table. Recorded before anything is read.

    `about_people`: with the body's own references to people. Raises NotFound and Invalid as the list does.
    """
    cut = False
    if filters.q:
        found = search(actor, filters, on=on, limit=MOST_COPIED + 1, most=MOST_COPIED + 1)
        keys, cut = [ask.pk for ask in found.asks], bool(found.go_on)
    else:
        keys = list(asks_for(actor, filters, on=on, limit=MOST_COPIED + 1).values_list("pk", flat=True))
    kept = keys[:MOST_COPIED]
    operation.seen(actor, Event.BROWSE, actor.body, {"shown": len(kept), "copied": about_people, "as_file": as_file})
    return Copied(len(kept), cut or len(keys) > MOST_COPIED, _rows(actor, kept, about_people=about_people))


def _rows(actor: Actor, keys: list[int], *, about_people: bool) -> Iterator[dict[str, Any]]:
    for some in (keys[n : n + AT_ONCE] for n in range(0, len(keys), AT_ONCE)):
        asks = seen_of(actor, [Docket.objects.filter(ask__in=some).values("ask_id")]).order_by("-pk")
        grounds, due = _grounds(some), _due(some)
        for ask in asks:
            yield {
                **_row(actor, ask, about_people=about_people),
                "grounds": "; ".join(grounds.get(ask.pk, [])) if ask.docket.answer == StepKind.REFUSED else "",
                "due": due.get(ask.pk, (None, ""))[0],
                "due_by": due.get(ask.pk, (None, ""))[1],
            }


def _row(actor: Actor, ask: CooperationRequest, *, about_people: bool) -> dict[str, Any]:
    docket = ask.docket
    hidden = docket.status in ENDED and docket.asked_id == actor.body != docket.asker_id
    return {
        "reference": ask.reference,
        "kind": KIND[Kind(docket.kind)] if docket.kind else "",
        "asker": docket.asker_name,
        "asked": docket.asked_name,
        "help": HELP.get(docket.help, ""),
        "urgency": URGENCY[Urgency(docket.urgency)],
        "status": STATUS[Status(docket.status)],
        "sent": ask.sent_at,
        "acknowledged": docket.acknowledged_on,
        "answered": docket.answered_on,
        "answer": STATUS[Status(docket.answer)] if docket.answer else "",
        "considered": CONSIDERED[Considered(docket.considered)] if docket.considered else "",
        "promised": docket.promised_on,
        "promise_kept": docket.promise_kept,
        "round": docket.round,
        "level": docket.level,
        "person": ask.person_reference if about_people and not hidden else None,
    }


def _due(keys: list[int]) -> dict[int, tuple[date | None, str]]:
    """By when the last answer asked for is or was due (none while the clock stands still), and whose rule it is."""
    rows = Clock.objects.filter(ask__in=keys, which=Which.ANSWER).order_by("id")
    return {
        ask: (due_on, SOURCE[Source(derivation["source"])])
        for ask, due_on, derivation in rows.values_list("ask_id", "due_on", "derivation")
    }


def _grounds(keys: list[int]) -> dict[int, list[str]]:
    """The grounds of the last refusal of each request, in words."""
    rows = GroundOfRefusal.objects.filter(step__ask__in=keys).order_by("step__round", "id")
    names = {ground.id: ground.name for ground in statute.rulebook().grounds.values()}
    last: dict[int, int] = {}
    found: dict[int, list[str]] = defaultdict(list)
    for ask, round_, ground in rows.values_list("step__ask_id", "step__round", "ground"):
        if last.setdefault(ask, round_) != round_:
            last[ask], found[ask] = round_, []
        found[ask].append(names.get(ground, ground))
    return found
