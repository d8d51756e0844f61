"""The demonstration's contacts around Essex, its Safeguarding Adults Board, and two bodies that no edition lists.

Every mailbox is in a domain that nobody can have, and the two bodies are invented.
"""

from __future__ import annotations

from typing import Final, NamedTuple

BOARD: Final = "sab:essex"
BOARD_NAME: Final = "Essex Safeguarding Adults Board"

OTHERS: Final = (
    ("gp-practice", "Saltings Surgery (invented)"),
    ("care-provider", "Marram House care home (invented)"),
)
"""Bodies that may be asked under section 6(2): kind and name."""


class Invented(NamedTuple):
    """A contact that does not exist. `old`: not checked since the demonstration began; `silent`: nobody answered."""

    body: str
    topic: str
    office: str
    mailbox: str
    phone: str = ""
    hours: str = ""
    deputy: str = ""
    old: bool = False
    silent: bool = False

    @property
    def details(self) -> dict[str, str]:
        """What the contact says."""
        return {name: getattr(self, name) for name in ("topic", "office", "mailbox", "phone", "hours", "deputy")}


_OFFICE_HOURS: Final = "9am to 5pm, Monday to Friday"

CONTACTS: Final = (
    Invented("ods:D7T5G", "", "Co-operation desk", "cooperation@board.example", "01632 960 210", _OFFICE_HOURS),
    Invented("ods:D7T5G", "specialist-assessment", "Continuing healthcare", "chc@board.example", "01632 960 211"),
    Invented("ods:RAJ", "", "Adult safeguarding", "safeguarding@hospital.example", "01632 960 220", _OFFICE_HOURS),
    Invented(
        "ods:RAJ", "discharge", "Discharge lounge", "discharge@hospital.example", "01632 960 221",
        "8am to 8pm, every day", "The site manager, 01632 960 222",
    ),
    Invented("ods:R1L", "", "Single point of access", "access@mind.example", "01632 960 230", old=True),
    Invented("ods:RDE", "", "Adult safeguarding", "safeguarding@coast.example", "01632 960 240", silent=True),
    Invented("police:essex", "", "Adult safeguarding desk", "adults@police.example", "01632 960 250", "At all hours"),
    Invented("police:essex", "information", "Disclosure", "disclosure@police.example", "01632 960 251", _OFFICE_HOURS),
    Invented("gss:E07000071", "", "Customer services", "help@city.example", "01632 960 260", _OFFICE_HOURS),
    Invented(
        "gss:E07000071", "accommodation", "Housing options", "housing@city.example", "01632 960 261",
        "9am to 4pm, Monday to Friday", "The duty officer, 01632 960 262",
    ),
    Invented("gss:E07000071", "equipment", "Disabled facilities grants", "adaptations@city.example", "01632 960 263"),
    Invented("gss:E07000070", "accommodation", "Housing options", "housing@river.example", "01632 960 270"),
    Invented("probation:east-of-england", "", "Regional office", "region@probation.example", "01632 960 280"),
    Invented("gss:E10000029", "", "Adult care, moves between areas", "moves@county.example", "01632 960 290"),
)  # fmt: skip
"""The contacts, all of which serve every council."""
