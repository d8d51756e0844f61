"""The parts that pages and papers are made of: what they say without colour, style or script."""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django import forms  # noqa: TID251 (a form to narrow a list with)
from django.contrib.staticfiles import finders
from django.http import QueryDict  # noqa: TID251 (what narrows a list is an address)
from django.template import engines
from lxml import html

from concord.pages import paper
from concord.pages.filters import chosen

AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
ENTRIES = [
    {"side": "us", "title": "Asked", "who": "Ada Okafor, social worker", "body": "Essex", "at": AT, "text": "one\ntwo"},
    {
        "side": "them",
        "id": "answer",
        "title": "Refused, on one ground",
        "body": "Thanet",
        "at": AT,
        "tag": {"text": "Refused", "colour": "red"},
        "unread": True,
        "facts": [("Which duty suffers", "housing <b>")],
        "files": [
            {"name": "plan.pdf", "href": "/f/1", "note": "PDF, 12 KB"},
            {"name": "held.docx", "note": "not scanned"},
        ],
    },
]
CLOCK = {
    "due": date(2026, 12, 29),
    "standing": {"text": "3 working days left", "colour": "blue"},
    "source": "your agreement with Thanet",
    "rule": "10 working days",
    "start": date(2026, 12, 11),
    "event": "the request was sent",
    "days": 10,
    "skipped": [(date(2026, 12, 25), "Christmas Day"), (date(2026, 12, 28), "Boxing Day, in its place")],
    "pauses": [{"begins": date(2026, 12, 14), "ends": None, "why": "Waiting for\nthe assessment"}],
    "left": 1,
    "extensions": [{"was": date(2026, 12, 22), "until": date(2026, 12, 29), "why": "illness", "by": "Ada Okafor"}],
}
LEVELS = [
    {"name": "Team manager", "state": "done", "at": AT, "told": "Both team managers were told"},
    {
        "name": "Head of service",
        "state": "here",
        "who": "Head of housing",
        "links": [{"href": "/x", "text": "Take it up"}],
    },
    {"name": "Director", "state": "skipped", "note": "Immediate danger"},
    {"name": "Chair of the board, as mediator", "state": "ahead", "after": "5 working days after that"},
]
FIGURES = [
    {"name": "Thanet", "value": 50, "text": "1 of 2", "href": "/t"},
    {"name": "Dover", "value": None},
    {"name": "Kent Police", "value": 0, "note": "nothing asked"},
]


class Narrow(forms.Form):
    q = forms.CharField(label="Words", required=False)
    status = forms.MultipleChoiceField(
        label="Status",
        required=False,
        choices=[("open", "Open"), ("refused", "Refused")],
        widget=forms.CheckboxSelectMultiple,
    )
    urgent = forms.BooleanField(label="Urgent only", required=False)


def text_of(name, call, **context):
    page = f"{{% from 'components/{name}.html' import {call.partition('(')[0]} %}}{{{{ {call} }}}}"
    return engines["jinja2"].from_string(page).render(context)


def shown(name, call, **context):
    return html.fromstring(f"<div>{text_of(name, call, **context)}</div>")


