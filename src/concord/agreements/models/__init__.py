"""Tables of agreements: what was written, by whom it was signed and when, and what became of it. Dated facts only."""

from concord.agreements.models.agreements import Agreement, Clause, Version
from concord.agreements.models.arrangements import Arrangement, ArrangementReview, Exercise, GroupOfficer
from concord.agreements.models.parties import Party, PartyBody, Signature
from concord.agreements.models.reminding import ArrangementReminder, OwnerReminder
from concord.agreements.models.story import Comment, Review
from concord.agreements.models.succession import Handover, Succeeded
from concord.agreements.models.topics import Topic

__all__ = [
    "Agreement",
    "Arrangement",
    "ArrangementReminder",
    "ArrangementReview",
    "Clause",
    "Comment",
    "Exercise",
    "GroupOfficer",
    "Handover",
    "OwnerReminder",
    "Party",
    "PartyBody",
    "Review",
    "Signature",
    "Succeeded",
    "Topic",
    "Version",
]
