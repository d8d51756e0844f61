"""Our contacts: a body puts its own right behind a link of its own; whom that tells, and what it may not touch."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Invalid, NotAllowed
from concord.contacts import queries, services
from concord.contacts.models import Contact
from concord.delivery.models import Outgoing
from kit import given, partner_given
from kit.contacts_given import MAILBOX, a_contact
from kit.reading import Page

pytestmark = pytest.mark.django_db

NEW = "housing@aldermoor.example"
WHO = {"by_name": "Marlow Quist", "by_post": "Head of housing options"}
LAST_YEAR = given.ON - timedelta(days=400)


@pytest.fixture
def contact(officer):
    """The mailbox to which the request's link went, as the general contact."""
    return a_contact(office="Duty desk", phone="01632 960 001")


@pytest.fixture
def at(ask):
    return f"/r/request/{ask.public_id}/contacts"


@pytest.fixture
def yearly(officer):
    """The page behind the link of a yearly check, with its browser."""
    a_contact(on=LAST_YEAR)
    a_contact(on=LAST_YEAR, topic="accommodation")
    a_contact(on=LAST_YEAR, topic="equipment", mailbox=NEW)
    services.ask_whether_right(given.COMMAND, body=given.DISTRICT, mailbox=MAILBOX, at=given.AT)
    browser = Client()
    return browser, partner_given.enter(browser, partner_given.newest_link("contact-still-right"))


def values(**changes):
    return {"office": "Duty desk", "mailbox": MAILBOX, "phone": "01632 960 001", **WHO, **changes}


def letters(message):
    return list(Outgoing.objects.filter(message=message).order_by("id"))


def now():
    return Contact.objects.filter(ends__isnull=True).order_by("id").last()


def test_the_contacts_of_the_own_body_are_shown_behind_a_request(contact, inside, at, ask):
    a_contact(of=given.BOARD, mailbox="desk@icb.example")
    page = Page(inside.get(at))
    assert page.heading == "Contacts of Aldermoor District Council"
    assert "Duty desk" in page.words
    assert "icb.example" not in page.words
    assert Page(inside.get(f"/r/request/{ask.public_id}")).links()["Put our contacts right"] == at


def test_a_telephone_number_is_corrected_and_stands_as_said_by_the_body_itself(contact, inside, at):
    done = inside.post(f"{at}/{contact.public_id}/correct", values(phone="01632 960 999"))
    assert done["Location"] == f"{at}?said=saved"
    assert "01632 960 999" in Page(inside.get(done["Location"])).words
    row = now()
    assert (row.entered_for, row.entered_name) == (given.DISTRICT, "Marlow Quist, Head of housing options")
    assert (row.instead_of_id, row.doubtful_since, row.checked_on) == (contact.pk, None, given.ON)
    (entry,) = Entry.objects.filter(event="contact:correct")
    assert (entry.facts["of"], entry.facts["fields"]) == (given.DISTRICT, ["phone"])
    assert (entry.facts["by_name"], entry.facts["by_post"]) == ("Marlow Quist", "Head of housing options")
    assert letters("contact-moved") == letters("contact-confirm") == []


def test_a_new_mailbox_is_unconfirmed_and_both_mailboxes_are_told(contact, inside, at, officer):
    inside.post(f"{at}/{contact.public_id}/correct", values(mailbox=NEW))
    (moved,), (confirm,) = letters("contact-moved"), letters("contact-confirm")
    assert (moved.to, confirm.to) == (MAILBOX, NEW)
    assert f"should write to {NEW} instead of this mailbox" in moved.text
    assert "/r/" not in moved.text
    assert "Marlow Quist, Head of housing options, has said" in confirm.text
    fit = queries.contact_for(officer, given.DISTRICT, topic="", council=given.COUNTY, on=given.ON)
    assert (fit.contact.mailbox, fit.contact.doubtful_since) == (NEW, given.ON)
    assert fit.contact.doubt == "It was given through a link, and nobody has confirmed it from there yet"


def test_who_reads_the_new_mailbox_confirms_it_with_one_press(contact, inside, at):
    inside.post(f"{at}/{contact.public_id}/correct", values(mailbox=NEW))
    browser = Client()
    here = partner_given.enter(browser, partner_given.newest_link("contact-confirm"))
    page = Page(browser.get(here))
    (form,) = page.tree.xpath("//form")
    browser.post(form.get("action"), {"contact": form.xpath(".//input[@name='contact']/@value")})
    assert now().doubtful_since is None
    assert "It was checked today." in Page(browser.get(here)).words


def test_nobody_confirms_a_mailbox_through_the_link_of_another(contact, inside, at, ask):
    inside.post(f"{at}/{contact.public_id}/correct", values(mailbox=NEW))
    page = Page(inside.post(f"{at}/right", {"contact": now().public_id}))
    assert page.status == 409
    assert f"Only who reads {NEW} can say that it is right." in page.words
    assert now().doubtful_why == "new"


def test_a_mailbox_that_the_link_has_proved_needs_no_second_proof(officer, inside, at):
    old = a_contact(mailbox=NEW)
    inside.post(f"{at}/{old.public_id}/correct", values(mailbox=MAILBOX))
    assert (now().mailbox, now().doubtful_since) == (MAILBOX, None)
    assert [letter.to for letter in letters("contact-moved")] == [NEW]
    assert letters("contact-confirm") == []


