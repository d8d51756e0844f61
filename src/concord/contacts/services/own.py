"""A body's own word about its contacts, through a secure link: a contact corrected, or named for a kind of help.

A mailbox that the link did not prove is in use at once, marked as unconfirmed until somebody confirms it from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.contacts import messages
from concord.contacts.events import Event
from concord.contacts.models import Contact
from concord.contacts.services.rows import after, check_alone, open_row, parts_of, replace, told
from concord.contacts.services.telling import ask, tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.registry.models import Body

OWN_PARTS: Final = frozenset({"office", "mailbox", "phone", "hours", "deputy"})
"""What a body may correct of its contact by itself; whom it serves stays."""
MOST_A_DAY: Final = 20
"""Contacts that one link may change in a day, so that nobody writes to the whole country through it."""
_LONGEST_LINE: Final = 120
_LONGEST_ENTERED: Final = 200


@operation(Event.CORRECT)
def correct_contact(
    actor: Actor,
    contact: Contact,
    *,
    changes: Mapping[str, str],
    by_name: str,
    by_post: str,
    came_by: str,
    at: datetime,
) -> Done[Contact]:
    """A body corrects its own contact from today; the old row stays for its days, and the new one is given back.

    `changes` may hold office, mailbox, phone, hours and deputy. `came_by` is the mailbox that the link has proved. The
    mailbox that it leaves is told, and a new one is asked to confirm. Raises Invalid with the field that is wrong,
    Conflict where the contact has ended meanwhile, or too much was changed today.
    """
    if unknown := changes.keys() - OWN_PARTS:
        raise Invalid(f"{', '.join(sorted(unknown))} cannot be corrected through a link.")
    said = _said(actor, by_name, by_post, at)
    old = open_row(contact, day_of(at))
    row, fields = after(old, changes, said_by=said.entered, on=day_of(at))
    _doubt(row, came_by, new="mailbox" in fields, at=at)
    replace(old, row, on=day_of(at))
    if "mailbox" in fields:
        tell(messages.MOVED, [old], to=old.mailbox, at=at, new=row.mailbox, **said.facts)
    _ask_to_confirm(actor, row, said, at)
    facts = {**told(old), **said.facts, "fields": fields, "next": row.public_id}
    return Done(row, subject=old, facts=facts)


@operation(Event.NAME)
def name_contact(
    actor: Actor,
    body: Body,
    *,
    details: Mapping[str, str],
    by_name: str,
    by_post: str,
    came_by: str,
    at: datetime,
) -> Done[Contact]:
    """A body names its contact for a kind of help, for every council, where it has none. Raises as `correct_contact`.

    `details` holds mailbox, and may hold topic, office, phone, hours and deputy.
    """
    if unknown := details.keys() - OWN_PARTS - {"topic"}:
        raise Invalid(f"{', '.join(sorted(unknown))} cannot be given through a link.")
    said = _said(actor, by_name, by_post, at)
    values, _ = parts_of(details)
    row = Contact(body=body, starts=day_of(at), checked_on=day_of(at), **values, **said.entered)
    _doubt(row, came_by, new=True, at=at)
    check_alone(row)
    row.save(force_insert=True)
    _ask_to_confirm(actor, row, said, at)
    return Done(row, subject=row, facts={**told(row), **said.facts})


class _Said:
    """Who speaks for the body, as the row, the record and the e-mails name them."""

    def __init__(self, actor: Actor, name: str, post: str) -> None:
        self.facts: dict[str, Any] = {"by_name": name, "by_post": post}
        self.entered = {
            "entered_by": actor.person,
            "entered_for": actor.body,
            "entered_name": f"{name}, {post}"[:_LONGEST_ENTERED],
        }


def _said(actor: Actor, by_name: str, by_post: str, at: datetime) -> _Said:
    for field, words, says in (("by_name", by_name, "Enter your name"), ("by_post", by_post, "Enter your job")):
        if not words.strip():
            raise Invalid(says, field=field)
        if len(words) > _LONGEST_LINE or not words.isprintable():
            raise Invalid(f"Write it on one line of {_LONGEST_LINE} characters or fewer", field=field)
    if Contact.objects.filter(entered_by=actor.person, starts=day_of(at)).count() >= MOST_A_DAY:
        raise Conflict(
            f"Through this link {MOST_A_DAY} contacts were changed today. Go on tomorrow, or ask the council that wrote"
            " to you to change the others."
        )
    return _Said(actor, by_name.strip(), by_post.strip())


def _doubt(row: Contact, came_by: str, *, new: bool, at: datetime) -> None:
    """A mailbox that the link has proved is beyond doubt; a new one that it has not is unconfirmed."""
    if row.mailbox.casefold() == came_by.casefold():
        row.doubtful_since, row.doubtful_why, row.doubtful_says = None, "", ""
    elif new:
        row.doubtful_since, row.doubtful_why, row.doubtful_says = day_of(at), "new", ""


def _ask_to_confirm(actor: Actor, row: Contact, said: _Said, at: datetime) -> None:
    if row.doubtful_why == "new" and row.doubtful_since == day_of(at):
        ask(actor, messages.CONFIRM, [row], at=at, **said.facts)
