"""Arrangements inside an authority (CA2014.s6(4)): its four groups, their six pairs, each with its history.

The rooms above look up the officer of a group, and what holds between two, by the queries named `…_public`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import (
    Agreement,
    Arrangement,
    ArrangementReview,
    Clause,
    Exercise,
    GroupOfficer,
    Version,
)
from concord.agreements.permissions import seen_by
from concord.agreements.queries.arranged import Authority, GroupLine, PairLine, authority_of, group_lines, pair_lines
from concord.agreements.rules.arrangements import BY_KEY, PAIRS, Group, pair_of
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor


COUNCILS: Final = "gss:"
"""How the references of councils begin, of districts too: their page says why they have no such arrangements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements:
    """All arrangements of an authority on a day; groups and pairs are empty for a body that has none to make."""

    authority: Authority
    on: date
    groups: tuple[GroupLine, ...] = ()
    pairs: tuple[PairLine, ...] = ()
    may_keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """One pair with its history, newest first. `clauses` are those in force of the agreement that it hangs on."""

    authority: Authority
    line: PairLine
    officers: tuple[GroupLine, ...]
    newest: Arrangement | None
    history: tuple[Arrangement, ...]
    exercises: tuple[Exercise, ...]
    reviews: tuple[ArrangementReview, ...]
    agreement: Agreement | None
    clauses: tuple[Clause, ...]
    may_keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """One group with everybody who was its officer, newest first; `newest` is the last row, to be followed."""

    authority: Authority
    line: GroupLine
    newest: GroupOfficer | None
    history: tuple[GroupOfficer, ...]
    may_keep: bool


def may_look(actor: Actor) -> bool:
    """Whether the actor may see the arrangements of the body acted for, whatever body that is."""
    return policies.may(actor, Event.BROWSE_ARRANGEMENTS)


def offered(actor: Actor) -> bool:
    """Whether pages offer arrangements: to whoever may look, for a council, as its reference tells without a read."""
    return actor.body.startswith(COUNCILS) and may_look(actor)


def nothing_arranged(actor: Actor, *, on: date, at: datetime) -> bool:
    """Whether the actor's body is an authority for which nothing was ever recorded. Raises NotFound."""
    if not may_look(actor):
        raise NotFound(NOT_HERE)
    if authority_of(actor.body, on=on, at=at).why_not:
        return False
    tables = (GroupOfficer.objects, Arrangement.objects)
    return not any(rows.filter(authority=actor.body).exists() for rows in tables)


def arrangements_page(
    actor: Actor, *, on: date, at: datetime, asked_on: Mapping[str, date] | None = None
) -> Arrangements:
    """The arrangements of the actor's body on a day, recorded as looked at. Raises NotFound for who may see none.

    `asked_on` gives by pair the day of the newest request between the two groups: it counts as exercising.
    """
    authority = _seen(actor, on=on, at=at)
    if authority.why_not:
        return Arrangements(authority=authority, on=on)
    return Arrangements(
        authority=authority,
        on=on,
        groups=tuple(group_lines(authority, Group, on)),
        pairs=tuple(pair_lines(authority, PAIRS, on, asked_on or {})),
        may_keep=policies.may(actor, Event.ARRANGE),
    )


def pair_page(
    actor: Actor, key: str, *, on: date, at: datetime, asked_on: Mapping[str, date] | None = None
) -> PairPage:
    """One pair on a day. Raises NotFound where there is no such pair, or nothing to see for the actor."""
    authority, pair = _seen(actor, on=on, at=at), BY_KEY.get(key)
    if pair is None or authority.why_not:
        raise NotFound(NOT_HERE)
    (line,) = pair_lines(authority, (pair,), on, asked_on or {})
    mine = {"authority": actor.body, "pair": key}
    rows = tuple(Arrangement.objects.filter(**mine).select_related("agreement").order_by("-starts", "-pk"))
    agreement = _hangs_on(actor, line.arrangement)
    return PairPage(
        authority=authority,
        line=line,
        officers=tuple(group_lines(authority, pair, on)),
        newest=rows[0] if rows else None,
        history=rows,
        exercises=tuple(Exercise.objects.filter(**mine)),
        reviews=tuple(ArrangementReview.objects.filter(**mine)),
        agreement=agreement,
        clauses=_clauses(agreement, on),
        may_keep=policies.may(actor, Event.ARRANGE),
    )


