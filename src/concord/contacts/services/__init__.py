"""Every change to contacts. A contact is never overwritten: a change ends its row on a day and begins another."""

from concord.contacts.services.checking import ask_whether_right
from concord.contacts.services.keeping import (
    add_contact,
    change_contact,
    confirm_contact,
    doubt_contact,
    end_contact,
    mailbox_returned,
)
from concord.contacts.services.own import correct_contact, name_contact
from concord.contacts.services.rows import LONGEST

__all__ = [
    "LONGEST",
    "add_contact",
    "ask_whether_right",
    "change_contact",
    "confirm_contact",
    "correct_contact",
    "doubt_contact",
    "end_contact",
    "mailbox_returned",
    "name_contact",
]
