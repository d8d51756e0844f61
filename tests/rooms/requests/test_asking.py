"""A request is drafted, saved page by page, and sent with the law as it stands that day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from concord.audit.models import Entry
from concord.audit.vocabulary import recognised
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.delivery.models import Outgoing, SecureLink
from concord.requests import queries, services
from concord.requests.models import CooperationRequest
from concord.requests.rules.standing import Status
from kit import given

pytestmark = pytest.mark.django_db


def test_a_draft_keeps_what_each_page_saved_and_sends_nothing(officer):
    ask = services.draft_request(officer, asked=given.DISTRICT, at=given.AT)
    services.revise_request(
        officer, ask, changes={"person_category": "carer", "person_reference": "LAS-7"}, at=given.AT
    )
    services.revise_request(officer, ask, changes={"what": "Please come."}, at=given.AT)

    kept = queries.draft(officer, ask.public_id)
    assert (kept.person_category, kept.person_reference, kept.what) == ("carer", "LAS-7", "Please come.")
    assert (kept.asker_name, kept.asked_name) == ("Westshire County Council", "Aldermoor District Council")
    assert kept.docket.status == Status.DRAFT
    assert not Outgoing.objects.exists()


def test_a_body_that_the_register_does_not_hold_cannot_be_asked(officer):
    with pytest.raises(Invalid, match="holds no such body") as caught:
        services.draft_request(officer, asked="ods:NONE", at=given.AT)
    assert caught.value.field == "asked"


def test_a_page_changes_its_own_fields_and_no_other(officer):
    ask = services.draft_request(officer, asked=given.DISTRICT, at=given.AT)
    with pytest.raises(ValueError, match="asker_name"):
        services.revise_request(officer, ask, changes={"asker_name": "Somebody else"}, at=given.AT)


def test_another_body_can_be_asked_instead_and_the_address_of_the_first_is_dropped(officer):
    ask = given.a_draft(officer)
    services.readdress_request(officer, ask, asked="police:westshire", at=given.AT)
    ask.refresh_from_db()
    assert (ask.asked_id, ask.asked_name) == ("police:westshire", "Chief Constable of Westshire Police")
    assert ask.addressee == "Chief Constable of Westshire Police"
    assert (ask.partner_email, ask.what) == ("", given.WHOLE["what"])


def test_sending_keeps_the_law_as_it_stood_and_the_names_of_the_day(officer):
    ask = given.a_request(officer)
    assert ask.docket.status == Status.SENT
    assert (ask.law_on, ask.law_known_at, ask.sent_by.name) == (given.ON, given.AT, "Wren Okafor")
    assert ask.finding["format"] == "concord.explain/1"
    assert (ask.finding["bound"], ask.finding["under"]) == ("yes", "CA2014.s7(1)")
    assert ask.finding["provisions"] == ["CA2014.s6(7)(a)"]
    assert ask.rulebook_version == ask.finding["rulebook"]["version"]


def test_sending_issues_a_link_for_the_body_asked_that_outlives_the_day_asked_for(officer):
    ask = given.a_request(officer, needed_by=date(2027, 3, 1))
    link = SecureLink.objects.get(subject=ask.public_id)
    assert (link.subject_kind, link.body, link.to) == ("request", given.DISTRICT, "duty.desk@aldermoor.example")
    assert link.expires_at == datetime(2027, 3, 16, tzinfo=UTC)


def test_the_e_mail_says_who_asks_by_which_law_and_nothing_about_the_person(officer):
    ask = given.a_request(officer)
    letter = Outgoing.objects.get(subject=ask.public_id)
    assert letter.to == "duty.desk@aldermoor.example"
    assert letter.reply_to == "wren.okafor@westshire.example"
    for said in (
        "Westshire County Council",
        "section 7 of the Care Act 2014",
        "4 December 2026",
        "20 December 2026",
        "Wren Okafor",
        "01632 960 001",
        "The Act sets no time limit",
        "/r/",
    ):
        assert said in letter.text
    for word in ("LAS-20417", "housing officer", "adult", "ward"):
        assert word not in f"{letter.title} {letter.text}"


@pytest.mark.parametrize("field", sorted(given.WHOLE.keys() - {"purposes", "told_words"}))
def test_a_draft_that_lacks_something_is_not_sent(officer, field):
    ask = given.a_draft(officer, **{field: None if field == "needed_by" else ""})
    with pytest.raises(Invalid) as caught:
        services.send_request(officer, ask, at=given.AT)
    assert caught.value.field == field
    assert CooperationRequest.objects.get().docket.status == Status.DRAFT
    assert not SecureLink.objects.exists()
    assert not Outgoing.objects.exists()


def test_a_request_about_nobody_in_particular_is_not_sent_as_section_7(officer):
    ask = given.a_draft(officer, person_category="nobody", person_reference="")
    with pytest.raises(Invalid, match="does not bind"):
        services.send_request(officer, ask, at=given.AT)
    page = queries.check(officer, ask.public_id, on=given.ON, at=given.AT)
    assert (page.may_be_sent, page.email) == (False, None)
    assert page.why_not
    assert [provision.ref for provision in page.instead] == ["CA2014.s6(1)"]


def test_where_the_register_does_not_know_the_sender_sees_the_doubt_and_may_send(officer):
    ask = given.a_draft(officer, asked=given.TRUST)
    page = queries.check(officer, ask.public_id, on=given.ON, at=given.AT)
    assert (page.finding["bound"], page.may_be_sent) == ("unknown", True)
    assert page.why_not
    sent = services.send_request(officer, ask, at=given.AT)
    assert "is not certain" in Outgoing.objects.get(subject=sent.public_id).text


def test_a_request_goes_once(officer):
    ask = given.a_request(officer)
    with pytest.raises(Conflict, match="has been sent"):
        services.send_request(officer, ask, at=given.AT)
    with pytest.raises(Conflict, match="has been sent"):
        services.revise_request(officer, ask, changes={"what": "Something else"}, at=given.AT)
    with pytest.raises(Conflict, match="has been sent"):
        queries.draft(officer, ask.public_id)
    assert Outgoing.objects.count() == 1


def test_a_discarded_draft_is_not_taken_up_again(officer):
    ask = services.discard_request(officer, given.a_draft(officer), at=given.AT)
    with pytest.raises(Conflict, match="discarded"):
        services.send_request(officer, ask, at=given.AT)
    assert queries.inbox(officer, filters=queries.Filters(show="drafts"), on=given.ON).rows == ()


def test_withdrawing_tells_the_partner_and_says_why_on_the_page(officer):
    ask = given.a_request(officer)
    services.withdraw_request(officer, ask, why="She has gone home.", at=given.AT)
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    assert page.story.status is Status.WITHDRAWN
    assert page.story.said[-1].step.words == "She has gone home."
    letter = Outgoing.objects.get(message="request-withdrawn")
    assert letter.to == "duty.desk@aldermoor.example"
    assert "gone home" not in letter.text
    with pytest.raises(Conflict, match="withdrawn"):
        given.acknowledged(ask)


def test_an_answered_request_is_not_withdrawn(officer):
    ask = given.a_request(officer)
    given.complied(ask)
    with pytest.raises(Conflict, match="answered already"):
        services.withdraw_request(officer, ask, why="Too late.", at=given.AT)


def test_what_could_tell_who_the_person_is_lies_encrypted(officer):
    ask = given.a_request(officer, function_words="Planning for the stairlift.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM requests_cooperationrequest WHERE public_id = %s", [ask.public_id])
        stored = " ".join(map(str, cursor.fetchone()))
    assert CooperationRequest.objects.get().function_words == "Planning for the stairlift."
    for word in ("LAS-20417", "housing officer", "go home", "ward", "stairlift"):
        assert word not in stored


def test_what_was_written_before_it_was_encrypted_can_be_read_after_it_and_again_without(officer):
    ask = given.a_request(officer, function_words="Planning for the stairlift.")
    then = MigrationLoader(connection).project_state([("requests", "0009_told_and_promised_late")]).apps
    plain = then.get_model("requests", "CooperationRequest").objects
    plain.update(function_words="Planning for the stairlift.")
    _, encrypted, _ = import_module("concord.requests.migrations.0010_function_in_words_encrypted").Migration.operations
    encrypted.code(then, None)
    assert "stairlift" not in plain.get().function_words
    assert CooperationRequest.objects.get(pk=ask.pk).function_words == "Planning for the stairlift."
    encrypted.reverse_code(then, None)
    assert plain.get().function_words == "Planning for the stairlift."


def test_the_record_of_sending_holds_codes_and_no_words_about_the_person(officer):
    given.a_request(officer)
    entry = Entry.objects.get(event="request:send")
    assert (entry.actor_name, entry.body, entry.door) == ("Wren Okafor", given.COUNTY, "desk")
    assert entry.facts["bound"] == "yes"
    assert entry.facts["provisions"] == ["CA2014.s6(7)(a)"]
    assert recognised("LAS-20417", entry.facts["person_reference"])
    kept = " ".join(str(facts) for facts in Entry.objects.values_list("facts", flat=True))
    for word in ("LAS-20417", "housing", "duty.desk", "ward"):
        assert word not in kept


@pytest.mark.parametrize("role", ["register_keeper", "assurance", ""])
def test_only_practitioners_and_managers_ask(westshire, role):
    actor = given.acting(given.a_person("Kit Morrow", role=role))
    with pytest.raises(NotAllowed):
        services.draft_request(actor, asked=given.DISTRICT, at=given.AT)


def test_another_council_cannot_touch_a_request(officer, stranger):
    ask = given.a_draft(officer)
    for act in (
        lambda: services.revise_request(stranger, ask, changes={"what": "Nothing"}, at=given.AT),
        lambda: services.readdress_request(stranger, ask, asked=given.BOARD, at=given.AT),
        lambda: services.send_request(stranger, ask, at=given.AT),
        lambda: services.discard_request(stranger, ask, at=given.AT),
        lambda: services.withdraw_request(stranger, ask, why="No", at=given.AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_district_that_is_a_partner_asks_the_council_under_section_7_2(stranger):
    ask = given.a_request(stranger, asked=given.COUNTY)
    assert (ask.kind, ask.finding["under"], ask.finding["bound"]) == ("s7(2)", "CA2014.s7(2)", "yes")
    assert ask.finding["grounds"] == ["incompatible-with-duties", "adverse-effect"]


def test_a_district_cannot_ask_another_body_that_is_no_council(stranger):
    ask = given.a_draft(stranger, asked=given.BOARD)
    assert ask.kind == ""
    with pytest.raises(Invalid, match="does not bind"):
        services.send_request(stranger, ask, at=given.AT)
