"""The law: the index, a page for each provision, and addresses that go both ways."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from django.urls import resolve, reverse

from concord import statute
from concord.base.actor import Actor
from concord.public import addresses
from concord.public.councils import meaning
from concord.public.law import index
from concord.registry import services
from kit.given import AT

BOOK = statute.rulebook()


def test_every_provision_has_one_address_and_every_address_one_provision():
    found = {ref: reverse("public:provision", args=[ref]) for ref in BOOK.provisions}
    assert len(set(found.values())) == len(BOOK.provisions)
    assert {ref: resolve(address).kwargs["ref"] for ref, address in found.items()} == {ref: ref for ref in found}


def test_addresses_are_such_as_people_can_read():
    assert reverse("public:provision", args=["CA2014.s6(7)(a)"]) == "/law/care-act-2014/section-6-7-a/"
    assert reverse("public:provision", args=["CA2014.s6(1A)"]) == "/law/care-act-2014/section-6-1a/"
    assert reverse("public:provision", args=["CA2014.sch2"]) == "/law/care-act-2014/schedule-2/"


@pytest.mark.parametrize("module", [addresses, index, meaning])
def test_the_examples_hold(module):
    assert doctest.testmod(module).failed == 0


def test_a_reference_as_answers_cite_it_leads_to_its_page(client, db):
    response = client.get("/law/CA2014.s6(7)(a)/")
    assert (response.status_code, response["Location"]) == (301, "/law/care-act-2014/section-6-7-a/")


@pytest.mark.parametrize("address", ["/law/CA2014.s999/", "/law/care-act-2014/section-999/", "/law/no-act/section-1/"])
def test_a_provision_that_the_rulebook_does_not_hold_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_the_index_lists_every_provision_by_act_and_says_what_changed(look):
    page = look("/law/")
    listed = {a.get("href") for a in page.document.iterfind(".//main//a")}
    assert {reverse("public:provision", args=[ref]) for ref in BOOK.provisions} <= listed
    assert "Section 6(8)(b) The local NHS commissioner (Section 6(8)(b)) names partners" in page.text
    assert "new words 1 July 2022" in page.text
    assert BOOK.digest in page.text


def test_every_provision_has_a_page_with_its_words_and_the_official_ones_beside(look):
    titles = set()
    for ref, provision in BOOK.provisions.items():
        page = look(reverse("public:provision", args=[ref]))
        titles.add(page.title)
        assert page.heading == provision.title
        assert page.links["The official words on legislation.gov.uk"] == provision.link
        for version in provision.versions:
            assert " ".join(version.summary.split()) in page.text
            assert version.made_by in page.text
    assert len(titles) == len(BOOK.provisions)


def test_a_provision_with_versions_tells_them_apart(look):
    page = look("/law/care-act-2014/section-6-8-a/")
    text = page.text
    assert "From 1 July 2022 In force today" in text
    assert "From 1 April 2015 to 30 June 2022 No longer in force" in text
    assert "Not in force" in text
    assert text.index("From 1 July 2022 In force") < text.index("From 1 April 2015 to 30 June 2022")
    assert "Seen: we read the Act or the instrument." in text


def test_a_provision_says_whom_it_makes_a_partner(look):
    text = look("/law/care-act-2014/section-6-7-a/").text
    assert "Under it these are relevant partners of county councils: district councils in counties" in text
    text = look("/law/care-act-2014/section-6-8-b/").text
    assert "clinical commissioning groups, if any part of their area lies in the council’s area" in text
    assert "integrated care boards, if any part of their area" in text


def test_doubts_are_told_with_both_readings_and_their_source(look):
    page = look("/law/care-act-2014/section-6-7-b/")
    part = page.part("Where lawyers can differ")
    for reading in BOOK.provisions["CA2014.s6(7)(b)"].readings:
        assert all(words in part for words in (reading.doubt, reading.ours, reading.other, reading.source))


def test_what_was_never_known_for_certain_says_so(look):
    assert "From memory: check the day" in look("/law/national-health-service-act-2006/section-75/").text


def test_official_words_are_shown_beside_ours_once_they_are_imported(look):
    ref = "CA2014.s6(8)(b)"
    assert "In our words" not in look("/law/care-act-2014/section-6-8-b/").text
    services.keep_official_wording(
        Actor.command("a test"),
        wordings=[services.Wording(ref, date(2022, 7, 1), "Invented official words about boards.")],
        file="section-6.xml",
        sha256="0" * 64,
        at=AT,
    )
    page = look("/law/care-act-2014/section-6-8-b/")
    assert "In our words" in page.text
    assert "The official words Invented official words about boards. From section-6.xml" in page.text
    assert "Crown copyright" in page.text
    assert "Open Government Licence v3.0" in page.text
