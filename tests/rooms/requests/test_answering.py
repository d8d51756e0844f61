"""A partner acknowledges, complies, or refuses with written reasons, once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from concord.audit.models import Entry
from concord.audit.queries import verify
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.delivery.models import Outgoing
from concord.requests import queries, services
from concord.requests.models import Step
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import ANSWERS
from kit import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def test_an_acknowledgement_decides_nothing_and_tells_the_officer(ask):
    given.acknowledged(ask)
    ask.refresh_from_db()
    assert ask.docket.status == Status.ACKNOWLEDGED
    letter = Outgoing.objects.get(message="request-replied")
    assert letter.to == "wren.okafor@westshire.example"
    assert letter.title == "Aldermoor District Council has acknowledged your request"


def test_a_partner_says_what_it_will_do_and_by_when(ask, officer):
    given.complied(ask)
    story = queries.request_page(officer, ask.public_id, on=given.ON).story
    assert story.status is Status.COMPLIED
    assert (story.answer.step.words, story.answer.step.promised_on) == (
        "Our housing officer will come.",
        date(2026, 12, 2),
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what_will_be_done": " "}, "what_will_be_done"),
        ({"promised_on": date(2026, 11, 21)}, "promised_on"),
        ({"by_name": ""}, "by_name"),
        ({"by_post": " "}, "by_post"),
    ],
)
def test_a_promise_that_lacks_something_is_not_taken(ask, said, field):
    whole = {"what_will_be_done": "We come.", "promised_on": given.ON, **given.SIGNED}
    with pytest.raises(Invalid) as caught:
        services.comply_with_request(given.a_partner(ask), ask, **{**whole, **said}, at=given.AT)
    assert caught.value.field == field
    assert not Step.objects.filter(kind__in=ANSWERS).exists()


def test_a_refusal_on_both_grounds_keeps_the_reasons_of_each(ask, officer):
    given.refused(ask)
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    assert page.story.status is Status.REFUSED
    assert [(given_.provision.ref, given_.reasons) for given_ in page.story.answer.grounds] == [
        ("CA2014.s7(1)(a)", given.REASONS["incompatible-with-duties"]),
        ("CA2014.s7(1)(b)", given.REASONS["adverse-effect"]),
    ]
    assert page.story.answer.step.instead == "We can join by telephone."


def test_a_refusal_with_ground_and_reasons_is_complete_in_form(ask, officer):
    given.refused(ask, adverse_effect="The rota would break.")
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    assert (page.form["complete_in_form"], page.form["breach"]) == ("yes", [])
    assert page.form_provision.ref == "CA2014.s7(3)"


@pytest.mark.parametrize("reasons", [{}, {"something-else": "Because."}])
def test_a_refusal_without_one_of_the_two_grounds_is_not_accepted(ask, reasons):
    with pytest.raises(Invalid) as caught:
        services.refuse_request(given.a_partner(ask), ask, reasons=reasons, **given.SIGNED, at=given.AT)
    assert caught.value.field == "grounds"


def test_a_refusal_on_the_second_ground_says_which_work_would_suffer_and_how(ask):
    reasons = {"adverse-effect": given.REASONS["adverse-effect"]}
    with pytest.raises(Invalid, match="which part of your work would suffer, and how") as caught:
        services.refuse_request(given.a_partner(ask), ask, reasons=reasons, **given.SIGNED, at=given.AT)
    assert caught.value.field == "harmed_adverse-effect"
    step = given.refused(ask, **reasons)
    assert step.grounds.get().harmed == given.HARMED["adverse-effect"]
    assert step.form["complete_in_form"] == "yes"


def test_a_refusal_without_reasons_is_not_accepted(ask):
    with pytest.raises(Invalid, match=r"section 7\(3\)") as caught:
        services.refuse_request(
            given.a_partner(ask),
            ask,
            reasons={**given.REASONS, "adverse-effect": "  "},
            **given.SIGNED,
            at=given.AT,
        )
    assert caught.value.field == "reasons_adverse-effect"
    assert not Step.objects.filter(kind__in=ANSWERS).exists()
    assert not Entry.objects.filter(event="request:refuse").exists()


@pytest.mark.parametrize("first", [given.complied, given.refused])
@pytest.mark.parametrize("second", [given.acknowledged, given.complied, given.refused])
def test_a_second_answer_is_told_what_was_answered(ask, first, second):
    first(ask)
    with pytest.raises(Conflict, match="answered already"):
        second(ask)
    assert Step.objects.filter(kind__in=ANSWERS).count() == 1


def test_a_second_acknowledgement_is_told_so(ask):
    given.acknowledged(ask)
    with pytest.raises(Conflict, match="acknowledged already"):
        given.acknowledged(ask)


def test_the_database_itself_takes_one_answer_only(ask):
    given.complied(ask)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(ask=ask, kind="refused", side="asked", at=given.AT, **given.SIGNED)


def test_the_link_of_one_request_answers_no_other(ask, officer):
    other = given.a_request(officer)
    with pytest.raises(NotAllowed):
        services.acknowledge_request(given.a_partner(other), ask, **given.SIGNED, at=given.AT)


def test_an_officer_cannot_answer_for_the_partner(ask, officer):
    with pytest.raises(NotAllowed):
        services.acknowledge_request(officer, ask, **given.SIGNED, at=given.AT)


def test_the_record_tells_the_whole_story_and_can_be_proved(ask, officer):
    given.acknowledged(ask)
    given.refused(ask)
    queries.request_page(officer, ask.public_id, on=given.ON)
    about = Entry.objects.filter(subject_kind="request", subject=ask.public_id)
    assert [entry.event for entry in about.order_by("seq")] == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:acknowledge",
        "request:refuse",
        "request:see",
    ]
    refusal = about.get(event="request:refuse")
    assert refusal.facts["grounds"] == ["incompatible-with-duties", "adverse-effect"]
    assert (refusal.actor_kind, refusal.door, refusal.body) == ("partner", "partner", given.DISTRICT)
    assert "rota" not in str(refusal.facts)
    assert verify().ok


def test_reasons_lie_encrypted(ask):
    given.refused(ask)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reasons FROM requests_groundofrefusal")
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert "homelessness" not in stored
    assert "allocation" not in stored
