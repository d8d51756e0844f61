"""Agreements as the rules take them: versions, parties and days of many at once, and where each stands on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from concord.agreements.models import Agreement, Party, PartyBody, Review, Signature, Version
from concord.agreements.rules import standing
from concord.base.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from concord.agreements.rules.standing import Kept, Standing, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place at the table on a day: its party's id, the body that holds it (its reference and name then)."""

    party: str
    body: str
    name: str
    mailbox: str
    contact_name: str
    left_from: date | None


def whole(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with all that `kept_of` and `seats_of` need: five reads, however many there are."""
    held = Prefetch("held_by", PartyBody.objects.order_by("pk"))
    return rows.prefetch_related(
        Prefetch("versions", Version.objects.order_by("number").defer("summary", "functions", "area", "persons")),
        Prefetch("versions__signatures", Signature.objects.order_by("pk")),
        Prefetch("parties", Party.objects.order_by("place").prefetch_related(held)),
        Prefetch("reviews", Review.objects.filter(done_on__isnull=True), to_attr="reviews_open"),
    )


def kept_of(agreement: Agreement) -> Kept:
    """What the rules take of one agreement, read with `whole`."""
    parties = list(agreement.parties.all())
    by_key = {party.pk: party.public_id for party in parties}
    reviews = agreement.reviews_open  # type: ignore[attr-defined]  # by the prefetch of `whole`
    return standing.Kept(
        texts=tuple(_text(version, parties, by_key) for version in agreement.versions.all()),
        ended_from=agreement.ended_from,
        running_from=agreement.running_from,
        relied_on_from=agreement.relied_on_from,
        review_begun_on=reviews[0].begun_on if reviews else None,
    )


def _text(version: Version, parties: Iterable[Party], by_key: dict[int, str]) -> Text:
    """Who is a party of a version: whoever signed it, and, until it was made, whoever has not left."""
    signed = {by_key[row.party_id]: row.signed_on for row in version.signatures.all()}
    open_still = () if version.made_on else (party.public_id for party in parties if party.left_from is None)
    return standing.Text(
        number=version.number,
        parties=frozenset((*signed, *open_still)),
        signed=signed,
        starts=version.starts,
        until=version.until,
        review_on=version.review_on,
        shared_on=day_of(version.shared_at) if version.shared_at else None,
    )


def standings(rows: Iterable[Agreement], *, on: date) -> dict[int, Standing]:
    """Where each agreement (read with `whole`) stands on a day, by its key."""
    return {row.pk: standing.standing(kept_of(row), on=on) for row in rows}


def seats_of(agreement: Agreement, *, on: date) -> tuple[Seat, ...]:
    """Who sits at the table on a day, in order; those who left before it are left out."""
    held: dict[int, PartyBody] = {}
    bodies: dict[int, list[PartyBody]] = defaultdict(list)
    parties = [party for party in agreement.parties.all() if party.left_from is None or party.left_from > on]
    for party in parties:
        bodies[party.pk] = list(party.held_by.all())
        then = [row for row in bodies[party.pk] if _on(row, on)]
        held[party.pk] = then[-1] if then else bodies[party.pk][-1]
    return tuple(
        Seat(
            party=party.public_id,
            body=held[party.pk].body_id,
            name=held[party.pk].name,
            mailbox=party.mailbox,
            contact_name=party.contact_name,
            left_from=party.left_from,
        )
        for party in parties
    )


def _on(row: PartyBody, on: date) -> bool:
    return (row.starts is None or row.starts <= on) and (row.ends is None or on < row.ends)
