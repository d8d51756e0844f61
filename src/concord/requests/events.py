"""What can happen to a request, as the record keeps it: codes, days and names of bodies; never words about a person."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "request"
"""The kind of thing that these events happen to, and that a partner's secure link opens."""

COVER: Final = "request-cover"
"""What a partner reaches who came by the link and has not yet proved the mailbox."""

DESK: Final = "desk"
"""The desk of a body: what is about its requests as a whole, and about no single one."""

MAILBOX: Final = "mailbox"
"""What the link of a digest opens: all that waits at one mailbox of one body."""


class Event(StrEnum):
    """The changes of a request, and the views of what it says about a person."""

    DRAFT = "request:draft"
    REVISE = "request:revise"
    HAND_OVER = "request:hand-over"
    DISCARD = "request:discard"
    SEND = "request:send"
    MAKE = "request:make"
    WITHDRAW = "request:withdraw"
    ENTER_IN_ERROR = "request:enter-in-error"

    ACKNOWLEDGE = "request:acknowledge"
    ASK_QUESTION = "request:ask-question"
    PASS_ON = "request:pass-on"  # noqa: S105  no password
    COMPLY = "request:comply"
    COMPLY_IN_PART = "request:comply-in-part"
    OFFER = "request:offer"
    WRONG_BODY = "request:wrong-body"
    NOT_BOUND = "request:not-bound"
    REFUSE = "request:refuse"
    DECLINE = "request:decline"
    JOIN = "request:join"
    SAVE_ANSWER = "request:save-answer"

    WRITE = "request:write"
    READ_MAIL = "request:read-mail"
    ACCEPT = "request:accept"
    CONTEST = "request:contest"
    KEEP = "request:keep"
    BREAK = "request:break"
    REFER = "request:refer"
    ESCALATE = "request:escalate"
    EXTEND = "request:extend"
    PAUSE = "request:pause"
    RESUME = "request:resume"
    REDATE = "request:redate"
    REMIND = "request:remind"
    DIGEST = "request:digest"
    FOLLOW = "request:follow"
    NOTE_END = "request:note-end"
    NOTE_LATE = "request:note-late"
    REISSUE_LINK = "request:reissue-link"
    REVOKE_LINK = "request:revoke-link"
    REVOKE_LINKS = "request:revoke-links"
    RETURN = "request:return"
    BEGIN_ATTACHING = "request:begin-attaching"
    ATTACH = "request:attach"
    DETACH = "request:detach"
    MARK_READ = "request:mark-read"

    BROWSE = "request:browse"
    FIGURES = "request:figures"
    SEE = "request:see"
    OPEN = "request:open"
    READ_JOINT = "request:read-joint"
    LIST_WAITING = "request:list-waiting"
    COPY = "request:copy"
    DOWNLOAD = "request:download"

    SET_PRACTICE = "practice:set"
    SET_TIME = "practice:set-time"
    END_TIME = "practice:end-time"
    SET_LADDER = "practice:set-ladder"
    KEEP_TEMPLATE = "practice:keep-template"
    RETIRE_TEMPLATE = "practice:retire-template"
    SAVE_SEARCH = "search:save"
    FORGET_SEARCH = "search:forget"


LOOKS: Final = frozenset({Event.SEE, Event.OPEN, Event.READ_JOINT, Event.MARK_READ})
"""What says only that somebody looked; a copy that was made, or a file that was taken, is more than that."""

_ASKED: Final = {"asked_name": Rule.NAMED}
_ANSWER: Final = {"asked_name": Rule.NAMED, "round": Rule.KEEP, "promised_on": Rule.KEEP, "files": Rule.KEEP}
_CLOCK: Final = {"which": Rule.KEEP, "due_on": Rule.KEEP, "days_left": Rule.KEEP}


_GROUNDS: Final = {
    "incompatible-with-duties": "that it would be incompatible with its own duties",
    "adverse-effect": "that it would have an adverse effect on its functions",
}
_WAYS: Final = {
    "ordinary-residence": "ordinary residence (section 40)",
    "mediation": "to somebody who mediates",
    "ombudsman": "to the ombudsman",
    "court": "to a court",
    "other": "somewhere else",
}
_TOLD: Final = {
    "asked": "the body asked",
    "own": "who takes it up on the asker’s side",
    "theirs": "who takes it up on the other side",
    "mediator": "who mediates",
}
_ANSWERS: Final = {
    "acknowledged": "that it has the request",
    "question": "a question",
    "passed-on": "passing it on",
    "complied": "agreed",
    "partly": "agreed in part",
    "alternative": "something else offered",
    "wrong-body": "another body named",
    "not-bound": "not bound",
}
"""What the codes that the record keeps are called in its sentences."""


def _about(
    event: Event, sentence: str, facts: dict[str, Rule] | None = None, words: dict[str, str] | None = None
) -> None:
    declare(event, about=ABOUT, sentence=sentence, facts=facts or {}, words=words)


