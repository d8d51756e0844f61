"""Every read of agreements. Each takes the actor and gives only what that actor may see, or says that it is public."""

from concord.agreements.queries.arrangements_due import ArrangementDue, arrangements_due
from concord.agreements.queries.attention import ATTENTION, Why, attention, first, titles_of
from concord.agreements.queries.between import (
    Between,
    LadderBetween,
    Shortfall,
    bodies_with_ladders_public,
    clause_over_public,
    clauses_between_public,
    ever_share_within,
    ladder_between_public,
    meetings_between_public,
    times_between_public,
)
from concord.agreements.queries.changes import Change, Decision, Place, changes_of_parties, decisions_of, left_behind
from concord.agreements.queries.commitments import (
    Agreed,
    agreed_between_public,
)
from concord.agreements.queries.coverage import Cell, Coverage, coverage, coverage_of_each, topics_of
from concord.agreements.queries.documents import (
    DOCUMENT,
    Documents,
    document_of,
    documents_of,
    documents_to_search,
    open_document,
    open_party_document,
    version_with_documents,
)
from concord.agreements.queries.exporting import sheet_rows
from concord.agreements.queries.importing import Plan, import_plan
from concord.agreements.queries.named import contacts_named_public
from concord.agreements.queries.pages import (
    AgreementPage,
    agreement_page,
    agreement_row,
    party_page,
    party_row,
    record_of,
)
from concord.agreements.queries.partners import PartyCover, party_cover_public
from concord.agreements.queries.reached import Reached, reached
from concord.agreements.queries.reading import Seat, Story, stories
from concord.agreements.queries.register import Line, Narrowed, Part, agreements, agreements_part, due, due_on
from concord.agreements.queries.searching import searching
from concord.agreements.queries.short import Short, short_of_force_public
from concord.agreements.queries.whole import whole_register

__all__ = [
    "ATTENTION",
    "DOCUMENT",
    "Agreed",
    "AgreementPage",
    "ArrangementDue",
    "Between",
    "Cell",
    "Change",
    "Coverage",
    "Decision",
    "Documents",
    "LadderBetween",
    "Line",
    "Narrowed",
    "Part",
    "PartyCover",
    "Place",
    "Plan",
    "Reached",
    "Seat",
    "Short",
    "Shortfall",
    "Story",
    "Why",
    "agreed_between_public",
    "agreement_page",
    "agreement_row",
    "agreements",
    "agreements_part",
    "arrangements_due",
    "attention",
    "bodies_with_ladders_public",
    "changes_of_parties",
    "clause_over_public",
    "clauses_between_public",
    "contacts_named_public",
    "coverage",
    "coverage_of_each",
    "decisions_of",
    "document_of",
    "documents_of",
    "documents_to_search",
    "due",
    "due_on",
    "ever_share_within",
    "first",
    "import_plan",
    "ladder_between_public",
    "left_behind",
    "meetings_between_public",
    "open_document",
    "open_party_document",
    "party_cover_public",
    "party_page",
    "party_row",
    "reached",
    "record_of",
    "searching",
    "sheet_rows",
    "short_of_force_public",
    "stories",
    "times_between_public",
    "titles_of",
    "topics_of",
    "version_with_documents",
    "whole_register",
]
