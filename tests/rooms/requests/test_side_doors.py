"""Ways round the front door: what somebody could learn, change or break by asking for what no page offers."""

from __future__ import annotations

import json

import pytest

from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid
from concord.delivery.incoming.receiving import Received
from concord.delivery.incoming.rules import Kind
from concord.files import examining
from concord.requests import queries, services
from concord.requests.models import Step
from concord.requests.rules.ladders import Rung
from concord.requests.rules.steps import StepKind
from concord.requests.services.saving import keep_answer
from kit import given, partner_given
from kit.acts_given import a_manager
from kit.attaching_given import attached
from kit.lists_given import of_district, shelf

pytestmark = pytest.mark.django_db


def _mail(sender: str, text: str, ask, *, sent_to: str) -> Received:
    return Received(
        mail="m" * 24, kind=Kind.REPLY, subject=ask.public_id, answers="a" * 24, sent_to=sent_to, from_address=sender,
        from_name="Somebody", title="RE", text=text, quoted="", written_at=None, attachments=(), notes=(),
    )  # fmt: skip


# ── What was taken back ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("take_back", [services.withdraw_request, services.enter_in_error])
def test_the_body_asked_finds_a_request_that_was_taken_back_by_none_of_its_words(officer, take_back):
    ask = given.a_request(officer, what="A ramp for the front door.")
    take_back(officer, ask, why="About the wrong person.", at=given.AT)
    district = of_district()
    assert shelf(district) == [ask.public_id], "That it was, it may know."
    for q in ("ramp", "LAS-20417", ask.reference):
        assert shelf(district, q=q) == [], q
    assert shelf(officer, q="ramp") == [ask.public_id]


def test_the_answer_of_another_body_is_shown_no_more_once_the_request_to_it_was_taken_back(officer):
    first, second = partner_given.asked_together(officer)
    given.refused(first)
    page = queries.partner_page(given.a_partner(second), on=given.ON)
    assert page.joint[0].answer
    services.enter_in_error(officer, first, why="About the wrong person.", at=given.AT)
    page = queries.partner_page(given.a_partner(second), on=given.ON)
    assert page.joint == ()


def test_whoever_is_asked_together_sees_no_answer_of_others_once_its_own_request_was_withdrawn(officer):
    first, second = partner_given.asked_together(officer)
    given.refused(first)
    services.withdraw_request(officer, second, why="It is no longer needed.", at=given.AT)
    assert queries.partner_page(given.a_partner(second), on=given.ON).joint == ()


# ── What is one side's own ──────────────────────────────────────────────────────────────────────────────────────────


def test_words_that_the_asker_wrote_to_its_own_side_by_e_mail_are_no_way_for_the_other_to_find_it(officer):
    ask = given.a_request(officer)
    received = _mail(ask.contact_email, "Our barrister calls it hopeless.", ask, sent_to=ask.contact_email)
    services.take_mail(given.COMMAND, ask, received=received, at=given.AT)
    assert shelf(of_district(), q="barrister") == []


def test_what_came_back_of_our_mail_is_no_way_for_the_other_side_to_find_it(officer):
    ask = given.a_request(officer)
    services.note_returned(
        given.COMMAND, ask, message="m" * 24, to=ask.partner_email, code="5.1.1", says="The flamingo is unknown.",
        at=given.AT,
    )  # fmt: skip
    assert shelf(of_district(), q="flamingo") == []


def test_answers_that_were_asked_for_one_each_are_not_opened_to_the_others_after_one_has_gone(officer):
    first = given.a_draft(officer)
    services.ask_others_too(officer, first, bodies={given.BOARD: "co-operation@icb.example"}, joint=False, at=given.AT)
    first.refresh_from_db()
    (second,) = type(first).objects.filter(together=first.together_id).exclude(pk=first.pk)
    given.refused(services.send_request(officer, first, at=given.AT))
    with pytest.raises(Conflict):
        services.ask_others_too(officer, second, bodies={}, joint=True, at=given.AT)
    second = services.send_request(officer, second, at=given.AT)
    assert queries.partner_page(given.a_partner(second), on=given.ON).joint == ()


# ── What gets into the record, and what stands in the clear ─────────────────────────────────────────────────────────


