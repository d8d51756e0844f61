"""What the law is said to say: of section 6(2) with whom, of section 45 on whose word, and each to whoever reads it."""

from __future__ import annotations

import pytest

from concord.people.roles import Role
from concord.registry.services import add_board, add_other_body
from concord.requests import queries, services
from kit import acts_given, given

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(westshire):
    body = add_board(given.COMMAND, name="Westshire Safeguarding Adults Board", authorities=[given.COUNTY], at=given.AT)
    return given.acting(given.a_person("Ines Calder", role=Role.MANAGER, body=body.ref))


def test_the_discretion_of_section_6_2_is_with_whom_to_work_and_the_other_owes_nothing(officer):
    practice = add_other_body(officer, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref
    claim = given.a_request(officer, asked=practice).finding["because"]["claim"]
    assert "Where Westshire County Council thinks it appropriate to work with Fen Lane Surgery, it must co-op" in claim
    assert "Fen Lane Surgery owes nothing under section 6(2)" in claim


def test_what_section_45_requires_rests_on_what_the_board_states_by_its_own_name(board):
    conditions = ["for_board_function", "likely_to_hold", "concerns_addressee"]
    ask = given.a_request(board, asked=given.TRUST, conditions=conditions, function="")
    claim = ask.finding["because"]["claim"]
    assert claim.startswith("On what the board states, Westshire Hospitals NHS Trust must supply")
    assert "to Westshire Safeguarding Adults Board, the board of Westshire County Council." in claim
    story = queries.partner_page(given.a_partner(ask), on=given.ON).story
    assert "You are likely to have the information" in story.conditions_to_you
    assert "They are likely to have the information" in story.words.conditions


def test_whether_the_person_was_told_is_an_answer_and_no_label_of_a_form(officer):
    ask = given.a_request(officer)
    assert queries.request_page(officer, ask.public_id, on=given.ON).story.words.told == "Yes"


def test_the_record_says_in_words_what_it_keeps_as_codes(officer):
    acts_given.a_ladder(acts_given.a_manager())
    ask = given.a_request(officer)
    services.escalate_request(officer, ask, because="", at=given.AT)
    given.refused(ask)
    services.take_another_way(officer, ask, way="ombudsman", words="Her son complains.", at=given.AT)
    _, lines = queries.record_of(officer, ask.public_id)
    says = "\n".join(line.says for line in lines)
    assert "Told: the body asked, who takes it up on the asker’s side." in says
    assert "that it would be incompatible with its own duties, that it would have an adverse effect" in says
    assert "goes another way: to the ombudsman." in says
    for code in ("incompatible-with-duties", "adverse-effect", "asked, own", "ordinary-residence"):
        assert code not in says
