"""The e-mails about a request. None says anything about the person: that is behind the link, or at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings

from concord.delivery.messages import declare
from concord.requests.rules.kinds import Kind
from concord.requests.rules.steps import StepKind
from concord.requests.saying import addressed_to, asked_as, asker_as, by_when, group_asked, no_limit
from concord.requests.wording import SAID
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.requests.models import CooperationRequest, Step
    from concord.requests.rules.timing import Due

_HOW: Final = """
{link}

The link works until the end of {until}, for {asked} only. When you open it, we send a code of six digits to this \
mailbox and ask for it before we show anything about the person. Pass the link to the colleague who deals with it, and \
to nobody outside. Can you not reach this mailbox? Ring {contact} on {phone}, who can send a link to your own.
"""

_CLOSE: Final = """
This e-mail says nothing about the person. Please do not write about the person by e-mail: use the link.

Questions? Ring {contact} at {asker} on {phone}.{reply} Request {reference}.
"""

_REPLY: Final = (
    " You can also reply to this e-mail: your words are put before {contact} as a message. They do not count as an"
    " answer."
)

ASKED: Final = declare(
    "request-asked",
    purpose="request to the partner",
    title="{asker} asks {whom}",
    text="For: {addressee}\n\n{asker} asks {for_what}: {by_when}.\n\nRead the request and answer it here. You need"
    " no account and no password:\n" + _HOW + "\n{law} {no_limit}\n" + _CLOSE,
    secret=("link",),
)

LINK: Final = declare(
    "request-link",
    purpose="new link to the partner",
    title="A new link to the request from {asker}",
    text="For: {addressee}\n\nHere is a new link to the request that {asker} sent to {asked} on {sent}.\n"
    + _HOW
    + _CLOSE,
    secret=("link",),
)

MOVED: Final = declare(
    "request-moved",
    purpose="notice to the partner of what the asker did",
    title="{asker} has {moved}",
    text="For: {addressee}\n\n{asker} has {moved}. It sent the request to {asked} on {sent}.\n\n{then}\n\nOpen the"
    " request here:\n" + _HOW + _CLOSE,
    secret=("link",),
)

REMINDER: Final = declare(
    "request-reminder",
    purpose="reminder to the partner",
    title="{asker} {waits}",
    text="For: {addressee}\n\n{asker} asked {asked} on {sent} for its {asked_for}. {late}\n\nOpen the request here:\n"
    + _HOW
    + "\nThe Act sets no time limit. Where the day comes from: {by_rule}.\n"
    + _CLOSE,
    secret=("link",),
)

DIGEST: Final = declare(
    "request-digest",
    purpose="daily digest to the partner",
    title="{count} for {asked}",
    text="""
These requests wait for {asked}:

{lines}

Open them all here. You need no account and no password:

{link}

The link works until the end of {until}, for {asked} only. When you open it, we send a code of six digits to this \
mailbox and ask for it before we show the list.

We send one such e-mail a day, and none on a day when nothing is due.
""",
    secret=("link",),
    lists=("lines",),
)

WITHDRAWN: Final = declare(
    "request-withdrawn",
    purpose="notice to the partner that it is withdrawn",
    title="{asker} has withdrawn its request",
    text="""
{asker} has withdrawn the request that it sent to {asked} on {sent}. You need not answer it.

Questions? Ring {contact} at {asker} on {phone}. Request {reference}.
""",
)

IN_ERROR: Final = declare(
    "request-in-error",
    purpose="notice to the partner that it was entered in error",
    title="{asker} sent you a request by mistake",
    text="""
The request that {asker} sent to {asked} on {sent} should not have been sent. Its link no longer works. Please do not \
use or keep anything that you read there, and tell {contact} at {asker} on {phone} if you have made a copy.

Request {reference}.
""",
)

REPLIED: Final = declare(
    "request-replied",
    purpose="notice to you that they replied",
    title="{asked} has {replied} your request",
    text="""
{asked} has {replied} the request for co-operation that {asker} sent on {sent}.

