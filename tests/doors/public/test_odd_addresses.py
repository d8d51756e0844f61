"""Addresses that nobody is given: signs no text holds, days at the end of time. A clear answer, and never a 500."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("address", ["/councils/%00/", "/councils/Es%00sex/why/", "/bodies/ods:X24%00/"])
def test_a_sign_that_no_text_holds_is_a_clear_400(see, address):
    assert see(address, 400).heading == "We could not read what your browser sent"


def test_in_a_field_it_is_told_at_the_field(see):
    page = see("/councils/", 400, q="Es\0sex")
    assert "Take out the invisible sign that came in with this text, perhaps by pasting" in page.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "address", ["/councils/E10000012/", "/councils/E10000012/why/", "/bodies/ods:X24/", "/councils/E06000053/"]
)
def test_the_first_and_the_last_day_of_the_calendar_are_answered(see, address, day):
    assert see(address, on=day).heading
