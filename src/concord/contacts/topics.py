"""The kinds of help that a body may have a contact for: ids and names. Plain words; no contact and no request here."""

from __future__ import annotations

from typing import Final

TOPICS: Final = {
    "meeting": "Attend a meeting or assessment",
    "information": "Information or a chronology",
    "specialist-assessment": "A specialist assessment",
    "equipment": "Equipment or an adaptation",
    "accommodation": "Accommodation or a tenancy",
    "staff": "Staff or a service",
    "discharge": "Discharge or release planning",
    "out-of-area-review": "A review of an out-of-area placement",
    "other": "Something else",
}
ANY_TOPIC: Final = ""
"""The contact for every kind of help that has none of its own: the body's general contact."""
GENERAL: Final = "Any kind of help"


def topic_name(topic: str) -> str:
    """Name a kind of help; an id that is not among ours is shown as it is."""
    return GENERAL if topic == ANY_TOPIC else TOPICS.get(topic, topic)
