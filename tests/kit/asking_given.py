"""What somebody types on the pages of asking, page by page, and a walk through them. Everybody is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.test import Client

PAGES: dict[str, dict[str, object]] = {
    "help": {"help": "meeting", "urgency": "routine"},
    "person": {"person_category": "adult", "person_reference": "LAS-20417"},
    "function": {"function": "CA2014.s42", "purposes": ["protection", "well-being"]},
    "what": {"what": "Please send a housing officer to the meeting."},
    "when": {
        "needed_by-day": "4",
        "needed_by-month": "December",
        "needed_by-year": "2026",
        "needed_by_why": "The meeting decides.",
        "otherwise": "She stays on the ward.",
    },
    "wishes": {"wishes": "To go home.", "told": "yes", "told_words": "She agrees."},
    "sharing": {"sharing_basis": "duty"},
    "attachments": {},
    "contacts": {
        "partner_email": "duty.desk@aldermoor.example",
        "contact_name": "Wren Okafor",
        "contact_phone": "01632 960 001",
        "contact_email": "wren.okafor@westshire.example",
    },
}
"""The pages after "whom", by the last word of their address, and what is typed on each."""


def filled(client: Client, draft: str, *, until: str = "", pages: Mapping[str, dict[str, object]] = PAGES) -> str:
    """Fill in the pages of a draft one after the other, up to and without `until`; where the last one led."""
    led = ""
    for page, typed in pages.items():
        if page == until:
            break
        led = client.post(f"{draft}/{page}", typed)["Location"]
    return led
