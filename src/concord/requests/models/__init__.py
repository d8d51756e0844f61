"""Tables of requests and of what comes of them: dated facts, and the docket that lists read. Words are encrypted."""

from concord.requests.models.answers import SavedAnswer
from concord.requests.models.asks import CooperationRequest, Together
from concord.requests.models.chasing import Digest, Reminder
from concord.requests.models.clocks import Clock
from concord.requests.models.docket import Docket
from concord.requests.models.practice import (
    Ladder,
    LadderRung,
    Practice,
    RequestTemplate,
    ResponseTime,
    SavedSearch,
)
from concord.requests.models.steps import GroundOfRefusal, PointInDispute, Step, as_told

__all__ = [
    "Clock",
    "CooperationRequest",
    "Digest",
    "Docket",
    "GroundOfRefusal",
    "Ladder",
    "LadderRung",
    "PointInDispute",
    "Practice",
    "Reminder",
    "RequestTemplate",
    "ResponseTime",
    "SavedAnswer",
    "SavedSearch",
    "Step",
    "Together",
    "as_told",
]
