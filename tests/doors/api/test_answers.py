"""What the API answers about real councils and days."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concord import statute
from concord.registry import queries

pytestmark = pytest.mark.django_db
ESSEX = "authorities/E10000012"


def names(entries) -> set[str]:
    return {entry["body"]["name"] for entry in entries}


def under(found, ref: str) -> set[str]:
    return names(entry for entry in found["partners"] if ref in entry["provisions"])


def leaves(step):
    yield step
    for below in step.get("because", ()):
        yield from leaves(below)


def test_essex_in_2016(ask):
    found = ask(f"{ESSEX}/partners", on="2016-05-01")
    assert (found["format"], found["question"], found["on"]) == ("concord.explain/1", "partners", "2016-05-01")
    assert found["authority"]["name"] == "Essex County Council"
    assert found["is_local_authority"] == "yes"
    assert len(under(found, "CA2014.s6(7)(a)")) == 12
    groups = under(found, "CA2014.s6(8)(b)")
    assert groups
    assert all("Clinical Commissioning Group" in name for name in groups)
    assert len(under(found, "CA2014.s6(7)(e)")) == 1
    assert under(found, "CA2014.s6(7)(d)")
    assert under(found, "CA2014.s6(7)(f)")
    assert found["unknown"] or found["incomplete"]


def test_essex_today(ask):
    found = ask(f"{ESSEX}/partners", on="2026-11-21")
    boards = under(found, "CA2014.s6(8)(b)")
    assert any("Essex" in name for name in boards)
    assert not any("Clinical Commissioning Group" in name for name in names(found["partners"]))


def test_every_partner_is_explained_down_to_a_provision_and_a_fact(ask):
    for entry in ask(f"{ESSEX}/partners", on="2026-11-21")["partners"]:
        steps = list(leaves(entry["because"]))
        assert any("provision" in step for step in steps)
        assert any("fact" in step for step in steps)


def test_before_2015_nothing_was_in_force_and_that_is_no_error(ask):
    found = ask(f"{ESSEX}/partners", on="2015-03-31")
    assert found["partners"] == []
    assert "not in force" in found["says"]


def test_the_answer_is_that_of_the_law_word_for_word(ask, england):
    ref = "gss:E10000012"
    book = statute.rulebook()
    finding = statute.partners(book, queries.register_of(ref), authority=ref, on=date(2016, 5, 1))
    expected = statute.as_json(book, finding)
    found = ask(f"{ESSEX}/partners", on="2016-05-01")
    assert {**found, "known": None} == expected


@pytest.mark.parametrize("way", ["E10000012", "gss:E10000012", "essex", "Essex", "Essex County Council"])
def test_a_council_may_be_named_in_any_way(ask, way):
    assert ask(f"authorities/{way}")["authority"]["ref"] == "gss:E10000012"


def test_a_council_that_is_no_more_is_still_shown(ask):
    found = ask("authorities/Northamptonshire", on="2026-11-21")["authority"]
    assert found["exists"]["to"] == "2021-04-01"


def test_why_a_practice_is_no_partner(ask):
    found = ask(f"{ESSEX}/partners/kind:gp-practice", on="2026-11-21")
    assert found["answer"] == "no"
    assert found["instead"]


def test_why_a_district_is_one(ask):
    found = ask(f"{ESSEX}/partners/Chelmsford", on="2026-11-21")
    assert (found["answer"], found["provisions"]) == ("yes", ["CA2014.s6(7)(a)"])


def test_the_timeline_between_two_days(ask):
    found = ask(f"{ESSEX}/timeline", **{"from": "2022-07-01", "to": "2022-07-01"})
    assert found["authority"]["ref"] == "gss:E10000012"
    assert {change["on"] for change in found["changes"]} == {"2022-07-01"}
    assert {cause for change in found["changes"] for cause in change["causes"]} & {"law", "body"}


def test_whether_a_request_binds(ask):
    asked = {"to": "police:essex", "person": "adult", "function": "CA2014.s9", "on": "2026-11-21"}
    found = ask("duty", **{"from": "Essex"}, **asked)
    assert (found["bound"], found["under"]) == ("yes", "CA2014.s7(1)")
    assert len(found["grounds"]) == 2


def test_a_partner_may_ask_too(ask):
    asked = {"to": "Essex", "person": "adult", "function": "other", "on": "2026-11-21"}
    assert ask("duty", **{"from": "police:essex"}, **asked)["bound"] in {"yes", "arguable"}


def test_the_councils_on_two_days(ask):
    assert len(ask("authorities", on="2026-11-21")["authorities"]) == 153
    assert len(ask("authorities", on="2015-04-01")["authorities"]) == 152


def test_bodies_are_found_by_nearly_their_name(ask):
    assert ask("bodies", q="chelmsfrod")["bodies"][0]["short_name"] == "Chelmsford"
    assert ask("bodies", q="qqqqqqqq")["bodies"] == []


def test_all_that_is_known_of_a_body(ask):
    found = ask("bodies/police:essex")
    assert found["body"]["addressee"]
    assert found["facts"]
    assert {fact["authority"] for fact in found["facts"] if fact["authority"]} <= found["named"].keys()


def test_the_law(ask):
    refs = [line["ref"] for line in ask("law")["provisions"]]
    assert refs == list(statute.rulebook().provisions)
    found = ask("law/CA2014.s6(8)(b)")
    assert [version["in_force"]["from"] for version in found["versions"]] == ["2015-04-01", "2022-07-01"]
    assert found["official_words"] == []


def test_the_register(ask):
    found = ask("register", on="2026-11-21")
    assert found["edition"]["version"]
    assert found["bodies"]["county"] == 21
    assert found["sources"]


def test_the_checks_of_the_register(ask):
    found = ask("register/checks")
    assert found["ok"] is True
    assert {check["result"] for check in found["checks"]} <= {"ok", "note"}


def test_what_changes(ask):
    found = ask("register/changes", **{"from": "2022-07-01", "to": "2022-07-01"})
    assert {change["on"] for change in found["changes"]} == {"2022-07-01"}
    assert found["announced"]


def test_a_year_of_changes_where_no_day_is_given(ask):
    found = ask("register/changes")
    assert (found["from"], found["to"]) == ("2025-11-22", "2026-11-22")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("authorities", 3),
        (ESSEX, 7),
        (f"{ESSEX}/partners", 8),
        (f"{ESSEX}/partners/Chelmsford", 12),
        (f"{ESSEX}/timeline", 8),
        ("duty?from=Essex&to=police:essex&person=adult&function=CA2014.s9", 11),
        ("bodies?q=Essex", 7),
        ("bodies/police:essex", 14),
        ("law", 0),
        ("law/CA2014.s6", 1),
        ("register", 7),
        ("register/checks", 10),
        ("register/changes", 10),
    ],
)
def test_the_database_is_asked_no_more_than(england, client, address, most):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/api/v1/{address}").status_code == 200
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)
