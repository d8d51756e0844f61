"""Finding a council by what somebody types."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Essex", "E10000012"),
        ("essex county council", "E10000012"),
        ("E10000012", "E10000012"),
        ("  Barnsley ", "E08000038"),
        ("E08000016", "E08000038"),
        ("isles of scilly", "E06000053"),
        ("Cumbria", "E10000006"),
    ],
)
def test_a_name_or_code_leads_straight_to_the_council(client, england, typed, found):
    response = client.get("/councils/", {"q": typed})
    assert response.status_code == 302
    assert response["Location"] == f"/councils/{found}/"


def test_a_typing_error_is_answered_with_the_nearest_names(see):
    page = see("/councils/", q="Esex")
    assert "The nearest names are" in page.text
    assert page.links["Essex County Council"] == "/councils/E10000012/"


def test_a_part_of_a_name_brings_every_council_that_has_it(see):
    page = see("/councils/", q="northampton")
    assert {"North Northamptonshire Council", "West Northamptonshire Council"} <= page.links.keys()


def test_a_body_that_is_no_council_with_these_duties_is_offered_as_what_it_is(see):
    page = see("/councils/", q="Basildon")
    assert "They have no adult social care duties of their own" in page.text
    assert page.links["Basildon Borough Council"] == "/bodies/gss:E07000066/"


def test_words_that_fit_nothing_say_what_to_do(see):
    assert "Check the spelling, or choose from the list below" in see("/councils/", q="xqzzyqx").text


def test_nothing_typed_is_an_error_at_the_field(see):
    page = see("/councils/", 400, q="")
    assert page.title.startswith("Error: ")
    assert "There is a problem Enter the name or the code of a council" in page.text


def test_a_postcode_is_told_apart(see):
    assert "Concord does not look up postcodes" in see("/councils/", 400, q="CM1 1QH").text


def test_a_text_that_is_too_long_is_an_error(see):
    assert "must be 120 characters or fewer" in see("/councils/", 400, q="x" * 200).text


def test_without_a_question_every_council_is_listed(see):
    page = see("/councils/")
    assert page.heading == "Find a council"
    assert page.links["Essex"] == "/councils/E10000012/"


def test_what_was_typed_is_shown_as_words_and_not_as_markup(client, england):
    page = client.get("/councils/", {"q": "<b>bold</b>"}).content.decode()
    assert "<b>bold</b>" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
