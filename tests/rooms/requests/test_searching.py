"""Looking for words in requests: who finds what, together with filters, page by page; kept searches."""

from __future__ import annotations

import pytest

from concord.base.errors import Invalid, NotFound
from concord.requests import queries, services
from concord.requests.queries import Filters, searching
from kit import given
from kit.lists_given import a_contractor, of_district, shelf

pytestmark = pytest.mark.django_db


def test_words_of_what_was_asked_and_answered_the_reference_and_the_number_are_found(officer):
    ask = given.a_request(officer, what="A ramp for the front door.")
    given.refused(ask)
    given.a_request(officer)
    for q in ("ramp", "ramps front", "telephone", ask.reference, ask.reference.lower(), "ramp telephone"):
        assert shelf(officer, q=q) == [ask.public_id], q
    assert len(shelf(officer, q="LAS-20417")) == 2
    assert shelf(officer, q="ramp wheelchair") == []


def test_the_body_asked_finds_it_too_and_nobody_else_does(officer):
    ask = given.a_request(officer, what="A ramp for the front door.")
    assert shelf(of_district(), q="ramp") == [ask.public_id]
    hospital = given.acting(given.a_person("Ilse Brandt", body=given.TRUST))
    assert shelf(hospital, q="ramp") == []


def test_a_contractor_finds_nothing_of_others(officer):
    given.a_request(officer, what="A ramp for the front door.")
    assert shelf(a_contractor(), q="ramp") == []


def test_a_draft_is_not_searched(officer):
    given.a_draft(officer, what="A ramp for the front door.")
    assert shelf(officer, q="ramp") == []


def test_a_search_holds_what_it_finds_against_the_filters(officer):
    refused = given.a_request(officer, what="A ramp.")
    given.refused(refused)
    given.a_request(officer, what="A ramp.")
    assert shelf(officer, q="ramp", statuses=("refused",)) == [refused.public_id]
    assert shelf(officer, "us", q="ramp") == [refused.public_id]
    assert shelf(officer, q="ramp", side="asked") == []


def test_what_the_filters_leave_over_fills_the_page_from_older_matches(officer, monkeypatch):
    monkeypatch.setattr(searching, "AT_FIRST", 2)
    fits = [given.a_request(officer, what="A ramp.", help="staff") for _ in range(2)]
    for _ in range(4):
        given.a_request(officer, what="A ramp.")
    assert shelf(officer, q="ramp", helps=("staff",)) == [ask.public_id for ask in fits[::-1]]


def test_a_search_that_stops_at_its_bound_says_so_and_goes_on_from_there(officer, monkeypatch):
    monkeypatch.setattr(searching, "AT_FIRST", 1)
    fits = given.a_request(officer, what="A ramp.", help="staff")
    others = [given.a_request(officer, what="A ramp.") for _ in range(3)]
    found = searching.search(officer, Filters(q="ramp", helps=("staff",)), on=given.ON, limit=51, most=2)
    assert found == searching.Found((), others[1].public_id)
    on = searching.search(officer, Filters(q="ramp", helps=("staff",)), on=given.ON, limit=51, before=found.go_on)
    assert ([ask.public_id for ask in on.asks], on.go_on) == ([fits.public_id], "")


def test_the_pages_of_a_search_follow_each_other_without_a_gap(officer, monkeypatch):
    monkeypatch.setitem(queries.inbox.__globals__, "PAGE", 2)
    asks = [given.a_request(officer, what="A ramp.").public_id for _ in range(5)]
    found, before = [], ""
    for _ in range(3):
        page = queries.inbox(officer, filters=Filters(q="ramp"), on=given.ON, before=before)
        found += [row.public_id for row in page.rows]
        before = page.older
    assert (found, before) == (asks[::-1], "")


def test_too_many_words_are_told_at_the_field(officer):
    with pytest.raises(Invalid) as error:
        shelf(officer, q=" ".join(f"word{n}" for n in range(21)))
    assert error.value.field == "query"


def test_a_search_is_kept_by_name_for_one_person_and_deleted_by_them_only(officer):
    services.save_search(officer, name="Refused", filters={"status": ["refused"]})
    services.save_search(officer, name="Refused", filters={"status": ["refused"], "show": ["done"]})
    (kept,) = queries.searches(officer)
    assert (kept.name, kept.filters) == ("Refused", {"status": ["refused"], "show": ["done"]})
    colleague = given.acting(given.a_person("Ode Lindqvist"))
    assert queries.searches(colleague) == ()
    with pytest.raises(NotFound):
        queries.kept_search(colleague, kept.public_id)
    services.forget_search(colleague, search=kept.public_id)
    assert queries.kept_search(officer, kept.public_id) == kept
    services.forget_search(officer, search=kept.public_id)
    assert queries.searches(officer) == ()