_about(Event.DRAFT, "{who} began a request to {asked_name}.", {"asked": Rule.KEEP, **_ASKED})
_about(Event.REVISE, "{who} changed the draft.", {"fields": Rule.KEEP, "asked": Rule.KEEP})
_about(Event.HAND_OVER, "{who} handed the draft over to the authority to send.")
_about(Event.DISCARD, "{who} discarded the draft.")
_SENT = {
    "asked": Rule.KEEP,
    "asked_name": Rule.NAMED,
    "kind": Rule.KEEP,
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
    "due_on": Rule.KEEP,
    "due_by_rule_of": Rule.KEEP,
    "files": Rule.KEEP,
    "sharing": Rule.KEEP,
}
_about(Event.SEND, "{who} sent the request to {asked_name}, under {kind}. Bound by it on {law_on}: {bound}.", _SENT)
_about(
    Event.MAKE,
    "{who} drafted and sent the request to {asked_name} in one go, under {kind}. Bound by it on {law_on}: {bound}.",
    _SENT,
)
_about(Event.WITHDRAW, "{who} withdrew the request.")
_about(Event.ENTER_IN_ERROR, "{who} marked the request as entered in error. Its links were withdrawn.")
_about(Event.ACKNOWLEDGE, "{asked_name} acknowledged the request.", _ASKED)
_about(Event.ASK_QUESTION, "{asked_name} asked a question. The clock stands still until it is answered.", _ASKED)
_about(
    Event.PASS_ON,
    "{asked_name} passed the request on to a colleague.",
    {**_ASKED, "to": Rule.HASH, "link": Rule.KEEP, "vouched": Rule.KEEP},
)
_about(Event.COMPLY, "{asked_name} agreed to the request, promising it for {promised_on}.", _ANSWER)
_about(Event.COMPLY_IN_PART, "{asked_name} agreed to a part of the request, promising it for {promised_on}.", _ANSWER)
_about(Event.OFFER, "{asked_name} offered something else, for {promised_on}.", _ANSWER)
_about(
    Event.WRONG_BODY, "{asked_name} said that another body is the right one: {right}.", {**_ANSWER, "right": Rule.NAMED}
)
_about(Event.NOT_BOUND, "{asked_name} said that it is not bound.", _ANSWER)
_about(
    Event.REFUSE,
    "{asked_name} refused the request on these grounds: {grounds}. Complete in form: {complete}.",
    {**_ANSWER, "grounds": Rule.KEEP, "complete": Rule.KEEP, "breach": Rule.KEEP},
    _GROUNDS,
)
_about(
    Event.DECLINE,
    "{asked_name} declined the request.",
    {**_ANSWER, "conditions": Rule.KEEP, "another_reason": Rule.KEEP},
)
_about(
    Event.JOIN,
    "{asked_name} joined the answer of {other_name}, as its own.",
    {**_ASKED, "other_name": Rule.NAMED, "other": Rule.KEEP, "answer": Rule.KEEP},
)
_about(
    Event.SAVE_ANSWER, "{who} kept a half-written answer ({answer}); it has not gone.", {"answer": Rule.KEEP}, _ANSWERS
)
_about(Event.WRITE, "{who} wrote a message.", {"side": Rule.KEEP, "files": Rule.KEEP})
_about(
    Event.READ_MAIL,
    "An e-mail about the request came in and was put before the other side ({mail}).",
    {"mail": Rule.KEEP, "files": Rule.KEEP},
)
_about(Event.ACCEPT, "{who} accepted the answer.", {"answer": Rule.KEEP})
_about(
    Event.CONTEST,
    "{who} contested the answer and asked for it to be considered again.",
    {"answer": Rule.KEEP, "grounds": Rule.KEEP, "round": Rule.KEEP, "due_on": Rule.KEEP},
)
_about(Event.KEEP, "{who} noted that what was promised was done.")
_about(
    Event.BREAK,
    "{who} noted that the promise was not kept.",
    {"promised_on": Rule.KEEP, "due_on": Rule.KEEP, "before_day": Rule.KEEP},
)
_about(Event.REFER, "{who} noted that the dispute goes another way: {way}.", {"way": Rule.KEEP}, _WAYS)
_about(
    Event.ESCALATE,
    "{who} escalated the request to level {level} ({role}). Told: {told}.",
    {
        "level": Rule.KEEP,
        "role": Rule.NAMED,
        "told": Rule.KEEP,
        "mediates": Rule.KEEP,
        "skipped": Rule.KEEP,
        "because": Rule.KEEP,
        "although": Rule.KEEP,
        "clause": Rule.KEEP,
        "due_on": Rule.KEEP,
    },
    _TOLD,
)
_about(Event.EXTEND, "{who} put the due day off to {due_on}.", _CLOCK)
_about(Event.PAUSE, "{who} stopped the clock, with {days_left} working days left.", _CLOCK)
_about(Event.RESUME, "{who} let the clock run again. Due on {due_on}.", _CLOCK)
_about(
    Event.REDATE,
    "{who} counted the clock again, because the bank holidays changed. Due on {due_on}, before on {was}.",
    {**_CLOCK, "was": Rule.KEEP},
)
_about(Event.REMIND, "{who} reminded {asked_name}.", {**_ASKED, "on": Rule.KEEP, "digest": Rule.KEEP})
_about(
    Event.FOLLOW,
    "{was} ended. The request now lies with {now}.",
    {
        "was": Rule.NAMED,
        "now": Rule.NAMED,
        "side": Rule.KEEP,
        "kind": Rule.KEEP,
        "mailbox": Rule.KEEP,
        "to": Rule.HASH,
    },
)
_about(
    Event.NOTE_END,
    "{was} ended, and {choices} bodies could have the request now. The officer was told to choose.",
    {"was": Rule.NAMED, "side": Rule.KEEP, "choices": Rule.KEEP},
)
_about(
    Event.NOTE_LATE,
    "{who} noted that {due_on} has passed, by which an answer was asked for or something was promised.",
    {"due_on": Rule.KEEP, "at_the_top": Rule.KEEP},
)
_about(Event.REISSUE_LINK, "{who} sent a new secure link.", {"to": Rule.HASH, "link": Rule.KEEP})
_about(Event.REVOKE_LINK, "{who} withdrew a secure link.", {"link": Rule.KEEP})
_about(Event.REVOKE_LINKS, "{who} withdrew every secure link that still worked: {links}.", {"links": Rule.KEEP})
_about(Event.RETURN, "An e-mail to {asked_name} came back.", {**_ASKED, "code": Rule.KEEP})
_about(Event.BEGIN_ATTACHING, "{who} began to send a file for the request.", {"file": Rule.KEEP, "side": Rule.KEEP})
_about(Event.ATTACH, "{who} attached a file.", {"file": Rule.KEEP, "side": Rule.KEEP})
_about(Event.DETACH, "{who} took an attached file away.", {"file": Rule.KEEP})
_about(Event.MARK_READ, "{who} read what had come in.")
_about(Event.SEE, "{who} looked at the request.")
_about(Event.OPEN, "The request was looked at through the secure link sent to {asked_name}.", _ASKED)
_about(
    Event.READ_JOINT,
    "The answer of {asked_name} was read through the secure link sent to {other_name}, which is asked to answer"
    " together with it.",
    {**_ASKED, "other_name": Rule.NAMED, "other": Rule.KEEP},
)
_about(Event.COPY, "{who} made a copy of the request ({what}).", {"what": Rule.KEEP})
_about(Event.DOWNLOAD, "{who} downloaded an attached file.", {"file": Rule.KEEP})

