"""The e-mails about an agreement: what a party is to do, and the link by which it does it."""

from __future__ import annotations

from typing import Final

from concord.delivery.messages import declare

_HOW: Final = """
{link}

The link works until the end of {until}, for {body} only. You need no account: when you open it, we send a code of six \
digits to this mailbox. Pass the link to the colleague who deals with it, and to nobody outside.

Questions? Ask {contact} at {keeper}{email}.
"""

SHARED: Final = declare(
    "agreement-shared",
    purpose="agreement shared with a party",
    title="{keeper} shares “{title}” with you",
    text="For: {addressee}\n\n{keeper} has written version {version} of “{title}”, to which {body} is to be a party."
    " Read it, say what you think, and agree to it when {body} is ready:\n" + _HOW,
    secret=("link",),
)

DUE: Final = declare(
    "agreement-due",
    purpose="reminder to whoever keeps an agreement",
    title="“{title}” {what}",
    text="For: {name}\n\n“{title}” {what}.\n\n{then}\n\n{link}\n\nYou get this because the agreement names you as its"
    " owner or deputy. Nothing in it is about any person's case.",
)

ARRANGEMENT_DUE: Final = declare(
    "arrangement-due",
    purpose="reminder to the officers of an internal arrangement",
    title="“{title}” {what}",
    text="For: {name}\n\nThe arrangement between the officers of your council ({pair}), “{title}”, {what}.\n\n"
    "Section 6(4) of the Care Act has the council make it. Record what the review found, or write it anew:\n\n"
    "{link}\n\nYou get this because you are named as an officer of one of the two groups, or as a deputy."
    " Nothing in it is about any person's case.",
)

MADE: Final = declare(
    "agreement-made",
    purpose="notice that every party has agreed",
    title="Every party has agreed to “{title}”",
    text="For: {addressee}\n\nEvery party has now agreed to version {version} of “{title}”. It begins on {begins}."
    " Read it here:\n" + _HOW,
    secret=("link",),
)

RETURNED: Final = declare(
    "agreement-returned",
    purpose="notice that an e-mail to a party came back",
    title="An e-mail about “{title}” came back",
    text="For: {name}\n\nOur e-mail to {body} ({mailbox}) about “{title}” came back: {says}\n\n{body} has not been"
    " asked. Put the address right, then share the version again:\n\n{link}\n\nYou get this because the agreement names"
    " you as its owner or deputy. Nothing in it is about any person's case.",
)
