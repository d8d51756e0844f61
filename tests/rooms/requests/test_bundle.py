"""The whole of one request: what each side may have of it, the law asked again, the record proved, silence shown."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection

from concord.audit import chain
from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, NotFound
from concord.pages import bundles
from concord.pages.bundles.as_json import record_json, request_json
from concord.pages.bundles.showing import shown
from concord.requests import queries, services
from concord.requests.models import CooperationRequest
from concord.requests.queries.bundle import bundle, public_id_of
from kit import given
from kit.bundle_given import LATER, a_ladder, a_story, bundle_of, text_of


@pytest.fixture
def ask(officer):
    return a_story(officer)


def test_the_bundle_holds_what_was_asked_what_was_answered_and_what_is_disputed(officer, ask):
    text = text_of(bundle_of(officer, ask))
    for words in (
        ask.reference,
        "Please send a housing officer to the planning meeting on 2 December.",
        "She stays on a ward that she does not need.",
        "Care Act 2014, section 42",
        *given.REASONS.values(),
        "We can join by telephone.",
        "Interviews can be held the day after.",
        "Marlow Quist, Head of housing options",
        "Their officer is ill.",
        "The Act sets no time limit.",
        "Complete in form: Yes",
        "Concord shows form, never merit",
        "OFFICIAL-SENSITIVE: contains personal data",
    ):
        assert words in text, words


def test_silence_is_shown_with_its_days_and_is_not_called_a_refusal(officer, ask):
    made = bundle_of(officer, ask)
    first, last = made.silences
    assert (first.begun_on, first.ended_on, first.goes_on) == (date(2026, 11, 23), date(2026, 11, 29), False)
    assert (last.begun_on, last.goes_on) == (date(2026, 12, 6), True)
    assert "23 November 2026 to 29 November 2026 : No reply. 7 days. Silence is not a refusal." in text_of(made)


def test_every_clock_that_was_ever_set_is_there_with_how_it_was_counted(officer, ask):
    made = bundle_of(officer, ask)
    assert len(made.clocks) == 4
    assert [kept.superseded_at is None for kept in made.clocks].count(True) == 1
    text = text_of(made)
    assert "Whose rule the day asked for" in text
    assert "from 3 December 2026 to 5 December 2026, with 1 working day kept" in text


def test_the_law_is_asked_again_and_what_was_kept_is_found_again(officer, ask):
    made = bundle_of(officer, ask)
    assert made.replay
    assert (made.replay.same, made.replay.same_rulebook, made.replay.fault) == (True, True, "")
    text = text_of(made)
    assert "The finding is the same as the one that was kept, step by step." in text
    assert ask.finding["rulebook"]["sha256"] in text
    assert "Facts relied on" in text


def test_a_finding_that_was_altered_is_told(officer, ask):
    altered = json.loads(json.dumps(ask.finding).replace('"bound": "yes"', '"bound": "no"'))
    CooperationRequest.objects.filter(pk=ask.pk).update(finding=altered)
    made = bundle_of(officer, ask)
    assert made.replay
    assert (made.replay.same, made.replay.same_answer) == (False, False)
    assert "another answer than was kept: Yes" in text_of(made)


def test_the_record_can_be_worked_out_again_from_the_bundle_alone(officer, ask):
    found = record_json(bundle_of(officer, ask))
    assert found["fault"] is None
    assert found["head"]["number"] == Entry.objects.count() - 1, "the copy itself is the entry after the head"
    for entry in found["entries"]:
        fields = {name: entry[name] for name in chain.Link._fields}
        canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert chain.hashlib.sha256(canonical.encode()).hexdigest() == entry["digest"]


def test_making_a_bundle_is_on_the_record_of_the_request(officer, ask):
    bundle_of(officer, ask)
    last = Entry.objects.filter(subject=ask.public_id).latest("seq")
    assert (last.event, last.facts) == ("request:copy", {"what": "bundle"})


def test_what_the_record_keeps_as_a_hash_is_recognised_again(officer, ask):
    assert [one.fits for one in bundle_of(officer, ask).hashed] == [True, True]
    CooperationRequest.objects.filter(pk=ask.pk).update(partner_email="other@aldermoor.example")
    assert [one.fits for one in bundle_of(officer, ask).hashed] == [False, True]


def test_an_escalation_says_who_takes_it_up_and_who_was_told(officer):
    a_ladder()
    ask = given.a_request(officer)
    services.escalate_request(officer, ask, because="Discharge is on Friday.", at=given.AT + timedelta(days=6))
    text = text_of(bundle_of(officer, ask))
    assert "Level 1: Team manager" in text
    assert "no answer has come; that is not a refusal" in text
    assert "Told by e-mail The body asked: duty.desk@aldermoor.example" in text
    assert "Who takes it up on the asker’s side: managers@westshire.example" in text


def test_the_side_asked_has_the_request_and_its_own_answer_but_not_the_askers_mail(officer, stranger, ask):
    made = bundle_of(stranger, ask)
    assert (made.side, made.emails) == ("asked", ())
    text = text_of(made)
    assert "E-mails as they were sent" not in text
    assert ask.contact_email in text, "whom to ring stands in the request itself"
    assert given.WHOLE["what"] in text
    assert given.REASONS["adverse-effect"] in text


@pytest.mark.parametrize("taken", ["withdraw_request", "enter_in_error"])
def test_once_it_is_taken_back_the_side_asked_has_nothing_about_the_person(officer, stranger, taken):
    ask = given.a_request(officer)
    given.acknowledged(ask)
    getattr(services, taken)(officer, ask, why="It was about somebody else, LAS-20417.", at=given.AT)
    made = bundle_of(stranger, ask)
    everything = text_of(made) + json.dumps(request_json(made), ensure_ascii=False)
    for words in ("LAS-20417", "planning meeting", "ward", "somebody else", "go home"):
        assert words not in everything, words
    assert "nothing about the person is in it" in everything
    own = text_of(bundle_of(officer, ask))
    assert "planning meeting" in own
    assert "LAS-20417" in own


def test_a_request_entered_in_error_says_so_at_its_head(officer):
    ask = given.a_request(officer)
    services.enter_in_error(officer, ask, why="The wrong person.", at=given.AT)
    assert "Entered in error. This request should never have been sent." in text_of(bundle_of(officer, ask))


def test_nothing_of_another_request_is_in_it(officer, ask):
    other = given.a_request(officer, what="Something else altogether.", person_reference="LAS-99999")
    everything = text_of(bundle_of(officer, ask)) + json.dumps(request_json(bundle_of(officer, ask)))
    for words in (other.reference, other.public_id, "Something else altogether", "LAS-99999"):
        assert words not in everything


def test_a_draft_has_no_bundle_and_a_partner_by_link_takes_none(officer, ask):
    draft = given.a_draft(officer)
    with pytest.raises(Conflict, match="has not been sent yet"):
        bundle_of(officer, draft)
    with pytest.raises(NotFound):
        bundle_of(given.a_partner(ask), ask)
    with pytest.raises(NotFound):
        bundle_of(given.acting(given.a_person("Sol Grey", body=given.BOARD)), ask)


def test_a_command_finds_a_request_by_its_reference_and_nobody_else_does(officer, ask):
    assert public_id_of(given.COMMAND, ask.reference) == ask.public_id
    for actor, text in ((officer, ask.reference), (given.COMMAND, ""), (given.COMMAND, "2345%")):
        with pytest.raises(NotFound):
            public_id_of(actor, text)
    assert bundle(given.COMMAND, ask.public_id, at=LATER, on=LATER.date()).emails


def test_it_is_read_in_the_same_few_queries_however_long_it_is(officer, ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as few:
        bundle_of(officer, ask)
    for number in range(30):
        services.write_message(officer, ask, words=f"Message {number}", at=given.AT + timedelta(days=14, hours=number))
    with django_assert_max_num_queries(len(few)):
        bundle_of(officer, ask)


def test_every_entry_is_printed_with_its_digest_and_how_the_link_works_only_once(officer, ask):
    made = bundle_of(officer, ask)
    text = text_of(made)
    assert all(one.digest in text for one in made.proof.entries)
    assert sum("Pass the link to the colleague" in email.text for email in made.emails) > 1
    for email in made.emails:
        assert email.title in text
    assert text.count("This e-mail says nothing about the person. Please do not write about the person") == 1


def test_views_without_end_are_left_out_of_print_and_counted(officer, ask, monkeypatch):
    monkeypatch.setattr("concord.pages.bundles.showing.MOST_VIEWS", 1)
    made = bundle_of(officer, ask)
    bundle_of(officer, ask)
    found = shown(bundle_of(officer, ask))
    assert found["views_left_out"] > 1
    printed = len(found["record"]) + len(found["looked"])
    assert printed + found["views_left_out"] == len(made.proof.entries) + 2


def test_reminders_and_the_first_opening_stand_in_the_chronology(officer):
    ask = given.a_request(officer, needed_by=date(2026, 11, 26))
    for _ in range(2):
        queries.partner_page(given.a_partner(ask), on=given.ON)
    services.remind_partner(given.COMMAND, ask, at=given.AT + timedelta(days=3))
    titles = [line.title for line in shown(bundle_of(officer, ask))["chronology"]]
    assert titles.count("Opened for the first time by the secure link") == 1
    assert titles.count("Reminder sent") == 1


def test_the_chronology_is_in_order_and_leads_to_what_was_said(officer, ask):
    lines = shown(bundle_of(officer, ask))["chronology"]
    assert [line.title for line in lines][:4] == [
        "Request sent", "No reply", "Request acknowledged", "Request refused",
    ]  # fmt: skip
    assert sorted(lines, key=lambda line: line.at) == lines
    assert all(line.leads_to for line in lines if line.title != "No reply")


def test_words_that_were_typed_stay_words(officer):
    ask = given.a_request(officer, what="<script>alert(1)</script><img src=http://127.0.0.1:9/x.png> {{ 7*7 }}")
    page = bundles.html(bundle_of(officer, ask))
    assert "<script" not in page
    assert "&lt;img src=http" in page
    assert "{{ 7*7 }}" in page


def test_every_line_that_names_a_page_leads_to_a_place_that_is_there(officer, ask):
    page = bundles.html(bundle_of(officer, ask))
    assert set(re.findall(r'(?:data-to|href)="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


@pytest.fixture
def tampered():
    """Somebody who owns the database changed what an entry says."""

    def run(seq):
        with connection.cursor() as cursor:
            for name in ("audit_entry_keep",):
                if connection.vendor == "sqlite":
                    cursor.execute(f"DROP TRIGGER {name}")
                else:
                    cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
            cursor.execute("UPDATE audit_entry SET actor_name = 'Someone else' WHERE seq = %s", [seq])

    return run


@pytest.mark.parametrize("stretch", [10_000, 0])
def test_an_entry_that_was_changed_is_told_on_paper(officer, ask, tampered, monkeypatch, stretch):
    monkeypatch.setattr(audit, "STRETCH", stretch)
    made = bundle_of(officer, ask)
    assert (made.proof.fault, made.proof.whole) == ("", stretch > 0)
    sent = next(one.link.seq for one in made.proof.entries if one.line.event == "request:send")
    tampered(sent)
    made = bundle_of(officer, ask)
    assert f"Entry {sent} was changed" in made.proof.fault
    assert "The record does not hold." in text_of(made)


def test_a_public_visitor_gets_nothing(ask):
    with pytest.raises(NotFound):
        bundle_of(Actor.public(correlation="c9"), ask)


def test_the_mailbox_of_a_colleague_is_not_told_to_the_other_side(officer, stranger, ask):
    assert given.WHOLE["partner_email"] in text_of(bundle_of(officer, ask))
    made = bundle_of(stranger, ask)
    assert given.WHOLE["partner_email"] not in text_of(made) + json.dumps(request_json(made))
