"""A request climbs the ladder that both bodies agreed to before the council's own, and each level cites the clause."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import services as agreements
from concord.agreements.services import Written
from concord.audit.models import Entry
from concord.base.errors import Conflict
from concord.delivery.models import Outgoing
from concord.requests import queries, services
from concord.requests.models import Step
from kit import agreements_given as agreed
from kit import given
from kit.counting import queries_of
from kit.working_given import a_ladder, a_manager, a_turn, did, fresh, nine

pytestmark = pytest.mark.django_db

CITED = "clause 4 of “Westshire discharge protocol”"
MONDAY = datetime(2026, 12, 7, 9, tzinfo=UTC)


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


@pytest.fixture(autouse=True)
def own(officer):
    """The council's own ladder of four levels, in which silence goes up by itself."""
    a_ladder(a_manager())


def levels(row, **changes):
    county, district = (agreed.party(row, body).public_id for body in (given.COUNTY, given.DISTRICT))
    own = {"party": county, "role": "", "mailbox": "heads@westshire.example"}
    theirs = {"party": district, "role": "Housing lead", "mailbox": "housing.lead@aldermoor.example"}
    return {
        "levels": [
            {"role": "Team manager", "days": 3},
            {"role": "Head of service", "days": 4, "urgent_days": 1, "posts": [own, theirs]},
            {"role": "Chief officer", "days": 5, "mediates": True, "mediator": "chair@board.example"},
        ],
        "skips_to": 2,
        "by_itself": True,
        **changes,
    }


def protocol(lead, *, ends=None, **changes):
    row = agreed.an_agreement(lead, starts=date(2026, 11, 1), ends=ends)
    clause = Written(heading="Disagreeing", number="4", commitment="ladder", terms=levels(row, **changes))
    agreements.write_clause(lead, row, clause=clause, at=given.AT)
    return agreed.signed(lead, agreed.fresh(row), on=date(2026, 11, 2))


def page(officer, ask, on=given.ON):
    return queries.request_page(officer, ask.public_id, on=on)


def up(officer, ask, at=MONDAY):
    return services.escalate_request(officer, ask, because="Nobody answers.", at=at)


def test_the_agreed_ladder_goes_before_the_council_s_own_and_is_cited_everywhere(officer, lead):
    protocol(lead)
    ask = given.a_request(officer)
    shown = page(officer, ask)
    assert (shown.ladder.cited, shown.ladder.note) == (CITED, "")
    assert [rung.own_role for rung in shown.rungs] == ["Team manager", "Head of service", "Chief officer"]
    step = up(officer, ask)
    assert (step.level, step.detail["cited"], step.detail["own_role"]) == (1, CITED, "Team manager")
    due = page(officer, ask).story.answer_due
    assert (due.source.value, due.days, due.says) == ("ladder", 3, f"level 1 of the escalation ladder in {CITED}")
    assert Entry.objects.filter(event="request:escalate").latest("seq").facts["clause"] == step.detail["clause"]


def test_each_party_has_its_own_post_and_mailbox_and_whoever_mediates_is_told(officer, lead):
    protocol(lead)
    ask = given.a_request(officer)
    up(officer, ask)
    step = up(officer, ask, at=nine(date(2026, 12, 14)))
    assert (step.detail["own_role"], step.detail["their_role"]) == ("Head of service", "Housing lead")
    assert dict(step.told_mailboxes)["theirs"] == "housing.lead@aldermoor.example"
    (letter,) = Outgoing.objects.filter(message="request-escalated-there")
    assert letter.to == "housing.lead@aldermoor.example"
    assert f"level 2 of the escalation ladder in {CITED}, which is yours: Housing lead." in " ".join(
        letter.text.split()
    )
    assert Outgoing.objects.get(message="request-escalated").to == "heads@westshire.example"
    up(officer, ask, at=nine(date(2026, 12, 21)))
    assert Outgoing.objects.get(message="request-mediate").to == "chair@board.example"
    with pytest.raises(Conflict, match="highest level"):
        up(officer, ask, at=nine(date(2027, 1, 4)))


def test_immediate_danger_skips_as_agreed_and_what_is_urgent_has_the_urgent_days(officer, lead):
    protocol(lead)
    danger = given.a_request(officer, urgency="immediate")
    step = up(officer, danger)
    assert (step.level, step.detail["skipped"]) == (2, 1)
    assert page(officer, danger).story.answer_due.days == 1


def test_silence_goes_up_by_itself_only_where_that_was_agreed_and_stops_at_its_top(officer, lead):
    protocol(lead)
    ask = given.a_request(officer)
    days = [n for n in range(1, 32) if did(date(2026, 12, n)).get("requests escalated", 0)]
    assert days == [7, 11, 18]
    assert fresh(ask).docket.level == 3
    top = Outgoing.objects.filter(message="request-at-the-top")
    assert [f"the highest of the escalation ladder in {CITED}" in " ".join(one.text.split()) for one in top] == [True]


def test_an_agreed_ladder_that_waits_for_a_person_holds_the_council_s_own_back(officer, lead):
    protocol(lead, by_itself=False)
    ask = given.a_request(officer)
    for n in range(1, 20):
        a_turn(date(2026, 12, n))
    assert fresh(ask).docket.level == 0


def test_a_ladder_that_lapses_meanwhile_stays_that_of_the_request_and_the_page_says_so(officer, lead):
    protocol(lead, ends=date(2026, 12, 1))
    ask = given.a_request(officer)
    on = date(2026, 12, 7)
    assert up(officer, ask).detail["cited"] == CITED
    note = page(officer, ask, on).ladder.note
    assert "lapsed on 30 November 2026. This was set while it was in force, so it stays" in note


def test_a_request_sent_after_it_lapsed_climbs_the_council_s_own_and_the_page_says_so(officer, lead):
    protocol(lead, ends=date(2026, 11, 20))
    ask = given.a_request(officer)
    shown = page(officer, ask)
    assert (shown.ladder.cited, len(shown.rungs)) == ("", 4)
    assert shown.ladder.note == (
        "“Westshire discharge protocol” has an escalation ladder that did not count when this was sent: it lapsed on"
        " 19 November 2026."
    )
    step = up(officer, ask)
    assert "cited" not in step.detail
    assert Step.objects.filter(kind="escalated").count() == 1


def test_a_page_without_anything_agreed_asks_for_its_ladder_once(officer, lead):
    ask = given.a_request(officer)
    asked = queries_of(lambda: page(officer, ask))
    assert sum('"requests_ladderrung"' in sql for sql in asked) == 1
    assert not [sql for sql in asked if '"agreements_clause"' in sql]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"skips_to": 4}, "from 1 to 3"),
        ({"levels": [{"role": "Head", "days": 1, "mediator": "chair@board.example"}]}, "mediates"),
        ({"levels": [{"role": "Head", "days": 1, "posts": [{"party": "p", "mailbox": "nobody"}]}]}, "e-mail address"),
        (
            {"levels": [{"role": "Head", "days": 1, "posts": [{"party": "p", "role": "A"}]}], "skips_to": 1},
            "one of the parties",
        ),
    ],
)
def test_terms_of_a_ladder_that_nobody_can_climb_are_refused(lead, changes, says):
    row = agreed.an_agreement(lead)
    clause = Written(heading="Disagreeing", commitment="ladder", terms={**levels(row), **changes})
    with pytest.raises(Exception, match=says):
        agreements.write_clause(lead, row, clause=clause, at=given.AT)
