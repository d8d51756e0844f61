"""The words in which agreements are shown: one place, so that page, e-mail, list and spreadsheet say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.agreements.rules.commitments import Commitment
from concord.agreements.rules.kinds import Aim, DataClass, Field, Kind, Purpose
from concord.agreements.rules.standing import Status
from concord.agreements.rules.succession import Outcome

if TYPE_CHECKING:
    from concord.agreements.queries.changes import Decision

KIND: Final[dict[Kind, str]] = {
    Kind.PARTNERSHIP: "Partnership agreement or memorandum",
    Kind.PROTOCOL: "Joint protocol",
    Kind.SHARING: "Information-sharing agreement",
    Kind.SECTION_75: "Section 75 agreement",
    Kind.APPROPRIATE: "Agreement to co-operate under section 6(7)(b)",
    Kind.STRATEGY: "Joint strategy",
    Kind.POLICY: "Policy of one body",
    Kind.TERMS: "Terms of reference of a board",
}

KIND_SAYS: Final[dict[Kind, str]] = {
    Kind.PARTNERSHIP: "Two bodies or more set out how they work together.",
    Kind.PROTOCOL: "Who does what, and by when, in one field of work, such as discharge.",
    Kind.SHARING: "Which information about people is shared, for what, and on which lawful basis.",
    Kind.SECTION_75: "Pooled funds, lead commissioning or integrated provision, under section 75 of the National Health"
    " Service Act 2006.",
    Kind.APPROPRIATE: "Two authorities, or an authority and a district council elsewhere, agree that co-operation would"
    " be appropriate. While it is in force each is a relevant partner of the other, as far as it is a local authority.",
    Kind.STRATEGY: "What several bodies mean to achieve together, and how.",
    Kind.POLICY: "How one body works. Nobody else is bound by it.",
    Kind.TERMS: "What a board is for, who sits on it, and how it decides.",
}

FIELD: Final[dict[Field, str]] = {
    Field.DISCHARGE: "Discharge from hospital",
    Field.TRANSITION: "Transition to adulthood",
    Field.SAFEGUARDING: "Safeguarding adults",
    Field.HOUSING: "Housing",
    Field.AFTER_CARE: "After-care under section 117",
    Field.MULTI_AGENCY_RISK: "Multi-agency risk management (MARM)",
}

PURPOSE: Final[dict[Purpose, str]] = {
    Purpose.WELL_BEING: "Well-being of adults with needs and of carers",
    Purpose.QUALITY: "Quality of care and support",
    Purpose.TRANSITION: "Smoother transition to adulthood",
    Purpose.PROTECTION: "Protection from abuse and neglect",
    Purpose.LESSONS: "Learning from serious cases",
}

AIM: Final[dict[Aim, str]] = {
    Aim.WELL_BEING: "Promote well-being",
    Aim.PREVENT_OR_DELAY: "Prevent or delay needs",
    Aim.QUALITY: "Improve quality of care and support",
}

DATA_CLASS: Final[dict[DataClass, str]] = {
    DataClass.IDENTITY: "Who the person is",
    DataClass.CONTACT: "How to reach the person",
    DataClass.CARE: "Care and support: needs, assessments, plans",
    DataClass.HEALTH: "Health",
    DataClass.SAFEGUARDING: "Safeguarding concerns and enquiries",
    DataClass.HOUSING: "Housing and tenancy",
    DataClass.MONEY: "Money and benefits",
    DataClass.FAMILY: "Family and carers",
    DataClass.OFFENCES: "Criminal offences",
}

COMMITMENT: Final[dict[Commitment, str]] = {
    Commitment.RESPONSE_TIME: "Time to answer a request",
    Commitment.CONTACT: "Named contact",
    Commitment.LADDER: "Escalation ladder",
    Commitment.ATTENDANCE: "Attendance at a meeting",
    Commitment.SHARING: "Information that may be shared",
}

STATUS: Final[dict[Status, str]] = {
    Status.DRAFT: "Draft",
    Status.SHARED: "Shared for comment",
    Status.PART_SIGNED: "Agreed by some",
    Status.RUNNING_UNSIGNED: "Running, not signed by all",
    Status.SIGNED: "Agreed by all, to begin",
    Status.IN_FORCE: "In force",
    Status.EXPIRING: "In force, ends soon",
    Status.UNDER_REVIEW: "In force, under review",
    Status.LAPSED: "Lapsed",
    Status.RELIED_ON: "Lapsed, still relied on",
    Status.ENDED: "Ended",
}

OUTCOME: Final[dict[Outcome, str]] = {
    Outcome.NOVATED: "{to} takes the place",
    Outcome.AGREE_ANEW: "To be agreed anew",
    Outcome.LEFT: "The place falls away",
    Outcome.ENDED: "The agreement ends",
}
"""What becomes of a place whose body ends."""


def became(decided: Decision) -> str:
    """What was decided of a place, in words."""
    return OUTCOME[decided.outcome].format(to=decided.to_name)
