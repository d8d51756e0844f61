"""The owner of an agreement is told months ahead that a party of it ends, until somebody decides what becomes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.agreements import services
from concord.agreements.models import Party
from concord.agreements.work import OwnersReminders
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given, mergers

pytestmark = pytest.mark.django_db

AT = datetime(2025, 6, 1, 9, tzinfo=UTC)
MERGED = date(2026, 4, 1)
OWNED = {"owner_name": "Idris Okonjo", "owner_email": "idris.okonjo@westsussex.example"}


@pytest.fixture
def lead(db, tmp_path):
    mergers.load(tmp_path / "edition")
    return agreed.a_lead(body=mergers.WEST_SUSSEX)


def an_agreement(lead, *bodies, **changes):
    row = agreed.an_agreement(lead, *bodies, at=AT, **{"starts": date(2025, 6, 1), **OWNED, **changes})
    return agreed.signed(lead, row, on=date(2025, 6, 1), at=AT)


def work(left):
    on = MERGED - timedelta(days=left)
    return OwnersReminders().once(given.COMMAND, at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC)).sent


def titles():
    return list(Outgoing.objects.filter(message="agreement-due").order_by("pk").values_list("title", flat=True))


def test_half_a_year_a_quarter_a_month_and_a_week_ahead_and_once_after(lead):
    an_agreement(lead, mergers.SUSSEX_BOARD)
    assert [work(left) for left in (200, 180, 100, 90, 30, 8, 7, 0, -3)] == [0, 1, 0, 1, 1, 0, 1, 1, 0]
    assert titles()[0] == (
        "“Westshire discharge protocol” is with NHS Sussex Integrated Care Board, which ends: its last day is"
        " 31 March 2026"
    )
    assert titles()[-1].endswith("which ended: its last day was 31 March 2026")


def test_two_parties_that_end_on_one_day_are_told_in_one_letter(lead):
    an_agreement(lead, mergers.SUSSEX_BOARD, mergers.FRIMLEY)
    assert work(90) == 1
    assert "Sussex Integrated Care Board and NHS Frimley" in titles()[0]
    assert "which end: their last day is 31 March 2026" in titles()[0]


def test_once_it_is_decided_nobody_is_reminded(lead):
    row = an_agreement(lead, mergers.SUSSEX_BOARD)
    place = Party.objects.get(agreement=row, held_by__body=mergers.SUSSEX_BOARD).public_id
    services.decide_succession(lead, row, party=place, outcome="agree-anew", words="The board’s letter.", at=AT)
    assert work(90) == 0


def test_a_draft_with_a_body_that_ends_is_told_too_and_an_ended_agreement_is_not(lead):
    agreed.an_agreement(lead, mergers.SUSSEX_BOARD, at=AT, **OWNED)
    ended = an_agreement(lead, mergers.SUSSEX_BOARD)
    services.end_of_agreement(lead, ended, on=date(2025, 9, 1), why="Replaced.", at=AT)
    assert work(90) == 1
