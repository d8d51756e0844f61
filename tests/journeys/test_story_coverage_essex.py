"""Coverage of Essex on the real register: a table, its gaps by business, a picture, a file, and a list of topics.

Walked by mouse with every page looked at wide and narrow, by keyboard alone, and with script switched off.
"""

from __future__ import annotations

import csv
import io
import re

import pytest

from concord import statute
from concord.audit.models import Entry
from concord.people import queries as people
from concord.people.models import Person
from concord.registry import queries as registry
from kit import essex, given

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNCIL = "gss:E10000012"
BOARD, POLICE, HARLOW = "NHS Essex Integrated Care Board", "Chief Constable of Essex Police", "Harlow District Council"
CHELMSFORD = "Chelmsford City Council"
TRUST = "Essex Partnership University NHS Foundation Trust"
LETTERS = ("(a)", "(b)", "(c)", "(d)", "(e)")
WORDS = {"●": "In force", "◐": "Ends soon", "○": "Lapsed, still relied on", "▷": "Running, not signed by all"}
WORDS |= {"✎": "Being drafted", "–": "Nothing"}


def test_a_lead_finds_the_gaps_of_essex_and_what_covers_the_rest(days, officer):
    business()
    theodora = officer("Theodora Quillfeather")
    theodora.press("Agreements")
    theodora.press("Coverage: what is agreed with each partner")
    theodora.sees("Essex County Council", "Sections 6 and 7 ask for no such agreement", "on 22 November 2026")
    every_partner_of_the_register(theodora)
    cells_say_what_is_agreed(theodora)
    gaps(theodora)
    picture(theodora)
    file(theodora, table(theodora, whole=True))
    cell(theodora)
    a_topic(theodora)
    topics(theodora)
    assert [entry.facts["topics"] for entry in Entry.objects.filter(event="agreement:set-topics")] == [16]
    essex.prove()


def business():
    """Two requests to a city's housing officers: what passes between the council and it."""
    priya = people.actor_for(
        Person.objects.get(name="Priya Fennimore"), door="desk", on=essex.NOON.date(), correlation="c1"
    )
    for reference in ("LAS-1", "LAS-2"):
        given.a_request(priya, asked="gss:E07000070", at=essex.NOON, person_reference=reference)


def table(theodora, *, whole=False):
    """The table as people read it: each partner's name, and the words of its five cells; with `whole` all of them."""
    found = {}
    for row in theodora.page.locator("table.coverage tbody tr").all():
        name = row.locator("th").inner_text().splitlines()[0].strip()
        cells = row.locator("td").filter(has=theodora.page.locator(".coverage__cell"))
        found[name] = [_said(one) + (_besides(one) if whole else "") for one in cells.all()]
    return found


def _said(cell):
    return " ".join(_alone(cell.locator(".coverage__cell")).split())


def _besides(cell):
    """What is worked by though something better is in force, as a file says it behind the first."""
    note = cell.locator(".rows__note")
    return f"; {note.inner_text().lower()}" if note.count() else ""


def _alone(cell):
    """What a cell says, without what is there to be heard only."""
    heard = cell.locator(".govuk-visually-hidden")
    words = cell.text_content() or ""
    return words.replace(heard.first.text_content() or "", "") if heard.count() else words


def every_partner_of_the_register(theodora):
    """Each relevant partner that the law finds for Essex has a row, in its order; a trust is none for certain."""
    register = registry.register_of(COUNCIL, at=essex.NOON)
    law = statute.partners(statute.rulebook(), register, authority=COUNCIL, on=essex.NOON.date())
    names = [one.body.name_on(essex.NOON.date()) for one in law.partners]
    rows = list(table(theodora))
    assert len(names) == 18
    assert rows[: len(names)] == names
    assert rows[len(names) :] == [TRUST]
    theodora.sees("Not confirmed as a relevant partner")


