"""What agreements in force commit two bodies to, for the rooms above that work by it: named by its clause each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from concord.access.operation import once
from concord.agreements.models import Clause, PartyBody, Signature
from concord.agreements.rules import commitments

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from concord.agreements.rules.commitments import Commitment, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A clause in force between two bodies: what it commits to, and by what it can be cited and looked up."""

    terms: Terms
    clause: str
    agreement: str
    title: str
    cited: str


def agreed_between_public(commitment: Commitment, one: str, other: str, *, on: date) -> tuple[Agreed, ...]:
    """The clauses of a kind in force on a day in agreements of which both are parties, the newest first; two reads.

    For rooms that work by them: who may read an agreement whole is for the other queries.
    """
    if not share_any(one, other):
        return ()
    rows = in_force(on).filter(*both_parties(one, other, on), commitment=commitment)
    rows = rows.select_related("version__agreement").order_by("-version__made_on", "-version__pk", "place")
    return tuple(agreed_from(row) for row in rows)


def share_any(one: str, other: str) -> bool:
    """Whether two bodies ever were parties of one agreement; in an operation, one read. Most pairs never were."""
    shared = PartyBody.objects.filter(body=one, party__agreement__parties__held_by__body=other)
    return once(("share an agreement", one, other), shared.exists)


def both_parties(one: str, other: str, on: date) -> tuple[Q, Q]:
    """That both bodies are parties of a clause's agreement on a day."""
    return party_on(one, on), party_on(other, on)


def in_force(on: date) -> QuerySet[Clause]:
    """The clauses of versions that are in force on a day."""
    return Clause.objects.filter(
        Q(version__until__isnull=True) | Q(version__until__gt=on), version__made_on__lte=on, version__starts__lte=on
    )


def party_on(body: str, on: date) -> Q:
    """That a body is a party of the clause's agreement on a day, and of a version that is made one that agreed to it.

    Whoever was added to the table for the next version is not bound by this one.
    """
    agreed = Signature.objects.filter(version=OuterRef("version"), party__held_by__body=body)
    at_the_table = Exists(
        PartyBody.objects.filter(
            Q(party__left_from__isnull=True) | Q(party__left_from__gt=on),
            Q(starts__isnull=True) | Q(starts__lte=on),
            Q(ends__isnull=True) | Q(ends__gt=on),
            party__agreement=OuterRef("version__agreement"),
            body=body,
        )
    )
    return Q(at_the_table) & (Q(version__made_on__isnull=True) | Q(Exists(agreed)))


def holds_place(party: str, body: str, on: date) -> bool:
    """Whether a body holds a place at the table on a day (one read)."""
    return PartyBody.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=on),
        Q(ends__isnull=True) | Q(ends__gt=on),
        party__public_id=party,
        body=body,
    ).exists()


def agreed_from(row: Clause) -> Agreed:
    """A clause with its version and agreement read, as rooms above work by it."""
    agreement = row.version.agreement
    number = row.number or str(row.place)
    return Agreed(
        terms=commitments.read(row.commitment, row.terms),
        clause=row.public_id,
        agreement=agreement.public_id,
        title=agreement.title,
        cited=f"clause {number} of “{agreement.title}”",
    )
