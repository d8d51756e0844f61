"""The demonstration's agreements around Essex: in force, ending, lapsed, unsigned, drafted. All are invented.

Data only, in days before or after the day on which `concord demo` makes them through the services. No mailbox is given,
so nothing is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from concord.agreements.rules.commitments import Commitment
from concord.agreements.rules.kinds import Field, Kind, Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNCIL: Final = "gss:E10000012"
BOARD: Final = "ods:D7T5G"
TRUST: Final = "ods:R1L"
SURREY: Final = "gss:E10000030"
"""It ends on 1 April 2027: what becomes of its place is open, as the work list of changes shows."""
HARLOW, UTTLESFORD, SOUTHEND = "gss:E07000073", "gss:E07000077", "gss:E06000033"


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedClause:
    """A clause; `terms` are read where it commits to something."""

    number: str
    heading: str
    words: str
    commitment: str = ""
    terms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedAgreement:
    """An agreement that does not exist. Days count from the day it is made: negative ones are past.

    `ends` is the last day. `signed` are the bodies that have agreed, each with its day; `running` and `relied` since
    when it is worked by before or after its time.
    """

    title: str
    kind: Kind
    others: tuple[str, ...] = ()
    keeper: str = COUNCIL
    about: str = ""
    reference: str = ""
    summary: str = ""
    purposes: tuple[Purpose, ...] = ()
    topics: tuple[str, ...] = ()
    starts: int | None = None
    ends: int | None = None
    review: int | None = None
    approved: tuple[str, str] = ("", "")
    clauses: tuple[InventedClause, ...] = ()
    signed: tuple[tuple[str, int], ...] = ()
    running: int | None = None
    relied: int | None = None


AGREEMENTS: Final = (
    InventedAgreement(
        title="Homes for people who leave hospital",
        kind=Kind.PROTOCOL,
        about=Field.HOUSING,
        reference="ECC-P-014",
        others=(HARLOW, UTTLESFORD),
        summary="Nobody stays in a hospital bed because there is no home to go to.",
        purposes=(Purpose.WELL_BEING,),
        topics=("homelessness", "adaptations"),
        starts=-220,
        ends=510,
        review=145,
        approved=("Cabinet", "FP/214/03/26"),
        clauses=(
            InventedClause(
                number="3.1",
                heading="Time to answer",
                words="A housing authority answers an urgent request about a tenancy within two working days.",
                commitment=Commitment.RESPONSE_TIME,
                terms={"urgency": "urgent", "topic": "accommodation", "acknowledge_days": 1, "answer_days": 2},
            ),
            InventedClause(
                number="5",
                heading="Weekly housing call",
                words="Both housing authorities join the call on Tuesdays.",
                commitment=Commitment.ATTENDANCE,
                terms={"meeting": "Weekly housing call", "office": "Housing options manager"},
            ),
        ),
        signed=((COUNCIL, -260), (HARLOW, -251), (UTTLESFORD, -233)),
    ),
    InventedAgreement(
        title="Adult care and health: how we work together",
        kind=Kind.PARTNERSHIP,
        reference="ECC-M-002",
        others=(BOARD, TRUST),
        summary="The memorandum under which the council, the board and the trust plan and provide care together.",
        purposes=(Purpose.WELL_BEING, Purpose.QUALITY),
        topics=("delegated-healthcare", "crisis"),
        starts=-230,
        ends=58,
        clauses=(
            InventedClause(
                number="1", heading="What we want", words="One plan for each person, and one person to ring."
            ),
        ),
        signed=((COUNCIL, -232), (BOARD, -231), (TRUST, -230)),
    ),
    InventedAgreement(
        title="Sharing information for safeguarding enquiries",
        kind=Kind.SHARING,
        reference="ECC-ISA-31",
        others=(TRUST,),
        purposes=(Purpose.PROTECTION,),
        topics=("sharing", "safeguarding"),
        starts=-400,
        review=-35,
        clauses=(
            InventedClause(
                number="4",
                heading="What is shared",
                words="What an enquiry needs, and no more.",
                commitment=Commitment.SHARING,
                terms={
                    "classes": ["identity", "contact", "care", "health", "safeguarding"],
                    "basis": "UK GDPR articles 6(1)(e) and 9(2)(h), for duties under section 42",
                },
            ),
        ),
        signed=((COUNCIL, -410), (TRUST, -402)),
    ),
    InventedAgreement(
        title="After-care under section 117",
        kind=Kind.PROTOCOL,
        about=Field.AFTER_CARE,
        others=(BOARD, TRUST),
        purposes=(Purpose.WELL_BEING,),
        topics=("after-care",),
        starts=-225,
        ends=-21,
        signed=((COUNCIL, -228), (BOARD, -227), (TRUST, -226)),
        relied=-20,
    ),
    InventedAgreement(
        title="Better Care Fund: pooled fund",
        kind=Kind.SECTION_75,
        others=(BOARD,),
        summary="The pooled fund and its schemes for this year.",
        purposes=(Purpose.WELL_BEING, Purpose.QUALITY),
        topics=("pooled-money",),
        starts=-230,
        ends=130,
        approved=("Health and Wellbeing Board", "HWB/12"),
        signed=((COUNCIL, -60),),
        running=-230,
    ),
    InventedAgreement(
        title="Safeguarding adults placed in each other’s county",
        kind=Kind.PROTOCOL,
        about=Field.SAFEGUARDING,
        reference="ECC-P-027",
        others=(SURREY,),
        summary="Who makes enquiries, and who is told, where one council has placed somebody in the other’s area.",
        purposes=(Purpose.PROTECTION,),
        topics=("safeguarding",),
        starts=-190,
        review=120,
        signed=((COUNCIL, -205), (SURREY, -192)),
    ),
    InventedAgreement(
        title="Sharing information about people who move between Essex and Surrey",
        kind=Kind.SHARING,
        reference="ECC-ISA-40",
        others=(SURREY,),
        purposes=(Purpose.WELL_BEING,),
        topics=("sharing",),
        starts=-150,
        ends=420,
        signed=((COUNCIL, -170), (SURREY, -161)),
    ),
    InventedAgreement(
        title="Adults who move between our areas",
        kind=Kind.APPROPRIATE,
        others=(SOUTHEND,),
        summary="A draft: each would become a relevant partner of the other.",
        purposes=(Purpose.WELL_BEING,),
    ),
    InventedAgreement(
        title="Continuing healthcare: when we disagree",
        kind=Kind.PROTOCOL,
        about=Field.TRANSITION,
        keeper=BOARD,
        others=(COUNCIL,),
        reference="ICB-CHC-7",
        purposes=(Purpose.TRANSITION,),
        topics=("continuing-healthcare", "transition"),
        starts=-120,
        ends=245,
        signed=((BOARD, -140), (COUNCIL, -128)),
    ),
)

SIGNATORY: Final = ("Aurelio Pemberley-Voss", "Chief officer")
"""Who signed for every body: an invented name and an office."""
