"""`concord demo` makes agreements around the council, once, and leaves alone what somebody keeps already."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from concord.agreements import queries, services
from concord.agreements.rules.standing import Status
from concord.base import clock
from concord.cli import demo_agreements
from concord.delivery.models import Outgoing
from concord.people.demonstration import COUNCIL
from kit import essex, given

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(settings):
    settings.DEMONSTRATION = True
    essex.begin()
    with clock.at(essex.NOON):
        yield demo_agreements.keeper_of(COUNCIL, on=given.ON)


def test_the_register_of_essex_shows_every_way_in_which_one_can_stand(lead):
    lines = queries.agreements(lead, on=given.ON)
    assert Counter(line.standing.status for line in lines) == {
        Status.IN_FORCE: 5,
        Status.EXPIRING: 1,
        Status.RELIED_ON: 1,
        Status.RUNNING_UNSIGNED: 1,
        Status.DRAFT: 1,
    }
    assert [line.agreement.title for line in lines if not line.ours] == ["Continuing healthcare: when we disagree"]
    assert not Outgoing.objects.filter(message__startswith="agreement-").exists()
    assert demo_agreements.make_agreements(at=essex.NOON, on=given.ON) == 0


def test_a_body_that_ends_leaves_decisions_open(lead):
    (change,) = queries.changes_of_parties(lead, on=given.ON, upto=date(2028, 4, 1))
    assert (change.ended.name, change.left, len(change.after)) == ("Surrey County Council", 2, 2)


def test_where_a_body_keeps_one_already_nothing_is_added(lead):
    services.begin_agreement(lead, kind="policy", title="Ours", at=essex.NOON)
    assert demo_agreements.make_agreements(at=essex.NOON, on=given.ON) == 0
