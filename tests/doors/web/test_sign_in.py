"""Signing in: as an invented person on a demonstration server, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from concord.audit.models import Entry
from concord.people import demonstration
from concord.people.services import seed_demonstration
from concord.web.requests import urls as requests_urls
from kit import editions, given
from kit.reading import Page

pytestmark = pytest.mark.django_db

BOARD = demonstration.BOARD


@pytest.fixture
def essex(tmp_path, settings):
    """A demonstration server whose register holds the demonstration council."""
    settings.DEMONSTRATION = True
    tables = editions.rows()
    life = {"kind": "county", "start_certainty": "earlier", "standing": "in_force"}
    tables["bodies"].append({"ref": demonstration.COUNCIL, **life})
    tables["names"].append({"ref": demonstration.COUNCIL, "name": demonstration.COUNCIL_NAME})
    tables["bodies"].append({"ref": BOARD, **life, "kind": "icb", "starts": "2026-04-01", "start_certainty": "exact"})
    tables["names"].append({"ref": BOARD, "name": "NHS Essex Integrated Care Board", "starts": "2026-04-01"})
    given.load(tmp_path / "essex", tables)
    seed_demonstration(given.COMMAND)


def buttons(page):
    return {
        button.getparent().findtext(".//span"): button.get("value") for button in page.tree.xpath("//button[@value]")
    }


def test_an_invented_person_signs_in_without_a_password_and_out_again(essex):
    browser = Client()
    page = Page(browser.get("/desk/sign-in"))
    assert page.title == "Sign in – Concord"
    people = buttons(page)
    assert page.tree.xpath("//main//h2/text()") == [demonstration.COUNCIL_NAME, "NHS Essex Integrated Care Board"]
    held = [party for party in demonstration.PARTIES if party.body in {demonstration.COUNCIL, BOARD}]
    assert list(people) == [person.name for party in held for person in party.people]

    signed_in = browser.post("/desk/sign-in", {"person": people["Priya Fennimore"]})
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/desk/")
    assert Page(browser.get("/desk/")).heading == "Your desk"
    assert Page(browser.get("/desk/requests")).heading == "Requests"
    assert Page(browser.get("/desk/sign-out")).heading == "Sign out?"
    assert browser.post("/desk/sign-out")["Location"] == "/desk/sign-in"
    assert browser.get("/desk/requests").status_code == 302
    assert [entry.event for entry in Entry.objects.filter(actor_name="Priya Fennimore")] == [
        "person:sign-in",
        "person:sign-out",
    ]


def test_the_page_that_was_asked_for_comes_after_signing_in(essex):
    browser = Client()
    turned_away = browser.get("/desk/requests/new?q=tru")
    assert turned_away["Location"] == "/desk/sign-in?next=/desk/requests/new%3Fq%3Dtru"
    page = Page(browser.get(turned_away["Location"]))
    onward = page.tree.xpath("//input[@name='next']/@value")[0]
    person = buttons(page)["Priya Fennimore"]
    assert browser.post("/desk/sign-in", {"person": person, "next": onward})["Location"] == "/desk/requests/new?q=tru"


def test_who_works_for_the_board_and_the_council_acts_for_the_board_first_and_may_choose(essex):
    browser = Client()
    person = buttons(Page(browser.get("/desk/sign-in")))["Linus Thackerby"]
    browser.post("/desk/sign-in", {"person": person})
    page = Page(browser.get("/desk/acting-for"))
    assert list(buttons(page)) == [demonstration.COUNCIL_NAME]
    browser.post("/desk/acting-for", {"body": demonstration.COUNCIL})
    browser.post("/desk/sign-out")
    assert [entry.body for entry in Entry.objects.filter(actor_name="Linus Thackerby")] == [
        BOARD,
        demonstration.COUNCIL,
    ]


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(essex, next_):
    browser = Client()
    person = buttons(Page(browser.get("/desk/sign-in")))["Priya Fennimore"]
    assert browser.post("/desk/sign-in", {"person": person, "next": next_})["Location"] == "/desk/"


def test_somebody_who_is_not_on_offer_cannot_be_signed_in_as(essex):
    browser = Client()
    answer = browser.post("/desk/sign-in", {"person": given.a_person(body=demonstration.COUNCIL).public_id})
    assert answer.status_code == 404
    assert Page(answer).errors == [
        "Choose one of the people on the list. To sign in as yourself, ask whoever runs this server."
    ]
    assert browser.get("/desk/requests").status_code == 302


def test_on_a_server_that_is_no_demonstration_nobody_is_offered(essex, settings):
    settings.DEMONSTRATION = False
    page = Page(Client().get("/desk/sign-in"))
    assert "Signing in is not open on this server yet" in page.words
    assert not buttons(page)


def test_signing_out_takes_more_than_a_link(desk):
    desk.get("/desk/sign-out")
    assert desk.get("/desk/requests").status_code == 200


def test_somebody_without_a_part_in_requests_lands_on_a_page_that_says_so(essex):
    browser = Client()
    person = buttons(Page(browser.get("/desk/sign-in")))["Rosalind Amadi-Hurst"]
    page = Page(browser.post("/desk/sign-in", {"person": person}, follow=True))
    assert (page.status, page.heading) == (200, "Your desk")


def test_a_role_without_a_part_in_requests_sees_none(westshire):
    browser = Client()
    browser.force_login(given.a_person("Kit Morrow", role="assurance"))
    page = Page(browser.get("/desk/"))
    assert page.heading == "Your desk"
    assert "practitioners and managers" in page.words
    assert browser.get("/desk/requests").status_code == 404


def test_no_page_of_the_desk_opens_without_signing_in(db):
    """But for the calendar, whose address is itself the key."""
    names = {pattern.name for pattern in requests_urls.urlpatterns} - {"feed"}
    somewhere = {"public_id": "2" * 16, "file_id": "3" * 16, "kind": "refuse", "search": "4" * 16, "format": "csv"}
    for name in sorted(names):
        pattern = next(pattern for pattern in requests_urls.urlpatterns if pattern.name == name)
        place = {key: somewhere.get(key, "x") for key in pattern.pattern.converters}
        address = reverse(f"requests:{name}", kwargs=place)
        for answer in (Client().get(address), Client().post(address)):
            if answer.status_code != 405:  # some pages only show
                assert (answer.status_code, answer["Location"][:13]) == (302, "/desk/sign-in"), address
    assert Client().get("/desk/")["Location"] == "/desk/sign-in?next=/desk/"
