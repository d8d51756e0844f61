"""`concord demo`: the demonstration council, only where the server is a demonstration."""

from __future__ import annotations

import pytest

from concord.audit.models import Entry
from concord.cli.main import main
from concord.people import demonstration
from concord.people.models import Person
from concord.registry.models import Body

pytestmark = pytest.mark.django_db


def test_it_makes_the_council_once(settings, capsys):
    settings.DEMONSTRATION = True
    Body.objects.create(ref=demonstration.COUNCIL)
    assert main(["demo"]) == 0
    assert f"{len(demonstration.PEOPLE)} people added" in capsys.readouterr().out
    written = Entry.objects.count()
    assert main(["demo"]) == 0
    said = capsys.readouterr().out
    assert "nothing to do" in said
    assert demonstration.PEOPLE[0].name in said
    assert Entry.objects.count() == written


def test_it_refuses_on_a_server_in_earnest(settings, capsys):
    settings.DEMONSTRATION = False
    assert main(["demo"]) == 2
    assert "Set CONCORD_DEMONSTRATION=1" in capsys.readouterr().err
    assert not Person.objects.exists()


def test_it_says_that_the_register_comes_first(settings, capsys):
    settings.DEMONSTRATION = True
    assert main(["demo"]) == 2
    assert "concord register load" in capsys.readouterr().err
