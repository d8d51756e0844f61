"""The words by which councils' lists call kinds, statuses, purposes and aims, and what each means here. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from concord.agreements.rules.kinds import Aim, Field, Kind, Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping


class Said(StrEnum):
    """What a sheet can say of where an agreement stands."""

    DRAFT = "draft"
    SHARED = "shared"
    PART_SIGNED = "part-signed"
    RUNNING = "running"
    MADE = "made"
    UNDER_REVIEW = "under-review"
    LAPSED = "lapsed"
    RELIED_ON = "relied-on"
    REPLACED = "replaced"
    ENDED = "ended"


def fold(text: object) -> str:
    """Words as they are compared: small letters, no punctuation.

    >>> fold("Partner(s)"), fold("Owner e-mail *")
    ('partners', 'owner email')
    """
    words = str(text).casefold().replace("(s)", "s").replace("’", "").replace("'", "")
    return re.sub(r"\be mail", "email", " ".join(re.sub(r"[^a-z0-9]+", " ", words).split()))


_SAID: Final[dict[Said, str]] = {
    Said.DRAFT: "draft|in draft|drafting|drafted|being drafted|in development|under development|in preparation|"
    "proposed|"
    "planned|not started|to be agreed|new",
    Said.SHARED: "shared|shared for comment|out for comment|out for consultation|in consultation|consultation|"
    "with partners|with partners for comment",
    Said.PART_SIGNED: "agreed by some|part signed|partly signed|partially signed|awaiting signature|"
    "awaiting signatures|"
    "out for signature|awaiting sign off|for signature",
    Said.RUNNING: "running not signed by all|running unsigned|in use unsigned|unsigned but in use|operating unsigned|"
    "in operation unsigned|working to draft|operating in draft",
    Said.MADE: "in force|active|live|current|signed|agreed|in place|in operation|operational|in use|executed|adopted|"
    "valid|yes|ok|agreed by all to begin|agreed by all|signed by all|fully signed|signed not started|"
    "in force ends soon|expiring|expiring soon|due to expire|expires soon|ends soon",
    Said.UNDER_REVIEW: "under review|in review|being reviewed|in force under review|review under way|"
    "review in progress",
    Said.LAPSED: "lapsed|expired|out of date|past expiry",
    Said.RELIED_ON: "lapsed still relied on|expired still relied on|still relied on|expired but operating|"
    "expired but still in use|expired but in use|expired still in use|expired still in operation|expired rolling|"
    "holding over|rolled over",
    Said.REPLACED: "replaced|superseded|replaced by a newer version|old version",
    Said.ENDED: "ended|terminated|closed|cancelled|withdrawn|discontinued|finished",
}  # fmt: skip
_KINDS: Final[dict[Kind, str]] = {
    Kind.PARTNERSHIP: "partnership agreement or memorandum|partnership|partnership agreement|memorandum|mou|"
    "memorandum of understanding|partnering agreement|collaboration agreement|joint working agreement|compact|"
    "concordat",
    Kind.PROTOCOL: "joint protocol|protocol|joint working protocol|working protocol|interagency protocol|"
    "inter agency protocol|multi agency protocol|procedure|pathway",
    Kind.SHARING: "information sharing agreement|sharing|isa|data sharing agreement|dsa|information sharing protocol|"
    "isp|"
    "data sharing protocol|information sharing|data sharing",
    Kind.SECTION_75: "section 75 agreement|section 75|s75|s75 agreement|s 75|pooled budget agreement|pooled fund|"
    "better care fund agreement",
    Kind.APPROPRIATE: "agreement to co operate under section 6 7 b|section 6 7 b|s6 7 b|section 6 7 b agreement|"
    "s6 7 b agreement|appropriate|agreement under section 6 7 b",
    Kind.STRATEGY: "joint strategy|strategy|joint strategic plan|joint plan",
    Kind.POLICY: "policy of one body|policy|own policy|council policy|internal policy",
    Kind.TERMS: "terms of reference of a board|terms|terms of reference|tor|board terms of reference|constitution",
}  # fmt: skip
_FIELDS: Final[dict[Field, str]] = {
    Field.DISCHARGE: "discharge from hospital|discharge|hospital discharge|transfer of care",
    Field.TRANSITION: "transition to adulthood|transition|preparing for adulthood|transitions",
    Field.SAFEGUARDING: "safeguarding adults|safeguarding|adult safeguarding|self neglect",
    Field.HOUSING: "housing|homelessness|adaptations",
    Field.AFTER_CARE: "after care under section 117|after care|aftercare|section 117|s117|after care section 117",
    Field.MULTI_AGENCY_RISK: "multi agency risk management marm|multi agency risk|marm|"
    "multi agency risk management|vara",
}
_PURPOSES: Final[dict[Purpose, str]] = {
    Purpose.WELL_BEING: "well being of adults with needs and of carers|well being|wellbeing|a|6 6 a|s6 6 a",
    Purpose.QUALITY: "quality of care and support|quality|b|6 6 b|s6 6 b",
    Purpose.TRANSITION: "smoother transition to adulthood|transition|c|6 6 c|s6 6 c",
    Purpose.PROTECTION: "protection from abuse and neglect|protection|safeguarding|d|6 6 d|s6 6 d",
    Purpose.LESSONS: "learning from serious cases|lessons|learning|e|6 6 e|s6 6 e",
}
_AIMS: Final[dict[Aim, str]] = {
    Aim.WELL_BEING: "promote well being|well being|wellbeing|a",
    Aim.PREVENT_OR_DELAY: "prevent or delay needs|prevent or delay|prevention|b",
    Aim.QUALITY: "improve quality of care and support|quality|c",
}


def _by_words(table: Mapping[Any, str]) -> dict[str, Any]:
    return {folded: value for value, texts in table.items() for folded in (*texts.split("|"), fold(str(value)))}


SAID: Final[dict[str, Said]] = _by_words(_SAID)
KINDS: Final[dict[str, Kind]] = _by_words(_KINDS)
FIELDS: Final[dict[str, Field]] = _by_words(_FIELDS)
PURPOSES: Final[dict[str, Purpose]] = _by_words(_PURPOSES)
AIMS: Final[dict[str, Aim]] = _by_words(_AIMS)
