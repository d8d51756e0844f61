"""`concord demo` arranges what is invented inside Essex, once: some of it out of date, some missing."""

from __future__ import annotations

import pytest

from concord.agreements import services
from concord.agreements.models import Arrangement, GroupOfficer
from concord.agreements.queries import arrangements
from concord.base import clock
from concord.cli.demo_agreements import keeper_of
from concord.cli.main import main
from concord.people.demonstration import COUNCIL
from kit import editions, given

pytestmark = pytest.mark.django_db


def _in_essex(row):
    """A row of Westshire as one of Essex."""
    return {cell: value.replace("E10000091", COUNCIL.partition(":")[2]) for cell, value in row.items()}


@pytest.fixture
def essex(settings, db, tmp_path):
    settings.DEMONSTRATION = True
    tables = {name: [_in_essex(row) for row in rows] for name, rows in editions.rows().items()}
    given.load(tmp_path / "edition", tables)
    with clock.at(given.AT):
        assert main(["demo"]) == 0
        yield keeper_of(COUNCIL, on=given.ON)


def test_essex_shows_what_is_in_force_what_is_old_and_what_is_missing_and_a_second_time_adds_nothing(essex):
    page = arrangements.arrangements_page(essex, on=given.ON, at=given.AT)
    assert len(page.authority.districts) == 1
    assert [lack for line in page.groups for lack in line.lacks] == [
        "Children’s services: Caspian Ostler has no deputy."
    ]
    said = [lack for line in page.pairs for lack in line.lacks]
    assert ["not reviewed since" in one for one in said] == [True, False]
    assert said[1] == "Children’s services and public health: no arrangement is in force."
    services.end_arrangement(essex, pair="adults-and-children", on=given.ON)
    before = (Arrangement.objects.count(), GroupOfficer.objects.count())
    assert main(["demo"]) == 0
    assert (Arrangement.objects.count(), GroupOfficer.objects.count()) == before
