"""The asker keeps its own word: what it stopped, and time that it gave, is not escalated over without a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.audit.models import Entry
from concord.base.errors import Invalid
from concord.delivery.models import Outgoing
from concord.pages.steps import told, told_by_mail
from concord.requests import queries, services
from concord.requests.models import Docket, Ladder
from concord.requests.rules.ladders import Rung
from kit import acts_given, given

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
CHAIR = "chair@board.example"


def at(day, month=11):
    return datetime(2026, month, day, 10, tzinfo=UTC)


def story_of(officer, ask):
    return queries.request_page(officer, ask.public_id, on=given.ON).story


@pytest.fixture
def ask(officer):
    acts_given.a_ladder(acts_given.a_manager())
    return given.a_request(officer, at=MONDAY)


@pytest.mark.parametrize("what", ["paused", "extended", "level"])
def test_what_the_asker_said_itself_is_not_escalated_over_and_nothing_is_lost(officer, ask, what):
    if what == "paused":
        services.pause_clock(officer, ask, why="A report.", at=at(24))
    elif what == "extended":
        services.give_more_time(officer, ask, to=date(2026, 12, 18), why="They are short of people.", at=at(24))
    else:
        services.escalate_request(officer, ask, because="", at=at(24))
    before = Docket.objects.values("level", "due_on", "clocks").get(ask=ask)
    for _ in range(3):
        with pytest.raises(Invalid) as refused:
            services.escalate_request(officer, ask, because="It has become worse.", at=at(25))
        assert refused.value.field == "although"
    with pytest.raises(Invalid, match="Say why"):
        services.escalate_request(officer, ask, because=" ", although=True, at=at(25))
    assert Docket.objects.values("level", "due_on", "clocks").get(ask=ask) == before
    services.escalate_request(officer, ask, because="She is on the street.", although=True, at=at(25))
    step = story_of(officer, ask).said[-1]
    assert step.step.detail["although"] == what
    assert "Now, although" in dict(told(step)[1])
    assert Entry.objects.filter(event="request:escalate").latest("seq").facts["although"] == what


def test_once_the_time_is_over_it_goes_up_without_a_word(officer, ask):
    services.give_more_time(officer, ask, to=date(2026, 12, 8), why="They asked.", at=at(24))
    services.escalate_request(officer, ask, because="", at=at(9, 12))
    services.escalate_request(officer, ask, because="", at=at(14, 12))
    assert Docket.objects.get(ask=ask).level == 2


def test_in_immediate_danger_nothing_holds_it(officer):
    acts_given.a_ladder(acts_given.a_manager())
    ask = given.a_request(officer, urgency="immediate", at=MONDAY)
    services.pause_clock(officer, ask, why="A report.", at=at(24))
    services.escalate_request(officer, ask, because="", at=at(24))
    assert Docket.objects.get(ask=ask).level == 3


# ── Who mediates, and who was told ──────────────────────────────────────────────────────────────────────────────────


def a_mediated(manager):
    rung = Rung(
        level=1, own_role="Director", their_role="Chief executive", days=5, urgent_days=1, mediates=True, mediator=CHAIR
    )
    services.set_ladder(
        manager, name="Ours", rungs=[rung], mailboxes={1: "director@westshire.example"}, skips_to=1, by_itself=False,
        on=given.ON,
    )  # fmt: skip


def test_whoever_mediates_is_told_and_the_step_keeps_every_mailbox_that_was(officer):
    a_mediated(acts_given.a_manager())
    ask = given.a_request(officer, at=MONDAY)
    services.escalate_request(officer, ask, because="", at=at(7, 12))
    (letter,) = Outgoing.objects.filter(message="request-mediate")
    assert letter.to == CHAIR
    assert "the decision stays with Aldermoor District Council" in letter.text
    step = story_of(officer, ask).said[-1].step
    assert step.told_mailboxes == (
        ("asked", ask.partner_email),
        ("own", "director@westshire.example"),
        ("mediator", CHAIR),
    )
    assert f"Who mediates: {CHAIR}" in told_by_mail(step)
    assert CHAIR not in told_by_mail(step, mailboxes=False)
    facts = Entry.objects.filter(event="request:escalate").latest("seq").facts
    assert facts["told"] == ["asked", "own", "mediator"]
    assert CHAIR not in str(facts)


@pytest.mark.parametrize(("mediates", "mediator"), [(False, CHAIR), (True, "the chair")])
def test_a_mediator_has_an_address_and_a_level_at_which_somebody_mediates(officer, mediates, mediator):
    rung = Rung(level=1, own_role="A", their_role="B", days=5, urgent_days=1, mediates=mediates, mediator=mediator)
    with pytest.raises(Invalid) as wrong:
        services.set_ladder(
            acts_given.a_manager(), name="Ours", rungs=[rung], mailboxes={}, skips_to=1, by_itself=False, on=given.ON
        )
    assert wrong.value.field == "mediator_1"
    assert not Ladder.objects.exists()
