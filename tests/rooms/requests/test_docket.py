"""The docket says what the steps and the clocks say: made anew after every kind of step, it is the same row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.requests import services
from concord.requests.models import Docket
from concord.requests.services.docket import write_docket
from kit import given

pytestmark = pytest.mark.django_db

POINTS = dict.fromkeys(given.REASONS, "We see it otherwise.")
LATER = given.AT + timedelta(days=3)


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def columns(docket):
    return {column.attname: getattr(docket, column.attname) for column in Docket._meta.concrete_fields}


def refuse_and_contest(officer, ask):
    given.refused(ask)
    services.contest_answer(officer, ask, points=POINTS, at=LATER)


def comply_and_break(officer, ask):
    given.complied(ask)
    services.note_not_kept(officer, ask, words="They rang off.", before_day=True, at=LATER)


def question_and_answer(officer, ask):
    services.ask_question(given.a_partner(ask), ask, question="Which ward?", **given.SIGNED, at=given.AT)
    services.write_message(officer, ask, words="The one at the end.", at=LATER)


def pause_and_resume(officer, ask):
    services.pause_clock(officer, ask, why="We wait for a report.", at=given.AT)
    services.resume_clock(officer, ask, why="It has come.", at=LATER)


STORIES = {
    "sent": lambda _officer, _ask: None,
    "acknowledged": lambda _officer, ask: given.acknowledged(ask),
    "complied": lambda _officer, ask: given.complied(ask),
    "refused and contested": refuse_and_contest,
    "promise not kept": comply_and_break,
    "question and answer": question_and_answer,
    "paused and resumed": pause_and_resume,
    "more time": lambda officer, ask: services.give_more_time(
        officer, ask, to=date(2026, 12, 18), why="They are short of people.", at=given.AT
    ),
    "withdrawn": lambda officer, ask: services.withdraw_request(officer, ask, why="She went home.", at=given.AT),
    "in error": lambda officer, ask: services.enter_in_error(officer, ask, why="The wrong person.", at=given.AT),
}


@pytest.mark.parametrize("story", STORIES)
def test_the_docket_made_anew_is_the_docket_that_was_kept(officer, ask, story):
    STORIES[story](officer, ask)
    kept = columns(Docket.objects.get(ask=ask))
    ask.refresh_from_db()
    assert columns(write_docket(ask, at=LATER)) == kept


def test_a_request_that_was_never_answered_has_no_answer_in_its_docket(officer, ask):
    docket = Docket.objects.get(ask=ask)
    assert (docket.answer, docket.answered_on, docket.considered) == ("", None, "")


def test_the_first_due_day_stays_for_the_figures_when_the_clock_begins_again(officer, ask):
    first = Docket.objects.get(ask=ask).due_on
    refuse_and_contest(officer, ask)
    docket = Docket.objects.get(ask=ask)
    assert docket.first_due_on == first
    assert docket.due_on is not None
