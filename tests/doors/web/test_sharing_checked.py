"""The sharing page and the check say whether sharing it is agreed; a contact that a clause names is offered."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.agreements import services as agreements
from concord.agreements.services import Written
from concord.contacts import services as contacts
from concord.people.roles import Role
from concord.requests.models import CooperationRequest
from kit import agreements_given as agreed
from kit import given
from kit.contacts_given import a_contact
from kit.reading import Page


@pytest.fixture
def draft(officer):
    return given.a_draft(officer)


@pytest.fixture
def clauses(westshire):
    """Signed long ago: what may be shared, and the district's contact."""
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead, kind="sharing", starts=given.ON)
    place = agreed.party(row, given.DISTRICT)
    terms = {"classes": ["identity", "care", "safeguarding"], "basis": "UK GDPR article 6(1)(e)"}
    contact = {"party": place.public_id, "office": "Duty desk", "mailbox": "agreed.desk@aldermoor.example"}
    for number, kind, what in (("3", "sharing", terms), ("7", "contact", contact)):
        clause = Written(heading="So", number=number, words="", commitment=kind, terms=what)
        agreements.write_clause(lead, row, clause=clause, at=given.AT, saves=agreed.fresh(row).saves)
    return agreed.signed(lead, agreed.fresh(row))


def test_the_page_about_sharing_selects_what_such_requests_hold_and_says_what_is_missing(desk, draft):
    page = Page(desk.get(f"/desk/requests/{draft.public_id}/sharing"))
    boxes = page.tree.xpath("//input[@name='data_classes'][@checked]/@value")
    assert boxes == ["identity", "care", "safeguarding"]
    assert "Not agreed Concord knows of no agreement with Aldermoor District Council" in page.words
    assert "Nothing in law asks for such an agreement" in page.words


def test_the_check_cites_the_clause_in_green(desk, draft, clauses):
    page = Page(desk.get(f"/desk/requests/{draft.public_id}/check"))
    assert "Agreed An agreement in force with Aldermoor District Council covers all of it." in page.words
    assert "Clause 3 of “Westshire discharge protocol”" in page.links()


def test_an_authority_that_blocks_says_so_before_anybody_tries(desk, draft):
    manager = Client()
    manager.force_login(given.a_person("Ada Pike", role=Role.MANAGER))
    typed = {"remind_before": "2", "remind_after": "5", "sharing": "block"}
    saved = Page(manager.post("/desk/practice/how-we-work", typed, follow=True))
    assert "No agreement on sharing Block it until it is agreed, or taken out" in saved.words
    page = Page(desk.get(f"/desk/requests/{draft.public_id}/check"))
    assert "Your organisation sends this only where an agreement in force covers it" in page.words
    assert "Send the request" not in page.words


def test_the_contact_that_a_clause_names_is_offered_with_the_clause(desk, officer, clauses):
    draft = given.a_draft(officer, partner_email="")
    page = Page(desk.get(f"/desk/requests/{draft.public_id}/contacts"))
    assert page.tree.xpath("//input[@name='partner_email']/@value") == ["agreed.desk@aldermoor.example"]
    assert "named this contact in clause 7 of “Westshire discharge protocol”" in page.words


def test_one_to_which_mail_came_back_says_so_and_a_surer_contact_is_written_to(desk, officer, clauses):
    row = a_contact(mailbox="Agreed.Desk@aldermoor.example", topic="staff")
    contacts.doubt_contact(given.COMMAND, row, why="bounce", at=given.AT)
    draft = given.a_draft(officer, partner_email="")
    at = f"/desk/requests/{draft.public_id}/contacts"
    assert (
        "It may be wrong: a message to it came back. Ring and check, and have the clause put right."
        in Page(desk.get(at)).words
    )
    a_contact(mailbox="sure@aldermoor.example")
    assert Page(desk.get(at)).tree.xpath("//input[@name='partner_email']/@value") == ["sure@aldermoor.example"]


def test_the_contact_of_a_party_that_has_left_is_offered_no_more(desk, officer, westshire):
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead, given.DISTRICT, given.BOARD, starts=given.ON)
    place = agreed.party(row, given.DISTRICT).public_id
    terms = {"party": place, "office": "Duty desk", "mailbox": "agreed.desk@aldermoor.example"}
    clause = Written(heading="So", number="7", commitment="contact", terms=terms)
    agreements.write_clause(lead, row, clause=clause, at=given.AT)
    row = agreed.signed(lead, agreed.fresh(row))
    at = f"/desk/requests/{given.a_draft(officer, partner_email='').public_id}/contacts"
    assert "named this contact" in Page(desk.get(at)).words
    agreements.record_leaving(lead, row, party=place, on=given.ON, at=given.AT)
    assert "named this contact" not in Page(desk.get(at)).words


def test_bodies_that_are_asked_the_same_too_are_written_to_at_the_contact_that_a_clause_names(desk, officer, clauses):
    a_contact(of=given.DISTRICT, mailbox="another.desk@aldermoor.example")
    draft = given.a_draft(officer, asked=given.BOARD)
    at = f"/desk/requests/{draft.public_id}/others"
    assert (
        "Goes to agreed.desk@aldermoor.example (clause 7 of “Westshire discharge protocol”)" in Page(desk.get(at)).words
    )
    desk.post(at, {"bodies": [given.DISTRICT], "joint": "no"})
    other = CooperationRequest.objects.get(asked=given.DISTRICT)
    assert other.partner_email == "agreed.desk@aldermoor.example"
    whom = Page(desk.get(f"/desk/requests/{draft.public_id}/whom"))
    assert (
        "Goes to: Duty desk, agreed.desk@aldermoor.example (clause 7 of “Westshire discharge protocol”)" in whom.words
    )
