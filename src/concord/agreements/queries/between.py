"""Clauses of a kind between two bodies, in force on a day or short of it, in one read: what counts, and what would.

For rooms that fall back from what was agreed to something else, and have to say why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from concord.agreements.models import Clause, Version
from concord.agreements.queries.commitments import Agreed, agreed_from, both_parties, holds_place, share_any
from concord.agreements.rules.commitments import Commitment, ResponseTime
from concord.agreements.rules.standing import Status

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Why a clause does not count on a day: where its agreement stands; its last day, or the day that it begins on."""

    status: Status
    last_day: date | None = None
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """A clause between two bodies. `short` is None where it is in force."""

    agreed: Agreed
    short: Shortfall | None


def clauses_between_public(commitment: Commitment, one: str, other: str, *, on: date) -> tuple[Between, ...]:
    """The clauses of a kind in agreements of which both are parties on a day, the newest first; two reads at most.

    Of each agreement only the version that counts that day, in force or not. A draft that the parties were not shown
    and that is not worked by is left out: both sides read what is made of this.
    """
    if not share_any(one, other):
        return ()
    rows = Clause.objects.filter(*both_parties(one, other, on), _counts(on), commitment=commitment)
    rows = rows.select_related("version__agreement").order_by("-version__made_on", "-version__pk", "place")
    return tuple(Between(agreed_from(row), _short(row.version, on)) for row in rows)


def times_between_public(
    asker: str, asked: str, *, topic: str, urgency: str, on: date
) -> tuple[tuple[Agreed, ResponseTime, Shortfall | None], ...]:
    """The times to answer that both have agreed to for what one asks of the other: those in force first, best first.

    One for this kind of help goes before one for any, one for the body asked before one for whichever is asked, then
    the newest agreement.
    """
    found = [
        (one.agreed, one.agreed.terms, one.short)
        for one in clauses_between_public(Commitment.RESPONSE_TIME, asker, asked, on=on)
        if isinstance(one.agreed.terms, ResponseTime)
        and one.agreed.terms.urgency == urgency
        and one.agreed.terms.topic in {topic, ""}
        and (not one.agreed.terms.asked or holds_place(one.agreed.terms.asked, asked, on))
    ]
    return tuple(sorted(found, key=lambda one: (one[2] is not None, not one[1].topic, not one[1].asked)))


def clause_over_public(clause: str, *, on: date) -> tuple[str, Shortfall] | None:
    """The title of a clause's agreement and since when it is over; None while it holds, or where it is not known."""
    row = Clause.objects.filter(public_id=clause).select_related("version__agreement").first()
    short = _short(row.version, on) if row else None
    return (row.version.agreement.title, short) if row and short and short.last_day else None


def _counts(on: date) -> Q:
    """That a clause's version is the one that counts on a day: in force, else the last that was, else the newest."""
    others = Version.objects.filter(agreement=OuterRef("version__agreement"))
    begun_others = others.filter(made_on__lte=on, starts__lte=on)
    later = Q(number__gt=OuterRef("version__number"))
    begun = Q(version__made_on__lte=on, version__starts__lte=on)
    known = (
        Q(version__shared_at__isnull=False)
        | Q(version__made_on__isnull=False)
        | Q(version__agreement__running_from__lte=on)
    )
    last_begun = begun & ~Exists(begun_others.filter(later))
    alive = Q(version__agreement__ended_from__isnull=True) | Q(version__agreement__ended_from__gt=on)
    newest = ~begun & known & alive & ~Exists(begun_others) & ~Exists(others.filter(later))
    return last_begun | newest


def _short(version: Version, on: date) -> Shortfall | None:
    if not version.made_on or version.made_on > on or version.starts is None:
        running = version.agreement.running_from
        return Shortfall(status=Status.RUNNING_UNSIGNED if running and running <= on else Status.PART_SIGNED)
    if version.starts > on:
        return Shortfall(status=Status.SIGNED, begins=version.starts)
    if version.until is None or version.until > on:
        return None
    return Shortfall(status=_over(version, on), last_day=version.until - timedelta(days=1))


def _over(version: Version, on: date) -> Status:
    agreement = version.agreement
    if agreement.ended_from and agreement.ended_from <= on:
        return Status.ENDED
    relied_on = agreement.relied_on_from
    return Status.RELIED_ON if relied_on and relied_on <= on else Status.LAPSED
