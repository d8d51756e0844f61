"""The clock of a request cites the clause that both bodies agreed to; once that has lapsed, the policy counts again."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements import services as agreements
from concord.agreements.services import Written
from concord.people.roles import Role
from concord.requests import queries, services
from concord.requests.rules.timing import Source
from kit import agreements_given as agreed
from kit import given

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


@pytest.fixture
def policy(westshire):
    """Five working days by the council's own policy."""
    manager = given.acting(given.a_person("Ode Lindqvist", role=Role.MANAGER))
    services.set_response_time(manager, help_="", urgency="routine", acknowledge_days=None, answer_days=5, on=given.ON)


def protocol(lead, *clauses, **changes):
    row = agreed.an_agreement(lead, starts=date(2026, 11, 1), **changes)
    for clause in clauses or (agreed.TWO_DAYS,):
        agreements.write_clause(lead, row, clause=clause, at=given.AT)
    return row


def clock(officer, **changes):
    ask = given.a_request(officer, **changes)
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    return next(due for due in page.story.clocks if due.which == "answer")


def test_the_clause_that_both_have_signed_sets_the_due_day_and_is_cited(officer, lead, policy):
    agreed.signed(lead, protocol(lead))
    due = clock(officer)
    assert (due.source, due.days, due.due_on) == (Source.AGREEMENT, 2, date(2026, 11, 24))
    assert due.says == "clause 4.2 of “Westshire discharge protocol”"


def test_before_the_last_has_signed_and_after_it_has_lapsed_the_policy_counts(officer, lead, policy):
    row = protocol(lead)
    agreed.signs(lead, row, given.COUNTY, at=given.AT)
    assert clock(officer).source is Source.POLICY
    lapsed = protocol(lead, ends=date(2026, 11, 22))
    agreed.signed(lead, lapsed, on=date(2026, 11, 2))
    agreements.rely_on(lead, lapsed, on=date(2026, 11, 22))
    assert (clock(officer).source, clock(officer).days) == (Source.POLICY, 5)


def test_a_time_for_one_kind_of_help_goes_before_one_for_any_and_another_urgency_does_not_count(officer, lead):
    of_meetings = Written(
        heading="Meetings",
        commitment="response-time",
        terms={"urgency": "routine", "topic": "meeting", "answer_days": 1},
    )
    urgent = Written(heading="Urgent", commitment="response-time", terms={"urgency": "urgent", "answer_days": 0})
    agreed.signed(lead, protocol(lead, urgent, agreed.TWO_DAYS, of_meetings))
    assert clock(officer).days == 1
    assert clock(officer, help="information").days == 2


def test_a_time_that_one_party_has_agreed_to_counts_only_where_that_one_is_asked(officer, lead):
    row = protocol(lead)
    ours = agreed.party(row, given.COUNTY).public_id
    agreements.write_clause(
        lead,
        row,
        clause=Written(
            heading="What the county answers",
            commitment="response-time",
            terms={"urgency": "routine", "topic": "meeting", "answer_days": 1, "asked": ours},
        ),
        at=given.AT,
    )
    agreed.signed(lead, row)
    assert clock(officer).days == 2
