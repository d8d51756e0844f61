"""The page about the register's own quality."""

from __future__ import annotations

import pytest
from django.urls import reverse

from concord.registry import queries
from kit.given import ON


def test_it_says_what_is_loaded(see):
    page = see("/register/")
    status = queries.register_status(ON)
    assert f"version {status.edition.version}, of 21 November 2026" in page.text
    assert status.edition.sha256 in page.text


def test_every_check_is_shown_with_its_result_and_where_it_comes_from(see):
    page = see("/register/")
    checks = queries.quality_checks()
    assert checks
    words = {"ok": "Passed", "failed": "Failed", "note": "To know"}
    for check in checks:
        assert f"{words[check.result]} {check.title} {check.why}" in page.text
    assert "none failed" in page.text


def test_what_it_is_complete_for_and_what_not_is_said(see):
    text = see("/register/").text
    assert "Providers of probation services: Every region of the Probation Service, from 26 June 2021" in text
    assert "Areas of integrated care boards: Every integrated care board" in text
    assert "Trusts that provide services in an area: incomplete" in text


def test_counts_by_kind_and_day(see):
    page = see("/register/")
    rows = {
        " ".join(row[0].text_content().split()): [cell.text_content().strip() for cell in row[1:]]
        for row in page.document.iterfind(".//tbody/tr")
    }
    assert rows["County council"] == ["27", "26", "24", "24", "21", "21", "21"]
    assert rows["District council"][0] == "201"
    assert rows["Integrated care board"] == ["–", "–", "–", "42", "42", "36", "36"]


def test_every_source_is_named_with_its_vintage_and_licence(see):
    text = see("/register/").text
    for source in queries.register_status(ON).sources:
        for words in (source.title, source.vintage, source.licence):
            assert words in text


def test_announced_changes_are_told_as_announced(see):
    part = see("/register/").text
    assert "East Surrey and West Surrey replace the county and its eleven districts Announced for 1 April 2027" in part
    assert "NHS England is to be abolished Announced for end of March 2027 at the earliest" in part


def test_it_says_how_to_correct_it(see):
    assert "what it says, and what it should say" in see("/register/").text


@pytest.mark.django_db
def test_an_empty_register_says_so(client):
    assert "No register is loaded" in client.get(reverse("public:register")).content.decode()
