"""The demonstration council: Essex County Council, with invented people. Any likeness to a real officer is chance."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from concord.people.roles import Role

COUNCIL: Final = "gss:E10000012"
COUNCIL_NAME: Final = "Essex County Council"
SINCE: Final = date(2024, 4, 1)


class Invented(NamedTuple):
    """A person who does not exist."""

    name: str
    email: str
    post: str
    roles: tuple[Role, ...]


PEOPLE: Final = (
    Invented(
        "Priya Fennimore", "priya.fennimore@council.example", "Social worker, hospital team", (Role.PRACTITIONER,)
    ),
    Invented("Tomos Ashgrove", "tomos.ashgrove@council.example", "Team manager, hospital team", (Role.MANAGER,)),
    Invented("Idris Callowell", "idris.callowell@council.example", "Partnerships officer", (Role.REGISTER_KEEPER,)),
    Invented("Rosalind Amadi-Hurst", "rosalind.amadi-hurst@council.example", "Head of assurance", (Role.ASSURANCE,)),
)
