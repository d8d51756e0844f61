"""Contacts as officers and the work keep them: added, changed, checked, doubted, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.audit.vocabulary import fingerprint
from concord.base.clock import day_of
from concord.base.errors import Invalid
from concord.contacts.events import Event
from concord.contacts.models import Contact
from concord.contacts.rules import DOUBTS
from concord.contacts.services.rows import after, check_alone, check_council, entered, open_row, parts_of, replace, told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.registry.models import Body

_LONGEST_WORD = 200


@operation(Event.ADD)
def add_contact(actor: Actor, body: Body, *, details: Mapping[str, str], on: date) -> Done[Contact]:
    """Add a contact of a body, in use from the day `on` and checked on it.

    `details` holds mailbox, and may hold topic (an id of `topics`; without it, any kind of help), council (a reference;
    without it, every council), office, phone, hours and deputy. Raises Invalid with the field that is wrong, and
    Conflict where the body has a contact for that kind of help and that council already.
    """
    values, council = parts_of(details)
    row = Contact(body=body, council_id=council or None, starts=on, checked_on=on, **values, **entered(actor))
    check_council(actor, row, on)
    check_alone(row)
    row.save(force_insert=True)
    return Done(row, subject=row, facts=told(row))


@operation(Event.CHANGE)
def change_contact(actor: Actor, contact: Contact, *, changes: Mapping[str, str], on: date) -> Done[Contact]:
    """Say what is different from the day `on`: the old row ends, and the new one is given back.

    `changes` may hold topic, council (a reference, or empty), office, mailbox, phone, hours and deputy. A doubt goes
    with the mailbox that it was about. Raises Invalid where nothing is different, Conflict where it has ended.
    """
    old = open_row(contact, on)
    row, fields = after(old, changes, said_by=entered(actor), on=on)
    check_council(actor, row, on)
    replace(old, row, on=on)
    return Done(row, subject=old, facts=told(old) | {"fields": fields, "next": row.public_id})


@operation(Event.CONFIRM)
def confirm_contact(actor: Actor, contact: Contact, *, on: date, came_by: str = "") -> Done[Contact]:
    """Record that somebody checked a contact on a day, and that it is right. Any doubt is gone.

    `came_by` is the mailbox that a partner has proved: by its link it confirms that one alone. Raises Invalid for
    another, Conflict where the contact has ended.
    """
    row = open_row(contact, on)
    if actor.kind == "partner" and came_by.casefold() != row.mailbox.casefold():
        raise Invalid(f"Only who reads {row.mailbox} can say that it is right. If it is wrong, correct it.")
    row.checked_on = max(row.checked_on, on)
    row.doubtful_since, row.doubtful_why, row.doubtful_says = None, "", ""
    row.asked_on, row.asked = None, 0
    row.save()
    return Done(row, facts=told(row))


@operation(Event.DOUBT)
def doubt_contact(actor: Actor, contact: Contact, *, why: str, at: datetime, says: str = "") -> Done[Contact]:
    """Record that a contact may be wrong: `why` is "bounce", "silence" or "told", `says` what a mail server gave back.

    The first doubt stands until somebody confirms or changes the contact. Raises Invalid for another reason, Conflict
    where the contact has ended.
    """
    if why not in DOUBTS:
        raise Invalid(f"“{why}” is no reason to doubt a contact. Use one of: {', '.join(DOUBTS)}.", field="why")
    row = open_row(contact, day_of(at))
    if row.doubtful_since is None:
        row.doubtful_since, row.doubtful_why = day_of(at), why
        row.doubtful_says = " ".join(says.split())[:_LONGEST_WORD]
        row.save(update_fields=["doubtful_since", "doubtful_why", "doubtful_says"])
    return Done(row, facts=told(row) | {"why": why, "says": says})


@operation(Event.END)
def end_contact(actor: Actor, contact: Contact, *, on: date) -> Done[Contact]:
    """Record that a contact is no longer to be used, from the day `on`. Raises Conflict where it has ended."""
    row = open_row(contact, on)
    row.ends = on
    row.save(update_fields=["ends"])
    return Done(row, facts=told(row))


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
