"""Rows as services take them: kept from other writers, and of the version that may still be written. Says why not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from concord.agreements.models import Agreement, Party, PartyBody, Version
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

OVERTAKEN: Final = (
    "Somebody else has changed this agreement since you opened the page. What you typed is still here: compare it with"
    " what is saved, then save again."
)
ENDED: Final = "This agreement has ended, so nothing in it can be changed. Begin a new one that replaces it."


def locked(agreement: Agreement, *, saves: int | None = None) -> Agreement:
    """The agreement as it is now, kept from other writers.

    Raises Conflict where it is gone, where another body keeps it than when the actor was let in, and where `saves` is
    given and has moved on.
    """
    row = Agreement.objects.select_for_update().filter(pk=agreement.pk).first()
    if row is None:
        raise Conflict("Somebody has put this draft away meanwhile, so there is nothing to change any more.")
    if row.keeper_id != agreement.keeper_id:
        raise Conflict("Another body keeps this agreement since this moment. Look at it again.")
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
        who = held(first.party, on=first.signed_on).name
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


def there(place: PartyBody, *, on: date, field: str) -> None:
    """That the body in a place exists on a day. Raises Invalid with the field where it had not begun, or had ended."""
    body = registry.bodies_known({place.body_id})[place.body_id]
    if body.exists.contains(on):
        return
    name, opened, closed = body.name_on(on), body.exists.opened, body.exists.closed
    if opened and on < opened:
        raise Invalid(
            f"{name} did not exist on {on:%-d %B %Y}: it began on {opened:%-d %B %Y}. Enter another day.", field=field
        )
    last = f": its last day was {closed - timedelta(days=1):%-d %B %Y}" if closed else ""
    raise Invalid(
        f"{name} did not exist on {on:%-d %B %Y}{last}. Enter another day, or say which body took its place.",
        field=field,
    )


def at_the_table(row: Agreement, *, on: date) -> QuerySet[Party]:
    """The places that nobody has left by a day: whoever leaves on a later day is a party until then."""
    return Party.objects.filter(Q(left_from__isnull=True) | Q(left_from__gt=on), agreement=row)


def held(party: Party, *, on: date | None = None) -> PartyBody:
    """The body that holds a place on a day; without a day, the one that holds it last as far as is recorded."""
    rows = PartyBody.objects.filter(party=party)
    last = rows.get(ends__isnull=True)
    if on is None or last.starts is None or last.starts <= on:
        return last
    return rows.filter(ends__gt=on).order_by("ends").first() or last


def sits(party: Party, body: str, *, on: date) -> PartyBody:
    """The body's hold of a place on a day. Raises Conflict where it has left, or another holds the place."""
    place = held(party, on=on)
    if place.body_id != body or (party.left_from and party.left_from <= on):
        raise Conflict("Your organisation is no party of this agreement any more, so nothing was recorded.")
    return place
