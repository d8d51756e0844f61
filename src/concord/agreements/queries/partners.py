"""What anybody who holds a party's link may know before its mailbox is proved: who shares what with whom."""

from __future__ import annotations

from dataclasses import dataclass

from concord.agreements.models import Party, PartyBody
from concord.base.errors import Gone

NO_PARTY = "{body} is no party of this agreement any more, so this link opens nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCover:
    """Who shares an agreement of which title with which body."""

    title: str
    keeper_name: str
    body_name: str


def party_cover_public(place: str, *, body: str) -> PartyCover:
    """The cover of a party's link to its place at the table. Raises Gone where its body holds the place no longer."""
    held = PartyBody.objects.filter(party__public_id=place, body=body).order_by("-pk").first()
    party = Party.objects.filter(public_id=place, left_from__isnull=True).select_related("agreement").first()
    if held is None or party is None or held.ends:
        raise Gone(NO_PARTY.format(body=held.name if held else "Your organisation"))
    keeper = PartyBody.objects.filter(party__agreement=party.agreement, body=party.agreement.keeper_id).first()
    return PartyCover(
        title=party.agreement.title, keeper_name=keeper.name if keeper else "A council", body_name=held.name
    )
