"""Pages on which the asker says of an answer: accepted, contested, kept, not kept, taken another way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.base import clock
from concord.base.errors import Invalid
from concord.delivery.models import Outgoing
from concord.requests import services
from concord.requests.models import Docket, PointInDispute
from kit import editions, given
from kit.reading import Page

pytestmark = pytest.mark.django_db

EAST = "gss:E06000991"


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
    assert words.count(given.REASONS["adverse-effect"]) == 1
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
    with clock.at(given.AT + timedelta(days=11)):
        assert "Note that it was not done" in Page(desk.get(at(ask, "not-kept"))).words
        assert Page(desk.post(at(ask, "not-kept"), {})).errors == ["Say what was not done"]
        words = after(desk, at(ask, "not-kept"), {"words": "Nobody came."})
    assert "Promise not kept" in words
    assert "Waiting for Aldermoor District Council" in words


def test_before_the_promised_day_it_is_noted_only_as_what_will_not_be_done_with_a_reason(desk, officer, ask):
    given.complied(ask)
    page = Page(desk.get(at(ask, "not-kept")))
    assert "That day is not over, so it can still be done." in page.words
    assert "Note that it will not be done" in page.words
    wrong = Page(desk.post(at(ask, "not-kept"), {"words": "They rang."})).errors
    assert wrong == ["Say that it will not be done, or wait until the day is over"]
    with pytest.raises(Invalid, match="They promised it for 2 December 2026, and that day is not over") as early:
        services.note_not_kept(officer, ask, words="Nobody came.", at=given.AT)
    assert early.value.field == "before_day"
    words = after(desk, at(ask, "not-kept"), {"words": "They rang: it will not be.", "before_day": "on"})
    assert "2 December 2026: it was noted before that day, as what will not be done" in words
    assert "They rang: it will not be." in words
    letter = Outgoing.objects.filter(message="request-moved", subject=ask.public_id).latest("id")
    assert "noted that what you promised will not be done" in letter.text


def test_section_40_is_open_between_local_authorities_only(desk, officer, ask):
    given.refused(ask)
    page = Page(desk.get(at(ask, "another-way")))
    assert "section 40" not in page.words
    assert "A council cannot complain there itself" in page.words
    with pytest.raises(Invalid, match="between local authorities only"):
        services.take_another_way(officer, ask, way="ordinary-residence", words="She moved.", at=given.AT)


def test_a_dispute_about_ordinary_residence_is_told_its_own_way(db, tmp_path):
    tables = editions.rows()
    tables["bodies"].append({**editions.row(tables, "bodies", ref=given.COUNTY), "ref": EAST, "kind": "unitary"})
    tables["names"].append({"ref": EAST, "name": "Eastshire Council"})
    given.load(tmp_path / "two", tables)
    wren, desk = given.a_person(), Client()
    desk.force_login(wren)
    ask = given.a_request(given.acting(wren), asked=EAST)
    given.refused(ask)
    page = Page(desk.get(at(ask, "another-way")))
    assert page.links()["Care Act 2014, section 40"] == "/law/care-act-2014/section-40/"
    assert Page(desk.post(at(ask, "another-way"), {})).errors == ["Select where the dispute goes", "Say why"]
    words = after(desk, at(ask, "another-way"), {"way": "ordinary-residence", "words": "She moved in May."})
    assert "Two councils dispute where the person is ordinarily resident (section 40)" in words
    assert "She moved in May." in words
    assert Docket.objects.get(ask=ask).status == "refused"
