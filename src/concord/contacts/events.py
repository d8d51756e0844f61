"""What can happen to a contact, as the record keeps it: whose it is and for what; the mailbox as a keyed hash."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "contact"
"""The kind of thing that these events happen to."""


class Event(StrEnum):
    """The changes of contacts."""

    ADD = "contact:add"
    CHANGE = "contact:change"
    CONFIRM = "contact:confirm"
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
