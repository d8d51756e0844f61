"""Every change to contacts. A contact is never overwritten: a change ends its row on a day and begins another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from concord.access.operation import Done, operation
from concord.audit.vocabulary import fingerprint
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.contacts.events import Event
from concord.contacts.models import Contact
from concord.contacts.rules import DOUBTS
from concord.contacts.topics import topic_name
from concord.registry.queries import bodies_known
from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.registry.models import Body

LONGEST: Final = {"topic": 40, "office": 120, "mailbox": 254, "phone": 40, "hours": 120, "deputy": 200}
"""How many signs each part of a contact may have."""

_SAYS: Final = {
    "topic": "kind of help", "office": "office or team", "mailbox": "e-mail address", "phone": "telephone number",
    "hours": "hours", "deputy": "deputy",
}  # fmt: skip
_TOPIC: Final = re.compile(r"[a-z0-9-]*")
_FEWEST_DIGITS: Final = 3  # 101 is a number that people ring
_LONGEST_WORD: Final = 200


@operation(Event.ADD)
def add_contact(actor: Actor, body: Body, *, details: Mapping[str, str], on: date) -> Done[Contact]:
    """Add a contact of a body, in use from the day `on` and checked on it.

    `details` holds mailbox, and may hold topic (an id of `topics`; without it, any kind of help), council (a reference;
    without it, every council), office, phone, hours and deputy. Raises Invalid with the field that is wrong, and
    Conflict where the body has a contact for that kind of help and that council already.
    """
    values, council = _parts(details)
    row = Contact(body=body, council_id=council or None, starts=on, checked_on=on, **values, **_entered(actor))
    _may_serve(actor, row, on)
    _alone(row)
    row.save(force_insert=True)
    return Done(row, subject=row, facts=_told(row))


@operation(Event.CHANGE)
def change_contact(actor: Actor, contact: Contact, *, changes: Mapping[str, str], on: date) -> Done[Contact]:
    """Say what is different from the day `on`: the old row ends, and the new one is given back.

    `changes` may hold topic, council (a reference, or empty), office, mailbox, phone, hours and deputy. A doubt goes
    with the mailbox that it was about. Raises Invalid where nothing is different, Conflict where it has ended.
    """
    old = _open(contact, on)
    kept: dict[str, str] = {name: getattr(old, name) for name in LONGEST} | {"council": old.council_id or ""}
    values, council = _parts({**kept, **changes})
    fields = sorted(name for name, value in {**values, "council": council}.items() if value != kept[name])
    if not fields:
        raise Invalid("Nothing is different. To say that the contact is right as it stands, confirm it.")
    row = Contact(body=old.body, council_id=council or None, starts=on, checked_on=on, instead_of=old, **values)
    if "mailbox" not in fields:
        row.doubtful_since, row.doubtful_why = old.doubtful_since, old.doubtful_why
        row.doubtful_says = old.doubtful_says
    for name, value in _entered(actor).items():
        setattr(row, name, value)
    _may_serve(actor, row, on)
    old.ends = on
    old.save(update_fields=["ends"])
    _alone(row)
    row.save(force_insert=True)
    return Done(row, subject=old, facts=_told(old) | {"fields": fields, "next": row.public_id})


@operation(Event.CONFIRM)
def confirm_contact(actor: Actor, contact: Contact, *, on: date) -> Done[Contact]:
    """Record that somebody checked a contact on a day, and that it is right. Any doubt is gone. Raises Conflict."""
    row = _open(contact, on)
    row.checked_on = max(row.checked_on, on)
    row.doubtful_since, row.doubtful_why, row.doubtful_says = None, "", ""
    row.save(update_fields=["checked_on", "doubtful_since", "doubtful_why", "doubtful_says"])
    return Done(row, facts=_told(row))


@operation(Event.DOUBT)
def doubt_contact(actor: Actor, contact: Contact, *, why: str, at: datetime, says: str = "") -> Done[Contact]:
    """Record that a contact may be wrong: `why` is "bounce", "silence" or "told", `says` what a mail server gave back.

    The first doubt stands until somebody confirms or changes the contact. Raises Invalid for another reason, Conflict
    where the contact has ended.
    """
    if why not in DOUBTS:
        raise Invalid(f"“{why}” is no reason to doubt a contact. Use one of: {', '.join(DOUBTS)}.", field="why")
    row = _open(contact, day_of(at))
    if row.doubtful_since is None:
        row.doubtful_since, row.doubtful_why = day_of(at), why
        row.doubtful_says = " ".join(says.split())[:_LONGEST_WORD]
        row.save(update_fields=["doubtful_since", "doubtful_why", "doubtful_says"])
    return Done(row, facts=_told(row) | {"why": why, "says": says})


@operation(Event.END)
def end_contact(actor: Actor, contact: Contact, *, on: date) -> Done[Contact]:
    """Record that a contact is no longer to be used, from the day `on`. Raises Conflict where it has ended."""
    row = _open(contact, on)
    row.ends = on
    row.save(update_fields=["ends"])
    return Done(row, facts=_told(row))


@operation(Event.RETURN)
def mailbox_returned(actor: Actor, *, mailbox: str, says: str, at: datetime) -> Done[int]:
    """Record that a message to a mailbox came back; every contact with that mailbox is doubted. Gives how many.

    `says` is the reason that the mail server gave. A mailbox that is nobody's contact is recorded too, with none.
    """
    address = mailbox.strip().lower()
    rows = Contact.objects.filter(mailbox__iexact=address, ends__isnull=True, doubtful_since__isnull=True)
    doubted = [doubt_contact(actor, row, why="bounce", says=says, at=at) for row in rows.order_by("pk")]
    facts = {"mailbox": address, "doubted": len(doubted), "says": says}
    return Done(len(doubted), subject=fingerprint(address)[:16], facts=facts)


def _open(contact: Contact, on: date) -> Contact:
    """The row, locked. Raises Conflict where it has ended, Invalid for a day before its first."""
    row = Contact.objects.select_for_update().get(pk=contact.pk)
    if row.ends is not None:
        raise Conflict("Somebody has changed or ended this contact meanwhile. Look at the contacts of the body again.")
    if on < row.starts:
        raise Invalid("This contact is in use only from a later day. Choose a day of its own.", field="on")
    return row


def _parts(given: Mapping[str, str]) -> tuple[dict[str, str], str]:
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


def _entered(actor: Actor) -> dict[str, str]:
    return {"entered_by": actor.person, "entered_for": actor.body, "entered_name": actor.name[:200]}


def _may_serve(actor: Actor, row: Contact, on: date) -> None:
    """Raise Invalid where the council is none, or is another one than the actor may speak for."""
    if row.council_id is None:
        return
    if actor.kind == "person" and actor.body not in {row.body_id, row.council_id}:
        raise Invalid("Choose your own council, or every council. Other councils enter their own.", field="council")
    council = bodies_known([row.council_id]).get(row.council_id)
    if council is None or council.kind not in AUTHORITY_KINDS or not council.exists.contains(on):
        raise Invalid("This is no council with adult social care functions on that day.", field="council")


def _alone(row: Contact) -> None:
    """Raise Conflict where the body has a contact for the same kind of help and the same council already."""
    same = Contact.objects.filter(body=row.body, topic=row.topic, council=row.council_id, ends__isnull=True)
    if same.exists():
        what = f"“{topic_name(row.topic)}”" if row.topic else "every kind of help"
        raise Conflict(f"There is a contact for {what} already. Change that one.", field="topic")


def _told(row: Contact) -> dict[str, Any]:
    """What the record keeps about a contact. Of a general contact the kind of help is “any”."""
    return {"of": row.body_id, "topic": row.topic or "any", "council": row.council_id or "", "mailbox": row.mailbox}
