"""What anybody who holds a party's link may know before its mailbox is proved: who shares what with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.agreements.models import Party, PartyBody
from concord.base.errors import Gone

if TYPE_CHECKING:
    from datetime import date

NO_PARTY = "{body} is no party of this agreement any more, so this link opens nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCover:
    """Who shares an agreement of which title with which body."""

    title: str
    keeper_name: str
    body_name: str


def party_cover_public(place: str, *, body: str, on: date) -> PartyCover:
    """The cover of a party's link to its place at the table. Raises Gone where its body holds it no longer on a day."""
    held = PartyBody.objects.filter(party__public_id=place, body=body).order_by("-pk").first()
    if held is None or not holds_place(place, body, on=on):
        raise Gone(NO_PARTY.format(body=held.name if held else "Your organisation"))
    party = Party.objects.select_related("agreement").get(public_id=place)
    keeper = PartyBody.objects.filter(party__agreement=party.agreement, body=party.agreement.keeper_id).first()
    return PartyCover(
        title=party.agreement.title, keeper_name=keeper.name if keeper else "A council", body_name=held.name
    )


def holds_place(place: str, body: str, *, on: date) -> bool:
    """Whether a body holds a place at a table on a day: it has come, and has neither left nor given way."""
    return PartyBody.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=on),
        Q(ends__isnull=True) | Q(ends__gt=on),
        Q(party__left_from__isnull=True) | Q(party__left_from__gt=on),
        party__public_id=place,
        body=body,
    ).exists()
