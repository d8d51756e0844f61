"""Words typed at the desk outlive a session, another's quicker answer and a form sent twice; nothing happens twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.base import clock
from concord.base.errors import Invalid
from concord.delivery.models import Outgoing, SecureLink
from concord.people.roles import Role
from concord.people.services import end_role
from concord.requests import services
from concord.requests.models import CooperationRequest, Step
from kit import acts_given, given
from kit.asking_given import PAGES
from kit.reading import Page

pytestmark = pytest.mark.django_db

WORDS = "The family wrote again: she wants to be at home by Christmas."


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def at(ask, act):
    return f"/desk/requests/{ask.public_id}/{act}"


def taken(ask, kind):
    return Step.objects.filter(ask=ask, kind=kind).count()


def test_a_session_that_ended_while_somebody_wrote_costs_no_words(ask):
    came_from = {"HTTP_REFERER": f"http://testserver{at(ask, 'message')}"}
    page = Page(Client().post(at(ask, "message"), {"words": WORDS}, **came_from))
    assert (page.status, page.heading) == (403, "You are no longer signed in")
    assert WORDS in page.words
    (way,) = (href for text, href in page.links().items() if text.startswith("Sign in again"))
    assert way == f"/desk/sign-in?next={at(ask, 'message')}"
    assert not taken(ask, "wrote")


def test_a_button_pressed_after_the_session_leads_back_to_its_page_and_to_no_blank_one(ask):
    came_from = {"HTTP_REFERER": f"http://testserver{at(ask, 'check')}?look"}
    answer = Client().post(at(ask, "send-all"), {"looked": "on"}, **came_from)
    assert answer["Location"] == f"/desk/sign-in?next={at(ask, 'check')}%3Flook"
    elsewhere = Client().post(at(ask, "send-all"), {}, HTTP_REFERER="https://elsewhere.example/desk")
    assert elsewhere["Location"] == f"/desk/sign-in?next={at(ask, 'send-all')}"


def test_what_saves_itself_is_never_answered_with_a_page_of_words(ask):
    assert Client().post(f"{at(ask, 'what')}?autosave", {"what": WORDS}).status_code == 302


def test_a_form_from_before_a_new_sign_in_is_not_taken_and_its_words_are_shown(person, ask):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    page = Page(browser.post(at(ask, "message"), {"words": WORDS}, HTTP_ORIGIN="http://testserver"))
    assert (page.status, page.heading) == (403, "This form is no longer valid")
    assert WORDS in page.words


def test_the_words_of_another_site_are_never_shown_as_ours(person, ask):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    for origin in ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}):
        page = Page(browser.post(at(ask, "message"), {"words": WORDS}, **origin))
        assert page.status == 403
        assert WORDS not in page.words


def test_who_contests_what_a_colleague_has_just_accepted_keeps_the_words(desk, officer, ask):
    given.complied(ask)
    services.accept_answer(officer, ask, at=given.AT)
    page = Page(desk.post(at(ask, "contest"), {"point": WORDS}))
    assert page.status == 409
    assert "You have accepted this answer already." in page.words
    assert WORDS in page.words
    assert page.links()["send it as a message"] == at(ask, "message")
    assert not taken(ask, "contested")


def test_the_same_message_sent_twice_is_one_message_and_one_e_mail(desk, ask):
    assert desk.post(at(ask, "message"), {"words": WORDS}).status_code == 302
    told = Outgoing.objects.count()
    page = Page(desk.post(at(ask, "message"), {"words": WORDS}, follow=True))
    assert "You have sent this message already. Nothing was sent again." in page.words
    assert "What you wrote was not taken" not in page.words
    assert (taken(ask, "wrote"), Outgoing.objects.count()) == (1, told)


def test_the_same_words_on_another_day_are_another_message(desk, ask):
    desk.post(at(ask, "message"), {"words": "Any news?"})
    with clock.at(given.AT + timedelta(hours=5)):
        desk.post(at(ask, "message"), {"words": "Any news?"})
    assert taken(ask, "wrote") == 2


def test_whom_to_ask_chosen_twice_is_one_draft(desk, officer):
    first = desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"]
    assert desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"] == first
    assert CooperationRequest.objects.count() == 1
    assert desk.post("/desk/requests/new", {"asked": given.BOARD})["Location"] != first
    colleagues = services.draft_request(
        given.acting(given.a_person("Ines Calder")), asked=given.DISTRICT, at=given.AT, only_once=True
    )
    assert colleagues.public_id not in first


def test_a_part_of_ones_own_council_chosen_twice_is_one_draft_and_another_part_is_another(desk):
    first = desk.post("/desk/requests/new", {"asked": "own:children"})["Location"]
    assert desk.post("/desk/requests/new", {"asked": "own:children"})["Location"] == first
    assert desk.post("/desk/requests/new", {"asked": "own:housing"})["Location"] != first


def test_a_draft_that_was_gone_on_with_or_is_older_is_not_begun_again(desk):
    draft = desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"].removesuffix("/help")
    desk.post(f"{draft}/help", PAGES["help"])
    second = desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"].removesuffix("/help")
    assert second != draft
    with clock.at(given.AT + timedelta(hours=1)):
        assert desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"] != f"{second}/help"


def test_a_new_link_sent_twice_is_one_link(desk, ask):
    for _ in range(2):
        page = Page(desk.post(at(ask, "link"), {"to": "Housing@aldermoor.example"}, follow=True))
    assert "You have sent a new link to this mailbox already. Nothing was sent again." in page.words
    assert (taken(ask, "link"), Outgoing.objects.filter(message="request-link").count()) == (1, 1)
    desk.post(at(ask, "link"), {"to": "duty.desk@aldermoor.example"})
    with clock.at(given.AT + timedelta(hours=1)):
        desk.post(at(ask, "link"), {"to": "duty.desk@aldermoor.example"})
    assert taken(ask, "link") == 3


def test_a_new_link_follows_at_once_where_the_last_was_withdrawn(desk, officer, ask):
    desk.post(at(ask, "link"), {"to": "housing@aldermoor.example"})
    link = SecureLink.objects.latest("id")
    services.revoke_link(officer, ask, link=link.public_id, at=given.AT)
    desk.post(at(ask, "link"), {"to": "housing@aldermoor.example"})
    assert taken(ask, "link") == 2


def test_the_same_escalation_sent_twice_goes_up_one_level(desk, ask):
    acts_given.a_ladder(acts_given.a_manager())
    (level,) = Page(desk.get(at(ask, "escalate"))).tree.xpath("//input[@name='level']/@value")
    for _ in range(2):
        page = Page(desk.post(at(ask, "escalate"), {"because": "", "level": level}, follow=True))
    assert "The request stands at level 1 already. Nothing was escalated again." in page.words
    assert taken(ask, "escalated") == 1


def test_what_is_wrong_with_an_act_has_the_status_of_a_fault(desk, ask):
    for act in ("message", "withdraw", "more-time"):
        assert desk.post(at(ask, act), {}).status_code == 400


def test_a_change_made_from_the_check_leads_back_to_the_check(desk, officer):
    draft = given.a_draft(officer)
    for page in ("help", "what", "when"):
        assert desk.post(at(draft, page), PAGES[page])["Location"] == at(draft, "check")


def test_pages_that_a_template_has_filled_in_are_passed_over_but_what_is_asked_is_read(desk, officer):
    filled = {**given.WHOLE, "needed_by": None, "told": "", "contact_phone": ""}
    draft = given.a_draft(officer, **filled)
    ways = {"help": "what", "what": "when", "when": "wishes", "wishes": "attachments"}
    for page, after in ways.items():
        assert desk.post(at(draft, page), PAGES[page])["Location"] == at(draft, after)


def test_words_sent_by_somebody_whose_role_has_ended_are_shown_once_more(desk, person, officer):
    draft = given.a_draft(officer)
    end_role(given.COMMAND, person, body=given.COUNTY, role=Role.PRACTITIONER, ends=given.ON)
    page = Page(desk.post(at(draft, "what"), {"what": WORDS}, HTTP_ORIGIN="http://testserver"))
    assert (page.status, page.heading) == (404, "Page not found")
    assert WORDS in page.words


@pytest.mark.parametrize(
    ("copied", "page"), [("copies/csv?status=nonsense", ""), ("figures/csv?starts-day=31&starts-month=2", "/figures")]
)
def test_no_file_of_more_than_was_meant_is_made_of_a_slip(desk, ask, copied, page):
    answer = desk.get(f"/desk/requests/{copied}")
    assert answer["Location"] == f"/desk/requests{page}?{copied.partition('?')[2]}"
    assert Page(desk.get(answer["Location"])).status == 400


def test_the_request_leads_to_its_day_for_a_calendar_and_its_words_for_a_template(desk, ask):
    links = Page(desk.get(f"/desk/requests/{ask.public_id}")).links()
    assert links["Put 4 December 2026 into your calendar"] == at(ask, "calendar.ics")
    assert "Make a template of it" not in links
    manager = Client()
    manager.force_login(given.a_person("Ines Quarry", role=Role.MANAGER))
    links = Page(manager.get(f"/desk/requests/{ask.public_id}")).links()
    assert manager.get(links["Make a template of it"]).status_code == 200


def test_whoever_sees_figures_alone_finds_them_in_the_header(westshire):
    assurance = Client()
    assurance.force_login(given.a_person("Ada Lorne", role=Role.ASSURANCE))
    ways = Page(assurance.get("/desk/")).tree.xpath("//nav//a[normalize-space()='Figures']/@href")
    assert ways == ["/desk/requests/figures"]


def test_what_managers_have_switched_off_since_goes_out_with_no_draft(desk, officer):
    manager, says = acts_given.a_manager(), {"remind_before": 1, "remind_after": 2}
    services.set_practice(manager, initials=True, nhs_number=True, name=True, **says)
    draft = given.a_draft(officer, person_nhs_number="9434765919", person_name="Ada Bell", person_initials="AB")
    services.set_practice(manager, initials=True, nhs_number=False, name=False, **says)
    wrong = "of the person: your organisation does not write that in requests"
    page = Page(desk.get(at(draft, "check")))
    for what in ("the NHS number", "the name"):
        assert page.links()[f"Take out {what} {wrong}"] == at(draft, "person")
    with pytest.raises(Invalid, match="Take out the NHS number"):
        services.send_request(officer, draft, at=given.AT)
    assert "Save this page, and that is taken out." in Page(desk.get(at(draft, "person"))).words
    assert desk.post(at(draft, "person"), {**PAGES["person"], "person_initials": "AB"})["Location"] == at(
        draft, "check"
    )
    draft.refresh_from_db()
    assert (draft.person_nhs_number, draft.person_name, draft.person_initials) == ("", "", "AB")
    services.send_request(officer, draft, at=given.AT)
