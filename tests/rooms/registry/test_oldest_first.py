"""What has no start is the oldest, on either database: the latest name, code and office are the same on both."""

from __future__ import annotations

from datetime import date

import pytest

from concord.registry import queries
from kit import editions

POLICE, RENAMED = "police:westshire", date(2020, 4, 1)


@pytest.fixture
def renamed(load):
    """Westshire's district renamed and recoded, and its chief constable's office renamed, on 1 April 2020."""
    tables, day = editions.rows(), RENAMED.isoformat()
    editions.row(tables, "names", ref=editions.DISTRICT)["ends"] = day
    tables["names"].append(
        {"ref": editions.DISTRICT, "name": "Aldermoor City Council", "short_name": "Aldermoor City", "starts": day}
    )
    tables["codes"] += [
        {"ref": editions.DISTRICT, "scheme": "gss", "code": "E07000901", "ends": day},
        {"ref": editions.DISTRICT, "scheme": "gss", "code": "E07000902", "starts": day},
        {"ref": editions.DISTRICT, "scheme": "slug", "code": "aldermoor", "ends": day},
        {"ref": editions.DISTRICT, "scheme": "slug", "code": "aldermoor-city", "starts": day},
    ]
    editions.row(tables, "offices", ref=POLICE)["ends"] = day
    tables["offices"].append({"ref": POLICE, "addressee": "Chief Constable of Westshire", "starts": day})
    return load(tables)


def test_a_body_is_listed_under_its_latest_name_and_word(renamed):
    (line,) = queries.search_bodies("Aldermoor")
    assert (line.name, line.slug) == ("Aldermoor City Council", "aldermoor-city")


def test_a_new_name_and_a_new_code_are_changes(renamed):
    says = [one.says for one in queries.changes(RENAMED, date.max)]
    assert "Aldermoor District Council is renamed Aldermoor City Council." in says
    assert "The code of Aldermoor City Council changes from E07000901 to E07000902." in says


def test_a_request_goes_to_the_latest_office(renamed):
    for register in (queries.register_known(), queries.register_of(editions.COUNTY, POLICE)):
        assert register.body(POLICE).addressee == "Chief Constable of Westshire"


def test_the_codes_of_a_body_are_told_from_the_oldest(renamed):
    codes = queries.body_page(editions.DISTRICT).codes
    assert [line.code for line in codes] == ["E07000901", "E07000902", "aldermoor", "aldermoor-city"]
