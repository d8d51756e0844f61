"""The register of agreements at the desk: what needs somebody first, narrowed, and who may look at it."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements import services
from concord.agreements.rules.standing import Status
from concord.web.agreements.showing import COLOUR
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, opened, signed_in
from kit.reading import Page

pytestmark = pytest.mark.django_db

REGISTER = "/desk/agreements"


def test_an_empty_register_leads_to_the_first_agreement(browser):
    page = Page(browser.get(REGISTER))
    assert page.links()["Begin the first agreement"] == "/desk/agreements/begin"


def test_whoever_only_keeps_agreements_lands_on_the_register_and_finds_it_in_the_navigation(browser):
    landed = browser.get("/desk/", follow=True)
    assert Page(landed).heading == "Agreements"
    assert REGISTER in Page(landed).tree.xpath("//nav//a/@href")


def test_what_needs_somebody_comes_first_and_says_why(browser, lead):
    agreed.an_agreement(lead, title="A draft")
    unsigned = agreed.an_agreement(lead, title="Worked by already")
    services.run_unsigned(lead, unsigned, on=given.ON)
    first_days = {"starts": date(2024, 4, 1), "title": "Over", "ends": date(2026, 4, 1)}
    agreed.signed(lead, agreed.an_agreement(lead, **first_days), on=date(2024, 3, 20))
    late = {"starts": date(2024, 4, 1), "review_on": date(2026, 11, 1), "title": "Due"}
    agreed.signed(lead, agreed.an_agreement(lead, **late), on=date(2024, 3, 20))
    page = Page(browser.get(REGISTER))
    assert page.tree.xpath("//tbody//th//a/text()") == ["Over", "Due", "Worked by already", "A draft"]
    assert "4 agreements. 3 need somebody, first in the list." in page.words
    assert "Review due" in page.words
    assert "1 November 2026Review" in page.words
    assert "31 March 2026Last day" in page.words


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("kind=policy", ["Our policy"]),
        ("status=in-force", ["Signed"]),
        ("status=draft&status=in-force", ["Our policy", "Signed"]),
        ("purpose=protection", ["Signed"]),
        ("topic=discharge", ["Our policy"]),
        ("name=east", ["Signed"]),
        (f"body={agreed.NEIGHBOUR}", ["Signed"]),
        ("words=OUR", ["Our policy"]),
        ("whose=theirs", []),
        ("kind=nonsense", ["Our policy", "Signed"]),
    ],
)
def test_the_list_is_narrowed(browser, lead, asked, titles):
    policy = services.begin_agreement(lead, kind="policy", title="Our policy", at=given.AT)
    services.revise_agreement(lead, policy, changes={"topics": ["discharge"]}, at=given.AT)
    early = {"starts": date(2026, 4, 1), "purposes": ["protection"], "title": "Signed"}
    agreed.signed(lead, agreed.an_agreement(lead, agreed.NEIGHBOUR, **early), on=date(2026, 3, 1))
    page = Page(browser.get(f"{REGISTER}?{asked}"))
    assert page.tree.xpath("//tbody//th//a/text()") == titles


def test_a_long_list_comes_in_parts_at_a_steady_cost(browser, lead, django_assert_max_num_queries):
    for number in range(53):
        services.begin_agreement(lead, kind="policy", title=f"Policy {number:02}", at=given.AT)
    with django_assert_max_num_queries(24):
        page = Page(browser.get(REGISTER))
    rows = page.tree.xpath("//tbody/tr")
    assert len(rows) == 50
    further = Page(browser.get(f"{REGISTER}{page.links()['Further']}"))
    assert further.tree.xpath("//tbody//th//a/text()") == ["Policy 50", "Policy 51", "Policy 52"]
    assert Page(browser.get(f"{REGISTER}{further.links()['Before']}")).links()["Policy 00"]


def test_a_practitioner_reads_and_is_offered_no_change(draft):
    wren = signed_in(given.a_person())
    page = opened(wren, draft)
    assert not {"Write version 1", "Share it for comment", "Record that it ends"} & page.links().keys()
    assert "Begin an agreement" not in Page(wren.get(REGISTER)).links()
    for name in ("write", "covers", "share", "sign", "end"):
        assert wren.get(at(draft, name)).status_code == 404


def test_a_partner_sees_no_version_that_was_not_shown_to_the_parties(browser, in_force, lead):
    services.new_version(lead, in_force, at=given.AT)
    services.revise_agreement(lead, in_force, changes={"summary": "Not for their eyes yet."}, at=given.AT)
    tam = signed_in(given.a_person("Tam Birch", body=given.DISTRICT))
    page = opened(tam, in_force)
    assert "Version 2" not in page.words
    assert "Not for their eyes" not in page.words
    assert tam.get(at(in_force, "version", 2)).status_code == 404


def test_the_record_and_the_paper_of_an_agreement(browser, in_force):
    page = opened(browser, in_force, "record")
    assert "Idris Okonjo began it: joint protocol." in page.words
    made = browser.get(at(in_force, "pdf"))
    assert made.content.startswith(b"%PDF")


@pytest.mark.parametrize("public_id", ["nothing", "\u200e", "a" * 400])
def test_what_is_not_there_is_not_found(browser, public_id):
    assert browser.get(f"/desk/agreements/{public_id}").status_code == 404


def test_the_tag_of_every_status_has_a_colour():
    assert set(COLOUR) == set(Status)
