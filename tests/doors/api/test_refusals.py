"""What cannot be answered: the status, a word for machines, a sentence for people, the field."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from concord.api import refusals
from concord.registry import queries

pytestmark = pytest.mark.django_db
ESSEX = "authorities/E10000012"


def refused(ask, status: int, address: str, **query: str):
    return ask(address, status, **query)["error"]


def test_an_unknown_council_is_answered_with_the_nearest_names(ask):
    error = refused(ask, 404, "authorities/Esex/partners")
    assert (error["code"], error["field"]) == ("not_found", "code")
    assert "Did you mean Essex County Council" in error["message"]


def test_a_body_that_is_no_council_has_no_partners(ask):
    assert refused(ask, 404, "authorities/police:essex/partners")["code"] == "not_found"
    assert refused(ask, 404, "authorities/kind:gp-practice/partners")["code"] == "not_found"


def test_an_unknown_body_is_answered_with_the_nearest_names(ask):
    error = refused(ask, 404, f"{ESSEX}/partners/Chelmsfrod")
    assert error["field"] == "ref"
    assert "Chelmsford" in error["message"]


@pytest.mark.parametrize(
    "day", ["2016-02-30", "2016-5-1", "20160501", "2016-W01-1", "yesterday", "", "0", "2016-05-01T00:00"]
)
def test_a_day_that_is_none(ask, day):
    error = refused(ask, 422, f"{ESSEX}/partners", on=day)
    assert (error["code"], error["field"]) == ("invalid", "on")
    assert "is no date. Write a day that exists as year-month-day, such as 2016-05-01." in error["message"]


def test_knowledge_of_a_day_to_come(ask):
    error = refused(ask, 422, f"{ESSEX}/partners", known="2026-11-23")
    assert error["field"] == "known"
    assert "lies in the future" in error["message"]


def test_before_the_register_knew_anything(ask):
    error = refused(ask, 422, f"{ESSEX}/partners", known="2001-01-01")
    assert (error["code"], error["field"]) == ("invalid", "known")
    assert "The register knew nothing then" in error["message"]


def test_a_word_that_is_missing(ask):
    error = refused(ask, 422, "duty", to="police:essex", person="adult", function="CA2014.s9")
    assert (error["code"], error["field"]) == ("missing", "from")
    assert "“from” is missing" in error["message"]


def test_a_word_that_is_not_the_acts(ask):
    asked = {"from": "Essex", "to": "police:essex", "person": "neighbour", "function": "CA2014.s9"}
    error = refused(ask, 422, "duty", **asked)
    assert error["field"] == "person"
    assert "Use one of: adult, carer" in error["message"]


def test_a_kind_that_is_none(ask):
    error = refused(ask, 422, f"{ESSEX}/partners/kind:dragon")
    assert error["field"] == "ref"
    assert "is not a kind of body" in error["message"]


def test_a_kind_is_no_body(ask):
    assert "Ask about one body" in refused(ask, 422, "bodies/kind:gp-practice")["message"]


def test_words_that_are_none(ask):
    assert refused(ask, 422, "bodies", q=" ")["field"] == "q"
    assert refused(ask, 422, "bodies", q="a\x00b")["field"] == "q"
    assert refused(ask, 422, "bodies", q="x" * 201)["field"] == "q"


def test_a_provision_that_the_rulebook_does_not_have(ask):
    error = refused(ask, 404, "law/CA2014.s6(7)(z)")
    assert "Did you mean CA2014.s6(7)(h)" in error["message"]


@pytest.mark.parametrize("address", [f"{ESSEX}/timeline", "register/changes"])
def test_days_in_the_wrong_order(ask, address):
    error = refused(ask, 422, address, **{"from": "2022-01-02", "to": "2022-01-01"})
    assert error["field"] == "to"


def test_a_name_of_several_bodies(ask, monkeypatch):
    def several(*_, **__):
        raise queries.AmbiguousBody("St Elsewhere", ["One (a:1)", "Two (a:2)"])

    monkeypatch.setattr(queries, "find_body", several)
    error = refused(ask, 400, "bodies/St Elsewhere")
    assert error["code"] == "ambiguous"
    assert "One (a:1); Two (a:2)" in error["message"]


def test_an_address_that_is_none(ask):
    assert refused(ask, 404, "nothing/here")["message"] == refusals.NO_ADDRESS


def test_a_database_that_cannot_be_read(ask, monkeypatch, caplog):
    def broken(*_, **__):
        raise OperationalError("no such table: registry_bodylife")

    monkeypatch.setattr(queries, "register_status", broken)
    error = refused(ask, 503, "register")
    assert (error["code"], error["message"]) == ("not_ready", refusals.NOT_READY)
    assert "registry_bodylife" not in caplog.text


@pytest.mark.parametrize("address", ["/api/v1/law", "/api/openapi.json", "/api/v1/nothing"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, method, address):
    response = getattr(client, method)(address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["error"]["code"] == "method_not_allowed"


def test_a_change_is_refused_without_asking_for_a_token():
    assert Client(enforce_csrf_checks=True).post("/api/v1/law").status_code == 405


def test_options_are_told(client):
    response = client.options("/api/v1/law")
    assert (response.status_code, response["Allow"], response.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_head_is_answered_without_a_body(client):
    response = client.head("/api/v1/law")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == "application/json"
