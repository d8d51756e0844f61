"""Every change of the register. A row is never altered: what is learnt anew supersedes it, and it is kept."""

from concord.registry.services.agreements import end_agreement, record_agreement
from concord.registry.services.editions import Loaded, load_register
from concord.registry.services.facts import amend_fact, correct_fact, dispute_fact
from concord.registry.services.holidays import add_bank_holiday, remove_bank_holiday
from concord.registry.services.law import Wording, keep_official_wording
from concord.registry.services.others import add_board, add_other_body
from concord.registry.services.trusts import confirm_services, propose_services, reject_services

__all__ = [
    "Loaded",
    "Wording",
    "add_bank_holiday",
    "add_board",
    "add_other_body",
    "amend_fact",
    "confirm_services",
    "correct_fact",
    "dispute_fact",
    "end_agreement",
    "keep_official_wording",
    "load_register",
    "propose_services",
    "record_agreement",
    "reject_services",
    "remove_bank_holiday",
]
