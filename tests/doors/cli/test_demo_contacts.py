"""`concord demo` makes the board of the demonstration council, two invented bodies, and contacts; nothing twice."""

from __future__ import annotations

import pytest

from concord.audit.models import Entry
from concord.base import clock
from concord.cli.main import main
from concord.contacts import demonstration, queries
from concord.people.demonstration import COUNCIL
from concord.registry import queries as registry
from kit import editions, given

pytestmark = pytest.mark.django_db


@pytest.fixture
def essex(settings, tmp_path):
    """The demonstration council with one district, in an edition of its own."""
    settings.DEMONSTRATION = True
    tables = editions.rows()
    life = {"start_certainty": "earlier", "standing": "in_force"}
    for ref, kind, name in (
        (COUNCIL, "county", "Essex County Council"),
        ("gss:E07000071", "district", "Colchester City Council"),
        ("ods:RDE", "nhs_trust", "East Suffolk and North Essex NHS Foundation Trust"),
    ):
        tables["bodies"].append({"ref": ref, "kind": kind, **life})
        tables["names"].append({"ref": ref, "name": name})
    with clock.at(given.AT):
        given.load(tmp_path, tables)
        yield


def test_it_makes_the_board_the_bodies_and_the_contacts_once(essex, capsys):
    assert main(["demo"]) == 0
    assert "4 contacts of bodies around it added" in capsys.readouterr().out
    assert registry.board_of(demonstration.BOARD, given.ON) == (COUNCIL,)
    names = {line.name for line in registry.all_other_bodies(given.COMMAND, on=given.ON)}
    assert names == {demonstration.BOARD_NAME, *(name for _, name in demonstration.OTHERS)}
    written = Entry.objects.count()
    assert main(["demo"]) == 0
    assert Entry.objects.count() == written


def test_the_contacts_show_what_the_pages_are_for(essex):
    main(["demo"])
    topics = [line.topic for line in queries.contacts_of(given.COMMAND, "gss:E07000071", on=given.ON)]
    assert topics == ["", "equipment", "accommodation"]
    (silent,) = queries.contacts_of(given.COMMAND, "ods:RDE", on=given.ON)
    assert silent.doubt == "Nobody answered there in time"


def test_every_mailbox_is_one_that_nobody_can_have():
    assert all(invented.mailbox.endswith(".example") for invented in demonstration.CONTACTS)
