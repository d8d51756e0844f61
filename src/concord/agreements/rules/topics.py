"""What councils and their partners are known to need agreements about: the checklist that an authority begins with.

Facts of practice, no law: half of directors report no agreement with health partners on delegated healthcare tasks
(ADASS autumn survey, November 2025). An authority keeps its own list.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

STARTER: Final = {
    "delegated-healthcare": "Delegated healthcare tasks: funding, training, competency",
    "discharge": "Discharge from hospital and transfer of care",
    "continuing-healthcare": "NHS continuing healthcare: joint assessment and disputes",
    "after-care": "After-care under section 117",
    "crisis": "Mental health crisis and welfare visits",
    "safeguarding": "Safeguarding enquiries and information for them",
    "multi-agency-risk": "Adults at high risk: multi-agency risk management",
    "transition": "Transition to adulthood",
    "adaptations": "Equipment, adaptations and disabled facilities grants",
    "homelessness": "Homelessness, hospital and care leavers without a home",
    "release": "Prison healthcare, release and resettlement",
    "out-of-area": "Placements out of area: notice, reviews, handover",
    "carers": "Carers and young carers",
    "sharing": "Sharing information about people",
    "pooled-money": "Pooled funds and lead commissioning",
    "reviews": "Safeguarding adults reviews: learning and applying it",
}
"""Topics by code, in the order in which a page shows them."""

LONGEST: Final = 120
MOST: Final = 60


def mark(names: Iterable[str]) -> str:
    """A short mark of a list of topics: another list has another.

    >>> mark(["Carers", "Crisis"]) == mark(["Crisis", "Carers"])
    False
    """
    return sha256("\n".join(names).encode()).hexdigest()[:16]
