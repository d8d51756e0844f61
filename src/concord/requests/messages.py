"""The e-mails about a request. None says anything about the person: that is behind the link, or at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.delivery.messages import declare
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.requests.models import CooperationRequest, Reply

ASKED: Final = declare(
    "request-asked",
    purpose="request to the partner",
    title="{asker} asks for your co-operation (Care Act 2014, section 7)",
    text="""
For: {addressee}

{asker} asks for your co-operation in one person's care and support, by {needed_by}.

Read the request and answer it here. You need no account and no password:

{link}

The link works until the end of {until}. It is for {asked} only: pass it to the colleague who deals with it, and to \
nobody outside.

{law}

This e-mail says nothing about the person. Please do not write about the person by e-mail: use the link.

Questions? Ring {contact} at {asker} on {phone}.
""",
    secret=("link",),
)

_UNLESS = (
    "you must do what is asked, unless you consider that it would be incompatible with your own duties or would"
    " otherwise have an adverse effect on your functions. That judgement is yours. If you refuse, you must give your"
    " reasons in writing. The Act sets no time limit; the day above is the one asked for."
)
BOUND: Final = f"This is a request under section 7 of the Care Act 2014: {_UNLESS}"
DOUBTFUL: Final = (
    "This is a request under section 7 of the Care Act 2014. Whether section 7 binds you here is not certain, and the"
    f" request says why. Where it does, {_UNLESS}"
)

WITHDRAWN: Final = declare(
    "request-withdrawn",
    purpose="notice to the partner that it is withdrawn",
    title="{asker} has withdrawn its request for your co-operation",
    text="""
{asker} has withdrawn the request under section 7 of the Care Act 2014 that it sent to {asked} on {sent}. You need not \
answer it.

Questions? Ring {contact} at {asker} on {phone}.
""",
)

REPLIED: Final = declare(
    "request-replied",
    purpose="notice to you that they replied",
    title="{asked} has {replied} your request",
    text="""
{asked} has {replied} the request for co-operation that {asker} sent on {sent}.

Sign in to Concord to read it. This e-mail says nothing about the person.
""",
)

_REPLIED: Final = {"acknowledged": "acknowledged", "complied": "agreed to", "refused": "refused"}


def asked_variables(ask: CooperationRequest, *, bound: str, link: str, until: date) -> Mapping[str, str]:
    """What the e-mail to the partner says: `bound` is the law's answer, `until` the last day of the link."""
    return {
        "asker": ask.asker_name,
        "asked": ask.asked_name,
        "addressee": ask.addressee or ask.asked_name,
        "needed_by": in_words(ask.needed_by) if ask.needed_by else "the day that it names",
        "law": BOUND if bound == "yes" else DOUBTFUL,
        "link": link,
        "until": in_words(until),
        "contact": ask.contact_name,
        "phone": ask.contact_phone,
    }


def withdrawn_variables(ask: CooperationRequest, *, sent: date) -> Mapping[str, str]:
    """What the e-mail says when a request is taken back."""
    return {
        "asker": ask.asker_name,
        "asked": ask.asked_name,
        "sent": in_words(sent),
        "contact": ask.contact_name,
        "phone": ask.contact_phone,
    }


def replied_variables(reply: Reply, *, sent: date) -> Mapping[str, str]:
    """What the e-mail to the officer says when the partner has replied."""
    return {
        "asker": reply.ask.asker_name,
        "asked": reply.ask.asked_name,
        "sent": in_words(sent),
        "replied": _REPLIED[reply.kind],
    }