Sign in to Concord to read it. This e-mail says nothing about the person. Request {reference}.
""",
)

RETURNED: Final = declare(
    "request-returned",
    purpose="notice to you that an e-mail came back",
    title="Your request did not reach {asked}",
    text="""
An e-mail about the request that {asker} sent to {asked} on {sent} came back: the mail system says that it could not \
be delivered.

Sign in to Concord, check the address with {asked}, and send a new link. Request {reference}.
""",
)

ESCALATED: Final = declare(
    "request-escalated",
    purpose="notice of the next level of escalation",
    title="For you: a request to {asked} was escalated to level {level}",
    text="""
For: {role}

{asker} asked {asked} on {sent} for its co-operation. The request was escalated to level {level} of \
{ladder}, which is yours: {role}.

{because}

Sign in to Concord to read it, or ask {contact} on {phone}. This e-mail says nothing about the person. Request \
{reference}.
""",
)

ESCALATED_THERE: Final = declare(
    "request-escalated-there",
    purpose="notice of the next level of escalation, to the body asked",
    title="For you: a request of {asker} was escalated to level {level}",
    text="""
For: {role}

{asker} asked {asked} on {sent} for its co-operation. The request was escalated to level {level} of \
{ladder}, which is yours: {role}.

{because}

The request lies with your colleagues at {asked}, who have its secure link. Or ask {contact} at {asker} on {phone}. \
This e-mail says nothing about the person. Request {reference}.
""",
)

MEDIATE: Final = declare(
    "request-mediate",
    purpose="notice to whoever mediates",
    title="For you to mediate: a request to {asked} was escalated to level {level}",
    text="""
{asker} asked {asked} on {sent} for its co-operation. The request was escalated to level {level} of \
{ladder}, at which you mediate. You bring the two together; the decision stays with {asked}.

{because}

Ask {contact} at {asker} on {phone} for what you need to know. This e-mail says nothing about the person. Request \
{reference}.
""",
)

FOLLOWED: Final = declare(
    "request-followed",
    purpose="notice that a successor took over",
    title="A request now lies with {now}",
    text="""
{was} ended on {ended}. The request that {asker} sent to {asked} on {sent} now lies with {now}, which took over from \
it. What was written before keeps the old name.

Questions? Ring {contact} at {asker} on {phone}. Request {reference}.
""",
)

TAKEN_OVER: Final = declare(
    "request-taken-over",
    purpose="notice to the successor of the partner",
    title="A request from {asker} now lies with {now}",
    text="For: {addressee}\n\n{was} ended on {ended}. The request that {asker} sent to it on {sent} now lies with"
    " {now}, which took over from it. What was written before keeps the old name. Links that were sent before go on"
    " working.\n\nOpen the request here:\n" + _HOW + _CLOSE,
    secret=("link",),
)

ENDED: Final = declare(
    "request-ended",
    purpose="notice to you that a body has ended",
    title="{was} has ended: who has your request now?",
    text="""
{was} has ended. The request that {asker} sent to {asked} on {sent} is still open, and the register does not say by \
itself who has it now. Those who took over:

{names}

Sign in to Concord, and choose on the page of the request. Request {reference}.
""",
    lists=("names",),
)

AT_THE_TOP: Final = declare(
    "request-at-the-top",
    purpose="notice to you that the ladder has ended",
    title="{what} has not come from {asked}, and there is no further level",
    text="""
The request that {asker} sent to {asked} on {sent} stands at level {level}, the highest of {ladder}. \
{what} was due on {due_on}, and none has come. That is not a refusal. Concord does nothing more by itself.

Sign in to Concord to decide what comes next. Request {reference}.
""",
)

REDATED: Final = declare(
    "request-redated",
    purpose="notice that bank holidays moved the due day",
    title="The due day of a request has moved to {due_on}",
    text="""
The bank holidays of England and Wales have changed, so the working days of the request that {asker} sent to {asked} \
on {sent} were counted again. {what} is now due on {due_on}; before, it was {was}.

