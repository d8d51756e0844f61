"""The list of requests: which stand on which shelf, for whom, how they are narrowed, and how pages turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import NotFound
from concord.people.services import make_team, put_in_team
from concord.requests import queries, services
from concord.requests.queries import PAGE, Filters
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side
from kit import given
from kit.counting import queries_of
from kit.lists_given import a_contractor, listed, of_district, shelf

pytestmark = pytest.mark.django_db

LATE = date(2026, 12, 7)
"""Three days after the day that was asked for."""
LATER = given.AT + timedelta(hours=3)


def test_each_request_stands_on_the_shelf_of_whose_move_it_is(officer):
    drafted = given.a_draft(officer)
    sent = given.a_request(officer)
    refused = given.a_request(officer)
    given.refused(refused)
    accepted = given.a_request(officer)
    given.refused(accepted)
    services.accept_answer(officer, accepted, at=given.AT)
    promised = given.a_request(officer)
    given.complied(promised)
    services.accept_answer(officer, promised, at=given.AT)
    withdrawn = given.a_request(officer)
    services.withdraw_request(officer, withdrawn, why="Gone home.", at=given.AT)
    services.discard_request(officer, given.a_draft(officer), at=given.AT)

    assert shelf(officer, "us") == [refused.public_id]
    assert shelf(officer, "them") == [promised.public_id, sent.public_id]
    assert shelf(officer, "drafts") == [drafted.public_id]
    assert shelf(officer, "done") == [withdrawn.public_id, accepted.public_id]
    assert len(shelf(officer, "all")) == 6


def test_the_other_side_sees_the_same_request_from_its_side_and_no_draft(officer):
    given.a_draft(officer)
    ask = given.a_request(officer)
    sol = of_district()
    assert shelf(officer, "them") == shelf(sol, "us") == shelf(sol, "all") == [ask.public_id]
    assert shelf(sol, "drafts") == shelf(sol, "them") == []
    (row,) = listed(sol, "us")
    assert (row.received, row.waiting_on_us, row.other_name) == (True, True, "Westshire County Council")
    (row,) = listed(officer, "them")
    assert (row.received, row.waiting_on_us, row.waiting) == (False, False, "Waiting for Aldermoor District Council")


def test_overdue_is_what_waits_on_the_other_side_beyond_its_day_and_not_while_the_clock_stands_still(officer):
    ask, paused = given.a_request(officer), given.a_request(officer)
    services.pause_clock(officer, paused, why="They wait for a report.", at=given.AT)
    assert listed(officer, "late", on=date(2026, 12, 4)) == ()
    (row,) = listed(officer, "late", on=LATE)
    assert (row.public_id, row.overdue) == (ask.public_id, True)
    assert [row.public_id for row in listed(of_district(), "late", on=LATE)] == [ask.public_id]


def test_a_promise_is_overdue_by_the_day_that_was_promised(officer):
    ask = given.a_request(officer)
    given.complied(ask)
    services.accept_answer(officer, ask, at=given.AT)
    assert listed(officer, "late", on=date(2026, 12, 2)) == ()
    assert [row.promised_on for row in listed(officer, "late", on=date(2026, 12, 3))] == [date(2026, 12, 2)]


def test_who_decides_on_an_answer_has_read_it_and_not_what_else_came_in(officer):
    ask = given.a_request(officer)
    services.write_message(given.a_partner(ask), ask, words="Which ward is she on?", at=given.AT, **given.SIGNED)
    given.refused(ask)
    services.accept_answer(officer, ask, at=LATER)
    ask.docket.refresh_from_db()
    assert ask.docket.unread_by_asker == 1
    assert queries.counts(officer, on=given.ON).body["unread"] == 1


def test_a_message_on_a_finished_request_is_unread_too_and_counted(officer):
    ask = given.a_request(officer)
    given.refused(ask)
    services.accept_answer(officer, ask, at=given.AT)
    services.mark_read(officer, ask, side=Side.ASKER, at=given.AT)
    assert shelf(officer, "unread") == []
    services.write_message(given.a_partner(ask), ask, words="One thing more.", **given.SIGNED, at=LATER)
    assert shelf(officer, "unread") == shelf(officer, "done") == [ask.public_id]
    assert queries.counts(officer, on=given.ON).body["unread"] == 1


def test_mine_are_those_that_i_began_and_my_teams_those_begun_in_my_team(officer):
    ode = given.a_person("Ode Lindqvist")
    team = make_team(given.COMMAND, body=given.COUNTY, name="Hospital team", starts=date(2025, 1, 1))
    put_in_team(given.COMMAND, team, person=ode, on=date(2025, 1, 1))
    colleague = given.acting(ode)
    mine, theirs = given.a_request(officer), given.a_request(colleague)
    received = given.a_request(of_district(), asked=given.COUNTY)
    assert shelf(officer, "all", scope="mine") == [mine.public_id]
    assert shelf(colleague, "all", scope="team") == [theirs.public_id]
    assert shelf(officer, "all", scope="team") == []
    assert shelf(officer, "all") == [received.public_id, theirs.public_id, mine.public_id]


def test_a_contractor_sees_their_own_drafts_and_a_draft_that_was_handed_over_is_marked(officer):
    cas = a_contractor()
    given.a_request(officer)
    drafted = services.draft_request(cas, asked=given.DISTRICT, at=given.AT)
    assert shelf(cas, "all") == shelf(cas, "drafts") == [drafted.public_id]
    assert queries.counts(cas, on=given.ON) == ({"drafts": 1}, {"drafts": 1})
    assert not listed(officer, "drafts")[0].handed_over
    services.revise_request(cas, drafted, changes=given.WHOLE, at=given.AT)
    services.hand_over_request(cas, drafted, at=given.AT)
    assert listed(officer, "drafts")[0].handed_over


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"statuses": ("refused",)}, "refused"),
        ({"helps": ("staff",)}, "staff"),
        ({"urgencies": ("immediate",)}, "danger"),
        ({"side": "asked"}, "received"),
        ({"kinds": ("s7(2)",)}, "received"),
        ({"name": "aldermoor", "side": "asked"}, "received"),
        ({"sent_from": date(2026, 11, 23)}, "tomorrow"),
        ({"name": "nobody"}, None),
        ({"other": given.DISTRICT, "side": "asked"}, "received"),
        ({"other": given.COUNTY}, None),
    ],
)
def test_the_list_is_narrowed_by_each_filter(officer, filters, fits):
    asks = {
        "refused": given.a_request(officer),
        "staff": given.a_request(officer, help="staff"),
        "danger": given.a_request(officer, urgency="immediate"),
        "tomorrow": given.a_request(officer, at=given.AT + timedelta(days=1)),
        "received": given.a_request(of_district(), asked=given.COUNTY),
    }
    given.refused(asks["refused"])
    assert shelf(officer, "all", **filters) == ([asks[fits].public_id] if fits else [])


def test_the_last_day_counts(officer):
    ask = given.a_request(officer)
    assert shelf(officer, "all", sent_from=given.ON, sent_to=given.ON) == [ask.public_id]
    assert shelf(officer, "all", sent_to=given.ON - timedelta(days=1)) == []


def test_pages_turn_to_older_and_back_to_newer_by_the_requests_at_their_ends(officer):
    asks = [services.draft_request(officer, asked=given.DISTRICT, at=given.AT).public_id for _ in range(2 * PAGE + 1)]
    drafts = Filters(show="drafts")
    first = queries.inbox(officer, filters=drafts, on=given.ON)
    second = queries.inbox(officer, filters=drafts, on=given.ON, before=first.older)
    third = queries.inbox(officer, filters=drafts, on=given.ON, before=second.older)
    assert [row.public_id for page in (first, second, third) for row in page.rows] == asks[::-1]
    assert (first.newer, third.older) == ("", "")
    back = queries.inbox(officer, filters=drafts, on=given.ON, after=third.newer)
    assert (back.rows, back.older) == (second.rows, second.older)
    assert queries.inbox(officer, filters=drafts, on=given.ON, after=back.newer).newer == ""


def test_an_address_with_a_request_that_is_not_there_shows_nothing(officer):
    given.a_draft(officer)
    assert queries.inbox(officer, filters=Filters(), on=given.ON, before="2222222222222222").rows == ()


def test_a_list_of_fifty_costs_one_read_and_its_entry_in_the_record(officer):
    for _ in range(PAGE):
        services.draft_request(officer, asked=given.DISTRICT, at=given.AT)
    asked = queries_of(lambda: queries.inbox(officer, filters=Filters(), on=given.ON))
    assert len([sql for sql in asked if "requests_" in sql]) == 1
    assert len(asked) <= 4


def test_looking_is_recorded_and_an_empty_shelf_shows_nobody(officer):
    ask = given.a_request(officer)
    shelf(officer, "them")
    shelf(officer, "us")
    entry = Entry.objects.get(event="request:browse")
    assert (entry.subject, entry.facts) == (given.COUNTY, {"shown": [ask.public_id]})


def test_shelves_and_scopes_that_there_are_not_and_people_without_a_part_find_nothing_here(officer):
    for wrong in (Filters(show="everything"), Filters(scope="ours"), Filters(side="both")):
        with pytest.raises(NotFound):
            queries.inbox(officer, filters=wrong, on=given.ON)
    for role in ("register_keeper", "assurance", ""):
        with pytest.raises(NotFound):
            queries.inbox(
                given.acting(given.a_person(f"Kit {role or 'None'}", role=role)), filters=Filters(), on=given.ON
            )


def test_what_the_asker_took_back_keeps_no_reference_to_the_person_before_the_other_side(officer):
    ask = given.a_request(officer)
    sol = of_district()
    assert listed(sol)[0].person_reference == "LAS-20417"
    services.withdraw_request(officer, ask, why="Gone home.", at=given.AT)
    assert listed(sol)[0].person_reference == ""
    assert listed(officer)[0].person_reference == "LAS-20417"


def test_counts_are_those_of_the_shelves(officer):
    given.a_draft(officer)
    for then in (given.refused, given.complied, given.acknowledged, lambda _: None):
        then(given.a_request(officer))
    given.a_request(of_district(), asked=given.COUNTY)
    given.refused(given.a_request(given.acting(given.a_person("Ode Lindqvist"))))
    late = replace(Filters(), show="late")
    for on in (given.ON, LATE):
        counts = queries.counts(officer, on=on).body
        assert counts == {name: len(listed(officer, name, on=on)) for name in counts}
    assert queries.counts(officer, on=LATE).body["late"] == len(queries.inbox(officer, filters=late, on=LATE).rows) == 3
    body, mine = queries.counts(officer, on=LATE)
    assert (body["unread"], mine["unread"]) == (3, 2)
    assert mine == {name: len(listed(officer, name, on=LATE, scope="mine")) for name in mine}


def test_the_desk_shows_what_is_longest_overdue_what_changed_and_no_person(officer):
    days = [date(2026, 12, day) for day in (9, 3, 8, 4, 10, 2)]
    asks = {day: given.a_request(officer, needed_by=day) for day in days}
    given.acknowledged(asks[date(2026, 12, 9)], at=LATER)
    page = queries.desk(officer, on=date(2026, 12, 20), since=LATER - timedelta(hours=1))
    overdue = [row.public_id for row in page.overdue]
    assert overdue[:2] == [asks[date(2026, 12, 2)].public_id, asks[date(2026, 12, 3)].public_id]
    assert len(overdue) == 5
    assert [row.public_id for row in page.changed] == [asks[date(2026, 12, 9)].public_id]
    assert {row.person_reference for row in (*page.overdue, *page.changed)} == {""}
    assert page.counts["late"] == page.mine["late"] == 6
    assert not Entry.objects.filter(event="request:browse").exists()


def test_status_is_told_in_words(officer):
    given.acknowledged(given.a_request(officer))
    (row,) = listed(officer, "them")
    assert row.status is Status.ACKNOWLEDGED
    assert (row.words, row.person_reference, row.needed_by) == ("Acknowledged", "LAS-20417", given.WHOLE["needed_by"])
