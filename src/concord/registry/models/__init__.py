"""Tables of the register. A row that is corrected or overtaken is kept: it is superseded, never changed or deleted."""

from concord.registry.models.boards import BoardCouncil
from concord.registry.models.bodies import Body, BodyCode, BodyLife, BodyName, Office, Succession
from concord.registry.models.facts import AreaShare, Change, Coverage, Fact
from concord.registry.models.known import DatedRow, Edition, KnownRow, Source
from concord.registry.models.law import OfficialWording
from concord.registry.models.places import BankHoliday, DeliveryUnit, Prison

__all__ = [
    "AreaShare",
    "BankHoliday",
    "BoardCouncil",
    "Body",
    "BodyCode",
    "BodyLife",
    "BodyName",
    "Change",
    "Coverage",
    "DatedRow",
    "DeliveryUnit",
    "Edition",
    "Fact",
    "KnownRow",
    "Office",
    "OfficialWording",
    "Prison",
    "Source",
    "Succession",
]