Request {reference}.
""",
)

_UNLESS = (
    "you must do what is asked, unless you consider that it would be incompatible with your own duties or would"
    " otherwise have an adverse effect on your functions. That judgement is yours. If you refuse, you must give your"
    " reasons in writing."
)
BOUND: Final = f"This is a request under section 7 of the Care Act 2014: {_UNLESS}"
DOUBTFUL: Final = (
    "This is a request under section 7 of the Care Act 2014. Whether section 7 binds you here is not certain, and the"
    f" request says why. Where it does, {_UNLESS}"
)
NOT_BOUND: Final = (
    "You are free to help or not: the Care Act does not oblige you to answer this. The council asks because section"
    " 6(2) of the Care Act 2014 has it work with others who do something for adults with needs or for carers in its"
    " area."
)
SUPPLY: Final = (
    "This is a request under section 45 of the Care Act 2014. Where its conditions are met, the information must be"
    " supplied, and the request says how the board considers them met."
)
INTERNAL: Final = (
    "This is a request inside the council. Section 6(4) of the Care Act 2014 has councils arrange for their own"
    " officers to work together; it is no section 7 request."
)

_SUBJECT: Final[dict[str, str]] = {
    Kind.BY_AUTHORITY: "for your co-operation (Care Act 2014, section 7)",
    Kind.OF_AUTHORITY: "for your co-operation (Care Act 2014, section 7)",
    Kind.UNBOUND: "for your help",
    Kind.SUPPLY: "for information (Care Act 2014, section 45)",
    Kind.INTERNAL: "for co-operation inside the council",
}
_SUBJECT_IN_DOUBT: Final = "for your co-operation"
_FOR_WHAT: Final[dict[str, str]] = {
    Kind.BY_AUTHORITY: "for your co-operation in one person’s care and support",
    Kind.OF_AUTHORITY: "for your co-operation in one person’s care and support",
    Kind.UNBOUND: "for your help",
    Kind.SUPPLY: "for information that it needs for its work",
    Kind.INTERNAL: "for your co-operation",
}
_MOVED: Final[dict[StepKind, tuple[str, str]]] = {
    StepKind.WROTE: ("written to you about its request", "Please read it."),
    StepKind.CONTESTED: (
        "asked you to consider your answer again",
        "It says point by point what it disputes. The judgement is still yours.",
    ),
    StepKind.BROKEN: (
        "noted that what you promised was not done",
        "Please say by when it will be done, or that it will not be.",
    ),
    StepKind.ESCALATED: ("escalated its request", "Please bring it to the person named there as its next level."),
    StepKind.EXTENDED: ("given you more time for its request", "The new day is on the request."),
    StepKind.PAUSED: ("stopped the clock of its request", "You need do nothing until it runs again."),
    StepKind.RESUMED: ("let the clock of its request run again", "The new day is on the request."),
    StepKind.ACCEPTED: ("accepted your answer", "Thank you."),
}

_MOVED_EARLY: Final = (
    "noted that what you promised will not be done",
    "The day that you promised is not over. Please say whether it will still be done, or that it will not be.",
)
"""Of a promise that is noted as not kept before its day."""

_MOVED_FREE: Final[dict[StepKind, str]] = {
    StepKind.CONTESTED: "It says what it hopes that you look at again. You are still free to help or not.",
    StepKind.BROKEN: "A word on whether it can still be done would help. You are still free to help or not.",
    StepKind.ESCALATED: "It asks you to show it to the person named there. You are still free to help or not.",
}
"""What follows for a body that owes nothing: CA2014.s6(2)."""


def law_words(kind: str, bound: str) -> str:
    """What a request of a kind says of the law: `bound` is the law's answer where the kind binds."""
    if kind in {Kind.BY_AUTHORITY, Kind.OF_AUTHORITY}:
        return BOUND if bound == "yes" else DOUBTFUL
    return {Kind.UNBOUND: NOT_BOUND, Kind.SUPPLY: SUPPLY}.get(Kind(kind), INTERNAL)


