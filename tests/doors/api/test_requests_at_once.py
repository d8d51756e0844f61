"""The same call sent several times at once, as a program does that lost its patience: done once, answered the same."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from concord.requests.models import CooperationRequest
from kit import given
from kit.api_given import Program, a_key, a_manager

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_call_several_times_at_once_is_done_once(tmp_path):
    given.westshire(tmp_path / "edition")
    program = Program(a_key(a_manager()))
    program.get()
    said = {"asked": given.DISTRICT, "send": True, **given.WHOLE, "needed_by": "2026-12-04"}
    answers = []

    def call():
        try:
            answers.append(program.post("", said, expected=201, Idempotency_Key="k"))
        except AssertionError as fault:
            answers.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 3
    assert CooperationRequest.objects.get().public_id == answers[0]["id"]
