"""The roles that a person may hold in a body, and what each is for. Each room's permissions say what it may do.

Who asks in the name of a Safeguarding Adults Board under section 45 is a practitioner or manager of that board.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A part that a person plays for a body."""

    PRACTITIONER = "practitioner"
    """Asks other bodies to co-operate in a person's care and support, and sees the body's requests."""

    MANAGER = "manager"
    """As a practitioner; answers for a team, and keeps the body's keys and webhooks."""

    CONTRACTOR = "contractor"
    """Works for the body under a contract: may draft requests and hand them over; never sends, answers or judges.

    Section 79(2) of the Care Act keeps sections 6 and 7 with the authority itself, so its own officers do those.
    """

    REGISTER_KEEPER = "register_keeper"
    """Settles facts of the register that concern the body, such as which trusts serve its area."""

    PARTNERSHIP_LEAD = "partnership_lead"
    """Keeps the body's agreements and arrangements, and agrees for it to what others keep."""

    ASSURANCE = "assurance"
    """Looks at figures and the record, and changes nothing; sees no request about a person."""
