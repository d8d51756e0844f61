"""What can happen to the register and to imported wording, as the audit record keeps it. Reasons stay in the rows."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "fact"
"""The kind of thing that most of these events happen to: a dated fact of the register, named by its key."""


class Event(StrEnum):
    """The changes of the register."""

    LOAD = "register:load"
    PROPOSE = "register:propose"
    CONFIRM = "register:confirm"
    REJECT = "register:reject"
    DISPUTE = "register:dispute"
    AMEND = "register:amend"
    CORRECT = "register:correct"
    AGREE = "register:agree"
    END_AGREEMENT = "register:end-agreement"
    ADD_BODY = "register:add-body"
    ADD_BOARD = "register:add-board"
    ADD_HOLIDAY = "register:add-holiday"
    REMOVE_HOLIDAY = "register:remove-holiday"
    KEEP_WORDING = "law:import"


_FACT = {"authority": Rule.KEEP, "concerned": Rule.KEEP, "kind": Rule.KEEP, "was": Rule.KEEP, "reason": Rule.DROP}

declare(
    Event.LOAD,
    about="edition",
    sentence="{who} loaded the register's edition {subject}: {added} rows added, {changed} changed, {gone} ended.",
    facts={"sha256": Rule.KEEP, "added": Rule.KEEP, "changed": Rule.KEEP, "gone": Rule.KEEP, "kept": Rule.KEEP},
)
declare(
    Event.PROPOSE,
    about=ABOUT,
    sentence="{who} proposed that {concerned} provides services in the area of {authority}.",
    facts=_FACT,
)
declare(
    Event.CONFIRM,
    about=ABOUT,
    sentence="{who} confirmed that {concerned} provides services in the area of {authority}.",
    facts=_FACT,
)
declare(
    Event.REJECT,
    about=ABOUT,
    sentence="{who} recorded that {concerned} does not provide services in the area of {authority}.",
    facts=_FACT,
)
declare(Event.DISPUTE, about=ABOUT, sentence="{who} disputed the fact {subject}.", facts=_FACT)
declare(
    Event.AMEND,
    about=ABOUT,
    sentence="{who} recorded that the fact {subject} changed on {on}.",
    facts={**_FACT, "on": Rule.KEEP, "next": Rule.KEEP},
)
declare(
    Event.CORRECT,
    about=ABOUT,
    sentence="{who} corrected the fact {subject}: {fields}.",
    facts={**_FACT, "fields": Rule.KEEP},
)
declare(
    Event.AGREE,
    about=ABOUT,
    sentence="{who} recorded an agreement between {authority} and {concerned} under section 6(7)(b), from {on}.",
    facts={**_FACT, "on": Rule.KEEP},
)
declare(
    Event.END_AGREEMENT,
    about=ABOUT,
    sentence="{who} recorded that the agreement {subject} ended on {on}.",
    facts={**_FACT, "on": Rule.KEEP},
)
declare(
    Event.ADD_BODY,
    about="body",
    sentence="{who} added {name} ({subject}), a body of the kind {kind}.",
    facts={"kind": Rule.KEEP, "name": Rule.NAMED, "code": Rule.KEEP},
)
declare(
    Event.ADD_BOARD,
    about="body",
    sentence="{who} added {name} ({subject}), the Safeguarding Adults Board of {authorities}.",
    facts={"name": Rule.NAMED, "authorities": Rule.KEEP},
)
declare(
    Event.ADD_HOLIDAY,
    about="bank-holiday",
    sentence="{who} added a bank holiday on {day}: {title}.",
    facts={"day": Rule.KEEP, "title": Rule.NAMED},
)
declare(
    Event.REMOVE_HOLIDAY,
    about="bank-holiday",
    sentence="{who} recorded that the bank holiday on {day} is called off: {title}.",
    facts={"day": Rule.KEEP, "title": Rule.NAMED},
)
declare(
    Event.KEEP_WORDING,
    about="wording",
    sentence="{who} imported official wording from {file}: {provisions} provisions.",
    facts={"file": Rule.NAMED, "sha256": Rule.KEEP, "provisions": Rule.KEEP},
)