def test_the_contact_of_another_body_is_not_there(inside, at):
    other = a_contact(of=given.BOARD, mailbox="desk@icb.example")
    assert inside.post(f"{at}/{other.public_id}/correct", values()).status_code == 404
    assert inside.post(f"{at}/right", {"contact": other.public_id}).status_code == 404


def test_before_the_code_nothing_of_it_opens(contact, ask, at, link):
    browser = Client()
    browser.post(link)
    assert browser.get(at)["Location"].endswith("/code")
    cover = Actor.partner("l1", body=given.DISTRICT, kind="request-cover", subject=ask.public_id, correlation="c")
    with pytest.raises(NotAllowed):
        services.confirm_contact(cover, contact, on=given.ON, came_by=MAILBOX)


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(contact, inside, at):
    page = Page(inside.post(f"{at}/{contact.public_id}/correct", values(mailbox="desk", phone="x", by_name="")))
    assert (page.status, page.errors) == (
        400,
        ["Enter an e-mail address in the form name@example.nhs.uk", "Enter your name"],
    )
    page = Page(inside.post(f"{at}/{contact.public_id}/correct", values(phone="x")))
    assert page.errors == ["Enter a telephone number, like 01632 960 001"]
    assert page.tree.xpath("//input[@name='by_name']/@value") == ["Marlow Quist"]
    page = Page(inside.post(f"{at}/{contact.public_id}/correct", values()))
    assert page.errors == ["Nothing is different. To say that the contact is right as it stands, confirm it."]


def test_somebody_was_quicker(contact, inside, at, officer):
    opened = f"{at}/{contact.public_id}/correct"
    services.change_contact(officer, contact, changes={"phone": "01632 960 002"}, on=given.ON)
    page = Page(inside.post(opened, values(phone="01632 960 999")))
    assert page.status == 409
    assert "Somebody has changed or ended this contact meanwhile" in page.words
    assert page.tree.xpath("//input[@name='phone']/@value") == ["01632 960 999"]


def test_a_contact_is_named_for_a_kind_of_help_that_has_none(contact, inside, at):
    page = Page(inside.get(f"{at}/another"))
    offered = page.tree.xpath("//select[@name='topic']/option/@value")
    assert "" not in offered
    assert "accommodation" in offered
    done = inside.post(f"{at}/another", values(topic="accommodation", mailbox=NEW))
    assert done["Location"] == f"{at}?said=saved"
    assert (now().topic, now().council_id, now().doubtful_why) == ("accommodation", None, "new")
    assert [letter.to for letter in letters("contact-confirm")] == [NEW]
    (entry,) = Entry.objects.filter(event="contact:name")
    assert entry.facts["topic"] == "accommodation"


def test_one_link_writes_to_twenty_mailboxes_a_day_at_most(contact, inside, at):
    for number in range(20):
        inside.post(f"{at}/{now().public_id}/correct", values(mailbox=f"desk{number}@aldermoor.example"))
    page = Page(inside.post(f"{at}/{now().public_id}/correct", values(mailbox="one.more@aldermoor.example")))
    assert page.status == 409
    assert "20 contacts were changed today" in page.words


def test_a_link_changes_neither_the_topic_nor_the_council(contact, ask):
    partner = given.a_partner(ask)
    with pytest.raises(Invalid):
        services.correct_contact(
            partner, contact, changes={"council": given.COUNTY}, **WHO, came_by=MAILBOX, at=given.AT
        )


# The yearly check


def test_the_cover_of_the_check_names_the_body_and_no_mailbox(yearly):
    answer = Client().get(partner_given.newest_link("contact-still-right"))
    assert Page(answer).heading == "Please check the contacts of Aldermoor District Council"
    assert "aldermoor.example" not in answer.content.decode()


def test_one_press_says_that_all_of_this_mailbox_is_right(yearly):
    browser, here = yearly
    page = Page(browser.get(here))
    assert re.fullmatch(r"/r/contacts/[a-z0-9]{16}", here)
    (form,) = page.tree.xpath("//form")
    asked = form.xpath(".//input[@name='contact']/@value")
    assert len(asked) == 2
    done = browser.post(form.get("action"), {"contact": asked})
    words = Page(browser.get(done["Location"])).words
    assert "Thank you. Councils read that it is right as of today." in words
    assert "They were checked today." in words
    checked = dict(Contact.objects.values_list("topic", "checked_on"))
    assert checked == {"": given.ON, "accommodation": given.ON, "equipment": LAST_YEAR}
    assert Entry.objects.filter(event="contact:confirm", actor_kind="partner").count() == 2


def test_what_is_not_right_is_corrected_from_the_check(yearly):
    browser, here = yearly
    row = Contact.objects.get(topic="accommodation")
    done = browser.post(f"{here}/{row.public_id}/correct", values(hours="9 to 5"))
    assert done["Location"] == f"{here}?said=saved"
    assert (now().hours, now().checked_on) == ("9 to 5", given.ON)


def test_the_link_of_the_check_is_asked_for_again_the_next_day(yearly):
    browser, here = yearly
    with clock.at(given.AT + timedelta(hours=9)):
        assert Page(browser.get(here)).heading == "Open the link again"