def group_page(actor: Actor, group: str, *, on: date, at: datetime) -> GroupPage:
    """One group on a day. Raises NotFound where there is no such group, or nothing to see for the actor."""
    authority = _seen(actor, on=on, at=at)
    if group not in set(Group) or authority.why_not:
        raise NotFound(NOT_HERE)
    (line,) = group_lines(authority, (Group(group),), on)
    rows = tuple(GroupOfficer.objects.filter(authority=actor.body, group=group).order_by("-starts", "-pk"))
    return GroupPage(
        authority=authority,
        line=line,
        newest=rows[0] if rows else None,
        history=rows,
        may_keep=policies.may(actor, Event.NAME_OFFICER),
    )


def group_now(actor: Actor, group: str, *, on: date, at: datetime) -> GroupLine:
    """A group for whoever has just changed it: no look is recorded. Raises NotFound as its page does."""
    authority = _authority(actor, on=on, at=at)
    if group not in set(Group) or authority.why_not:
        raise NotFound(NOT_HERE)
    return group_lines(authority, (Group(group),), on)[0]


def pair_now(actor: Actor, key: str, *, on: date, at: datetime) -> PairLine:
    """A pair for whoever has just changed it: no look is recorded. Raises NotFound as its page does."""
    authority, pair = _authority(actor, on=on, at=at), BY_KEY.get(key)
    if pair is None or authority.why_not:
        raise NotFound(NOT_HERE)
    return pair_lines(authority, (pair,), on, {})[0]


def officers_public(authority: str, *, on: date) -> dict[str, GroupOfficer]:
    """Whom an authority has named for each group on a day, by group: where a request inside it goes."""
    return {row.group: row for row in GroupOfficer.objects.filter(_in_force(on), authority=authority)}


def in_force_public(authority: str, one: str, other: str, *, on: date) -> Arrangement | None:
    """What is in force between two groups of an authority on a day, for a request that runs on it; None for nothing."""
    pair = pair_of(one, other)
    if pair is None:
        return None
    return Arrangement.objects.filter(_in_force(on), authority=authority, pair=pair.key).first()


def _in_force(on: date) -> Q:
    return (Q(until__isnull=True) | Q(until__gt=on)) & Q(starts__lte=on)


def _seen(actor: Actor, *, on: date, at: datetime) -> Authority:
    """The actor's body, and that somebody looked at its arrangements. Raises NotFound."""
    authority = _authority(actor, on=on, at=at)
    operation.seen(actor, Event.BROWSE_ARRANGEMENTS, actor.body, {"shown": 0 if authority.why_not else len(PAIRS)})
    return authority


def _authority(actor: Actor, *, on: date, at: datetime) -> Authority:
    if not may_look(actor):
        raise NotFound(NOT_HERE)
    return authority_of(actor.body, on=on, at=at)


def _hangs_on(actor: Actor, row: Arrangement | None) -> Agreement | None:
    """The agreement under an arrangement, where the actor may see it."""
    if row is None or row.agreement_id is None:
        return None
    return Agreement.objects.filter(seen_by(actor), pk=row.agreement_id).distinct().first()


def _clauses(agreement: Agreement | None, on: date) -> tuple[Clause, ...]:
    """The clauses of the version in force on a day; none where no version is."""
    if agreement is None:
        return ()
    alive = Q(until__isnull=True) | Q(until__gt=on)
    version = (
        Version.objects.filter(alive, agreement=agreement, made_on__lte=on, starts__lte=on).order_by("number").last()
    )
    return tuple(version.clauses.all()) if version else ()
