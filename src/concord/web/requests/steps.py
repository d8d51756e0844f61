"""The five steps of asking: their order, and which of them a gap in a draft is filled on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.requests.rules import drafts

if TYPE_CHECKING:
    from datetime import date

    from concord.requests.models import CooperationRequest

STEPS: Final = ("readdress", "about", "matter", "contacts", "check")
"""The pages of asking by their URL names, in order."""

STEP_OF: Final[dict[str, str]] = {
    "person_category": "about",
    "person_reference": "about",
    "function": "about",
    "what": "matter",
    "needed_by": "matter",
    "needed_by_why": "matter",
    "otherwise": "matter",
    "contact_name": "contacts",
    "contact_email": "contacts",
    "contact_phone": "contacts",
    "partner_email": "contacts",
}
"""The page on which each field is asked."""


def next_step(ask: CooperationRequest, *, on: date) -> str:
    """The URL name of the page on which to go on with a draft: the first with something missing, else the check."""
    missing = {STEP_OF.get(gap.field, "matter") for gap in drafts.gaps(vars(ask), kind=ask.kind, on=on)}
    return f"requests:{next((step for step in STEPS if step in missing), 'check')}"
