"""The demonstration: Essex and those with whom its council co-operates. The people are invented; likeness is chance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from concord.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNCIL: Final = "gss:E10000012"
COUNCIL_NAME: Final = "Essex County Council"
BOARD: Final = "ods:D7T5G"
"""The integrated care board for Essex since 1 April 2026."""

SINCE: Final = date(2024, 4, 1)
HOSPITAL, COMMUNITY = "Hospital team", "Community team"
TEAMS: Final = ((HOSPITAL, "hospital.team@council.example"), (COMMUNITY, "community.team@council.example"))
"""The teams of the council, each with its mailbox."""


class Invented(NamedTuple):
    """A person who does not exist. `also` are roles in another body, for whoever works for two."""

    name: str
    email: str
    post: str
    roles: tuple[Role, ...]
    team: str = ""
    also: tuple[tuple[str, Role], ...] = ()

    def parts(self, body: str) -> Iterator[tuple[str, Role]]:
        """Every body and role, the body of their own first."""
        yield from ((body, role) for role in self.roles)
        yield from self.also


class Party(NamedTuple):
    """A body whose people can be tried out, and since when they have their roles."""

    body: str
    people: tuple[Invented, ...]
    since: date = SINCE


PEOPLE: Final = (
    Invented(
        "Priya Fennimore",
        "priya.fennimore@council.example",
        "Social worker, hospital team",
        (Role.PRACTITIONER,),
        HOSPITAL,
    ),
    Invented(
        "Tomos Ashgrove",
        "tomos.ashgrove@council.example",
        "Team manager, hospital team",
        (Role.MANAGER,),
        HOSPITAL,
    ),
    Invented("Idris Callowell", "idris.callowell@council.example", "Partnerships officer", (Role.REGISTER_KEEPER,)),
    Invented(
        "Theodora Quillfeather", "theodora.quillfeather@council.example", "Partnership lead", (Role.PARTNERSHIP_LEAD,)
    ),
    Invented("Rosalind Amadi-Hurst", "rosalind.amadi-hurst@council.example", "Head of assurance", (Role.ASSURANCE,)),
    Invented(
        "Jorah Kettleby",
        "jorah.kettleby@contractor.example",
        "Assessor, Kettleby Care Assessments (under contract)",
        (Role.CONTRACTOR,),
        COMMUNITY,
    ),
    Invented(
        "Bronwen Achterberg",
        "bronwen.achterberg@council.example",
        "Social worker, community team",
        (Role.PRACTITIONER,),
        COMMUNITY,
    ),
)
"""The people of the council."""

PARTIES: Final = (
    Party(COUNCIL, PEOPLE),
    Party(
        BOARD,
        (
            Invented(
                "Marguerite Osei-Lund",
                "marguerite.osei-lund@board.example",
                "Co-operation desk",
                (Role.PRACTITIONER, Role.MANAGER),
            ),
            Invented(
                "Linus Thackerby",
                "linus.thackerby@board.example",
                "Joint commissioner, for the board and the council",
                (Role.PRACTITIONER,),
                also=((COUNCIL, Role.PRACTITIONER),),
            ),
        ),
        date(2026, 4, 1),
    ),
    Party(
        "ods:RAJ",
        (
            Invented(
                "Corisande Whitlow",
                "corisande.whitlow@hospital.example",
                "Discharge co-ordinator",
                (Role.PRACTITIONER, Role.MANAGER),
            ),
        ),
    ),
    Party(
        "police:essex",
        (
            Invented(
                "Farouk Haldenby",
                "farouk.haldenby@police.example",
                "Adult safeguarding desk, for the Chief Constable",
                (Role.PRACTITIONER, Role.MANAGER),
            ),
        ),
    ),
    Party(
        "gss:E07000071",
        (
            Invented(
                "Sunniva Prakash-Bell",
                "sunniva.prakash-bell@city.example",
                "Housing options manager",
                (Role.PRACTITIONER, Role.MANAGER),
            ),
        ),
    ),
    Party(
        "gss:E10000029",
        (
            Invented(
                "Ottoline Marsham-Rao",
                "ottoline.marsham-rao@county.example",
                "Social worker, moves between areas",
                (Role.PRACTITIONER,),
            ),
        ),
    ),
    Party(
        "sab:essex",
        (
            Invented(
                "Desmond Yarrowfield",
                "desmond.yarrowfield@safeguarding.example",
                "Board manager",
                (Role.PRACTITIONER, Role.MANAGER),
            ),
        ),
    ),
)
"""Every body whose people can be tried out, the council first."""

BODIES: Final = frozenset(party.body for party in PARTIES)
