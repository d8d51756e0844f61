"""Every read of agreements. Each takes the actor and gives only what that actor may see, or says that it is public."""

from concord.agreements.queries.commitments import Agreed, agreed_between_public, time_between_public
from concord.agreements.queries.kept import Seat, kept_of, seats_of, standings, whole
from concord.agreements.queries.pages import (
    AgreementPage,
    agreement_page,
    agreement_row,
    party_page,
    party_row,
    record_of,
)
from concord.agreements.queries.register import Line, Narrowed, agreements, due, due_on

__all__ = [
    "Agreed",
    "AgreementPage",
    "Line",
    "Narrowed",
    "Seat",
    "agreed_between_public",
    "agreement_page",
    "agreement_row",
    "agreements",
    "due",
    "due_on",
    "kept_of",
    "party_page",
    "party_row",
    "record_of",
    "seats_of",
    "standings",
    "time_between_public",
    "whole",
]
