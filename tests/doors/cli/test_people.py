"""`concord people`: real people, their roles and teams, from the terminal of whoever runs the server."""

from __future__ import annotations

import json

import pytest

from concord.base import clock
from concord.cli.main import main
from kit import given

ADDRESS = "jo.ward@westshire.example"


@pytest.fixture(autouse=True)
def _westshire(db, tmp_path):
    with clock.at(given.AT):
        given.westshire(tmp_path / "edition")
        yield


def people(*words):
    return main(["people", *words])


def test_somebody_is_added_given_a_role_put_into_a_team_and_listed(capsys):
    assert people("add", "Jo Ward", ADDRESS, "--post", "Social worker") == 0
    assert people("role", ADDRESS, "Westshire", "practitioner", "--from", "2026-04-01") == 0
    assert people("team", "Westshire", "Hospital team", "--mailbox", "ht@westshire.example", "--put", ADDRESS) == 0
    capsys.readouterr()
    assert people("list") == 0
    assert capsys.readouterr().out == (
        f"Westshire County Council ({given.COUNTY})\n  Jo Ward <{ADDRESS}>: practitioner, Hospital team\n"
    )
    assert people("list", "Westshire", "--on", "2026-04-01", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": "concord.people/1",
        "on": "2026-04-01",
        "people": [
            {
                "name": "Jo Ward",
                "email": ADDRESS,
                "post": "Social worker",
                "body": given.COUNTY,
                "roles": ["practitioner"],
                "team": "",
            }
        ],
    }


def test_a_role_and_a_team_end(capsys):
    people("add", "Jo Ward", ADDRESS)
    people("role", ADDRESS, "Westshire", "manager", "--from", "2026-04-01")
    people("team", "Westshire", "Hospital team", "--on", "2026-04-01", "--put", ADDRESS)
    assert people("team", "Westshire", "Hospital team", "--end") == 0
    assert "22 November 2026 is the first day without it" in capsys.readouterr().out
    assert people("list") == 0
    assert "Hospital" not in capsys.readouterr().out
    assert people("end", ADDRESS, "Westshire", "manager") == 0
    assert people("list") == 1
    assert "Nobody" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Jo Ward", "jo"), "Give an e-mail address"),
        (("role", "al@westshire.example", "Westshire", "manager"), "Add them first with “concord people add”"),
        (("role", ADDRESS, "Westshire", "boss"), "“boss” is no role"),
        (("role", ADDRESS, "Atlantis", "manager"), "Atlantis"),
        (("end", ADDRESS, "Westshire", "manager"), "does not hold"),
        (("team", "Westshire", "Hospital team", "--put", ADDRESS), "holds no role"),
        (("team", "Westshire", "Night team", "--end"), "has no team called Night team"),
    ],
)
def test_what_is_wrong_is_one_sentence(capsys, words, says):
    people("add", "Jo Ward", ADDRESS)
    assert people(*words) == 2
    assert says in capsys.readouterr().err
