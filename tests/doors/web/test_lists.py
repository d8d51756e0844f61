"""Where officers land, the list of requests, its filters and search, and the searches that they keep."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from concord.base import clock
from concord.people.roles import Role
from concord.requests import services
from concord.requests.queries import PAGE
from kit import given
from kit.counting import queries_of
from kit.lists_given import of_district
from kit.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/desk/requests"


def searched(desk, words, **filters):
    """The page that comes of looking for words, and its address."""
    address = desk.post(f"{LIST}/search", {"query": words, **filters})["Location"]
    return Page(desk.get(address)), address


def test_officers_land_where_they_see_what_waits(desk, officer):
    given.refused(given.a_request(officer))
    given.a_draft(officer)
    page = Page(desk.get("/desk/"))
    assert page.heading == "Your desk"
    assert page.links()["1 Waiting for us"] == f"{LIST}?show=us"
    assert page.links()["1 Drafts"] == f"{LIST}?show=drafts"
    assert page.links()["1 of them mine: waiting for us"] == f"{LIST}?show=us&scope=mine"
    assert "Refused, 1 unread. Last change on 22 November 2026 at 9:00am" in page.words
    assert "LAS-20417" not in page.words


def test_what_is_longest_overdue_is_shown_on_the_desk(desk, officer):
    given.a_request(officer)
    with clock.at(given.AT + timedelta(days=14)):
        page = Page(desk.get("/desk/"))
    assert "Answer was due on 4 December 2026. Waiting for Aldermoor District Council" in page.words


def test_a_request_inside_the_council_names_the_officers_asked_on_its_page_and_in_the_list(desk, officer):
    ask = given.a_request(officer, asked=given.COUNTY, asker_group="adults", asked_group="housing")
    assert Page(desk.get(f"{LIST}/{ask.public_id}")).heading == "Request to Housing, Westshire County Council"
    assert "Housing, Westshire County Council" in Page(desk.get(f"{LIST}?show=all")).links()


def test_other_roles_land_as_before_and_assurance_is_shown_to_the_figures(westshire):
    keeper, looks = Client(), Client()
    keeper.force_login(given.a_person("Mo Ellis", role=Role.REGISTER_KEEPER))
    looks.force_login(given.a_person("Ellis Marrow", role=Role.ASSURANCE))
    assert keeper.get("/desk/")["Location"] == "/desk/register/trusts"
    assert "/desk/requests/figures" in Page(looks.get("/desk/")).links().values()


def test_the_list_shows_whose_move_it_is_in_words(desk, officer):
    ask = given.a_request(officer)
    page = Page(desk.get(f"{LIST}?show=them"))
    assert page.links()["Aldermoor District Council"] == f"{LIST}/{ask.public_id}"
    for said in ("LAS-20417", "4 December 2026", "Sent 22 November 2026", "Waiting for Aldermoor District Council"):
        assert said in page.words
    assert ask.reference in page.words
    assert Page(desk.get(LIST)).title == "Requests: waiting for us – Concord"
    assert desk.get(f"{LIST}?show=nothing").status_code == 404


def test_an_empty_shelf_says_so(desk):
    page = Page(desk.get(LIST))
    assert page.title == "Requests: waiting for us – Concord"
    assert "No request waits for us." in page.words
    assert "Nothing is past its day." in Page(desk.get("/desk/")).words


def test_overdue_is_a_word_and_no_colour_only(desk, officer):
    given.a_request(officer)
    with clock.at(given.AT + timedelta(days=14)):
        assert "4 December 2026 Overdue" in Page(desk.get(f"{LIST}?show=late")).words


def test_what_others_ask_of_us_is_in_the_same_list(officer):
    ask = given.a_request(officer)
    theirs = Client()
    theirs.force_login(given.a_person("Sol Abara", body=given.DISTRICT))
    page = Page(theirs.get(LIST))
    assert page.links()["Westshire County Council"] == f"{LIST}/{ask.public_id}"
    assert "They asked us: attend a meeting or assessment" in page.words
    assert "LAS-20417 Theirs" in page.words


def test_a_draft_that_a_contractor_handed_over_says_so(desk, officer):
    contractor = given.acting(given.a_person("Cas Verrall", role=Role.CONTRACTOR))
    services.hand_over_request(contractor, given.a_draft(contractor), at=given.AT)
    assert "Handed over by a contractor, for us to check and send" in Page(desk.get(f"{LIST}?show=drafts")).words


def test_a_filter_narrows_and_is_taken_away_again(desk, officer):
    refused = given.a_request(officer)
    given.refused(refused)
    given.a_request(officer)
    page = Page(desk.get(f"{LIST}?show=all&status=refused&help=meeting"))
    rows = [href for href in page.links().values() if re.fullmatch(f"{LIST}/[a-z0-9]{{16}}", href)]
    assert rows == [f"{LIST}/{refused.public_id}"]
    away = next(href for text, href in page.links().items() if text.startswith("Take away: Where it stands: Refused"))
    assert away == "?show=all&help=meeting"
    assert "No request fits what you chose." in Page(desk.get(f"{LIST}?show=all&status=complied")).words


def test_days_that_are_wrong_are_told_at_their_field_and_narrow_nothing(desk, officer):
    given.a_request(officer)
    page = Page(desk.get(f"{LIST}?show=all&sent_from-day=31&sent_from-month=2&sent_from-year=2026"))
    assert page.errors == ["The first day must be a real date"]
    assert "Aldermoor District Council" in page.links()
    page = Page(desk.get(f"{LIST}?show=all&sent_from=2026-11-22&sent_to=2026-11-21"))
    assert page.errors == ["The last day must be the same as or after the first day"]


def test_pages_turn_both_ways_and_keep_the_filters(desk, officer):
    for _ in range(PAGE + 1):
        services.draft_request(officer, asked=given.DISTRICT, at=given.AT)
    first = Page(desk.get(f"{LIST}?show=drafts&side=asker"))
    older = Page(desk.get(f"{LIST}{first.links()['Older']}"))
    assert "Newer" not in first.links()
    assert "side=asker" in first.links()["Older"]
    newer = Page(desk.get(f"{LIST}{older.links()['Newer']}"))
    assert newer.words == first.words
    assert "Older" not in older.links()


def test_a_list_of_fifty_costs_at_most_eight_reads(desk, officer):
    for _ in range(PAGE):
        given.a_draft(officer)
    assert len(queries_of(lambda: desk.get(f"{LIST}?show=drafts"))) <= 8


def test_the_desk_costs_few_reads(desk, officer):
    for _ in range(5):
        given.a_request(officer)
    assert len(queries_of(lambda: desk.get("/desk/"))) <= 14


def test_words_that_are_looked_for_never_stand_in_an_address(desk, officer):
    ask = given.a_request(officer, what="A ramp for the front door.")
    page, address = searched(desk, "ramp")
    assert page.links()["Aldermoor District Council"] == f"{LIST}/{ask.public_id}"
    assert "ramp" not in address
    assert all("ramp" not in href for href in page.links().values())
    assert "1 found on “All” for “ramp”." in page.words


def test_a_search_keeps_its_filters_and_an_empty_one_shows_the_list(desk, officer):
    given.a_request(officer, what="A ramp.")
    page, address = searched(desk, "ramp", status="refused", show="all")
    assert parse_qs(urlsplit(address).query)["status"] == ["refused"]
    assert "Nothing found on “All” for “ramp”." in page.words
    _, address = searched(desk, "  ", status="refused", show="all")
    assert parse_qs(urlsplit(address).query) == {"status": ["refused"], "show": ["all"]}


def test_the_address_of_a_search_says_nothing_to_anybody_else(desk, officer, strangers_desk):
    given.a_request(officer, what="A ramp.")
    _, address = searched(desk, "ramp")
    other = strangers_desk.get(address)
    assert other.status_code == 400
    assert "Type the words again." in Page(other).words
    assert "ramp" not in Page(other).words
    assert desk.get(f"{LIST}?found=wrong").status_code == 400


def test_too_many_words_are_told_at_the_field(desk, westshire):
    page, _ = searched(desk, " ".join(f"word{n}" for n in range(21)))
    assert page.errors == ["Search for at most 20 words at a time."]
    assert page.title.startswith("Error: ")


def test_a_search_is_kept_under_a_name_found_beside_the_list_and_deleted(desk, officer):
    given.a_request(officer)
    given.refused(given.a_request(officer))
    kept = {"called": "Refusals", "show": "all", "status": "refused", "before": "x", "csrf": "y"}
    assert desk.post(f"{LIST}/searches/keep", kept)["Location"] == f"{LIST}?show=all&status=refused"
    page = Page(desk.get(LIST))
    assert page.links()["Refusals"] == f"{LIST}?show=all&status=refused"
    delete = page.links()["Delete “Refusals”"]
    assert Page(desk.get(delete)).heading == "Delete the kept search “Refusals”?"
    desk.post(delete)
    assert "Refusals" not in Page(desk.get(LIST)).links()
    assert desk.get(delete).status_code == 404


def test_a_kept_search_needs_a_name(desk, westshire):
    desk.post(f"{LIST}/searches/keep", {"called": " ", "status": "refused"})
    assert "Give the search a name, then keep it again." in Page(desk.get(LIST)).words


def test_words_looked_for_are_kept_encrypted_and_work_again(desk, officer):
    ask = given.a_request(officer, what="A ramp.")
    _, address = searched(desk, "ramp")
    desk.post(f"{LIST}/searches/keep", {"called": "Ramps", "found": parse_qs(urlsplit(address).query)["found"][0]})
    href = Page(desk.get(LIST)).links()["Ramps"]
    assert not re.search("ramp", href)
    assert f"{LIST}/{ask.public_id}" in Page(desk.get(f"{href}&show=all")).links().values()


def test_the_other_sides_practitioner_counts_what_waits_for_them(officer):
    given.a_request(officer)
    of_district()
    theirs = Client()
    theirs.force_login(given.a_person("Sol Abara", body=given.DISTRICT))
    assert Page(theirs.get("/desk/")).links()["1 Waiting for us"] == f"{LIST}?show=us"
