"""How a council's partners have changed: drawn, told by day, and compared between two days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from concord import statute
from concord.public.councils import picture
from concord.registry import queries

ESSEX = "/councils/E10000012/timeline/"
SURREY = "/councils/E10000030/timeline/"


def events(page, day):
    """What is told of a day."""
    told = page.document.iterfind(".//ol[@class='concord-changes']/li")
    return next(" ".join(item.text_content().split()) for item in told if item[0].text.strip() == day)


def test_every_day_of_change_says_who_came_and_went_and_because_of_what(see):
    page = see(ESSEX)
    told = events(page, "1 July 2022")
    assert "Ceased to be a partner (5)" in told
    assert "NHS West Essex Clinical Commissioning Group section 6(8)(b) the law changed and the body ended" in told
    assert "Became a partner (3)" in told
    assert "the law changed and the body began" in told
    assert "sections 6 and 7 came into force" in events(page, "1 April 2015")
    assert "the register knows it only from this day; before, it cannot say" in events(page, "26 June 2021")


def test_a_day_of_change_leads_to_the_partners_on_it_and_on_the_day_before(see):
    page = see(ESSEX)
    assert page.links["on the day, 1 July 2022"] == "/councils/E10000012/?on=2022-07-01"
    assert page.links["the day before, 30 June 2022"] == "/councils/E10000012/?on=2022-06-30"


def test_what_is_to_come_is_told_as_announced(see):
    told = events(see(SURREY), "1 April 2027")
    assert told.startswith("1 April 2027 Announced")
    assert "To cease to be a partner (17)" in told
    assert "the body is to end and the council is to end" in told


def test_the_picture_has_a_bar_for_each_partner_the_lines_of_the_law_and_today(see):
    page = see(ESSEX)
    drawing = page.document.find(".//svg[@role='img']")
    words = [" ".join(text.text_content().split()) for text in drawing.iterfind(".//text")]
    assert {"2015", "2027", "A", "B", "C", "today", "Basildon Borough Council"} <= set(words)
    assert words.count("NHS Essex Integrated Care Board") == 1
    assert "B 1 July 2022: new words in section 6(8)(a), section 6(8)(b)" in page.text


def test_the_picture_is_described_and_told_in_words_too(see):
    drawing = see(ESSEX).document.find(".//svg[@role='img']")
    (title, described) = drawing.get("aria-labelledby").split()
    words = {one.get("id"): one.text for one in drawing if one.get("id")}
    assert words[title] == "Relevant partners of Essex County Council, 2015 to 2027"
    assert "The list below tells the same in words" in words[described]


def test_bodies_that_may_be_partners_are_drawn_apart(see):
    page = see(ESSEX)
    assert "Bodies that may be partners: nobody has confirmed them (18)" in page.text


def test_two_days_are_compared(see):
    page = see(ESSEX, **{"from": "2022-06-30", "to": "2026-04-01"})
    part = page.part("From 30 June 2022 to 1 April 2026")
    assert "22 partners that the register can name on the first day, 18 on the second." in part
    assert page.title.startswith("Essex County Council: what changed among its relevant partners from 30 June 2022")


def test_two_days_between_which_nothing_changed(see):
    page = see(ESSEX, **{"from": "2026-05-01", "to": "2026-06-01"})
    assert "Nothing changed between these two days." in page.text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"from": "2022-06-30", "to": "2020-04-01"}, "The second day must be after the first day"),
        ({"from": "2022-06-30"}, "Enter the second day"),
        ({"from": "2022-02-30", "to": "2023-04-01"}, "The first day must be a real date"),
    ],
)
def test_days_that_cannot_be_compared_are_errors_at_their_fields(see, query, says):
    page = see(ESSEX, 400, **query)
    assert page.text.count(says) == 2


def test_a_body_that_was_never_a_local_authority_has_no_timeline(see):
    assert "has never been a local authority" in see("/councils/E07000066/timeline/").text


@pytest.mark.django_db
@pytest.mark.usefixtures("england")
class TestPicture:
    """Where things stand in the picture."""

    def drawn(self, ref, today=date(2026, 11, 22)):
        """The picture of one council."""
        book, register = statute.rulebook(), queries.register_of(ref)
        stretches = statute.memberships(book, register, authority=ref)
        return picture.timeline(book, stretches, register.body(ref), today).sure

    def test_everything_stands_inside_it(self):
        for council in queries.authorities(date(2026, 11, 22)):
            drawn = self.drawn(council.ref)
            bars = [bar for row in drawn.rows for bar in row.bars]
            assert all(bar.x >= 0 and bar.width > 0 and bar.x + bar.width <= 100.001 for bar in bars), council.name
            assert all(row.y + picture.ROW <= drawn.height for row in drawn.rows)

    def test_days_after_today_that_rest_on_an_announcement_are_hatched(self):
        drawn = self.drawn("gss:E10000030")
        last = {row.name: row.bars[-1].kind for row in drawn.rows}
        assert last["Guildford Borough Council"] == "announced"
        assert last["NHS Surrey Heartlands Integrated Care Board"] == "sure"

    def test_a_council_that_is_announced_is_hatched_from_its_first_day(self):
        drawn = self.drawn("future:east-surrey")
        assert {bar.kind for row in drawn.rows for bar in row.bars} == {"announced"}

    def test_no_two_rows_lie_on_one_another(self):
        drawn = self.drawn("gss:E10000012")
        heights = sorted([row.y for row in drawn.rows] + [heading.y for heading in drawn.headings])
        assert all(lower - upper >= 10 for upper, lower in pairwise(heights))
