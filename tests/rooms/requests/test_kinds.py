"""Which kind of request fits follows from who asks whom, about whom, on what day; and what may be answered to each."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid
from concord.delivery.models import Outgoing
from concord.pages.steps import told
from concord.people.roles import Role
from concord.registry.services import add_board, add_other_body
from concord.requests import queries, services
from concord.requests.models import SavedAnswer
from concord.requests.rules.kinds import Kind
from concord.requests.rules.steps import StepKind
from concord.requests.services.saving import keep_answer
from concord.requests.wording import ANOTHER_REASON, KIND_SAYS, SHARING
from kit import acts_given, given

pytestmark = pytest.mark.django_db

SUPPLY = ["for_board_function", "likely_to_hold", "concerns_addressee"]


@pytest.fixture
def practice(officer):
    return add_other_body(officer, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref


@pytest.fixture
def board(westshire):
    body = add_board(given.COMMAND, name="Westshire Safeguarding Adults Board", authorities=[given.COUNTY], at=given.AT)
    return given.acting(given.a_person("Ines Calder", role=Role.MANAGER, body=body.ref))


def letter_of(ask):
    return Outgoing.objects.get(message="request-asked", subject=ask.public_id)


def test_a_gp_practice_is_asked_in_honest_words_and_never_told_that_it_must(officer, practice):
    ask = given.a_request(officer, asked=practice)
    assert ask.kind == "s6(2)"
    assert (ask.finding["question"], ask.finding["answer"]) == ("others", "yes")
    assert ask.finding["under"] == ["CA2014.s6(2)", "CA2014.s6(3)(b)"]
    letter = letter_of(ask)
    assert "the Care Act does not oblige you" in letter.text
    for word in ("you must", "section 7", "bound"):
        assert word not in f"{letter.title} {letter.text}"


def test_a_gp_practice_may_decline_without_reasons_and_is_offered_no_grounds(officer, practice):
    ask = given.a_request(officer, asked=practice)
    partner = given.a_partner(ask)
    page = queries.partner_page(partner, on=given.ON)
    assert page.grounds == ()
    assert StepKind.REFUSED not in page.next
    assert StepKind.DECLINED in page.next
    with pytest.raises(Invalid):
        services.refuse_request(partner, ask, reasons=given.REASONS, **given.SIGNED, at=given.AT)
    step = services.decline_request(partner, ask, why="", **given.SIGNED, at=given.AT)
    assert step.form is None


def test_a_request_about_nobody_in_particular_can_go_to_a_body_that_is_not_bound(officer, practice):
    ask = given.a_request(officer, asked=practice, person_category="nobody", person_reference="", told="")
    assert ask.kind == "s6(2)"


def test_a_board_asks_under_section_45_with_its_own_conditions(board, officer, practice):
    ask = given.a_request(board, asked=practice, conditions=SUPPLY, function="")
    assert (ask.kind, ask.finding["must_supply"]) == ("s45", "yes")
    assert "section 45" in letter_of(ask).text
    assert queries.partner_page(given.a_partner(ask), on=given.ON).grounds == ()


@pytest.mark.parametrize("missing", SUPPLY)
def test_a_board_that_does_not_state_a_condition_sends_nothing(board, practice, missing):
    draft = given.a_draft(board, asked=practice, conditions=[name for name in SUPPLY if name != missing], function="")
    with pytest.raises(Invalid, match="conditions of section 45") as caught:
        services.send_request(board, draft, at=given.AT)
    assert caught.value.field == "conditions"


def test_section_45_is_not_refused_on_the_grounds_of_section_7(board, practice):
    ask = given.a_request(board, asked=practice, conditions=SUPPLY, function="")
    partner = given.a_partner(ask)
    with pytest.raises(Invalid):
        services.refuse_request(partner, ask, reasons=given.REASONS, **given.SIGNED, at=given.AT)
    with pytest.raises(Invalid, match="which condition"):
        services.decline_request(partner, ask, why="We hold nothing.", **given.SIGNED, at=given.AT)
    step = services.decline_request(
        partner, ask, why="We hold nothing.", conditions=["likely_to_hold"], **given.SIGNED, at=given.AT
    )
    assert step.detail["conditions"] == ["likely_to_hold"]


def test_a_lawful_excuse_outside_section_45_is_said_in_words_and_is_no_condition_that_is_not_met(board, practice):
    ask = given.a_request(board, asked=practice, conditions=SUPPLY, function="")
    partner = given.a_partner(ask)
    with pytest.raises(Invalid) as caught:
        services.decline_request(partner, ask, why=" ", another_reason=True, **given.SIGNED, at=given.AT)
    assert caught.value.field == "why"
    said = "The letters are between us and our solicitor, and privileged."
    step = services.decline_request(partner, ask, why=said, another_reason=True, **given.SIGNED, at=given.AT)
    assert (step.words, step.detail["conditions"], step.detail["another_reason"]) == (said, [], True)
    (entry,) = Entry.objects.filter(event="request:decline")
    assert (entry.facts["conditions"], entry.facts["another_reason"]) == ([], True)
    assert "privileged" not in str(entry.facts)
    for actor, side in ((board, "asker"), (given.acting(given.a_person("Sal Finch", body=practice)), "asked")):
        page = queries.request_page(actor, ask.public_id, on=given.ON)
        assert page.side == side
        _, pairs = told(page.story.answer)
        assert ("What they say of section 45", ANOTHER_REASON) in pairs


def test_a_council_asks_its_own_housing_officers_under_section_6_4(officer):
    ask = given.a_request(officer, asked=given.COUNTY, asker_group="adults", asked_group="housing")
    assert (ask.kind, ask.finding["question"]) == ("internal", "internal")
    assert ask.finding["under"] == ["CA2014.s6(4)(a)", "CA2014.s6(4)(b)"]
    claims = str(ask.finding["because"])
    assert "the districts hold the housing" in claims
    email = letter_of(ask)
    assert "no section 7 request" in email.text
    assert email.title == "Adult care, Westshire County Council asks Housing for co-operation inside the council"
    assert email.text.startswith("For: Housing, Westshire County Council\n")


def test_a_group_of_officers_does_not_ask_itself(officer):
    draft = given.a_draft(officer, asked=given.COUNTY, asker_group="adults", asked_group="adults")
    with pytest.raises(Invalid):
        services.send_request(officer, draft, at=given.AT)


def test_both_sides_of_an_internal_request_are_the_councils_own_officers(officer):
    ask = given.a_request(officer, asked=given.COUNTY, asker_group="adults", asked_group="housing")
    housing = given.acting(given.a_person("Odell Marsh"))
    step = services.comply_with_request(
        housing, ask, what_will_be_done="We keep the flat.", promised_on=date(2026, 12, 2), **given.SIGNED, at=given.AT
    )
    assert step.side == "asked"
    assert services.accept_answer(officer, ask, at=given.AT).side == "asker"


def test_a_partner_that_is_asked_cannot_answer_in_a_way_that_its_kind_does_not_know(officer):
    ask = given.a_request(officer)
    with pytest.raises(Conflict, match="cannot be answered in that way"):
        services.decline_request(given.a_partner(ask), ask, why="No.", **given.SIGNED, at=given.AT)


def test_what_was_asked_and_why_it_bound_can_be_replayed_from_what_was_kept(officer):
    ask = given.a_request(officer)
    kept = ask.finding
    assert (kept["on"], kept["rulebook"]["version"]) == (given.ON.isoformat(), ask.rulebook_version)
    assert kept["known"] == given.AT.isoformat()
    assert kept["because"]["because"], "the steps down to provision and fact are kept"


def test_a_contractors_person_drafts_and_hands_over_and_only_the_authority_sends(officer):
    agency = given.acting(given.a_person("Vale Thorn", role=Role.CONTRACTOR))
    draft = given.a_draft(agency)
    with pytest.raises(Exception, match="nothing here"):
        services.send_request(agency, draft, at=given.AT)
    services.hand_over_request(agency, draft, at=given.AT)
    sent = services.send_request(officer, draft, at=given.AT)
    assert sent.sent_by.name == "Wren Okafor"
    with pytest.raises(Exception, match="nothing here"):
        queries.request_page(agency, sent.public_id, on=given.ON)


def test_one_request_to_several_bodies_is_a_request_to_each(officer):
    draft = given.a_draft(officer)
    bodies = {"police:westshire": "safeguarding@police.example", given.BOARD: ""}
    others = services.ask_others_too(officer, draft, bodies=bodies, joint=True, at=given.AT)
    assert {ask.asked_id for ask in others} == set(bodies)
    assert {ask.what for ask in others} == {given.WHOLE["what"]}
    again = services.ask_others_too(officer, draft, bodies=bodies, joint=True, at=given.AT)
    assert again == ()
    page = queries.check(officer, draft.public_id, on=given.ON, at=given.AT)
    assert {ask.asked_id for ask in page.together} == set(bodies)


def test_an_open_request_about_the_same_person_to_the_same_body_is_pointed_out(officer):
    first = given.a_request(officer, person_reference="LAS-20417")
    again = given.a_draft(officer, person_reference="las 20417")
    page = queries.check(officer, again.public_id, on=given.ON, at=given.AT)
    assert [similar.public_id for similar in page.similar] == [first.public_id]
    elsewhere = given.a_draft(officer, asked=given.BOARD, person_reference="LAS-20417")
    assert queries.check(officer, elsewhere.public_id, on=given.ON, at=given.AT).similar == ()


def test_who_drafts_under_a_contract_is_told_that_colleagues_have_asked_already_and_nothing_of_it(officer):
    agency = given.acting(given.a_person("Vale Thorn", role=Role.CONTRACTOR))
    draft = given.a_draft(agency)
    alone = queries.check(agency, draft.public_id, on=given.ON, at=given.AT)
    given.a_request(officer)
    page = queries.check(agency, draft.public_id, on=given.ON, at=given.AT)
    assert (alone.similar_unseen, page.similar_unseen, page.similar) == (False, True, ())
    council = queries.check(officer, draft.public_id, on=given.ON, at=given.AT)
    assert (council.similar_unseen, len(council.similar)) == (False, 1)


def test_two_people_who_change_one_draft_do_not_overwrite_each_other(officer):
    draft = given.a_draft(officer)
    saves = draft.saves
    services.revise_request(officer, draft, changes={"what": "Mine."}, at=given.AT, saves=saves)
    with pytest.raises(Conflict, match="Somebody else has changed this draft"):
        services.revise_request(officer, draft, changes={"what": "Yours."}, at=given.AT, saves=saves)
    draft.refresh_from_db()
    assert draft.what == "Mine."


def test_a_gp_practice_that_is_silent_is_reminded_in_honest_words_and_never_called_late(officer, practice):
    ask = given.a_request(officer, asked=practice, urgency="urgent")
    services.remind_partner(given.COMMAND, ask, at=datetime(2026, 12, 9, 9, tzinfo=UTC))
    reminder = Outgoing.objects.get(message="request-reminder", subject=ask.public_id)
    assert reminder.title == "Westshire County Council would like to hear from you"
    assert "You are free to help or not" in reminder.text
    for word in ("waits for your answer", "was due", "overdue", "co-operation"):
        assert word not in f"{reminder.title} {reminder.text}"


def test_condition_4_of_section_45_is_about_what_the_one_asked_was_given_before(board, practice):
    conditions = ["for_board_function", "likely_to_hold", "derived_from_supply"]
    ask = given.a_request(board, asked=practice, conditions=conditions)
    says = "They got the information through an earlier request under section 45, or drew it from that"
    assert says in queries.request_page(board, ask.public_id, on=given.ON).story.words.conditions


def test_a_board_can_ask_its_own_council_and_a_board_of_several_is_one_asker(westshire, board):
    ask = given.a_request(board, asked=given.COUNTY, conditions=SUPPLY)
    assert (ask.kind, ask.finding["must_supply"]) == ("s45", "yes")


def test_in_the_words_of_a_kind_nothing_is_owed_where_the_law_is_not_certain():
    for kind in (Kind.BY_AUTHORITY, Kind.OF_AUTHORITY):
        assert "Where section 7 binds it" in KIND_SAYS[kind]
    assert "must" not in KIND_SAYS[Kind.UNBOUND]


def test_each_basis_for_sharing_about_somebodys_care_names_an_article_6_basis_and_an_article_9_condition():
    for key in ("duty", "public-task", "safeguarding"):
        assert "6(1)" in SHARING[key]
        assert "9(2)" in SHARING[key]


def test_a_draft_about_a_child_can_be_argued_from_the_beginning_and_is_not_turned_away(officer):
    ask = services.draft_request(officer, asked=given.DISTRICT, at=given.AT)
    ask = services.revise_request(officer, ask, changes={"person_category": "child"}, at=given.AT)
    page = queries.check(officer, ask.public_id, on=given.ON, at=given.AT)
    assert (page.kind, page.answer) == (Kind.BY_AUTHORITY, "arguable")
    ask = services.revise_request(officer, ask, changes={"function": "CA2014.s9"}, at=given.AT)
    assert not queries.check(officer, ask.public_id, on=given.ON, at=given.AT).may_be_sent


def test_a_county_is_told_that_homes_are_the_districts_before_it_asks_its_own_housing_officers(officer):
    own = {choice.ref: choice.note for choice in queries.whom(officer, q="", on=given.ON, at=given.AT).own}
    assert "For homes and homelessness ask the district council" in own["own:housing"]
    assert "district" not in own["own:children"]


def test_a_body_that_owes_nothing_is_told_so_whatever_the_asker_does(officer, practice):
    acts_given.a_ladder(acts_given.a_manager())
    ask = given.a_request(officer, asked=practice)
    services.escalate_request(officer, ask, because="It waits.", at=given.AT)
    services.decline_request(given.a_partner(ask), ask, why="", **given.SIGNED, at=given.AT)
    services.contest_answer(officer, ask, points={"": "We hoped for more."}, at=given.AT)
    moved = Outgoing.objects.filter(message="request-moved", subject=ask.public_id)
    assert moved.count() == 2
    assert all("You are still free to help or not." in letter.text for letter in moved)


def test_the_silence_of_a_body_that_owes_no_answer_is_late_in_nobodys_figures(officer, practice):
    given.a_request(officer, asked=practice)
    on = date(2026, 12, 21)
    page = queries.figures_page(officer, starts=date(2026, 11, 1), ends=date(2027, 1, 1), on=on)
    assert (page.whole.made.number, page.whole.made.in_time.of) == (1, 0)
    assert page.whole.made.outcomes == {"no-answer-yet": 1}


def test_what_was_half_written_about_the_wrong_person_goes_with_the_error(officer):
    ask = given.a_request(officer)
    keep_answer(given.a_partner(ask), ask, kind=StepKind.REFUSED, written={"instead": ["x"]}, at=given.AT)
    services.enter_in_error(officer, ask, why="The wrong person.", at=given.AT)
    assert not SavedAnswer.objects.filter(ask=ask).exists()
