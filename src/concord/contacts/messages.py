"""The e-mails about a body's own contact: is it still right, is this mailbox yours, and what another has said of it."""

from __future__ import annotations

from typing import Final

from concord.delivery.messages import declare

_LINK: Final = """
{link}

The link works until the end of {until}, for {body} only. You need no account: when you open it, we send a code of six \
digits to this mailbox. This e-mail is about whom to write to, and about no person's case.
"""

STILL_RIGHT: Final = declare(
    "contact-still-right",
    purpose="yearly check of a contact",
    title="Is this still the right mailbox of {body}?",
    text="Councils find this mailbox in Concord when they ask {body} for co-operation about:\n\n{topics}\n\nNobody has"
    " checked that for a year. Is it still right? One press says so; or correct it, with telephone number, hours and"
    " deputy:\n" + _LINK,
    secret=("link",),
    lists=("topics",),
)

CONFIRM: Final = declare(
    "contact-confirm",
    purpose="confirmation of a new contact",
    title="Please confirm this mailbox as a contact of {body}",
    text="{by_name}, {by_post}, has said that councils should write to {body} at this mailbox about:\n\n{topics}\n\n"
    "Requests go here from now on, and those who ask read that it is not confirmed. Please say that it is right, or"
    " correct it:\n" + _LINK,
    secret=("link",),
    lists=("topics",),
)

MOVED: Final = declare(
    "contact-moved",
    purpose="notice to a mailbox that is a contact no longer",
    title="This mailbox is no longer a contact of {body}",
    text="""
{by_name}, {by_post}, has said through a secure link of {body} that councils should write to {new} instead of this \
mailbox, about:

{topics}

It is so from today. Nothing is to be done if that is right.

Was that nobody of {body}? Then ring the council that you last heard from, on a number that you already have, and say \
so. Both mailboxes stay on record, with who said it and when. This e-mail is about no person's case.
""",
    lists=("topics",),
)