def words(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_a_conversation_is_a_list_in_which_each_entry_has_its_heading_and_says_whose_it_is():
    found = shown("conversation", "conversation(entries, heading='h4')", entries=ENTRIES)
    first, second = found.xpath("./ol/li")
    assert words(first.find("h4")) == "Asked"
    assert "Ada Okafor, social worker, Essex: 22 November 2026 at 9:05am" in words(first)
    assert second.get("id") == "answer"
    assert words(second.find("h4")) == "Refused, on one ground Refused Not read yet"
    assert "Thanet: 22 November 2026" in words(second)
    assert found.xpath("//time/@datetime") == [AT.isoformat()] * 2


def test_a_conversation_keeps_lines_and_shows_signs_as_they_were_typed():
    found = shown("conversation", "conversation(entries)", entries=ENTRIES)
    assert found.find_class("concord-typed")[0].text == "one\ntwo"
    assert [(words(dt), words(dt.getnext())) for dt in found.iter("dt")] == [("Which duty suffers", "housing <b>")]
    assert not found.xpath("//b")


def test_a_file_that_may_not_be_opened_is_named_without_a_link():
    found = shown("conversation", "conversation(entries)", entries=ENTRIES)
    assert [words(item) for item in found.xpath("//ul/li")] == ["plan.pdf PDF, 12 KB", "held.docx not scanned"]
    assert found.xpath("//ul//a/@href") == ["/f/1"]


def test_a_clock_tells_its_day_its_source_and_that_the_act_sets_none():
    found = shown("clock", "clock(one)", one=CLOCK)
    said = words(found.find_class("concord-clock__due")[0])
    assert said == "Due 29 December 2026, from your agreement with Thanet. The Act sets no time limit."
    assert "The Act" not in words(shown("clock", "clock(one, no_limit=false)", one=CLOCK))


def test_a_clock_shows_how_its_day_was_counted():
    found = shown("clock", "clock(one)", one=CLOCK)
    rows = {words(row.find("th")): words(row.find("td")) for row in found.iter("tr")}
    assert rows == {
        "Counted from": "11 December 2026: the request was sent",
        "Rule": "10 working days, from your agreement with Thanet",
        "Working days counted": "10",
        "Bank holidays passed over": "25 December 2026: Christmas Day28 December 2026: Boxing Day, in its place",
        "Paused": "14 December 2026 to now: Waiting for the assessment1 working day is kept for when it goes on.",
        "Extended": "22 December 2026 to 29 December 2026, by Ada Okafor: illness",
        "Due": "29 December 2026",
    }


def test_a_clock_without_a_day_says_so_and_derives_nothing():
    found = shown("clock", "clock(one)", one={"due": None})
    assert words(found.find_class("concord-clock__due")[0]) == "No day is set. The Act sets no time limit."
    assert not found.xpath("//details")
    asked = shown("clock", "clock(one)", one={"due": date(2026, 12, 1), "source": "the day that was asked for"})
    assert not asked.xpath("//details")


def test_a_ladder_says_in_words_where_it_stands():
    found = shown("ladder", "ladder(levels)", levels=LEVELS)
    levels = found.xpath("./ol/li")
    assert [words(level.find("p")) for level in levels] == [
        "Level 1: Team manager Done",
        "Level 2: Head of service It is here",
        "Level 3: Director Left out",
        "Level 4: Chair of the board, as mediator Not reached",
    ]
    assert [level.get("aria-current") for level in levels] == [None, "step", None, None]


def test_figures_are_whole_without_their_bars():
    found = shown(
        "figures", "bars(rows, 'In time', names='Partner', values='In time', unit='%', most=100)", rows=FIGURES
    )
    rows = [[words(cell) for cell in row[:2]] for row in found.xpath("//tbody/tr")]
    assert rows == [["Thanet", "1 of 2"], ["Dover", "Not known"], ["Kent Police nothing asked", "0%"]]
    assert found.xpath("//svg/rect[2]/@width") == ["50.0%", "0.0%"]
    assert set(found.xpath("//svg/@aria-hidden")) == {"true"}


@pytest.mark.parametrize("rows", [[], [{"name": "a", "value": 0}], [{"name": "a", "value": None}]])
def test_figures_of_nothing_have_no_bars(rows):
    assert not shown("figures", "bars(rows, 'None')", rows=rows).xpath("//svg")


def test_a_list_is_narrowed_by_its_address_alone():
    query = QueryDict("q=bed&status=open&status=refused&urgent=on&show=team&before=9")
    form = Narrow(query)
    found = shown(
        "filters", "filters(form, chosen=all, clear='/x', keep={'show': 'team'})", form=form, all=chosen(form, query)
    )
    (panel,) = found.iter("form")
    assert panel.get("method") == "get"
    assert found.xpath("//input[@type='hidden']/@value") == ["team"]
    links = {
        words(link).rstrip(" \N{MULTIPLICATION SIGN}"): link.get("href")
        for link in found.find_class("concord-chosen__link")
    }
    assert links == {
        "Take away: Words: bed": "?status=open&status=refused&urgent=on&show=team",
        "Take away: Status: Open": "?q=bed&status=refused&urgent=on&show=team",
        "Take away: Status: Refused": "?q=bed&status=open&urgent=on&show=team",
        "Take away: Urgent only": "?q=bed&status=open&status=refused&show=team",
    }
    assert "Show everything" in words(found)


def test_a_folded_panel_is_open_where_something_is_chosen():
    call = "filters(form, chosen=all, folded=true)"
    assert shown("filters", call, form=Narrow({}), all=()).find(".//details").get("open") is None
    query = QueryDict("urgent=on")
    form = Narrow(query)
    assert shown("filters", call, form=form, all=chosen(form, query)).find(".//details").get("open") == ""


def test_a_list_that_is_whole_has_no_ways_to_its_parts():
    assert text_of("keyset", "keyset()").strip() == ""
    found = shown("keyset", "keyset(older='?before=1&show=open')")
    assert found.xpath("//a/@rel") == ["next"]
    assert found.xpath("//a/@href") == ["?before=1&show=open"]


def test_copies_are_named_by_what_they_are_for():
    found = shown("copies", "copies({'csv': '/a.csv', 'calendar': '/a.ics'}, what='these requests')")
    assert [words(link) for link in found.iter("a")] == ["CSV, for any spreadsheet", "Calendar, for Outlook or a phone"]
    assert found.find("nav").get("aria-label") == "Copies of these requests"


def every_component():
    form = Narrow(QueryDict(""))
    return "".join(
        (
            text_of("conversation", "conversation(entries)", entries=ENTRIES),
            text_of("clock", "clock(one)", one=CLOCK),
            text_of("ladder", "ladder(levels)", levels=LEVELS),
            text_of("figures", "bars(rows, 'In time')", rows=FIGURES),
            text_of("filters", "filters(form)", form=form),
            text_of("keyset", "keyset(older='?a=1')"),
            text_of("copies", "copies({'csv': '/a.csv'})"),
        )
    )


def test_no_component_asks_for_what_the_security_policy_refuses():
    found = html.fromstring(f"<div>{every_component()}</div>")
    assert not found.xpath("//@style | //script | //style")
    assert not [name for element in found.iter() for name in element.attrib if name.startswith("on")]


def test_every_component_can_be_printed():
    complaints = []
    handler = logging.Handler()
    handler.emit = lambda record: complaints.append(record.getMessage())
    log = logging.getLogger("weasyprint")
    log.addHandler(handler)
    try:
        page = f"<!DOCTYPE html><html lang='en-GB'><title>x</title><h1>x</h1><h2>y</h2>{every_component()}</html>"
        assert paper.pdf(page, title="x", at=AT)
    finally:
        log.removeHandler(handler)
    assert complaints == []


def test_a_page_that_is_printed_shows_no_buttons_and_no_address_of_concords_own():
    css = Path(finders.find("concord/concord.css")).read_text("utf-8")
    printed = css[css.index("@media print") :]
    for hidden in (".govuk-service-navigation", ".govuk-button", ".concord-filters", ".concord-copies"):
        assert hidden in printed[: printed.index("display: none")]
    assert re.search(r'\[href\^="/"\]\.govuk-link::after \{\s*content: none;', printed)
