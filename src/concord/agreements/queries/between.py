"""Clauses of a kind between two bodies, in force on a day or short of it, in one read: what counts, and what would.

For rooms that fall back from what was agreed to something else, and have to say why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from concord.agreements.models import Clause, PartyBody, Version
from concord.agreements.queries.commitments import Agreed, agreed_from, both_parties, holds_place, share_any
from concord.agreements.rules.commitments import Attendance, Commitment, EscalationLadder, ResponseTime
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


@dataclass(frozen=True, slots=True)
class LadderBetween:
    """A ladder that two bodies agreed to. `asker` and `asked` are the places (ids) that they hold at the table."""

    agreed: Agreed
    short: Shortfall | None
    ladder: EscalationLadder
    asker: str
    asked: str


def ladder_between_public(asker: str, asked: str, *, on: date) -> LadderBetween | None:
    """The escalation ladder that both have agreed to, the newest in force on a day; else the newest that is short.

    Three reads where there is one.
    """
    found = clauses_between_public(Commitment.LADDER, asker, asked, on=on)
    best = min(found, key=lambda one: one.short is not None, default=None)
    if best is None or not isinstance(best.agreed.terms, EscalationLadder):
        return None
    seats = seated_between((asker, asked), best.agreed.agreement, on=on)
    return LadderBetween(best.agreed, best.short, best.agreed.terms, seats.get(asker, ""), seats.get(asked, ""))


def meetings_between_public(one: str, other: str, *, on: date) -> tuple[tuple[Between, dict[str, str]], ...]:
    """Who comes to which meeting by what both agreed to, each with the names of the parties that it names, by their id.

    As `clauses_between_public`; one read more where there is any.
    """
    found = clauses_between_public(Commitment.ATTENDANCE, one, other, on=on)
    parties = {one.agreed.terms.party for one in found if isinstance(one.agreed.terms, Attendance)}
    rows = PartyBody.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=on), Q(ends__isnull=True) | Q(ends__gt=on), party__public_id__in=parties
    )
    names = dict(rows.values_list("party__public_id", "name")) if parties - {""} else {}
    return tuple((one, names) for one in found)


def bodies_with_ladders_public() -> frozenset[str]:
    """The bodies that ever were parties of a made agreement with a ladder (one read): most often none."""
    made = Clause.objects.filter(commitment=Commitment.LADDER, version__made_on__isnull=False)
    rows = PartyBody.objects.filter(party__agreement__versions__clauses__in=made)
    return frozenset(rows.values_list("body_id", flat=True))


def ever_share_within(asker: str | OuterRef, asked: str | OuterRef) -> Exists:
    """That two bodies ever were parties of one agreement, to be asked within another read."""
    return Exists(PartyBody.objects.filter(body=asker, party__agreement__parties__held_by__body=asked))


def seated_between(bodies: tuple[str, ...], agreement: str, *, on: date) -> dict[str, str]:
    """The places (ids) that bodies hold at the table of an agreement on a day, by body."""
    rows = PartyBody.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=on),
        Q(ends__isnull=True) | Q(ends__gt=on),
        party__agreement__public_id=agreement,
        body__in=bodies,
    )
    return dict(rows.values_list("body_id", "party__public_id"))


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
