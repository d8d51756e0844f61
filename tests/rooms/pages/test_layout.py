"""The layout that every page has, and the pages for what went wrong."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from django.test import RequestFactory
from lxml import html

from concord.pages import errors
from concord.pages.navigation import public_navigation


def test_a_page_has_its_title_and_one_main_landmark_and_no_word_of_govuk():
    template = (
        "{% extends 'layout.html' %}{% block title %}Essex{% endblock %}{% block content %}<h1>x</h1>{% endblock %}"
    )
    page = engines["jinja2"].from_string(template).render({"CSP_NONCE": "abc", "navigation": public_navigation("/")})
    found = html.document_fromstring(page)
    assert found.findtext(".//title").strip() == "Essex – Concord"
    assert len(found.xpath("//main")) == 1
    assert found.xpath("//html/@lang") == ["en-GB"]
    assert "GOV.UK" not in found.text_content()
    assert "crown" not in page.lower()
    assert found.xpath("//script[not(@src)]/@nonce") == ["abc"]
    assert not found.xpath("//@style")


def test_the_way_where_the_reader_is_is_marked():
    marked = [item["text"] for item in public_navigation("/law/CA2014.s6/") if item["active"]]
    assert marked == ["The law"]
    for path in ("/", "/councils/", "/councils/E10000012/"):
        assert [item["text"] for item in public_navigation(path) if item["active"]] == ["Find a council"]


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (errors.bad_request, 400, "could not read"),
        (errors.forbidden, 403, "cannot do this"),
        (errors.not_found, 404, "not found"),
        (errors.server_error, 500, "went wrong on our side"),
        (errors.csrf_failure, 403, "no longer valid"),
    ],
)
def test_each_error_page_says_what_happened_without_asking_the_database(view, status, words):
    response = view(RequestFactory().get("/somewhere"))
    assert response.status_code == status
    found = html.document_fromstring(response.content)
    assert words in found.findtext(".//h1")
    assert words in re.sub(r"\s+", " ", found.findtext(".//title"))
