"""Requests whose asker or asked body has ended: they follow where the register and the law leave one way only.

First those that are under way, then the papers of those that are done, which go over without a word.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from concord import statute
from concord.base.clock import day_of
from concord.registry import queries as registry
from concord.requests.models import CooperationRequest
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side
from concord.requests.services import follow_successor, note_end
from concord.requests.work.turns import Done
from concord.statute import Answer

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from concord.requests.work.turns import Turn

MOST = 1000
"""Requests that one turn brings over of each sort: what is left comes with the next."""


def follow(turn: Turn) -> Done:
    """Have each such request follow, or its officer told once that a person must choose."""
    on, done = day_of(turn.at), Done()
    ended = {one.ref: one.announced for one in registry.ended_between(date.min, on, at=turn.at)}
    if not ended:
        return done
    for side in (Side.ASKED, Side.ASKER):
        rows = _held(side, sorted(ended)).exclude(docket__ends_told__contains=side.value)
        under_way = rows.exclude(docket__waiting=Side.NOBODY)[:MOST]
        done.add(
            turn.each(
                "requests brought to a successor, or to a person’s choice",
                (((side.value, ask.pk), partial(_follow, turn, ask, side)) for ask in list(under_way)),
            )
        )
        done_with = _held(side, sorted(ended)).filter(docket__waiting=Side.NOBODY).order_by()
        for was in sorted(set(done_with.values_list(f"docket__{side}", flat=True).distinct())):
            done.add(_hand_down(turn, side, was))
    return done


def _held(side: Side, refs: Collection[str]) -> QuerySet[CooperationRequest]:
    rows = CooperationRequest.objects.filter(**{f"docket__{side}__in": refs}, sent_at__isnull=False)
    return rows.exclude(docket__status=Status.ERROR).select_related("docket").order_by("pk")


def _hand_down(turn: Turn, side: Side, was: str) -> Done:
    """The papers of a body that has ended, where one body alone took over from it. After a split they stay."""
    found = [one for one in registry.successors_of(was, on=day_of(turn.at), at=turn.at) if one.exists]
    if len({one.ref for one in found}) != 1 or any(one.announced for one in found):
        return Done()
    finished = list(_held(side, [was]).filter(docket__waiting=Side.NOBODY)[:MOST])
    return turn.each(
        "requests that are done handed down to a successor",
        (((side.value, ask.pk), partial(_follow, turn, ask, side)) for ask in finished),
    )


def _follow(turn: Turn, ask: CooperationRequest, side: Side) -> None:
    now = heir(ask, side, turn)
    if now:
        follow_successor(turn.actor, ask, side=side, now=now, at=turn.at)
    else:
        note_end(turn.actor, ask, side=side, at=turn.at)


def heir(ask: CooperationRequest, side: Side, turn: Turn) -> str:
    """The one body that a side of a request goes to without anybody's choice; empty where there is none.

    The only one that took over and exists; of several, the only one that keeps the two sides relevant partners. An end
    or a taking over that was only announced, and of which nobody has seen the order, moves nothing by itself.
    """
    on = day_of(turn.at)
    was = ask.docket.asked_id if side is Side.ASKED else ask.docket.asker_id
    found = [one for one in registry.successors_of(was, on=on, at=turn.at) if one.exists]
    if any(one.announced for one in found):
        return ""
    refs = list(dict.fromkeys(one.ref for one in found))
    if len(refs) > 1:
        refs = [ref for ref in refs if _keeps_partners(ask, side, ref, turn)]
    return refs[0] if len(refs) == 1 else ""


def _keeps_partners(ask: CooperationRequest, side: Side, ref: str, turn: Turn) -> bool:
    docket = ask.docket
    sides = {Side.ASKER: docket.asker_id, Side.ASKED: docket.asked_id, side: ref}
    if docket.kind == Kind.BY_AUTHORITY:
        authority, body = sides[Side.ASKER], sides[Side.ASKED]
    elif docket.kind == Kind.OF_AUTHORITY:
        authority, body = sides[Side.ASKED], sides[Side.ASKER]
    else:
        return False
    register = registry.register_of(authority, body, at=turn.at)
    found = statute.partner(statute.rulebook(), register, authority=authority, body=body, on=day_of(turn.at))
    return found.answer is Answer.YES
