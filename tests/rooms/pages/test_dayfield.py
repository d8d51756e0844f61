"""A day in three boxes."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms  # noqa: TID251 (a form to try the field in)

from concord.pages.dayfield import DayField, Parts


class Asked(forms.Form):
    on = DayField(subject="The day of the request")


def boxes(day, month, year):
    return Asked({"on-day": day, "on-month": month, "on-year": year})


@pytest.mark.parametrize("month", ["4", "04", "April", "apr"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = boxes("1", month, "2015")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2015, 4, 1)


def test_a_link_may_give_the_day_whole():
    form = Asked({"on": "2016-05-01"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2016, 5, 1)
    assert form["on"].value() == Parts("1", "5", "2016")


@pytest.mark.parametrize(
    ("typed", "box", "sentence"),
    [
        (("", "4", "2015"), "day", "The day of the request must include a day"),
        (("1", "", "2015"), "month", "The day of the request must include a month"),
        (("1", "4", ""), "year", "The day of the request must include a year"),
        (("1", "4", "15"), "year", "The day of the request must include a year of 4 numbers"),
        (("31", "2", "2016"), "day", "The day of the request must be a real date"),
        (("1", "13", "2016"), "month", "The day of the request must be a real date"),
        (("1", "Smarch", "2016"), "month", "The day of the request must be a real date"),
        (("first", "4", "2016"), "day", "The day of the request must be a real date"),
        (
            ("\N{ARABIC-INDIC DIGIT ONE}", "4", "2016"),
            "day",
            "The day of the request must be a real date",
        ),
        (("1", "4", "0000"), "day", "The day of the request must be a real date"),
    ],
)
def test_each_mistake_has_its_sentence_and_its_box(typed, box, sentence):
    form = boxes(*typed)
    assert form.errors["on"] == [sentence]
    assert form.errors.as_data()["on"][0].code == box


@pytest.mark.parametrize("linked", ["2016-02-31", "yesterday", "2016-5", "20160501"])
def test_a_link_with_no_real_day_is_a_mistake_like_any_other(linked):
    assert not Asked({"on": linked}).is_valid()


def test_nothing_typed_asks_for_the_day():
    assert boxes("", " ", "").errors["on"] == ["Enter the day of the request"]
    assert Asked({}).errors["on"] == ["Enter the day of the request"]
