"""No more than so many e-mails about one request go to one mailbox in a day; what must be told is told all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.base.errors import Invalid
from concord.delivery.models import Outgoing
from concord.requests import services
from concord.requests.models import Step
from concord.requests.rules.chasing import MOST_A_DAY
from kit import given, partner_given

pytestmark = pytest.mark.django_db

DESK = given.WHOLE["partner_email"]


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


@pytest.fixture
def _full(ask):
    """The day's e-mails about the request have gone to the mailbox of the body asked."""
    a_day_of_mail(ask, to=DESK.upper())


def a_day_of_mail(ask, *, to, message="request-moved"):
    sent = Outgoing.objects.filter(subject=ask.public_id).earliest("id")
    for _ in range(MOST_A_DAY):
        sent.pk, sent.public_id, sent.to, sent.message = None, f"copy{Outgoing.objects.count()}", to, message
        sent.save(force_insert=True)


@pytest.mark.usefixtures("_full")
def test_a_message_too_many_is_refused_in_words_and_goes_the_day_after(officer, ask):
    told = Outgoing.objects.count()
    with pytest.raises(Invalid, match="Today 20 e-mails about this request have gone out to duty") as error:
        services.write_message(officer, ask, words="Any news?", at=given.AT)
    assert error.value.field == "words"
    assert "its own policy, and no law. Ring them, or do it tomorrow." in error.value.message
    assert (Step.objects.filter(ask=ask, kind="wrote").count(), Outgoing.objects.count()) == (0, told)
    services.write_message(officer, ask, words="Any news?", at=given.AT + timedelta(days=1))
    assert Outgoing.objects.count() == told + 1


@pytest.mark.usefixtures("_full")
def test_the_clock_is_not_stopped_and_started_to_fill_a_mailbox_and_no_link_is_sent_again(officer, ask):
    with pytest.raises(Invalid):
        services.pause_clock(officer, ask, why="We wait.", at=given.AT)
    with pytest.raises(Invalid):
        services.reissue_link(officer, ask, to=DESK, at=given.AT)
    services.reissue_link(officer, ask, to="other.desk@aldermoor.example", at=given.AT)


@pytest.mark.usefixtures("_full")
def test_the_end_of_a_request_is_told_all_the_same(officer, ask):
    services.withdraw_request(officer, ask, why="She has gone home.", at=given.AT)
    assert Outgoing.objects.filter(message="request-withdrawn").count() == 1


def test_links_to_ever_other_mailboxes_end_as_well(officer, ask):
    a_day_of_mail(ask, to="somebody@aldermoor.example", message="request-link")
    with pytest.raises(Invalid, match="20 new links to this request"):
        services.reissue_link(officer, ask, to="next@aldermoor.example", at=given.AT)
    with pytest.raises(Invalid, match="20 new links to this request"):
        partner_given.another_link(ask, to="ria.holt@aldermoor.example")


def test_the_officer_has_no_e_mail_of_the_next_of_many_messages_but_one_of_the_answer(ask):
    a_day_of_mail(ask, to=ask.contact_email, message="request-replied")
    partner, told = given.a_partner(ask), Outgoing.objects.count()
    services.write_message(partner, ask, words="And another thing.", **given.SIGNED, at=given.AT)
    assert (Step.objects.filter(ask=ask, kind="wrote").count(), Outgoing.objects.count()) == (1, told)
    given.complied(ask)
    assert Outgoing.objects.count() == told + 1
