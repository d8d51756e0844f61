"""The roles that a person may hold in a body, and what each is for. Each room's permissions say what it may do."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A part that a person plays for a body."""

    PRACTITIONER = "practitioner"
    """Asks other bodies to co-operate in a person's care and support, and sees the body's requests."""

    MANAGER = "manager"
    """As a practitioner."""

    REGISTER_KEEPER = "register_keeper"
    """Settles facts of the register that concern the body, such as which trusts serve its area."""

    ASSURANCE = "assurance"
    """Looks at figures and the record, and changes nothing; sees no request about a person."""