def test_what_a_partner_types_as_the_right_body_is_not_put_into_the_record(officer):
    ask = given.a_request(officer)
    services.name_right_body(
        given.a_partner(ask), ask, right_body="Mrs Agnes Thorne of 4 Mill Lane knows", right_ref="", why="Not us.",
        **given.SIGNED, at=given.AT,
    )  # fmt: skip
    facts = json.dumps(list(Entry.objects.values_list("facts", flat=True)))
    assert "Thorne" not in facts
    stored = json.dumps(Step.objects.get(ask=ask, kind="wrong-body").detail)
    assert "Thorne" not in stored


def test_a_right_body_on_several_lines_is_taken_and_breaks_nothing(officer):
    ask = given.a_request(officer)
    step = services.name_right_body(
        given.a_partner(ask), ask, right_body="The other\ncouncil", right_ref="", why="Not us.", **given.SIGNED,
        at=given.AT,
    )  # fmt: skip
    assert step.kind == "wrong-body"


def test_a_role_on_a_ladder_is_one_line_so_that_no_escalation_breaks_on_it(officer):
    with pytest.raises(Invalid) as error:
        services.set_ladder(
            a_manager(), name="Ours", mailboxes={}, skips_to=1, by_itself=True, on=given.ON,
            rungs=[Rung(level=1, own_role="Head\nof service", their_role="Head", days=2, urgent_days=1)],
        )  # fmt: skip
    assert error.value.field == "own_role_1"


# ── Whose words they are ────────────────────────────────────────────────────────────────────────────────────────────


def test_who_wrote_from_outside_the_body_stands_in_the_clear_nowhere_and_in_nobodys_name(officer):
    ask = given.a_request(officer)
    received = _mail("jo.thorne@home.example", "I am her daughter.", ask, sent_to=ask.partner_email)
    step = services.take_mail(given.COMMAND, ask, received=received, at=given.AT)
    assert (step.by_name, step.by_body_name) == ("", "Somebody outside Aldermoor District Council")
    assert "came from jo.thorne@home.example" in step.words
    assert "under the name Somebody" in step.words


def test_nobody_passes_a_request_on_to_a_mailbox_that_anybody_can_have(officer):
    ask = given.a_request(officer, partner_email="the.lodge@gmail.com")
    with pytest.raises(Invalid) as error:
        services.pass_on_request(
            given.a_partner(ask), ask, to="a.friend@gmail.com", domains={"gmail.com"}, **given.SIGNED, at=given.AT
        )
    assert error.value.field == "to"
    assert len(partner_given.links_to(ask)) == 1


def test_what_is_sent_is_what_was_looked_at(officer):
    draft = given.a_draft(officer)
    mark = queries.check(officer, draft.public_id, on=given.ON, at=given.AT).mark
    services.revise_request(officer, draft, changes={"what": "Something else."}, at=given.AT)
    with pytest.raises(Conflict):
        services.send_request(officer, draft, looked_at=mark, at=given.AT)
    mark = queries.check(officer, draft.public_id, on=given.ON, at=given.AT).mark
    attached(officer, draft)
    with pytest.raises(Conflict):
        services.send_request(officer, draft, looked_at=mark, at=given.AT)
    mark = queries.check(officer, draft.public_id, on=given.ON, at=given.AT).mark
    assert services.send_request(officer, draft, looked_at=mark, at=given.AT).sent_at


# ── What fills disks and tables ─────────────────────────────────────────────────────────────────────────────────────


def test_the_names_of_fields_count_in_what_is_kept_half_written(officer):
    ask = given.a_request(officer)
    with pytest.raises(Invalid):
        keep_answer(
            given.a_partner(ask), ask, kind=StepKind.REFUSED, written={f"{n:0100}": [""] for n in range(1001)},
            at=given.AT,
        )  # fmt: skip


def test_a_file_that_nobody_takes_leaves_nothing_on_disk(officer, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    ask = given.a_request(officer)
    services.withdraw_request(officer, ask, why="It is no longer needed.", at=given.AT)
    with pytest.raises(Conflict), examining.taking("Plan.txt", [b"A plan."]) as taken:
        services.attach_file(given.a_partner(ask), ask, taken=taken, at=given.AT)
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []
