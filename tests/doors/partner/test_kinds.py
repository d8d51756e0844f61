"""Each kind of request in its own words: never "must" to one who is free, no grounds where section 7 has no place."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.people.roles import Role
from concord.registry.services import add_board, add_other_body
from concord.requests import queries, services
from kit import given, partner_given
from kit.partner_given import REFUSAL, last_said, said
from kit.reading import Page

pytestmark = pytest.mark.django_db


def opened(ask):
    """A browser inside, and the address of the request."""
    browser = Client()
    given.enter_by_link(browser, ask)
    return browser, f"/r/request/{ask.public_id}"


@pytest.fixture
def contested(officer, ask, inside):
    """A refusal on both grounds, contested at each."""
    given.refused(ask)
    points = {
        "incompatible-with-duties": "The scheme has an exception.",
        "adverse-effect": "Half an hour is asked for.",
    }
    services.contest_answer(officer, ask, points=points, at=given.AT)
    return ask


def test_a_contest_is_laid_out_point_by_point_beside_the_own_reasons(contested, inside):
    page = Page(inside.get(f"/r/request/{contested.public_id}"))
    assert "You are asked to consider your answer again" in page.words
    assert (
        "What you wrote Our allocation scheme leaves us no choice here. What is disputed The scheme has an exception."
        in page.words
    )
    assert "The judgement is still yours" in page.words
    assert {"We will do it", "We will not do it"} <= page.links().keys()


def test_an_answer_after_a_contest_is_the_answer_of_the_next_round(contested, inside):
    address = f"/r/request/{contested.public_id}"
    inside.post(f"{address}/comply", partner_given.PROMISE)
    assert said(contested) == ["refused", "complied"]
    assert last_said(contested).round == 2
    assert "You are asked to consider your answer again" not in Page(inside.get(address)).words


def test_the_same_refusal_can_be_given_again_after_a_contest(contested, inside):
    address = f"/r/request/{contested.public_id}"
    inside.post(f"{address}/refuse", REFUSAL)
    (saved,) = Page(inside.get(f"{address}/refuse/check")).tree.xpath("//input[@name='saved']/@value")
    inside.post(f"{address}/refuse/check", {"saved": saved})
    assert said(contested) == ["refused", "refused"]


def test_what_the_asker_wrote_counts_as_read_once_it_was_looked_at(officer, ask, inside):
    services.write_message(officer, ask, words="Is the lift working?", at=given.AT)
    ask.docket.refresh_from_db()
    assert ask.docket.unread_by_asked == 1
    page = Page(inside.get(f"/r/request/{ask.public_id}"))
    assert "Is the lift working?" in page.words
    assert "Not read yet" in page.words
    ask.docket.refresh_from_db()
    assert ask.docket.unread_by_asked == 0


def test_of_a_joint_request_only_bodies_that_were_really_asked_are_named_and_one_taken_back_is_said_to_be(officer):
    first = given.a_draft(officer)
    services.ask_others_too(officer, first, bodies={given.BOARD: "co-operation@icb.example"}, joint=True, at=given.AT)
    first.refresh_from_db()
    (other,) = type(first).objects.filter(together=first.together_id).exclude(pk=first.pk)
    services.send_request(officer, first, at=given.AT)
    browser = Client()
    given.enter_by_link(browser, first)
    address = f"/r/request/{first.public_id}"
    assert "The others who are asked" not in Page(browser.get(address)).words
    services.send_request(officer, other, at=given.AT)
    assert "Has not answered yet." in Page(browser.get(address)).words
    services.withdraw_request(officer, other, why="Not needed.", at=given.AT)
    words = Page(browser.get(address)).words
    assert "The request to it was withdrawn." in words
    assert "Has not answered yet." not in words
    services.enter_in_error(officer, other, why="The wrong body.", at=given.AT)
    assert "The others who are asked" not in Page(browser.get(address)).words


@pytest.mark.parametrize("joint", [True, False])
def test_only_where_a_joint_answer_is_asked_for_does_one_body_see_anothers(officer, joint):
    first, second = partner_given.asked_together(officer, joint=joint)
    given.refused(first)
    browser, address = opened(second)
    page = Page(browser.get(address))
    assert ("The others who are asked" in page.words) is joint
    assert browser.get(f"{address}/join/{first.public_id}").status_code == (200 if joint else 404)


def test_another_bodys_answer_can_be_joined_as_ones_own_act(officer):
    first, second = partner_given.asked_together(officer)
    given.refused(first)
    browser, address = opened(second)
    page = Page(browser.get(f"{address}/join/{first.public_id}"))
    assert page.heading == "Join the answer of Aldermoor District Council"
    assert given.REASONS["adverse-effect"] in page.words
    done = browser.post(
        f"{address}/join/{first.public_id}", {"by_name": "Ash Penrose", "by_post": "Director of integration"}
    )
    assert done["Location"] == f"{address}/done"
    step = last_said(second)
    assert (step.kind, step.by_name, step.by_body) == ("refused", "Ash Penrose", given.BOARD)
    assert {ground.ground: ground.reasons for ground in step.grounds.all()} == given.REASONS
    assert "Joins Aldermoor District Council" in Page(browser.get(address)).words


def test_who_reads_another_bodys_answer_stands_in_the_record_of_that_bodys_request(officer):
    first, second = partner_given.asked_together(officer)
    given.refused(first)
    browser, address = opened(second)
    browser.get(address)
    assert not Entry.objects.filter(event="request:read-joint").exists()
    browser.get(f"{address}/join/{first.public_id}")
    _, lines = queries.record_of(officer, first.public_id)
    assert any(
        "The answer of Aldermoor District Council was read through the secure link sent to NHS Westshire Integrated"
        " Care Board, which is asked to answer together with it." in line.says
        for line in lines
    )
    assert Entry.objects.get(event="request:read-joint").subject == first.public_id


def test_an_answer_is_joined_only_with_a_name_and_a_job(officer):
    first, second = partner_given.asked_together(officer)
    given.complied(first)
    browser, address = opened(second)
    page = Page(browser.post(f"{address}/join/{first.public_id}", {}))
    assert (page.status, page.errors) == (400, ["Enter your name", "Enter your job"])
    assert said(second) == []


def test_there_is_nothing_to_join_before_the_other_has_answered(officer):
    first, second = partner_given.asked_together(officer)
    browser, address = opened(second)
    assert "Has not answered yet." in Page(browser.get(address)).words
    assert browser.get(f"{address}/join/{first.public_id}").status_code == 409


@pytest.fixture
def practice(officer):
    return add_other_body(officer, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref


@pytest.fixture
def board(officer):
    body = add_board(given.COMMAND, name="Westshire Safeguarding Adults Board", authorities=[given.COUNTY], at=given.AT)
    return given.acting(given.a_person("Ines Calder", role=Role.MANAGER, body=body.ref))


def test_a_gp_practice_reads_that_it_is_free_and_never_that_it_must(officer, practice):
    ask = given.a_request(officer, asked=practice)
    cover = Page(Client().get(given.the_link(ask)))
    browser, address = opened(ask)
    page = Page(browser.get(address))
    assert (cover.heading, page.heading) == tuple(["Westshire County Council asks for your help"] * 2)
    assert "You are free to help or not. The Care Act does not oblige you to answer this request" in page.words
    answers = [Page(browser.get(f"{address}/{word}")) for word in ("decline", "comply", "offer")]
    for shown in (cover, page, *answers):
        for word in ("you must", "section 7", "your own judgement"):
            assert word not in shown.words.lower().replace("the provisions", "")
    assert "We cannot help" in page.links()
    assert "We will not do it" not in page.links()
    assert "Section 7 does not bind us here" not in page.links()


def test_a_gp_practice_declines_without_reasons(officer, practice):
    ask = given.a_request(officer, asked=practice)
    browser, address = opened(ask)
    assert browser.post(f"{address}/decline", given.SIGNED)["Location"] == f"{address}/done"
    assert said(ask) == ["declined"]
    assert browser.get(f"{address}/refuse").status_code == 409


def test_a_board_asks_with_its_conditions_and_without_the_grounds_of_section_7(board, practice):
    conditions = ["for_board_function", "likely_to_hold", "concerns_addressee"]
    ask = given.a_request(board, asked=practice, conditions=conditions, function="")
    browser, address = opened(ask)
    page = Page(browser.get(address))
    assert page.heading == "Westshire Safeguarding Adults Board asks you for information"
    assert "The board asks in order to carry out its own functions" in page.words
    assert "The grounds of section 7 have no place here." in page.words
    page = Page(browser.post(f"{address}/decline", {"why": "We hold nothing.", **given.SIGNED}))
    assert page.errors == [
        "Select which condition of section 45 is not met, or that another rule of law keeps you from supplying it"
    ]
    browser.post(f"{address}/decline", {"why": "We hold nothing.", "conditions": ["likely_to_hold"], **given.SIGNED})
    assert said(ask) == ["declined"]


def test_a_board_is_told_of_another_rule_of_law_by_the_page(board, practice):
    conditions = ["for_board_function", "likely_to_hold", "concerns_addressee"]
    ask = given.a_request(board, asked=practice, conditions=conditions, function="")
    browser, address = opened(ask)
    page = Page(browser.get(f"{address}/decline"))
    assert "Another rule of law keeps us from supplying it, such as legal privilege" in page.words
    browser.post(f"{address}/decline", {"why": "Privileged.", "conditions": ["another-reason"], **given.SIGNED})
    assert said(ask) == ["declined"]
    assert "Another rule of law keeps us from supplying it" in Page(browser.get(address)).words


def test_an_internal_request_says_that_it_is_no_section_7_request(officer):
    ask = given.a_request(officer, asked=given.COUNTY, asker_group="adults", asked_group="housing")
    browser, address = opened(ask)
    page = Page(browser.get(address))
    assert "from adult care to housing" in page.words
    assert "It is no section 7 request, and no ground is needed." in page.words


def test_a_request_to_a_council_by_its_partner_has_the_same_grounds(officer):
    ask = given.a_request(given.acting(given.a_person("Sol Abara", body=given.BOARD)), asked=given.COUNTY)
    assert ask.kind == "s7(2)"
    browser, address = opened(ask)
    page = Page(browser.get(address))
    assert "would be incompatible with your own duties" in page.words
    assert "We will not do it" in page.links()
