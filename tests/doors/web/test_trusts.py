"""The keepers of a council's register settle which trusts provide services in its area."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.cli.main import main
from concord.people.roles import Role
from concord.registry import queries, services
from concord.requests import queries as requests
from kit import editions, given
from kit.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/desk/register/trusts"
ONE = f"{LIST}/{editions.SERVICES}"
NAME = "Westshire Hospitals NHS Trust"
PUBLIC = "/councils/E10000091/"
CONTRACT = "Our contract of April 2026, schedule 2."


@pytest.fixture
def keeper(westshire):
    """The browser of the keeper."""
    client = Client()
    client.force_login(given.a_person("Mo Ellis", role=Role.REGISTER_KEEPER))
    return client


def settled(client, answer="confirmed", reason=CONTRACT, *, seen=None):
    """Fill in the form as the page shows it (or showed it), and save."""
    return client.post(ONE, {"seen": seen or shown(client), "answer": answer, "reason": reason})


def shown(client):
    return Page(client.get(ONE)).tree.xpath("//input[@name='seen']/@value")[0]


def standing():
    return queries.fact_row(editions.SERVICES).standing


def navigation(client, address):
    return [a.text_content().strip() for a in Page(client.get(address)).tree.xpath("//nav[@aria-label='Concord']//a")]


def test_the_page_groups_the_trusts_and_says_what_confirming_means(keeper):
    page = Page(keeper.get(LIST))
    assert (page.heading, page.title) == ("Trusts in your area", "Trusts in your area – Concord")
    for said in (
        "To settle (1) Strong evidence (1) Westshire Hospitals NHS Trust Headquarters.",
        "Confirmed (0) No trust is confirmed yet.",
        "Rejected (0) No trust is rejected.",
        "is a relevant partner in every answer from now on",
        "What was known yesterday stays as it was.",
    ):
        assert said in page.words
    assert page.links()["See your relevant partners as everybody sees them"] == PUBLIC
    assert page.links()[f"Settle {NAME}"] == ONE


def test_the_strongest_evidence_stands_first_and_former_trusts_apart(keeper, tmp_path):
    tables = editions.rows()
    for ref, name, confidence, ends in (("ods:RW1", "Ash", "low", ""), ("ods:RW2", "Yew", "high", "2019-04-01")):
        life = {"kind": "nhs_trust", "start_certainty": "earlier", "standing": "in_force", "ends": ends}
        tables["bodies"].append({"ref": ref, **life})
        tables["names"].append({"ref": ref, "name": f"{name} NHS Trust"})
        tables["facts"].append(
            {"id": f"provides_services/E10000091/{ref[4:]}", "kind": "provides_services", "authority": given.COUNTY,
             "body": ref, "standing": "proposed", "confidence": confidence, "evidence": "1 site.", "ends": ends}
        )  # fmt: skip
    folder = editions.write(tmp_path / "second", tables, version="2", day="2026-11-22")
    later = given.AT + timedelta(hours=1)
    services.load_register(given.COMMAND, directory=folder, at=later)
    words = Page(keeper.get(LIST)).words
    assert words.index("To settle (2)") < words.index(NAME) < words.index("Weak evidence (1) Ash NHS Trust")
    assert "Trusts of the past (1)" in words
    assert "Yew NHS Trust Ended on 1 April 2019" in words


def test_the_page_costs_at_most_eight_reads(keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        keeper.get(LIST)


def test_to_confirm_makes_a_partner_and_says_who_confirmed_and_why(keeper, capsys):
    answer = settled(keeper)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    words = Page(keeper.get(LIST)).words
    assert f"{NAME} is confirmed: it provides services in your area." in words
    assert f"Confirmed (1) {NAME} By Westshire County Council on 22 November 2026 {CONTRACT}" in words
    assert Entry.objects.get(event="register:confirm").actor_name == "Mo Ellis"

    public = Page(Client().get(PUBLIC)).words
    sure = public.partition("Relevant partners")[2].partition("May be relevant partners")[0]
    assert NAME in sure
    assert "Confirmed by Westshire County Council on 22 November 2026" in sure
    assert CONTRACT in sure

    capsys.readouterr()
    assert main(["partners", "Westshire", "--why"]) == 0
    told = capsys.readouterr().out
    assert NAME in told
    assert f"confirmed by Westshire County Council on 22 November 2026: {CONTRACT}" in told


def test_what_was_known_before_stays_as_it_was(keeper, capsys):
    settled(keeper)
    facts = {fact.id: fact for fact in queries.register_of(given.COUNTY, at=given.AT - timedelta(hours=1)).facts}
    assert facts[editions.SERVICES].standing == "proposed"


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [("", "s7(1)", "unknown"), ("confirmed", "s7(1)", "yes"), ("rejected", "s6(2)", "owes nothing under section 6(2)")],
)
def test_a_request_to_the_trust_is_bound_as_the_council_settled_it(keeper, officer, answer, kind, says):
    if answer:
        settled(keeper, answer)
    ask = given.a_draft(officer, asked=given.TRUST)
    page = requests.check(officer, ask.public_id, on=given.ON, at=given.AT)
    assert page.kind == kind
    assert says == page.finding.get("bound") or says in page.says


def test_to_reject_is_kept_with_its_reason_and_can_be_changed(keeper):
    settled(keeper, "rejected", "They left the county in 2012.")
    assert f"Rejected (1) {NAME}" in Page(keeper.get(LIST)).words
    page = Page(keeper.get(ONE))
    assert "They left the county in 2012." in page.words
    assert "You can decide again." in page.words
    with clock.at(given.AT + timedelta(hours=1)):
        settled(keeper)
    assert standing() == "confirmed"


@pytest.mark.parametrize(
    ("answer", "reason", "says"),
    [
        ("", CONTRACT, "Select whether it provides services in your area"),
        ("perhaps", CONTRACT, "Select whether it provides services in your area"),
        ("confirmed", "  ", "Enter what you rely on"),
        ("confirmed", "x" * 1001, "What you rely on must be 1000 characters or fewer"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(keeper, answer, reason, says):
    refused = settled(keeper, answer, reason)
    page = Page(refused)
    assert (page.status, page.errors) == (400, [says])
    assert page.title == f"Error: {NAME} – Concord"
    assert page.tree.xpath("//p[contains(@class, 'govuk-error-message')]")
    assert standing() == "proposed"


def test_the_same_settled_twice_says_what_was_decided(keeper):
    seen = shown(keeper)
    settled(keeper, seen=seen)
    again = settled(keeper, seen=seen)
    assert (again.status_code, again["Location"]) == (302, ONE)
    assert f"It was confirmed by Westshire County Council on 22 November 2026: “{CONTRACT}”." in (
        Page(keeper.get(ONE)).words
    )
    assert Entry.objects.filter(event="register:confirm").count() == 1


def test_a_page_that_has_become_stale_overwrites_nothing_and_keeps_what_was_typed(keeper):
    seen = shown(keeper)
    settled(keeper, seen=seen)
    page = Page(settled(keeper, "rejected", "I thought that they had left.", seen=seen))
    assert page.status == 400
    (says,) = page.errors
    assert f"It was confirmed by Westshire County Council on 22 November 2026: “{CONTRACT}”. Nothing of yours" in says
    assert "I thought that they had left." in page.words
    assert page.tree.xpath("//input[@name='seen']/@value") != [seen]
    assert standing() == "confirmed"


def test_to_confirm_what_is_confirmed_says_so(keeper):
    settled(keeper)
    with clock.at(given.AT + timedelta(hours=1)):
        settled(keeper)
        assert "This is confirmed already, by Westshire County Council." in Page(keeper.get(ONE)).words


def test_a_trust_that_is_missing_is_found_and_proposed(keeper, tmp_path):
    tables = editions.rows()
    tables["facts"] = [fact for fact in tables["facts"] if fact["id"] != editions.SERVICES]
    folder = editions.write(tmp_path / "without", tables, version="2", day="2026-11-22")
    services.load_register(given.COMMAND, directory=folder, at=given.AT + timedelta(minutes=1))
    page = Page(keeper.get(f"{LIST}/propose?q=westshire"))
    assert "1 match for “westshire”." in page.words
    address = f"{LIST}/propose{page.links()[f'Choose {NAME}'].partition('propose')[2]}"
    assert Page(keeper.post(address, {"evidence": ""})).errors == [
        "Enter what suggests that it provides services in your area"
    ]
    with clock.at(given.AT + timedelta(minutes=2)):
        done = keeper.post(address, {"evidence": "A clinic in Aldermoor."})
    assert (done.status_code, done["Location"]) == (302, ONE)
    assert "It counts once you confirm it." in Page(keeper.get(ONE)).words
    with clock.at(given.AT + timedelta(minutes=3)):
        settled(keeper)
    assert standing() == "confirmed"


def test_what_is_listed_or_no_trust_is_not_proposed(keeper):
    assert Page(keeper.get(f"{LIST}/propose?q=nowhere+at+all")).words.count("No trust in the register matches") == 1
    assert Page(keeper.get(f"{LIST}/propose?q=ods:RW9")).links()[f"Open {NAME}"] == ONE
    assert keeper.get(f"{LIST}/propose?trust={given.TRUST}")["Location"] == ONE
    assert keeper.get(f"{LIST}/propose?trust={given.BOARD}").status_code == 404


def test_signs_that_no_database_holds_name_nothing(keeper):
    assert keeper.get(f"{LIST}/a%00b").status_code == 404
    assert keeper.get(f"{LIST}/propose?trust=a%00b").status_code == 400
    assert keeper.get(f"{LIST}/propose?q=a%00b").status_code == 400
    assert settled(keeper, reason="a\0b").status_code == 400


def test_the_way_to_the_register_is_shown_to_its_keepers_only(keeper, desk, strangers_desk):
    assert keeper.get("/desk/")["Location"] == LIST
    assert navigation(keeper, LIST)[-3:] == ["Register", "Connections", "Sign out"]
    assert navigation(desk, "/desk/requests")[-5:] == [
        *("Requests", "Agreements", "Contacts", "Connections", "Sign out")
    ]
    for address in (LIST, ONE, f"{LIST}/propose", f"{LIST}/propose?trust={given.TRUST}"):
        assert desk.get(address).status_code == 404
        assert strangers_desk.get(address).status_code == 404
    assert desk.post(ONE, {"seen": "1", "answer": "confirmed", "reason": CONTRACT}).status_code == 404
    assert standing() == "proposed"


def test_a_keeper_settles_nothing_of_another_area_and_no_other_fact(keeper, westshire):
    elsewhere = Client()
    elsewhere.force_login(given.a_person("Sol Abara", body=given.DISTRICT, role=Role.REGISTER_KEEPER))
    assert elsewhere.get(LIST).status_code == 404
    assert elsewhere.get(ONE).status_code == 404
    assert elsewhere.post(ONE, {"seen": "1", "answer": "rejected", "reason": "No."}).status_code == 404
    assert keeper.get(f"{LIST}/{editions.AREA}").status_code == 404
