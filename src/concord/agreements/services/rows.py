"""Rows as services take them: kept from other writers, and of the version that may still be written. Says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.agreements.models import Agreement, PartyBody, Version
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.models import Party

OVERTAKEN: Final = (
    "Somebody else has changed this agreement since you opened the page. What you typed is still here: compare it with"
    " what is saved, then save again."
)
ENDED: Final = "This agreement has ended, so nothing in it can be changed. Begin a new one that replaces it."


def locked(agreement: Agreement, *, saves: int | None = None) -> Agreement:
    """The agreement as it is now, kept from other writers. Raises Conflict where `saves` is given and has moved on."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if saves is not None and row.saves != saves:
        raise Conflict(OVERTAKEN)
    return row


def written(row: Agreement, *fields: str) -> None:
    """Save fields of a locked agreement, and count the change."""
    row.saves += 1
    row.save(update_fields=["saves", *fields])


def alive(row: Agreement) -> Agreement:
    """The row, where it has no end on record. Raises Conflict."""
    if row.ended_from:
        raise Conflict(ENDED)
    return row


def newest(row: Agreement) -> Version:
    """The version of the highest number."""
    return Version.objects.filter(agreement=row).order_by("-number")[0]


def open_text(row: Agreement) -> Version:
    """The version that may still be written: the newest, which nobody has signed. Raises Conflict, in words."""
    version = newest(alive(row))
    first = version.signatures.select_related("party").first()
    if first is not None:
        who = held(first.party).name
        raise Conflict(
            f"{who} agreed to version {version.number} on {first.signed_on:%-d %B %Y}, so its words stay as they are."
            " Begin a new version to change them."
        )
    return version


def seat(party: Party, body: str, *, on: date, **said: Any) -> PartyBody:
    """Put a body in a place, by its name on a day. Raises Invalid (field "body") where it does not exist then."""
    known = registry.bodies_known({body}).get(body)
    if known is None:
        raise Invalid("The register holds no such body. Search for it by its name or code.", field="body")
    if not known.exists.contains(on):
        raise Invalid(
            f"{known.name_on(on)} does not exist on {on:%-d %B %Y}. Choose the body that took over, or another day.",
            field="body",
        )
    return PartyBody.objects.create(party=party, body_id=body, name=known.name_on(on), **said)


def held(party: Party) -> PartyBody:
    """The body that holds a place now."""
    return PartyBody.objects.get(party=party, ends__isnull=True)
