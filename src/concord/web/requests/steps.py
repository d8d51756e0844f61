"""The pages of asking: their order by kind of request, their titles, and on which of them each field is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.requests.rules import drafts
from concord.requests.rules.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.requests.models import CooperationRequest

WHOM: Final = "readdress"
CHECK: Final = "check"

TITLES: Final[dict[str, str]] = {
    WHOM: "Whom you ask",
    "help": "What kind of help you need",
    "person": "Whom the request is about",
    "function": "What it is for under the Act",
    "conditions": "How the conditions of section 45 are met",
    "what": "What you are asking for",
    "when": "By when, and why",
    "wishes": "What the person wants and knows",
    "sharing": "Why you may share this",
    "files": "Attached files",
    "contacts": "Where it goes, and whom they can ring",
    "others": "Ask others too",
    CHECK: "Check your request and send it",
}
"""The pages of asking by their URL names, each with its title, in order."""

FIELDS_OF: Final[dict[str, tuple[str, ...]]] = {
    "help": ("help", "urgency", "asker_group"),
    "person": ("person_category", "person_reference", "person_initials", "person_nhs_number", "person_name"),
    "function": ("function", "function_words", "purposes"),
    "conditions": ("conditions",),
    "what": ("what",),
    "when": ("needed_by", "needed_by_why", "otherwise"),
    "wishes": ("wishes", "told", "told_words", "format_needs"),
    "sharing": ("data_classes", "sharing_basis", "sharing_words"),
    "contacts": ("partner_email", "contact_name", "contact_phone", "contact_email"),
}
"""The fields of a draft on each page."""

STEP_OF: Final[dict[str, str]] = {field: step for step, fields in FIELDS_OF.items() for field in fields}
"""The page on which each field is asked."""

OPTIONAL: Final = frozenset({"files", "others"})
ALWAYS_SHOWN: Final = frozenset({"what", "files"})
"""Pages that somebody who goes through a draft sees even where nothing is missing on them."""


def pages(kind: str) -> tuple[str, ...]:
    """The pages for a kind of request, in order: a board states conditions where others name a function."""
    left_out = "function" if kind == Kind.SUPPLY else "conditions"
    return tuple(step for step in TITLES if step not in {left_out, *OPTIONAL} or step == "files")


def after(step: str, ask: CooperationRequest, *, on: date) -> str:
    """The URL name of the page that follows.

    What a template or an earlier request has filled in is passed over, but for what is asked; of a draft that lacks
    nothing the check follows, so that a change made from there leads back there.
    """
    missing = lacking(gap.field for gap in drafts.gaps(vars(ask), kind=ask.kind, on=on))
    order = pages(ask.kind)
    rest = order[order.index(step) + 1 :] if missing else ()
    shown = missing | ALWAYS_SHOWN | _blank(ask)
    return f"requests:{next((one for one in rest if one in shown), CHECK)}"


def _blank(ask: CooperationRequest) -> set[str]:
    """The pages that say nothing yet: none of their fields may be needed, and still nobody has seen them."""
    return {step for step, fields in FIELDS_OF.items() if not any(getattr(ask, field) for field in fields)}


def before(step: str, *, kind: str) -> str:
    """The URL name of the page before; of the first, the overview."""
    order = pages(kind)
    found = order.index(step)
    return f"requests:{order[found - 1]}" if found > 1 else "requests:overview"


def lacking(fields: Iterable[str]) -> set[str]:
    """The pages on which these fields are filled in."""
    return {STEP_OF.get(field, "what") for field in fields}


def next_step(ask: CooperationRequest, *, on: date) -> str:
    """The URL name of the page on which to go on with a draft: the first with something missing, else the check."""
    missing = lacking(gap.field for gap in drafts.gaps(vars(ask), kind=ask.kind, on=on))
    return f"requests:{next((step for step in pages(ask.kind) if step in missing), CHECK)}"
