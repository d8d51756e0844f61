"""What can happen to a contact, as the record keeps it: whose it is and for what; the mailbox as a keyed hash.

Of a partner that came by a secure link it keeps who spoke for the body, by name and job.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "contact"
"""The kind of thing that these events happen to."""

CHECK: Final = "contact-check"
"""What the secure link of a yearly check opens: the contacts of one body, asked about at one mailbox."""


class Event(StrEnum):
    """The changes of contacts."""

    ADD = "contact:add"
    CHANGE = "contact:change"
    CONFIRM = "contact:confirm"
    CORRECT = "contact:correct"
    NAME = "contact:name"
    ASK = "contact:ask"
    DOUBT = "contact:doubt"
    END = "contact:end"
    RETURN = "contact:return"


_WHOSE = {"of": Rule.KEEP, "topic": Rule.KEEP, "council": Rule.KEEP, "mailbox": Rule.HASH}

declare(Event.ADD, about=ABOUT, sentence="{who} added a contact of {of} ({topic}).", facts=_WHOSE)
declare(
    Event.CHANGE,
    about=ABOUT,
    sentence="{who} changed a contact of {of} ({topic}): {fields}. The new one is {next}.",
    facts={**_WHOSE, "fields": Rule.KEEP, "next": Rule.KEEP},
)
declare(Event.CONFIRM, about=ABOUT, sentence="{who} checked a contact of {of} ({topic}): it is right.", facts=_WHOSE)
_SAID_BY = {"by_name": Rule.NAMED, "by_post": Rule.NAMED}
declare(
    Event.CORRECT,
    about=ABOUT,
    sentence="{of} itself corrected its contact ({topic}) through a secure link: {fields}. The new one is {next}."
    " Said by {by_name}, {by_post}.",
    facts={**_WHOSE, **_SAID_BY, "fields": Rule.KEEP, "next": Rule.KEEP},
)
declare(
    Event.NAME,
    about=ABOUT,
    sentence="{of} itself named a contact ({topic}) through a secure link. Said by {by_name}, {by_post}.",
    facts={**_WHOSE, **_SAID_BY},
)
declare(
    Event.ASK,
    about="mailbox",
    sentence="{who} asked {of} by e-mail whether {contacts} contacts are still right.",
    facts={"of": Rule.KEEP, "mailbox": Rule.HASH, "contacts": Rule.KEEP},
)
declare(
    Event.DOUBT,
    about=ABOUT,
    sentence="{who} recorded that a contact of {of} ({topic}) may be wrong: {why}.",
    facts={**_WHOSE, "why": Rule.KEEP, "says": Rule.DROP},
)
declare(Event.END, about=ABOUT, sentence="{who} ended a contact of {of} ({topic}).", facts=_WHOSE)
declare(
    Event.RETURN,
    about="mailbox",
    sentence="A message to a mailbox came back, so {doubted} contacts may be wrong.",
    facts={"mailbox": Rule.HASH, "doubted": Rule.KEEP, "says": Rule.DROP},
)
