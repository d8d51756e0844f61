"""Groups of fields that may be there several times, without a script."""

from __future__ import annotations

import pytest
from django import forms  # noqa: TID251 (a form to repeat)
from django.http import QueryDict  # noqa: TID251 (what a browser sends)
from django.template import engines
from lxml import html

from concord.pages.repeats import Repeats

SENT = "body-row=0&body-0-name=Thanet&body-row=3&body-3-name=&body-3-post=Chief&body-row=4&body-4-name=&body-4-post="
PAGE = (
    "{% from 'components/repeat.html' import repeat %}<form>{{ error_summary(*rows.forms) }}"
    "{% call(form) repeat(rows, 'Body', add='Add another body') %}{{ field(form['name']) }}{{ field(form['post']) }}"
    "{% endcall %}</form>"
)


class Body(forms.Form):
    name = forms.CharField(label="Name", error_messages={"required": "Enter its name"})
    post = forms.CharField(label="Post", required=False)


def sent(query=SENT, **kwargs):
    return Repeats(Body, QueryDict(query), prefix="body", **kwargs)


def shown(rows):
    return html.fromstring(engines["jinja2"].from_string(PAGE).render({"rows": rows}))


def names(rows):
    return [form.prefix for form in rows.forms]


def test_a_page_begins_with_one_empty_group_or_with_what_is_kept():
    assert shown(Repeats(Body, prefix="body")).xpath("//input[@type='text']/@name") == ["body-0-name", "body-0-post"]
    kept = Repeats(Body, prefix="body", initial=[{"name": "Thanet"}, {"name": "Dover"}])
    assert shown(kept).xpath("//input[contains(@name, '-name')]/@value") == ["Thanet", "Dover"]
    assert not kept.is_valid()


def test_what_is_empty_counts_for_nothing_and_what_is_half_is_told():
    rows = sent()
    assert not rows.is_valid()
    found = shown(rows)
    assert found.xpath("//*[@class='govuk-error-summary']//a/@href") == ["#id_body-3-name"]
    rows = sent(SENT.replace("body-3-name=", "body-3-name=Dover"))
    assert rows.is_valid()
    assert rows.cleaned == [{"name": "Thanet", "post": ""}, {"name": "Dover", "post": "Chief"}]


def test_another_is_added_after_the_last_and_nothing_is_complained_of():
    rows = sent(SENT + "&body-add=1")
    assert rows.pressed
    assert not rows.is_valid()
    assert names(rows) == ["body-0", "body-3", "body-4", "body-5"]
    found = shown(rows)
    assert not found.find_class("govuk-error-summary")
    assert not found.find_class("govuk-error-message")
    assert "Chief" in found.xpath("//input/@value")


def test_one_is_removed_and_the_others_keep_what_was_typed():
    rows = sent(SENT + "&body-remove=0")
    assert names(rows) == ["body-3", "body-4"]
    assert "Thanet" not in shown(rows).xpath("//input/@value")


def test_the_last_that_is_removed_leaves_an_empty_one():
    assert names(sent("body-row=0&body-0-name=x&body-remove=0")) == ["body-1"]


def test_no_more_can_be_added_than_there_may_be():
    rows = sent(SENT + "&body-add=1", most=3)
    assert names(rows) == ["body-0", "body-3", "body-4"]
    assert not shown(rows).xpath("//button[@name='body-add']")
    assert len(sent("&".join(f"body-row={n}" for n in range(500))).forms) == 10


@pytest.mark.parametrize("row", ["-1", "x", "1e3", "", "99999999999999999999", "%C2%B2"])
def test_a_row_that_is_none_is_passed_over(row):
    assert names(sent(f"body-row={row}&body-row=2&body-2-name=a")) == ["body-2"]


def test_the_enter_key_neither_adds_nor_removes():
    first = shown(sent()).xpath("//button[@type='submit']")[0]
    assert first.get("hidden") is not None
    assert first.get("name") is None


def test_a_button_that_removes_says_what_to_a_screen_reader():
    button = shown(sent()).xpath("//button[@name='body-remove']")[1]
    assert " ".join(button.text_content().split()) == "Remove body 2"
    assert button.get("value") == "3"
