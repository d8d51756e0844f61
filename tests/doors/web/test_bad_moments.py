"""What goes on while somebody drafts: a body that ends, two tabs that choose two bodies, an officer who leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from concord.base import clock
from concord.delivery.models import Outgoing
from concord.people.models import Person
from concord.people.roles import Role
from concord.people.services import end_role
from concord.registry.services import load_register
from concord.requests.models import CooperationRequest
from kit import editions, given
from kit.reading import Page

pytestmark = pytest.mark.django_db

END = date(2026, 12, 1)
AFTER = datetime(2026, 12, 2, 9, tzinfo=UTC)
GONE = "Aldermoor District Council did not exist on 2 December 2026: its last day was 30 November 2026."


@pytest.fixture
def draft(officer):
    return given.a_draft(officer, needed_by=date(2026, 12, 12))


@pytest.fixture
def address(draft):
    return f"/desk/requests/{draft.public_id}"


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


def hidden(page, name):
    return page.tree.xpath(f"//main//input[@name='{name}']/@value")[0]


def the_district_ends(folder):
    """The register learns that the body asked has come to its end."""
    tables = editions.rows()
    editions.row(tables, "bodies", ref=given.DISTRICT).update(ends=END.isoformat(), end_standing="in_force")
    for fact in tables["facts"]:
        if given.DISTRICT in {fact["authority"], fact["body"]}:
            fact.update(ends=END.isoformat(), end_standing="in_force")
    load_register(given.COMMAND, directory=editions.write(folder, tables), at=given.AT + timedelta(hours=1))


def test_a_draft_to_a_body_that_ended_meanwhile_says_since_when_and_is_kept_but_not_sent(person, address, tmp_path):
    the_district_ends(tmp_path / "later")
    with clock.at(AFTER):
        desk = browser_of(person)
        page = Page(desk.get(f"{address}/check"))
        assert GONE in page.words
        assert "Ask somebody else" in page.links()
        answer = desk.post(f"{address}/check", {"looked": "1"})
        assert answer.status_code == 400
        assert len(Page(answer).errors) == 1
        assert desk.get(f"{address}/draft").status_code == 200
    ask = CooperationRequest.objects.get()
    assert (ask.sent_at, ask.what) == (None, given.WHOLE["what"])
    assert not Outgoing.objects.exists()


def test_of_two_tabs_with_two_bodies_the_older_sends_nothing_and_brings_no_address_of_the_other_body(desk, address):
    contacts, check = Page(desk.get(f"{address}/contacts")), Page(desk.get(f"{address}/check"))
    assert desk.post(f"{address}/whom", {"asked": given.TRUST}).status_code == 302
    typed = {
        "state": hidden(contacts, "state"),
        "partner_email": "duty.desk@aldermoor.example",
        "contact_name": "Wren Okafor",
        "contact_phone": "01632 960 001",
        "contact_email": "wren.okafor@westshire.example",
    }
    page = Page(desk.post(f"{address}/contacts", typed))
    assert page.status == 409
    assert "changed this page since you opened it" in page.errors[0]
    told = Page(desk.post(f"{address}/check", {"mark": hidden(check, "mark")}, follow=True))
    assert "was not sent" in told.words
    ask = CooperationRequest.objects.get()
    assert (ask.asked_id, ask.partner_email, ask.sent_at) == (given.TRUST, "", None)
    assert not Outgoing.objects.exists()


def test_a_draft_of_somebody_who_has_left_is_found_and_sent_by_a_colleague(desk, person, address):
    end_role(given.COMMAND, person, body=given.COUNTY, role=Role.PRACTITIONER, ends=given.ON)
    assert desk.get(f"{address}/check").status_code == 404
    colleague = browser_of(given.a_person("Ines Park"))
    assert "Aldermoor District Council" in Page(colleague.get("/desk/requests?show=drafts")).words
    check = Page(colleague.get(f"{address}/check"))
    assert colleague.post(f"{address}/check", {"mark": hidden(check, "mark"), "looked": "1"}).status_code == 302
    assert CooperationRequest.objects.get().sent_at == given.AT
    assert Person.objects.get(pk=person.pk).name in Page(colleague.get(address)).words
