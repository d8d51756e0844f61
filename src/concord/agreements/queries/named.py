"""Whom bodies have named to another in agreements in force, for a kind of help: for one body or for a whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.agreements.models import PartyBody
from concord.agreements.queries.commitments import agreed_from, in_force, party_on
from concord.agreements.rules.commitments import Commitment, NamedContact

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from concord.agreements.queries.commitments import Agreed


def contacts_named_public(
    asker: str, bodies: Collection[str], *, topic: str, on: date
) -> dict[str, tuple[Agreed, NamedContact]]:
    """Whom each of the bodies has named to whoever asks it, by reference; those that named nobody are left out.

    One for this kind of help goes before one for any, then the newest agreement. Two reads; one where no agreement of
    the asker names anybody.
    """
    rows = in_force(on).filter(party_on(asker, on), commitment=Commitment.CONTACT).select_related("version__agreement")
    named = []
    for agreed in map(agreed_from, rows.order_by("-version__made_on", "-version__pk", "place")):
        terms = agreed.terms
        if isinstance(terms, NamedContact) and terms.topic in {topic, ""}:
            named.append((agreed, terms))
    named.sort(key=lambda one: not one[1].topic)
    held = _held({terms.party for _, terms in named}, bodies, on) if named else {}
    found: dict[str, tuple[Agreed, NamedContact]] = {}
    for agreed, terms in named:
        body = held.get(terms.party)
        if body is not None and body != asker:
            found.setdefault(body, (agreed, terms))
    return found


def _held(parties: Collection[str], bodies: Collection[str], on: date) -> dict[str, str]:
    """Which of the bodies holds which of these places at a table on a day."""
    rows = PartyBody.objects.filter(
        Q(party__left_from__isnull=True) | Q(party__left_from__gt=on),
        Q(starts__isnull=True) | Q(starts__lte=on),
        Q(ends__isnull=True) | Q(ends__gt=on),
        party__public_id__in=parties,
        body__in=bodies,
    )
    return dict(rows.values_list("party__public_id", "body_id"))
