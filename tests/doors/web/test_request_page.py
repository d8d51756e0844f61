"""The page of one request, from the side of either body: what waits, where it stands, the conversation, the law."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.base import clock
from concord.delivery.incoming.receiving import Received
from concord.delivery.models import Outgoing
from concord.requests import services
from concord.requests.models import Docket
from concord.requests.rules.steps import Side
from kit import given
from kit.acts_given import a_ladder, a_manager, ten_days
from kit.attaching_given import attached
from kit.counting import queries_of
from kit.reading import Page

pytestmark = pytest.mark.django_db

REFUSED = "They refused: say whether you accept or contest it"


def an_e_mail(text):
    return Received(
        mail="m1",
        kind="reply",
        subject="",
        answers="",
        sent_to="duty.desk@aldermoor.example",
        from_address="duty.desk@aldermoor.example",
        from_name="Marlow Quist",
        title="Re: request",
        text=text,
        quoted="",
        written_at=None,
        attachments=(),
        notes=(),
    )


def opened(browser, ask):
    return Page(browser.get(f"/desk/requests/{ask.public_id}"))


@pytest.fixture
def theirs(westshire):
    """The browser of an officer of the body that is asked."""
    client = Client()
    client.force_login(given.a_person("Tam Birch", body=given.DISTRICT))
    return client


def test_the_head_says_reference_sides_kind_status_and_whose_move_it_is(desk, officer):
    ask = given.a_request(officer)
    page = opened(desk, ask)
    assert page.heading == "Request to Aldermoor District Council"
    for said in (
        f"{ask.reference} · LAS-20417",
        "Sent Request under section 7(1) Waiting for Aldermoor District Council",
        "Westshire County Council asks Aldermoor District Council.",
        "Please send a housing officer to the planning meeting on 2 December.",
        "Was the person told?",
    ):
        assert said in page.words
    assert "Urgent" not in page.words


def test_an_urgent_request_says_so(desk, officer):
    assert "Immediate danger" in opened(desk, given.a_request(officer, urgency="immediate")).words


def test_a_refusal_is_shown_first_with_its_grounds_reasons_and_form(desk, officer):
    ask = given.a_request(officer)
    given.refused(ask)
    page = opened(desk, ask)
    for said in (
        REFUSED,
        "They refused on 22 November 2026",
        "“It would clash with our own duties” Care Act 2014, section 7(1)(a)",
        given.REASONS["incompatible-with-duties"],
        given.REASONS["adverse-effect"],
        "We can join by telephone.",
        "Marlow Quist, Head of housing options",
        "Complete in form Yes",
        "whether the reasons are good is not judged here",
        "You say: not yet considered.",
    ):
        assert said in page.words
    assert page.words.index(REFUSED) < page.words.index("What you asked")
    assert "Withdraw the request" not in page.words
    assert "Care Act 2014, section 7(3)" in page.links()
    assert page.links()["Contest the answer"] == f"/desk/requests/{ask.public_id}/contest"


def test_a_promise_is_shown_with_its_day_and_its_source(desk, officer):
    ask = given.a_request(officer)
    given.complied(ask)
    words = opened(desk, ask).words
    for said in (
        "They agreed on 22 November 2026",
        "Our housing officer will come.",
        "By 2 December 2026",
        "Due 2 December 2026, from what the body asked promised itself. The Act sets no time limit.",
    ):
        assert said in words


def test_a_promise_whose_day_has_come_asks_whether_it_was_kept(desk, officer):
    ask = given.a_request(officer)
    given.complied(ask)
    services.accept_answer(officer, ask, at=given.AT)
    assert "was it done?" not in opened(desk, ask).words
    with clock.at(given.AT + timedelta(days=11)):
        assert "They promised it for 2 December 2026: was it done?" in opened(desk, ask).words


def test_the_page_never_says_that_the_law_sets_the_day(desk, officer):
    words = opened(desk, given.a_request(officer)).words
    assert "Due 4 December 2026, from the day asked for. The Act sets no time limit." in words
    for word in ("overdue", "deadline", "statutory"):
        assert word not in words.lower()


def test_a_policys_day_shows_how_it_was_counted_and_is_called_policy(desk, officer):
    ten_days(a_manager())
    words = opened(desk, given.a_request(officer)).words
    for said in ("(policy, not law)", "10 working days left", "Working days counted10", "the request was sent"):
        assert said in words


def test_silence_past_the_day_is_overdue_and_never_a_refusal(desk, officer):
    ask = given.a_request(officer)
    with clock.at(given.AT + timedelta(days=15)):
        page = opened(desk, ask)
    assert "No answer has come" in page.words
    assert "Silence is not a refusal: nothing has been decided." in page.words
    assert "Overdue by 1 working day" in page.words
    assert "Escalate" in page.links()


def test_what_they_wrote_is_marked_until_the_page_was_read(desk, officer):
    ask = given.a_request(officer)
    services.ask_question(given.a_partner(ask), ask, question="Which ward?", **given.SIGNED, at=given.AT)
    first = opened(desk, ask)
    assert "They asked a question: answer it" in first.words
    assert "Not read yet" in first.words
    assert Docket.objects.get(ask=ask).unread_by_asker == 0
    assert "Not read yet" not in opened(desk, ask).words


def test_the_other_side_reading_does_not_count_as_our_reading(desk, theirs, officer):
    ask = given.a_request(officer)
    services.write_message(given.a_partner(ask), ask, words="We look into it.", **given.SIGNED, at=given.AT)
    opened(theirs, ask)
    assert Docket.objects.get(ask=ask).unread_by_asker == 1


def test_an_e_mail_that_was_caught_is_marked_as_no_decision(desk, officer):
    ask = given.a_request(officer)
    services.take_mail(given.COMMAND, ask, received=an_e_mail("Yes, fine."), at=given.AT)
    page = opened(desk, ask)
    assert "By e-mail, not a decision" in page.words
    assert "Yes, fine." in page.words
    assert "Waiting for Aldermoor District Council" in page.words


def test_points_in_dispute_stand_beside_the_reasons_ground_by_ground(desk, theirs, officer):
    ask = given.a_request(officer)
    given.refused(ask)
    services.contest_answer(officer, ask, points={"adverse-effect": "Any officer may come."}, at=given.AT)
    for page in (opened(desk, ask), opened(theirs, ask)):
        part = page.words[page.words.index("What is in dispute") :]
        reasons = part.index(given.REASONS["adverse-effect"])
        assert reasons < part.index("Westshire County Council disputes Any officer may come.")
        assert "Westshire County Council disputes Nothing here" in part


def test_the_whole_ladder_is_shown_with_where_the_request_stands(desk, officer):
    a_ladder(a_manager())
    ask = given.a_request(officer)
    services.escalate_request(officer, ask, because="No word for a week.", at=given.AT)
    words = opened(desk, ask).words
    assert "Level 1: Team manager It is here" in words
    assert "Level 2: Head of service Not reached" in words
    assert "On their side: Housing team leader" in words
    assert "Because no answer has come; that is not a refusal" in words
    assert "from level 1 of the escalation ladder of Westshire County Council" in words


def test_levels_that_were_reached_keep_their_roles_when_the_ladder_is_replaced(desk, officer):
    manager = a_manager()
    a_ladder(manager)
    ask = given.a_request(officer)
    for _ in range(2):
        services.escalate_request(officer, ask, because="It cannot wait.", although=True, at=given.AT)
    a_ladder(manager, roles=("Duty senior", "Area lead", "Chief officer"))
    words = opened(desk, ask).words
    for said in (
        "Level 1: Team manager Done",
        "Level 2: Head of service It is here",
        "Level 3: Chief officer Not reached",
    ):
        assert said in words
    assert "On their side: Head of housing" in words
    assert "Duty senior" not in words
    assert "Area lead" not in words


def test_an_e_mail_that_could_not_be_delivered_is_a_warning_with_what_to_do(desk, officer):
    ask = given.a_request(officer)
    Outgoing.objects.update(
        gave_up_at=given.AT, next_at=None, text="", attempts=9, last_error="The mail server refused the address."
    )
    page = opened(desk, ask)
    assert "An e-mail to duty.desk@aldermoor.example could not be delivered." in page.words
    assert "The mail server refused the address." in page.words
    assert page.links()["send a new link to the right mailbox"].endswith("/link")
    services.reissue_link(officer, ask, to="housing@aldermoor.example", at=given.AT)
    assert "Ring Aldermoor District Council and check the address." not in opened(desk, ask).words


def test_links_say_who_can_open_it_and_when_it_was_opened_last(desk, officer):
    ask = given.a_request(officer)
    with clock.at(given.AT + timedelta(hours=2)):
        given.a_partner(ask, at=clock.now())
        page = opened(desk, ask)
    assert "duty.desk@aldermoor.example Last opened 22 November 2026 at 11:00am." in page.words


def test_the_record_has_a_page_of_its_own_and_tells_how_it_is_proved(desk, officer):
    ask = given.a_request(officer)
    opened(desk, ask)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/record"))
    sent = "Wren Okafor sent the request to Aldermoor District Council, under section 7(1). "
    looked = "Wren Okafor looked at the request"
    assert f"{sent}Bound by it on 22 November 2026: yes." in page.words
    (folded,) = page.tree.xpath("//main//details")
    assert looked in folded.text_content()
    assert "sent the request" not in folded.text_content()
    assert page.words.count(looked) == folded.text_content().count(looked)
    assert f"somebody looked ({folded.text_content().count('looked at the')})" in page.words
    assert "concord audit verify" in page.words


def test_the_page_leads_to_the_letter_and_to_copies_of_the_whole(desk, officer):
    links = opened(desk, given.a_request(officer)).links()
    for name in ("Take a copy of the whole request", "The letter", "The record of this request"):
        assert desk.get(links[name]).status_code == 200


def test_files_are_listed_and_can_be_saved_and_that_is_recorded(desk, officer):
    draft = given.a_draft(officer)
    file = attached(officer, draft)
    ask = services.send_request(officer, draft, at=given.AT + timedelta(minutes=1))
    page = opened(desk, ask)
    answer = desk.get(page.links()["chronology.pdf"])
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    record = Page(desk.get(f"/desk/requests/{ask.public_id}/record")).words
    assert "Wren Okafor downloaded an attached file." in record
    assert desk.get(f"/desk/requests/{ask.public_id}/attached/{file.public_id}x").status_code == 404


def test_the_asked_side_reads_the_request_and_is_offered_its_answers(theirs, officer):
    ask = given.a_request(officer)
    page = opened(theirs, ask)
    assert page.heading == "Request from Westshire County Council"
    for way in ("We have it and will answer later", "We have a question first", "We will do it", "We will not do it"):
        assert way in page.links()
    for others in ("Withdraw the request", "Who can open it by link", "Escalate", "E-mails"):
        assert others not in page.words


def test_what_was_taken_back_is_hidden_from_the_other_side(theirs, desk, officer):
    ask = given.a_request(officer)
    services.write_message(officer, ask, words="She is on ward 4.", at=given.AT)
    services.enter_in_error(officer, ask, why="The wrong person.", at=given.AT)
    hidden = opened(theirs, ask).words
    assert "Westshire County Council took this request back." in hidden
    for told in ("LAS-20417", "housing officer", "ward 4", "The wrong person", "We will do it"):
        assert told not in hidden
    assert "The wrong person." in opened(desk, ask).words


def test_requests_asked_together_lead_to_one_another(desk, officer):
    ask = given.a_draft(officer)
    (other,) = services.ask_others_too(
        officer, ask, bodies={given.BOARD: "duty@board.example"}, joint=False, at=given.AT
    )
    services.send_request(officer, ask, at=given.AT)
    assert opened(desk, ask).links()["NHS Westshire Integrated Care Board"].endswith(other.public_id)


def test_a_stranger_to_both_bodies_finds_nothing(officer):
    ask = given.a_request(officer)
    client = Client()
    client.force_login(given.a_person("Kit Lowe", body=given.BOARD))
    for page in ("", "/record", "/accept", "/message", "/answer/complied"):
        assert client.get(f"/desk/requests/{ask.public_id}{page}").status_code == 404


def test_the_page_of_a_fresh_request_takes_twelve_reads_and_writes(desk, officer):
    a_ladder(a_manager())
    ask = given.a_request(officer)
    assert len(queries_of(lambda: opened(desk, ask))) <= 12


def test_a_refusal_that_was_read_takes_twelve_and_a_contest_with_files_fifteen(desk, officer):
    a_ladder(a_manager())
    draft = given.a_draft(officer)
    attached(officer, draft)
    ask = services.send_request(officer, draft, at=given.AT)
    given.refused(ask)
    opened(desk, ask)
    assert len(queries_of(lambda: opened(desk, ask))) <= 12
    services.contest_answer(officer, ask, points={"adverse-effect": "Any officer may come."}, at=given.AT)
    assert len(queries_of(lambda: opened(desk, ask))) <= 15


def test_reading_marks_one_side_only(officer):
    ask = given.a_request(officer)
    services.write_message(officer, ask, words="One more thing.", at=given.AT)
    assert services.mark_read(officer, ask, side=Side.ASKER, at=given.AT) == 0
    assert Docket.objects.get(ask=ask).unread_by_asked == 1
