"""Every question put to the register. The register is public: only `settling` and `others` ask who asks.

`at` is the moment whose knowledge is asked for (None: what is known now), `on` the day asked about.
"""

from concord.registry.queries.bodies import BodyPage, authorities, body_page
from concord.registry.queries.export import register_tables
from concord.registry.queries.finding import (
    AmbiguousBody,
    find_body,
    find_council,
    nearest,
    search_bodies,
)
from concord.registry.queries.history import (
    AnnouncedChange,
    Happening,
    Holiday,
    OfficialWords,
    announced_changes,
    bank_holidays,
    changes,
    holiday_changes,
    holidays_from,
    holidays_known_until,
    holidays_known_until_within,
    official_wording,
)
from concord.registry.queries.lines import BodyLine
from concord.registry.queries.memory import holidays_known, register_with
from concord.registry.queries.others import (
    all_other_bodies,
    board_of,
    boards_of,
    bodies_alike,
    find_any_body,
    living_bodies,
    search_all_bodies,
)
from concord.registry.queries.quality import quality_checks
from concord.registry.queries.rows import body_row, fact_row
from concord.registry.queries.snapshots import bodies_known, register_known, register_of
from concord.registry.queries.status import RegisterStatus, register_status
from concord.registry.queries.successors import Ended, Next, ended_between, predecessors_of, successors_of

__all__ = [
    "AmbiguousBody",
    "AnnouncedChange",
    "BodyLine",
    "BodyPage",
    "Ended",
    "Happening",
    "Holiday",
    "Next",
    "OfficialWords",
    "RegisterStatus",
    "all_other_bodies",
    "announced_changes",
    "authorities",
    "bank_holidays",
    "board_of",
    "boards_of",
    "bodies_alike",
    "bodies_known",
    "body_page",
    "body_row",
    "changes",
    "ended_between",
    "fact_row",
    "find_any_body",
    "find_body",
    "find_council",
    "holiday_changes",
    "holidays_from",
    "holidays_known",
    "holidays_known_until",
    "holidays_known_until_within",
    "living_bodies",
    "nearest",
    "official_wording",
    "predecessors_of",
    "quality_checks",
    "register_known",
    "register_of",
    "register_status",
    "register_tables",
    "register_with",
    "search_all_bodies",
    "search_bodies",
    "successors_of",
]
