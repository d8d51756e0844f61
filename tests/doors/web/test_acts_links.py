"""Pages for the links, for the two ways to end a request, and for asking somebody else in its place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.delivery.models import SecureLink
from concord.requests import services
from concord.requests.models import CooperationRequest, Docket
from concord.requests.rules.steps import Side
from kit import editions, given, partner_given
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def at(ask, act):
    return f"/desk/requests/{ask.public_id}/{act}"


def after(browser, address, said):
    answer = browser.post(address, said)
    assert answer.status_code == 302, Page(answer).errors
    return Page(browser.get(answer["Location"])).words


def named(ask, body):
    return services.name_right_body(
        given.a_partner(ask), ask, right_body=body, right_ref="", why="Not ours.", **given.SIGNED, at=given.AT
    )


def test_a_new_link_goes_to_another_mailbox_and_the_old_ones_stop(desk, ask):
    wrong = Page(desk.post(at(ask, "link"), {"to": "housing"}))
    assert wrong.errors == ["Enter the e-mail address in the form name@example.nhs.uk"]
    words = after(desk, at(ask, "link"), {"to": "housing@aldermoor.example"})
    assert "A new link is on its way. The ones before no longer work." in words
    assert [link.revoked_at is None for link in SecureLink.objects.order_by("id")] == [False, True]
    assert "duty.desk@aldermoor.example Not opened yet. Stopped." in words


def test_of_many_links_to_one_mailbox_the_newest_is_shown_and_the_others_are_folded_away(desk, officer, ask):
    mailboxes = ("duty.desk@aldermoor.example", "Duty.Desk@aldermoor.example", "housing@aldermoor.example")
    for hours, mailbox in enumerate(mailboxes):
        services.reissue_link(officer, ask, to=mailbox, at=given.AT + timedelta(hours=hours))
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    rows = page.tree.xpath("//h2[@id='links']/following-sibling::ul[1]/li")
    assert [row.xpath("string(span)") for row in rows] == ["housing@aldermoor.example", "Duty.Desk@aldermoor.example"]
    (folded,) = page.tree.xpath("//h2[@id='links']/following-sibling::ul[1]//details")
    assert folded.xpath("string(summary)") == "2 earlier links to Duty.Desk@aldermoor.example"


def test_one_link_is_withdrawn_once(desk, ask):
    link = SecureLink.objects.get(subject=ask.public_id)
    address = at(ask, f"links/{link.public_id}/withdraw")
    assert "It was sent to duty.desk@aldermoor.example" in Page(desk.get(address)).words
    assert "The link was withdrawn." in after(desk, address, {})
    assert "there is nothing to withdraw" in after(desk, address, {})
    assert desk.get(at(ask, "links/nothing/withdraw")).status_code == 404


def test_all_links_are_withdrawn_at_one_press_after_a_warning(desk, ask):
    page = at(ask, "")[:-1]
    assert "Withdraw all links" not in Page(desk.get(page)).links()
    path = partner_given.another_link(ask, to="ria.holt@aldermoor.example")
    colleague = Client()
    inside = partner_given.enter(colleague, path)
    address = Page(desk.get(page)).links()["Withdraw all links"]
    warned = Page(desk.get(address)).words
    assert "duty.desk@aldermoor.example, last opened on" in warned
    assert "ria.holt@aldermoor.example, last opened on" in warned
    assert "cannot answer here until it has a new link" in warned
    assert "All links were withdrawn." in after(desk, address, {})
    assert not SecureLink.objects.filter(revoked_at__isnull=True).exists()
    assert colleague.get(inside).status_code == 410
    entry = Entry.objects.get(event="request:revoke-links")
    assert (entry.subject, entry.facts["links"]) == (ask.public_id, 2)
    assert "No link to this request works any more" in after(desk, address, {})


def test_a_request_is_withdrawn_with_a_reason(desk, ask):
    assert Page(desk.post(at(ask, "withdraw"), {"why": " "})).errors == ["Enter why you are withdrawing it"]
    words = after(desk, at(ask, "withdraw"), {"why": "She has gone home."})
    assert "Request withdrawn. Aldermoor District Council is told by e-mail." in words
    again = "This request was withdrawn already, by Wren Okafor on 22 November 2026 at 9:00am."
    assert again in after(desk, at(ask, "withdraw"), {"why": "She has gone home."})
    assert again in Page(desk.get(at(ask, "withdraw"), follow=True)).words
    assert "She has gone home." in words


def test_withdrawing_too_late_shows_the_answer_instead(desk, ask):
    given.complied(ask)
    page = Page(desk.post(at(ask, "withdraw"), {"why": "Too late."}))
    assert page.status == 409
    for said in ("This request has been answered already: it was agreed to.", "They agreed", "Too late."):
        assert said in page.words


def test_entered_in_error_is_explained_and_differs_from_withdrawn(desk, ask):
    page = Page(desk.get(at(ask, "error")))
    for said in ("its links stop at once", "it counts in nobody’s figures", "Nothing is deleted"):
        assert said in page.words
    assert "Mark it as entered in error" in Page(desk.get(at(ask, "withdraw"))).links()
    words = after(desk, at(ask, "error"), {"why": "About another person."})
    assert "Marked as entered in error." in words
    assert not SecureLink.objects.filter(revoked_at__isnull=True).exists()


def test_no_clock_runs_on_a_request_that_was_entered_in_error_after_a_promise(desk, officer, ask):
    given.complied(ask)
    services.enter_in_error(officer, ask, why="About another person.", at=given.AT)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    assert "working days left" not in page.words
    assert not page.tree.xpath("//*[@id='promise']")


def test_the_body_that_was_named_is_asked_with_the_same_words(desk, ask):
    named(ask, "NHS Westshire Integrated Care Board")
    page = Page(desk.get(at(ask, "")[:-1]))
    assert "They say that another body is the right one" in page.words
    assert Page(desk.post(at(ask, "instead"), {})).errors == ["Enter the name of the body"]
    answer = desk.post(at(ask, "instead"), {"body": "NHS Westshire Integrated Care Board"})
    draft = CooperationRequest.objects.get(sent_at__isnull=True)
    assert answer["Location"] == f"/desk/requests/{draft.public_id}"
    assert (draft.asked_id, draft.what, draft.instead_of) == (given.BOARD, ask.what, ask)
    assert draft.partner_email == ""
    assert Docket.objects.get(ask=ask).considered == "accepted"
    again = desk.post(at(ask, "instead"), {"body": "NHS Westshire Integrated Care Board"})
    assert (again["Location"], CooperationRequest.objects.count()) == (answer["Location"], 2)


def test_a_name_that_nobody_has_is_told_with_the_nearest(desk, ask):
    named(ask, "The ICB")
    (fault,) = Page(desk.post(at(ask, "instead"), {"body": "NHS Westshire Integrated Care Bord"})).errors
    assert "NHS Westshire Integrated Care Board" in fault
    assert not CooperationRequest.objects.filter(sent_at__isnull=True).exists()


def test_nobody_is_asked_instead_where_nobody_was_named(desk, ask):
    assert "They have not named another body" in after(desk, at(ask, "instead"), {})


def test_of_several_successors_a_person_chooses(tmp_path, db):
    tables = editions.rows()
    editions.row(tables, "bodies", ref=given.DISTRICT).update(ends="2026-12-01", end_standing="in_force")
    editions.row(tables, "facts", body=given.DISTRICT).update(ends="2026-12-01", end_standing="in_force")
    tables["successions"] = [
        {"old": given.DISTRICT, "new": new, "on": "2026-12-01", "how": "reorganisation", "standing": "in_force"}
        for new in (given.BOARD, given.TRUST)
    ]
    given.load(tmp_path, tables)
    person, desk = given.a_person(), Client()
    ask = given.a_request(given.acting(person))
    desk.force_login(person)
    with clock.at(given.AT + timedelta(days=10)):
        services.note_end(given.COMMAND, ask, side=Side.ASKED, at=clock.now())
        page = Page(desk.get(at(ask, "")[:-1]))
        assert "A body has ended: say who took over" in page.words
        assert Page(desk.post(at(ask, "successor"), {})).errors == ["Select the body that took over"]
        words = after(desk, at(ask, "successor"), {"now": given.TRUST})
    assert "It now lies with Westshire Hospitals NHS Trust." in words
    assert "Aldermoor District Council ended, and Westshire Hospitals NHS Trust took over." in words
    assert "A body has ended" not in words


def test_while_both_bodies_exist_nothing_moves(desk, ask):
    assert at(ask, "successor") not in Page(desk.get(at(ask, "")[:-1])).links().values()
    assert "Both bodies exist today, so there is nothing to move." in after(desk, at(ask, "successor"), {})


def test_a_request_is_asked_again_for_somebody_else_without_anything_of_the_person(desk, ask):
    page = Page(desk.get(at(ask, "")[:-1]))
    (button,) = page.tree.xpath(f"//form[@action='{at(ask, 'again')}']//button")
    assert button.text_content().strip() == "Ask again like this"
    first, second = desk.post(at(ask, "again")), desk.post(at(ask, "again"))
    assert first["Location"] == second["Location"]
    draft = CooperationRequest.objects.get(sent_at=None)
    assert first["Location"] == at(draft, "help")
    assert "Nothing about that person is in it." in Page(desk.get(first["Location"])).words
    for same in ("asked_id", "function", "purposes", "help", "person_category", "sharing_basis", "partner_email"):
        assert getattr(draft, same) == getattr(ask, same), same
    empty = ("person_reference", "person_key", "what", "needed_by_why", "otherwise", "wishes", "told_words", "told")
    assert not any(getattr(draft, name) for name in (*empty, "sharing_words", "format_needs", "needed_by"))
    assert draft.instead_of is None


def test_an_immediate_danger_is_not_asked_again_as_one(desk, officer):
    desk.post(at(given.a_request(officer, urgency="immediate"), "again"))
    assert CooperationRequest.objects.get(sent_at=None).urgency == "routine"


def test_who_was_asked_cannot_ask_again_like_it(ask):
    theirs = Client()
    theirs.force_login(given.a_person("Tam Birch", body=given.DISTRICT))
    assert "Ask again like this" not in Page(theirs.get(at(ask, "")[:-1])).words
    assert theirs.post(at(ask, "again")).status_code == 404
