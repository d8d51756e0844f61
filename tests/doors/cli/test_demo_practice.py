"""`concord demo` sets how the demonstration council works, once, and leaves alone what somebody set since."""

from __future__ import annotations

import pytest

from concord import statute
from concord.audit.models import Entry
from concord.base import clock
from concord.cli.demo_practice import _manager
from concord.cli.main import main
from concord.people.demonstration import COUNCIL
from concord.registry.models import Body
from concord.requests import demonstration, queries, services
from concord.requests.queries import practice
from concord.requests.wording import HELP, SHARING
from kit import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def essex(settings, db):
    settings.DEMONSTRATION = True
    Body.objects.create(ref=COUNCIL)
    with clock.at(given.AT):
        assert main(["demo"]) == 0
        yield _manager(on=given.ON)


def test_the_council_has_a_policy_a_ladder_of_four_levels_and_two_templates(essex):
    days = {
        (line.help, line.urgency): (line.now.acknowledge_days, line.now.answer_days)
        for line in practice.times(essex, on=given.ON).lines
    }
    assert days == {
        ("", "routine"): (2, 10),
        ("", "urgent"): (1, 3),
        ("", "immediate"): (0, 1),
        ("discharge", "urgent"): (0, 1),
    }
    held = practice.ladder(essex)
    assert tuple(level.rung for level in held.levels) == demonstration.LADDER
    assert all(level.mailbox.endswith(".example") for level in held.levels)
    assert {one.name for one in queries.templates(essex)} == set(demonstration.TEMPLATES)


def test_a_second_time_sets_nothing_even_where_something_was_let_go(essex, capsys):
    services.end_response_time(essex, help_="discharge", urgency="urgent", on=given.ON)
    written = Entry.objects.count()
    assert main(["demo"]) == 0
    assert "escalation ladder" not in capsys.readouterr().out
    assert Entry.objects.count() == written


def test_the_words_of_the_templates_are_codes_that_the_rulebook_and_the_pages_know():
    book = statute.rulebook()
    for values in demonstration.TEMPLATES.values():
        assert values["function"] in book.functions
        assert set(values["purposes"]) <= book.purposes.keys()
        assert values["person_category"] in book.persons
        assert (values["help"] in HELP, values["sharing_basis"] in SHARING) == (True, True)
