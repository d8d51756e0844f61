"""Contacts as services take them: what was typed, checked and on one line each; a row that is still in use, locked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from concord.base.errors import Conflict, Invalid
from concord.contacts.models import Contact
from concord.contacts.topics import topic_name
from concord.registry.queries import bodies_known
from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.base.actor import Actor

LONGEST: Final = {"topic": 40, "office": 120, "mailbox": 254, "phone": 40, "hours": 120, "deputy": 200}
"""How many signs each part of a contact may have."""

_SAYS: Final = {
    "topic": "kind of help", "office": "office or team", "mailbox": "e-mail address", "phone": "telephone number",
    "hours": "hours", "deputy": "deputy",
}  # fmt: skip
_TOPIC: Final = re.compile(r"[a-z0-9-]*")
_FEWEST_DIGITS: Final = 3  # 101 is a number that people ring


def open_row(contact: Contact, on: date) -> Contact:
    """The row, locked. Raises Conflict where it has ended, Invalid for a day before its first."""
    row = Contact.objects.select_for_update().get(pk=contact.pk)
    if row.ends is not None:
        raise Conflict("Somebody has changed or ended this contact meanwhile. Look at the contacts of the body again.")
    if on < row.starts:
        raise Invalid("This contact is in use only from a later day. Choose a day of its own.", field="on")
    return row


def parts_of(given: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The parts of a contact on one line each, and the council. Raises Invalid with the field that is wrong."""
    if unknown := given.keys() - LONGEST.keys() - {"council"}:
        raise Invalid(f"{', '.join(sorted(unknown))} is no part of a contact.")
    values = {name: " ".join(given.get(name, "").split()) for name in LONGEST}
    for name, value in values.items():
        if len(value) > LONGEST[name] or not value.isprintable():
            raise Invalid(f"The {_SAYS[name]} must be one line of {LONGEST[name]} characters or fewer.", field=name)
    if not _TOPIC.fullmatch(values["topic"]):
        raise Invalid("Choose a kind of help from the list.", field="topic")
    try:
        validate_email(values["mailbox"])
    except ValidationError:
        raise Invalid("Enter an e-mail address in the form name@example.nhs.uk", field="mailbox") from None
    if values["phone"] and sum(sign.isdigit() for sign in values["phone"]) < _FEWEST_DIGITS:
        raise Invalid("Enter a telephone number, like 01632 960 001", field="phone")
    return values, given.get("council", "")


def after(
    old: Contact, changes: Mapping[str, str], *, said_by: Mapping[str, str], on: date
) -> tuple[Contact, list[str]]:
    """The row that follows another from a day, not saved yet, and what is different in it.

    A doubt goes with the mailbox that it was about. Raises Invalid where nothing is different, or something is wrong.
    """
    kept: dict[str, str] = {name: getattr(old, name) for name in LONGEST} | {"council": old.council_id or ""}
    values, council = parts_of({**kept, **changes})
    fields = sorted(name for name, value in {**values, "council": council}.items() if value != kept[name])
    if not fields:
        raise Invalid("Nothing is different. To say that the contact is right as it stands, confirm it.")
    row = Contact(
        body=old.body, council_id=council or None, starts=on, checked_on=on, instead_of=old, **values, **said_by
    )
    if "mailbox" not in fields:
        row.doubtful_since, row.doubtful_why = old.doubtful_since, old.doubtful_why
        row.doubtful_says = old.doubtful_says
    return row, fields


def replace(old: Contact, row: Contact, *, on: date) -> None:
    """End a row on a day and save the one that follows it. Raises Conflict where there is another of its kind."""
    old.ends = on
    old.save(update_fields=["ends"])
    check_alone(row)
    row.save(force_insert=True)


def entered(actor: Actor) -> dict[str, str]:
    """Who enters a row, for which body."""
    return {"entered_by": actor.person, "entered_for": actor.body, "entered_name": actor.name[:200]}


def check_council(actor: Actor, row: Contact, on: date) -> None:
    """Raise Invalid where the council is none, or is another one than the actor may speak for."""
    if row.council_id is None:
        return
    if actor.kind == "person" and actor.body not in {row.body_id, row.council_id}:
        raise Invalid("Choose your own council, or every council. Other councils enter their own.", field="council")
    council = bodies_known([row.council_id]).get(row.council_id)
    if council is None or council.kind not in AUTHORITY_KINDS or not council.exists.contains(on):
        raise Invalid("This is no council with adult social care functions on that day.", field="council")


def check_alone(row: Contact) -> None:
    """Raise Conflict where the body has a contact for the same kind of help and the same council already."""
    same = Contact.objects.filter(body=row.body, topic=row.topic, council=row.council_id, ends__isnull=True)
    if same.exists():
        what = f"“{topic_name(row.topic)}”" if row.topic else "every kind of help"
        raise Conflict(f"There is a contact for {what} already. Change that one.", field="topic")


def told(row: Contact) -> dict[str, Any]:
    """What the record keeps about a contact. Of a general contact the kind of help is “any”."""
    return {"of": row.body_id, "topic": row.topic or "any", "council": row.council_id or "", "mailbox": row.mailbox}
