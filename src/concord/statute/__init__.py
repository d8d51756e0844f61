"""The law: sections 6 and 7 of the Care Act 2014 and what they lean on, as data with one evaluator.

Pure: frozen facts in, a finding with its explanation out. No clock, no database, no file outside the package.
"""

from .answer import Answer
from .answers import answer_form
from .case_files import Case, read_cases
from .cases import Result, results_json, run_case
from .cooperation import GROUPS, internal, others
from .duty import duty
from .errors import BadCases, BadPeriod, BadRulebook, StatuteError, UnknownBody, UnknownWord
from .explain import as_text, cited
from .facts import Body, Coverage, Fact, FactKind, Name, Register, Standing, Succession
from .findings import (
    Change,
    CooperationFinding,
    DutyFinding,
    FormFinding,
    Gap,
    Membership,
    PartnerFinding,
    PartnerList,
    Partnership,
    SupplyFinding,
)
from .loading import rulebook
from .node import Node
from .outcomes import as_json, timeline_json
from .partners import partners
from .periods import Period, in_words
from .provisions import Act, Doubt, Kind, Provision, Version
from .rulebook import Rulebook
from .status import authority_status
from .supply import Conditions, supply
from .timeline import changes, memberships, timeline
from .why import partner

__all__ = [
    "GROUPS",
    "Act",
    "Answer",
    "BadCases",
    "BadPeriod",
    "BadRulebook",
    "Body",
    "Case",
    "Change",
    "Conditions",
    "CooperationFinding",
    "Coverage",
    "Doubt",
    "DutyFinding",
    "Fact",
    "FactKind",
    "FormFinding",
    "Gap",
    "Kind",
    "Membership",
    "Name",
    "Node",
    "PartnerFinding",
    "PartnerList",
    "Partnership",
    "Period",
    "Provision",
    "Register",
    "Result",
    "Rulebook",
    "Standing",
    "StatuteError",
    "Succession",
    "SupplyFinding",
    "UnknownBody",
    "UnknownWord",
    "Version",
    "answer_form",
    "as_json",
    "as_text",
    "authority_status",
    "changes",
    "cited",
    "duty",
    "in_words",
    "internal",
    "memberships",
    "others",
    "partner",
    "partners",
    "read_cases",
    "results_json",
    "rulebook",
    "run_case",
    "supply",
    "timeline",
    "timeline_json",
]
