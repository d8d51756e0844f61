"""Pages on which the asker says of an answer: accepted, contested, kept, not kept, taken another way."""

from __future__ import annotations

import pytest

from concord.requests import services
from concord.requests.models import Docket, PointInDispute
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def at(ask, act):
    return f"/desk/requests/{ask.public_id}/{act}"


def after(browser, address, said):
    """What the page of the request says after something was sent in."""
    answer = browser.post(address, said)
    assert answer.status_code == 302, Page(answer).errors
    return Page(browser.get(answer["Location"])).words


def test_an_answer_is_accepted(desk, ask):
    given.refused(ask)
    words = after(desk, at(ask, "accept"), {"words": "We understand."})
    assert "Answer accepted. Aldermoor District Council is told by e-mail." in words
    assert "You say: accepted." in words
    assert Docket.objects.get(ask=ask).considered == "accepted"


def test_accepting_twice_does_no_harm_and_says_so(desk, ask):
    given.refused(ask)
    after(desk, at(ask, "accept"), {})
    assert "You have accepted this answer already." in after(desk, at(ask, "accept"), {})


def test_there_is_nothing_to_accept_before_an_answer_has_come(desk, ask):
    answer = desk.get(at(ask, "accept"))
    assert "No answer has come yet" in Page(desk.get(answer["Location"])).words


def test_a_refusal_is_contested_ground_by_ground(desk, ask):
    given.refused(ask)
    page = Page(desk.get(at(ask, "contest")))
    assert given.REASONS["incompatible-with-duties"] in page.words
    empty = Page(desk.post(at(ask, "contest"), {}))
    assert empty.errors == ["Say what you dispute, at one ground at least"]
    words = after(desk, at(ask, "contest"), {"point_adverse-effect": "Any officer may come."})
    assert "Being considered again" in words
    assert [point.ground for point in PointInDispute.objects.all()] == ["adverse-effect"]


def test_an_answer_without_grounds_has_one_point(desk, ask):
    services.offer_alternative(
        given.a_partner(ask), ask, offer="A telephone call.", promised_on=None, **given.SIGNED, at=given.AT
    )
    assert Page(desk.post(at(ask, "contest"), {})).errors == ["Say what you dispute"]
    words = after(desk, at(ask, "contest"), {"point": "She cannot use a telephone."})
    assert "She cannot use a telephone." in words


def test_a_whole_promise_cannot_be_contested(desk, ask):
    given.complied(ask)
    answer = desk.get(at(ask, "contest"))
    assert answer.status_code == 302


def test_a_promise_is_noted_as_kept(desk, officer, ask):
    given.complied(ask)
    services.accept_answer(officer, ask, at=given.AT)
    assert "Noted: what was promised was done." in after(desk, at(ask, "kept"), {})
    assert Docket.objects.get(ask=ask).promise_kept is True
    assert "It was noted already that the promise was kept." in after(desk, at(ask, "not-kept"), {"words": "No."})


def test_a_broken_promise_opens_the_request_again(desk, ask):
    given.complied(ask)
    assert Page(desk.post(at(ask, "not-kept"), {})).errors == ["Say what was not done"]
    words = after(desk, at(ask, "not-kept"), {"words": "Nobody came."})
    assert "Promise not kept" in words
    assert "Waiting for Aldermoor District Council" in words


def test_a_dispute_about_ordinary_residence_is_told_its_own_way(desk, ask):
    given.refused(ask)
    page = Page(desk.get(at(ask, "another-way")))
    assert page.links()["Care Act 2014, section 40"] == "/law/care-act-2014/section-40/"
    assert Page(desk.post(at(ask, "another-way"), {})).errors == ["Select where the dispute goes", "Say why"]
    words = after(desk, at(ask, "another-way"), {"way": "ordinary-residence", "words": "She moved in May."})
    assert "Two councils dispute where the person is ordinarily resident (section 40)" in words
    assert "She moved in May." in words
    assert Docket.objects.get(ask=ask).status == "refused"
