"""Up the ladder: by a person, or silence by itself; level by level, never called a refusal, told once at the top."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from concord.audit.models import Entry
from concord.base import clock
from concord.base.errors import Conflict
from concord.delivery.models import Outgoing, Webhook, WebhookDelivery
from concord.requests import services, work
from concord.requests.models import Step
from concord.requests.rules.steps import Side
from kit import given
from kit.contacts_given import a_contact
from kit.working_given import WORKER, a_ladder, a_manager, a_turn, did, fresh, nine

pytestmark = pytest.mark.django_db


def level(ask):
    return fresh(ask).docket.level


def escalated(on):
    return did(on).get("requests escalated", 0)


def steps(ask, kind="escalated"):
    return list(Step.objects.filter(ask=ask, kind=kind).order_by("id"))


def letters(message):
    return list(Outgoing.objects.filter(message=message).order_by("id"))


@pytest.fixture
def ladder(officer):
    a_ladder(a_manager())


def test_silence_is_chased_and_goes_up_through_four_levels_and_stays_silence(officer, ladder):
    ask = given.a_request(officer)
    days = [day for day in (date(2026, 12, n) for n in range(1, 25)) if escalated(day)]
    assert days == [date(2026, 12, 7), date(2026, 12, 10), date(2026, 12, 15), date(2026, 12, 18)]
    taken = steps(ask)
    assert [step.level for step in taken] == [1, 2, 3, 4]
    assert [step.detail["because"] for step in taken] == ["silence"] * 4
    assert [step.detail["mediates"] for step in taken] == [False, False, False, True]
    assert [step.detail["told"] for step in taken] == [["asked"], ["asked", "own"], ["asked"], ["asked"]]
    assert {step.words for step in taken} == {"No answer by the due day."}
    assert {step.side for step in taken} == {"concord"}
    assert fresh(ask).docket.status == "sent"
    assert not Step.objects.filter(ask=ask, kind="refused").exists()
    facts = [entry.facts for entry in Entry.objects.filter(event="request:escalate").order_by("seq")]
    assert [(fact["level"], fact["told"]) for fact in facts][1] == (2, ["asked", "own"])
    (own,) = letters("request-escalated")
    assert own.to == "service.manager@westshire.example"
    assert "No answer has come. That is not a refusal." in own.text


def test_at_the_top_it_stops_and_the_officer_is_told_once(officer, ladder):
    given.a_request(officer)
    for n in range(1, 32):
        a_turn(date(2026, 12, n))
    (told,) = letters("request-at-the-top")
    assert told.to == "wren.okafor@westshire.example"
    assert "level 4, the highest of the escalation ladder of Westshire County Council" in " ".join(told.text.split())
    assert "That is not a refusal." in told.text


def test_each_level_gives_the_partner_its_own_time_by_the_ladder_in_the_same_words(officer, ladder):
    ask = given.a_request(officer)
    a_turn(date(2026, 12, 7))
    (due,) = [one for one in fresh(ask).docket.clocks if one["which"] == "answer"]
    assert (due["due_on"], due["days"], due["source"]) == ("2026-12-09", 2, "ladder")
    assert due["says"] == "level 1 of the escalation ladder of Westshire County Council"


def test_what_is_urgent_has_the_urgent_days_and_immediate_danger_skips(officer, ladder):
    urgent, danger = given.a_request(officer, urgency="urgent"), given.a_request(officer, urgency="immediate")
    assert escalated(date(2026, 12, 7)) == 2
    assert (level(urgent), level(danger)) == (1, 3)
    assert fresh(urgent).docket.due_on == date(2026, 12, 8)
    (step,) = steps(danger)
    assert step.detail["skipped"] == 2


def test_without_a_ladder_or_where_it_waits_for_a_person_nothing_goes_up_by_itself(officer):
    ask = given.a_request(officer)
    assert escalated(date(2026, 12, 7)) == 0
    a_ladder(a_manager(), by_itself=False)
    assert escalated(date(2026, 12, 7)) == 0
    with pytest.raises(Conflict, match="by itself"):
        services.escalate_request(WORKER, ask, because="x", at=nine(date(2026, 12, 7)))
    services.escalate_request(officer, ask, because="They do not answer the telephone.", at=nine(date(2026, 12, 7)))
    assert level(ask) == 1


def test_a_ladder_set_today_counts_for_requests_that_are_late_already(officer):
    ask = given.a_request(officer)
    assert escalated(date(2026, 12, 7)) == 0
    a_ladder(a_manager(), on=given.ON)
    assert escalated(date(2026, 12, 8)) == 1
    assert level(ask) == 1


def test_it_waits_while_a_promise_stands_the_clock_stands_still_or_something_is_unread(officer, ladder):
    promised, paused, unread, asked = (given.a_request(officer) for _ in range(4))
    given.complied(promised)
    services.mark_read(officer, promised, side=Side.ASKER, at=given.AT)
    services.accept_answer(officer, promised, at=given.AT)
    services.pause_clock(officer, paused, why="The family asked for time.", at=given.AT)
    services.write_message(given.a_partner(unread), unread, words="We are on it.", **given.SIGNED, at=given.AT)
    services.ask_question(given.a_partner(asked), asked, question="Which ward?", **given.SIGNED, at=given.AT)
    assert sum(escalated(date(2026, 12, n)) for n in range(1, 31)) == 0


def test_a_body_that_owes_no_answer_is_never_escalated_by_itself(officer, ladder):
    ask = given.a_request(officer)
    docket = fresh(ask).docket
    docket.kind = "s6(2)"
    docket.save()
    assert escalated(date(2026, 12, 7)) == 0
    with pytest.raises(Conflict):
        services.escalate_request(WORKER, ask, because="x", at=nine(date(2026, 12, 7)))


def test_a_contested_refusal_goes_up_and_an_uncontested_one_does_not(officer, ladder):
    ask = given.a_request(officer)
    given.refused(ask)
    services.mark_read(officer, ask, side=Side.ASKER, at=given.AT)
    with pytest.raises(Conflict):
        services.escalate_request(officer, ask, because="x", at=given.AT)
    points = dict.fromkeys(given.REASONS, "We do not agree.")
    services.contest_answer(officer, ask, points=points, at=given.AT)
    assert escalated(date(2026, 12, 7)) == 1
    (step,) = steps(ask)
    assert step.detail["because"] == "contested"
    assert step.words == "No new answer by the due day."
    assert fresh(ask).docket.status == "contested"


def test_webhooks_are_told_once_that_a_request_is_late(officer):
    hook = Webhook.objects.create(
        body=given.COUNTY, url="https://cases.example/", events=["request.due"], secret="s" * 40, made_at=given.AT
    )
    ask = given.a_request(officer)
    for day in (4, 5, 6, 7, 8):
        a_turn(date(2026, 12, day))
    (told,) = WebhookDelivery.objects.filter(hook=hook)
    assert told.payload["subject"]["id"] == ask.public_id
    assert told.payload["facts"]["due_on"] == "2026-12-04"
    services.give_more_time(officer, ask, to=date(2026, 12, 11), why="They asked.", at=nine(date(2026, 12, 8)))
    a_turn(date(2026, 12, 12))
    assert WebhookDelivery.objects.filter(hook=hook).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_take_each_request_up_one_level(tmp_path):
    given.westshire(tmp_path / "edition")
    officer = given.acting(given.a_person())
    a_ladder(a_manager())
    asks = [given.a_request(officer) for _ in range(6)]
    faults, at = [], nine(date(2026, 12, 7))

    def run():
        try:
            work.everything_due(work.Turn(actor=WORKER, at=at, say=lambda _words: None))
        except Exception as fault:  # noqa: BLE001  whatever it is, the test tells it
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    with clock.at(at):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert [level(ask) for ask in asks] == [1] * 6
    assert Step.objects.filter(kind="escalated").count() == 6
    assert Entry.objects.filter(event="request:note-late").count() <= 6


def test_a_day_that_passes_with_a_request_unopened_casts_doubt_on_the_mailbox(officer):
    read, unread = a_contact(of=given.BOARD), a_contact()
    given.a_partner(given.a_request(officer, asked=given.BOARD))
    given.a_request(officer)
    a_turn(date(2026, 12, 7))
    read.refresh_from_db()
    unread.refresh_from_db()
    assert (read.doubtful_why, unread.doubtful_why) == ("", "silence")
