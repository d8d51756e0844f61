"""The roles that a person may hold in a body, and what each is for. Each room's permissions say what it may do."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A part that a person plays for a body."""

    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    REGISTER_KEEPER = "register_keeper"
    ASSURANCE = "assurance"


WORDS = {
    Role.PRACTITIONER: "Practitioner: asks other bodies to co-operate in a person's care and support",
    Role.MANAGER: "Manager: as a practitioner, and sees every request of the body",
    Role.REGISTER_KEEPER: "Keeper of the register: accepts changes to bodies and areas, and confirms facts",
    Role.ASSURANCE: "Assurance: sees the body's requests and the record, and changes nothing",
}
