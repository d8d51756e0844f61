"""The words in which requests are shown: one place, so that page, e-mail and list say the same thing the same way.

What the Act itself names (kinds of person, grounds, purposes, functions) comes from the rulebook; here are only the
labels that the rulebook has no use for.
"""

from __future__ import annotations

from typing import Final

from concord.requests.rules import ReplyKind, Status

STATUS: Final[dict[Status, str]] = {
    Status.DRAFT: "Draft",
    Status.DISCARDED: "Discarded",
    Status.SENT: "Sent",
    Status.ACKNOWLEDGED: "Acknowledged",
    Status.COMPLIED: "Agreed",
    Status.REFUSED: "Refused",
    Status.WITHDRAWN: "Withdrawn",
}

STATUS_COLOUR: Final[dict[Status, str]] = {
    Status.DRAFT: "grey",
    Status.DISCARDED: "grey",
    Status.SENT: "blue",
    Status.ACKNOWLEDGED: "turquoise",
    Status.COMPLIED: "green",
    Status.REFUSED: "red",
    Status.WITHDRAWN: "grey",
}

REPLY: Final[dict[ReplyKind, str]] = {
    ReplyKind.ACKNOWLEDGED: "Request acknowledged",
    ReplyKind.COMPLIED: "Request agreed to",
    ReplyKind.REFUSED: "Request refused",
}

REASONS: Final[dict[str, str]] = {
    "incompatible-with-duties": "Say which duty it is, and why it stands in the way.",
    "adverse-effect": "Say which part of your work would suffer, and how.",
}
"""For each ground of section 7(1): what its written reasons should tell, so that the asker can understand them."""

GROUND: Final[dict[str, str]] = {
    "incompatible-with-duties": "would be incompatible with your own duties",
    "adverse-effect": "would otherwise have an adverse effect on the way you carry out your functions",
}
"""For each ground, how "unless you consider that doing it …" goes on."""

USUAL_FUNCTIONS: Final[tuple[str, ...]] = (
    "CA2014.s9",
    "CA2014.s10",
    "CA2014.s18",
    "CA2014.s25",
    "CA2014.s27",
    "CA2014.s42",
    "CA2014.s58",
)
"""The functions offered at once, because most requests serve them; all others are in a list behind "Something else"."""

SHELVES: Final[dict[str, str]] = {
    "open": "Waiting for an answer",
    "answered": "Answered",
    "drafts": "Drafts",
    "all": "All",
}
"""The shelves of the list of requests."""

NOTHING: Final[dict[str, str]] = {
    "open": "No request is waiting for an answer.",
    "answered": "No request has been answered yet.",
    "drafts": "There are no drafts.",
    "all": "Your council has made no requests yet.",
}
"""What each shelf says when it is empty."""

ANSWERED_ALREADY: Final[dict[Status, str]] = {
    Status.ACKNOWLEDGED: "You have acknowledged this request already. Nothing was sent again.",
    Status.COMPLIED: "This request has been answered already: you said that you will do it. Nothing was sent again.",
    Status.REFUSED: "This request has been answered already: you refused it. Nothing was sent again.",
}
"""What a second reply is told, by where the request stands."""

NO_LONGER: Final[dict[Status, str]] = {
    Status.DRAFT: "This request has not been sent yet.",
    Status.DISCARDED: "This draft was discarded. Begin a new request.",
    Status.SENT: "This request has been sent, so it can no longer be changed. Withdraw it if it is wrong.",
    Status.ACKNOWLEDGED: "This request has been acknowledged already.",
    Status.COMPLIED: "This request was answered already: the partner agreed to it.",
    Status.REFUSED: "This request was answered already: the partner refused it.",
    Status.WITHDRAWN: "This request was withdrawn, so it takes no further answer.",
}
"""What somebody is told who wants a change that no longer fits where the request stands."""
