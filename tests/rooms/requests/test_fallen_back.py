"""A request goes by policy where an agreement does not count any more, or not yet; and its clock says why."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import services as agreements
from concord.agreements.services import Written
from concord.people.roles import Role
from concord.requests import queries, services
from concord.requests.models import Clock
from concord.requests.rules.timing import Source
from kit import agreements_given as agreed
from kit import given
from kit.counting import queries_of

pytestmark = pytest.mark.django_db

TITLE = "Westshire discharge protocol"
POLICY = "So the day comes from the policy of Westshire County Council for any kind of help, routine."
NOVEMBER = date(2026, 11, 1)
LATER = datetime(2026, 12, 15, 9, tzinfo=UTC)


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


@pytest.fixture(autouse=True)
def policy(westshire):
    """Five working days by the council's own policy."""
    manager = given.acting(given.a_person("Ode Lindqvist", role=Role.MANAGER))
    services.set_response_time(manager, help_="", urgency="routine", acknowledge_days=1, answer_days=5, on=given.ON)


def protocol(lead, *clauses, **changes):
    row = agreed.an_agreement(lead, **{"starts": NOVEMBER, **changes})
    for clause in clauses or (agreed.TWO_DAYS,):
        agreements.write_clause(lead, row, clause=clause, at=given.AT)
    return agreed.fresh(row)


def lapsed(lead, *clauses, **changes):
    return agreed.signed(lead, protocol(lead, *clauses, ends=date(2026, 11, 22), **changes), on=date(2026, 11, 2))


def clocks(officer, *, at=given.AT, **changes):
    ask = given.a_draft(officer, at=at, **changes)
    checked = queries.check(officer, ask.public_id, on=at.date(), at=at).clocks
    services.send_request(officer, ask, at=at)
    page = queries.request_page(officer, ask.public_id, on=at.date())
    assert page.story.clocks == tuple(due for due in (checked.acknowledge, checked.answer) if due)
    return page.story.clocks


def answer(officer, **changes):
    return clocks(officer, **changes)[-1]


def test_after_its_last_day_the_policy_counts_and_both_clocks_say_why_on_the_check_and_for_good(officer, lead):
    lapsed(lead)
    first, due = clocks(officer)
    assert due.source is Source.POLICY
    assert due.fell_back == f"“{TITLE}” would have set 2 working days; it lapsed on 21 November 2026. {POLICY}"
    assert first.fell_back == f"“{TITLE}” would have set 1 working day; it lapsed on 21 November 2026. {POLICY}"
    stored = Clock.objects.get(which="answer").derivation
    assert stored["fell_back"] == due.fell_back


def test_one_that_is_still_relied_on_moves_no_clock_and_that_is_said(officer, lead):
    agreements.rely_on(lead, lapsed(lead), on=date(2026, 11, 22))
    due = answer(officer)
    assert due.days == 5
    assert (
        "it lapsed on 21 November 2026, and although it is still relied on, no day is counted by it." in due.fell_back
    )


def test_one_that_was_ended_is_named_with_its_last_day(officer, lead):
    row = agreed.signed(lead, protocol(lead), on=date(2026, 11, 2))
    agreements.end_of_agreement(lead, row, on=date(2026, 11, 20), why="It was replaced.", at=given.AT)
    assert "would have set 2 working days; it ended on 19 November 2026." in answer(officer).fell_back


def test_one_that_not_all_have_signed_is_named_once_it_was_shared_and_never_before(officer, lead):
    row = protocol(lead)
    assert answer(officer).fell_back == ""
    agreements.share_for_comment(lead, row, at=given.AT)
    assert f"“{TITLE}” would set 2 working days; not every party has signed it. {POLICY}" == answer(officer).fell_back
    agreements.run_unsigned(lead, agreed.fresh(row), on=NOVEMBER)
    assert answer(officer).source is Source.POLICY


def test_one_that_begins_later_says_when(officer, lead):
    agreed.signed(lead, protocol(lead, starts=date(2026, 12, 1)))
    assert f"“{TITLE}” would set 2 working days; it begins on 1 December 2026." in answer(officer).fell_back


def test_nothing_is_said_where_another_is_in_force_or_a_newer_version_says_nothing_of_it(officer, lead):
    row = lapsed(lead)
    agreed.signed(lead, protocol(lead), on=date(2026, 11, 2))
    assert (answer(officer).source, answer(officer).fell_back) == (Source.AGREEMENT, "")
    assert answer(officer, urgency="urgent").fell_back == ""
    assert row.title == TITLE


def test_of_a_renewed_agreement_only_the_version_that_counts_speaks(officer, lead):
    row = agreed.signed(lead, protocol(lead), on=date(2026, 11, 2))
    agreements.new_version(lead, row, at=given.AT)
    row = agreed.fresh(row)
    agreements.remove_clause(lead, row, place=1)
    agreements.revise_agreement(lead, agreed.fresh(row), changes={"starts": given.ON}, at=given.AT)
    agreed.signed(lead, agreed.fresh(row))
    due = answer(officer)
    assert (due.source, due.fell_back) == (Source.POLICY, "")


def test_without_a_policy_the_day_asked_for_counts_and_that_is_said(officer, lead):
    lapsed(lead, Written(heading="Urgent", commitment="response-time", terms={"urgency": "urgent", "answer_days": 0}))
    due = answer(officer, urgency="urgent")
    assert due.source is Source.ASKED
    says = "would have set the same day; it lapsed on 21 November 2026. So the day asked for counts."
    assert due.fell_back == f"“{TITLE}” {says}"


def test_a_day_that_was_set_while_it_was_in_force_stays_when_it_lapses_and_the_page_says_so(officer, lead):
    agreed.signed(lead, protocol(lead, ends=date(2026, 12, 1)), on=date(2026, 11, 2))
    ask = given.a_request(officer)
    story = queries.request_page(officer, ask.public_id, on=given.ON).story
    assert story.over == {}
    story = queries.request_page(officer, ask.public_id, on=LATER.date()).story
    (says,) = story.over.values()
    assert says.startswith(f"“{TITLE}” lapsed on 30 November 2026. This was set while it was in force, so it stays")
    assert story.answer_due.source is Source.AGREEMENT
    again = answer(officer, at=LATER, needed_by=date(2027, 1, 4))
    assert (again.source, again.days) == (Source.POLICY, 5)
    assert "it lapsed on 30 November 2026" in again.fell_back


def test_more_time_given_later_says_nothing_of_the_agreement_any_more(officer, lead):
    lapsed(lead)
    ask = given.a_request(officer)
    services.give_more_time(officer, ask, to=date(2026, 12, 20), why="The ward asked.", at=given.AT)
    assert queries.request_page(officer, ask.public_id, on=given.ON).story.answer_due.fell_back == ""


def test_what_was_agreed_or_lapsed_is_found_in_as_many_reads_as_before(officer, lead):
    ask = given.a_draft(officer)
    none = len(queries_of(lambda: queries.clocks_if_sent(ask, at=given.AT)))
    lapsed(lead, agreed.TWO_DAYS, Written(heading="Words"))
    assert len(queries_of(lambda: queries.clocks_if_sent(ask, at=given.AT))) == none + 1