declare(
    Event.DIGEST,
    about=DESK,
    sentence="{who} sent the day's digest to {subject}, about {asks} requests.",
    facts={"on": Rule.KEEP, "asks": Rule.KEEP, "to": Rule.HASH},
)
declare(
    Event.LIST_WAITING,
    about=DESK,
    sentence="What waits for {subject} was listed through the secure link of a digest: {shown} requests.",
    facts={"shown": Rule.KEEP},
)
declare(
    Event.BROWSE,
    about=DESK,
    sentence="{who} looked through requests: {shown}.",
    facts={"shown": Rule.KEEP, "copied": Rule.KEEP, "as_file": Rule.KEEP},
)
declare(
    Event.FIGURES,
    about=DESK,
    sentence="{who} looked at the figures of {subject} for requests sent from {starts} up to {ends}.",
    facts={"starts": Rule.KEEP, "ends": Rule.KEEP, "as_file": Rule.KEEP},
)
declare(
    Event.SET_PRACTICE,
    about=DESK,
    sentence="{who} set how {subject} works with requests.",
    facts={
        "initials": Rule.KEEP,
        "nhs_number": Rule.KEEP,
        "name": Rule.KEEP,
        "remind_before": Rule.KEEP,
        "remind_after": Rule.KEEP,
        "sharing": Rule.KEEP,
    },
)
declare(
    Event.SET_TIME,
    about=DESK,
    sentence="{who} set the time to answer for {help}, {urgency}: {answer_days} working days from {starts}.",
    facts={
        "help": Rule.KEEP,
        "urgency": Rule.KEEP,
        "acknowledge_days": Rule.KEEP,
        "answer_days": Rule.KEEP,
        "starts": Rule.KEEP,
    },
)
declare(
    Event.END_TIME,
    about=DESK,
    sentence="{who} let the time to answer for {help}, {urgency} go from {ends}.",
    facts={"help": Rule.KEEP, "urgency": Rule.KEEP, "ends": Rule.KEEP},
)
declare(
    Event.SET_LADDER,
    about=DESK,
    sentence="{who} set the escalation ladder of {subject}: {levels} levels from {starts}.",
    facts={"levels": Rule.KEEP, "starts": Rule.KEEP, "based_on": Rule.KEEP},
)
declare(Event.KEEP_TEMPLATE, about=DESK, sentence="{who} kept a template.", facts={"template": Rule.KEEP})
declare(Event.RETIRE_TEMPLATE, about=DESK, sentence="{who} retired a template.", facts={"template": Rule.KEEP})
declare(Event.SAVE_SEARCH, about=DESK, sentence="{who} saved a search.")
declare(Event.FORGET_SEARCH, about=DESK, sentence="{who} deleted a saved search.")