def cells_say_what_is_agreed(theodora):
    rows = table(theodora)
    assert rows[HARLOW] == ["In force", "Nothing", "Nothing", "Nothing", "Nothing"]
    assert rows[BOARD] == ["Ends soon", "Ends soon", "In force", "Nothing", "Nothing"]
    assert rows[TRUST] == ["Ends soon", "Ends soon", "Nothing", "In force", "Nothing"]
    assert rows[POLICE] == ["Nothing"] * 5
    assert table(theodora, whole=True)[BOARD][1] == "Ends soon; also running, not signed by all"


def gaps(theodora):
    """The partner with whom most business passes is the first gap, and one that may be no partner is none."""
    theodora.unfold("Show the other 8")
    listed = [one.inner_text() for one in theodora.page.locator("main ol > li").all()]
    assert listed[0] == f"{CHELMSFORD}: all five purposes. 2 requests in 12 months."
    assert not any(TRUST in one for one in listed)
    assert sum(one.startswith(f"{HARLOW}: quality of care and support;") for one in listed) == 1
    assert len(listed) == 18


def picture(theodora):
    """Below the table, the same as squares, each with a sign besides its colour and a title in words."""
    drawing = theodora.page.get_by_role("img", name=re.compile("Picture of the table"))
    below = theodora.page.evaluate(
        """() => Boolean(document.querySelector("table.coverage")
            .compareDocumentPosition(document.querySelector("svg[role=img]")) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    )
    assert below
    squares = drawing.locator("g")
    rows = table(theodora)
    says = [word for cells in rows.values() for word in cells]
    signs = [one.locator("text").text_content() for one in squares.all()]
    assert [WORDS[sign] for sign in signs] == says
    first = squares.first.locator("title").text_content()
    assert first == f"{next(iter(rows))}, Well-being of adults with needs and of carers: {says[0]}"


def file(theodora, rows):
    """The file says the same as the table, in its order."""
    taken = theodora.take("Take it away as CSV").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(taken)))
    heads, *body = lines
    assert heads[:3] == ["Relevant partner", "Paragraph that makes it one", "Confirmed as a relevant partner"]
    assert {line[0]: line[3:8] for line in body} == rows
    assert [line[0] for line in body] == list(rows)


def cell(theodora):
    """A cell leads to the agreements that it counts."""
    said = f"Ends soon with {BOARD}: Well-being of adults with needs and of carers"
    theodora.press(said)
    theodora.sees("Adult care and health: how we work together", "After-care under section 117", "Better Care Fund")
    theodora.misses("Homes for people who leave hospital")
    theodora.page.go_back()
    theodora.press(f"In force with {HARLOW}: Well-being of adults with needs and of carers")
    theodora.sees("1 agreement", "Homes for people who leave hospital")
    theodora.page.go_back()


def a_topic(theodora):
    """One topic alone: half of the directors have no such agreement with health partners."""
    theodora.pick("Topic", "Delegated healthcare tasks: funding, training, competency")
    theodora.press("Show")
    theodora.sees("about “Delegated healthcare tasks: funding, training, competency”")
    rows = table(theodora)
    assert rows[BOARD][:3] == ["Ends soon", "Ends soon", "Nothing"]
    assert rows[HARLOW] == ["Nothing"] * 5
    file(theodora, rows)


def topics(theodora):
    """The checklist is the council's own: one is taken out, one is put in."""
    theodora.press("Edit the topics")
    box = theodora.page.get_by_label("Topics, each on its own line")
    names = box.input_value().splitlines()
    assert len(names) == 16
    assert names[0] == "Delegated healthcare tasks: funding, training, competency"
    theodora.write("Topics, each on its own line", "")
    theodora.press("Save")
    theodora.sees("There is a problem", "Enter at least one topic")
    theodora.write("Topics, each on its own line", "\n".join([*names[:-1], "Hoarding and self-neglect"]))
    theodora.press("Save")
    theodora.sees("The topics are saved")
    offered = theodora.page.get_by_label("Topic", exact=True).locator("option").all_inner_texts()
    assert offered == ["Every topic", *names[:-1], "Hoarding and self-neglect"]
