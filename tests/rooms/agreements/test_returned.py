"""An e-mail to a party that came back: its keeper is told that the party was not asked, and the contact is doubted."""

from __future__ import annotations

import pytest

from concord.agreements import services
from concord.contacts.models import Contact
from concord.delivery import services as delivery
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given
from kit.contacts_given import a_contact

pytestmark = pytest.mark.django_db

PEOPLE = {
    "owner_name": "Idris Okonjo",
    "owner_email": "idris@westshire.example",
    "deputy_email": "deputy@westshire.example",
}


def gives_up(letter):
    delivery.give_up(given.COMMAND, letter, code="550", says="The mail server refused the address: 550", at=given.AT)


def test_owner_and_deputy_read_who_was_not_asked_and_the_contact_is_doubted(lead):
    row = agreed.an_agreement(lead, **PEOPLE)
    a_contact(mailbox=agreed.party(row, given.DISTRICT).mailbox)
    services.share_for_comment(lead, row, at=given.AT)
    gives_up(Outgoing.objects.get(message="agreement-shared"))
    told = Outgoing.objects.filter(message="agreement-returned").order_by("to")
    assert [letter.to for letter in told] == ["deputy@westshire.example", "idris@westshire.example"]
    assert "Aldermoor District Council has not been asked." in told[1].text
    assert f"/desk/agreements/{row.public_id}" in told[1].text
    assert Contact.objects.get().doubtful_why == "bounce"


def test_what_came_back_from_the_owner_is_not_sent_to_the_owner(lead):
    row = agreed.an_agreement(lead, **PEOPLE)
    services.share_for_comment(lead, row, at=given.AT)
    gives_up(Outgoing.objects.get(message="agreement-shared"))
    gives_up(Outgoing.objects.get(message="agreement-returned", to=PEOPLE["owner_email"]))
    assert Outgoing.objects.filter(message="agreement-returned").count() == 2
