"""What can happen to a request, as the record keeps it: codes, days and names of bodies; never words about a person."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "request"
"""The kind of thing that these events happen to, and that a partner's secure link opens."""


class Event(StrEnum):
    """The changes of a request, and the views of what it says about a person."""

    DRAFT = "request:draft"
    REVISE = "request:revise"
    DISCARD = "request:discard"
    SEND = "request:send"
    WITHDRAW = "request:withdraw"
    ACKNOWLEDGE = "request:acknowledge"
    COMPLY = "request:comply"
    REFUSE = "request:refuse"
    BROWSE = "request:browse"
    SEE = "request:see"
    OPEN = "request:open"


declare(
    Event.DRAFT,
    about=ABOUT,
    sentence="{who} began a request to {asked_name}.",
    facts={"asked": Rule.KEEP, "asked_name": Rule.NAMED},
)
declare(
    Event.REVISE,
    about=ABOUT,
    sentence="{who} changed the draft.",
    facts={"fields": Rule.KEEP, "asked": Rule.KEEP},
)
declare(Event.DISCARD, about=ABOUT, sentence="{who} discarded the draft.")
declare(
    Event.SEND,
    about=ABOUT,
    sentence="{who} sent the request to {asked_name}. Bound by section 7 on {law_on}: {bound}.",
    facts={
        "asked": Rule.KEEP,
        "asked_name": Rule.NAMED,
        "to": Rule.HASH,
        "person_reference": Rule.HASH,
        "law_on": Rule.KEEP,
        "law_known_at": Rule.KEEP,
        "bound": Rule.KEEP,
        "under": Rule.KEEP,
        "provisions": Rule.KEEP,
        "rulebook": Rule.KEEP,
        "link": Rule.KEEP,
        "needed_by": Rule.KEEP,
    },
)
declare(Event.WITHDRAW, about=ABOUT, sentence="{who} withdrew the request.")
declare(
    Event.ACKNOWLEDGE, about=ABOUT, sentence="{asked_name} acknowledged the request.", facts={"asked_name": Rule.NAMED}
)
declare(
    Event.COMPLY,
    about=ABOUT,
    sentence="{asked_name} agreed to the request, promising it for {promised_on}.",
    facts={"asked_name": Rule.NAMED, "promised_on": Rule.KEEP},
)
declare(
    Event.REFUSE,
    about=ABOUT,
    sentence="{asked_name} refused the request on these grounds: {grounds}. Complete in form: {complete}.",
    facts={"asked_name": Rule.NAMED, "grounds": Rule.KEEP, "complete": Rule.KEEP, "breach": Rule.KEEP},
)
declare(Event.BROWSE, about="body", sentence="{who} looked through requests: {shown}.", facts={"shown": Rule.KEEP})
declare(Event.SEE, about=ABOUT, sentence="{who} looked at the request.")
declare(
    Event.OPEN,
    about=ABOUT,
    sentence="The request was looked at through the secure link sent to {asked_name}.",
    facts={"asked_name": Rule.NAMED},
)