def asked_variables(
    ask: CooperationRequest, *, bound: str, due: Due | None, link: str, until: date
) -> Mapping[str, str]:
    """What the e-mail to the partner says: `bound` is the law's answer, `due` its clock, `until` the link's last."""
    doubtful = ask.kind in {Kind.BY_AUTHORITY, Kind.OF_AUTHORITY} and bound != "yes"
    return {
        **_linked(ask, link=link, until=until),
        "whom": _SUBJECT_IN_DOUBT if doubtful else f"{group_asked(ask)} {_SUBJECT[ask.kind]}".lstrip(),
        "for_what": _FOR_WHAT[ask.kind],
        "by_when": by_when(ask.needed_by, due, free=ask.kind == Kind.UNBOUND) or "by the day that it names",
        "no_limit": no_limit(ask.needed_by, due),
        "law": law_words(ask.kind, bound),
    }


def _linked(ask: CooperationRequest, *, link: str, until: date) -> dict[str, str]:
    return {
        **_sides(ask),
        "addressee": addressed_to(ask),
        "link": link,
        "until": in_words(until),
        "contact": ask.contact_name,
        "phone": ask.contact_phone,
        "reference": ask.reference,
        "reply": _REPLY.format(contact=ask.contact_name) if settings.MAIL_REPLIES else "",
    }


def _sides(ask: CooperationRequest) -> dict[str, str]:
    return {"asker": asker_as(ask, ask.asker_name), "asked": asked_as(ask, ask.asked_name)}


def _sent(ask: CooperationRequest) -> str:
    return in_words(ask.law_on) if ask.law_on else "the day it was sent"


def link_variables(ask: CooperationRequest, *, link: str, until: date) -> Mapping[str, str]:
    """What the e-mail with a new link says."""
    return {**_linked(ask, link=link, until=until), "sent": _sent(ask)}


def moved_variables(
    ask: CooperationRequest, kind: StepKind, *, link: str, until: date, early: bool = False
) -> Mapping[str, str]:
    """What the e-mail to the partner says of a step that the asker took; `early`: before the day that was promised."""
    moved, then = _MOVED_EARLY if early else _MOVED[kind]
    if ask.kind == Kind.UNBOUND:
        then = _MOVED_FREE.get(kind, then)
    return {**link_variables(ask, link=link, until=until), "moved": moved, "then": then}


def reminder_variables(
    ask: CooperationRequest, *, late: str, by_rule: str, link: str, until: date
) -> Mapping[str, str]:
    """What a reminder of its own says; `late` is the sentence about the day, `by_rule` whose rule the day is."""
    free = ask.kind == Kind.UNBOUND
    return {
        **link_variables(ask, link=link, until=until),
        "waits": "would like to hear from you" if free else "waits for your answer",
        "asked_for": "help" if free else "co-operation",
        "late": late,
        "by_rule": by_rule,
    }


def notice_variables(ask: CooperationRequest) -> dict[str, str]:
    """What a plain notice about a request names: withdrawn, in error."""
    named = _linked(ask, link="", until=ask.law_on or ask.drafted_at.date())
    return {**{name: named[name] for name in ("asker", "asked", "contact", "phone", "reference")}, "sent": _sent(ask)}


def replied_variables(ask: CooperationRequest, step: Step) -> Mapping[str, str]:
    """What the e-mail to the officer says when the other side has said something."""
    return {
        "asker": asker_as(ask, ask.asker_name),
        "asked": asked_as(ask, step.by_body_name or ask.asked_name),
        "sent": _sent(ask),
        "replied": SAID[StepKind(step.kind)],
        "reference": ask.reference,
    }


def returned_variables(ask: CooperationRequest) -> Mapping[str, str]:
    """What the e-mail to the officer says when one to the partner came back."""
    return {**_sides(ask), "sent": _sent(ask), "reference": ask.reference}
