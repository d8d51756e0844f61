"""Where the rulebook and an official file part. The official words are invented here."""

from __future__ import annotations

import dataclasses

import pytest

from concord import statute
from concord.importers import legislation
from concord.importers.parting import Comparison
from kit.clml import File, Part, Section, effect_xml, file_xml, section_of

pytestmark = pytest.mark.any_database
BOOK = statute.rulebook()
DAYS = ("enacted", "2015-04-01", "2022-07-01", "2023-04-01", "prospective")
SIX = section_of(list(BOOK.provisions), "6")
SEVEN = section_of(list(BOOK.provisions), "7")


def compare(file: File, book: statute.Rulebook = BOOK) -> Comparison:
    return Comparison(book, legislation.read_bytes(book, "f.xml", file_xml(file)))


def section_six(part: Part = SIX, *, start: str = "2023-04-01", status: str = "", **changed) -> File:
    return File((Section(part, start=start, status=status),), **{"scope": "section/6", "versions": DAYS, **changed})


def without(part: Part, label: str) -> Part:
    return dataclasses.replace(part, parts=tuple(found for found in part.parts if found.number != label))


def with_more(part: Part, *more: Part) -> Part:
    return dataclasses.replace(part, parts=(*part.parts, *more))


def kinds(side: Comparison) -> list[tuple[str, str]]:
    return [(parting.kind, parting.ref) for parting in side.partings]


def test_a_file_that_agrees_parts_nowhere():
    side = compare(section_six())
    assert side.partings == ()
    assert {note.kind for note in side.notes} == {"not-fixed"}


def test_our_provision_that_the_file_does_not_have():
    assert kinds(compare(section_six(without(SIX, "5")))) == [("ours-only", "CA2014.s6(5)")]


def test_a_provision_that_we_do_not_have_in_a_section_that_we_spell_out():
    assert kinds(compare(section_six(with_more(SIX, Part("11", "Invented."))))) == [("official-only", "CA2014.s6(11)")]


def test_a_provision_that_we_do_not_have_in_a_section_that_we_take_in_part_is_no_parting():
    part = Part("12", "", tuple(Part(str(number), "Invented.") for number in range(1, 8)))
    side = compare(File((Section(part, start="2015-04-01"),), scope="section/12", versions=("2015-04-01",)))
    assert side.partings == ()
    assert "only in part" in next(note.says for note in side.notes if note.kind == "partly-held")


def test_a_version_that_we_do_not_have():
    side = compare(section_six(versions=(*DAYS, "2019-01-01")))
    assert kinds(side) == [("days", "CA2014.s6")]
    assert "1 January 2019" in side.partings[0].says


def test_a_version_that_they_do_not_have():
    side = compare(section_six(versions=tuple(day for day in DAYS if day != "2022-07-01")))
    assert kinds(side) == [("days", "CA2014.s6")]
    assert "The rulebook has a version" in side.partings[0].says


def test_a_version_later_than_the_file_is_no_parting():
    side = compare(
        section_six(start="2015-04-01", versions=("2015-04-01",), modified="2016-01-01", part=without(SIX, "1A"))
    )
    assert side.partings == ()
    assert {note.kind for note in side.notes} == {"not-fixed", "later"}


def test_a_whole_act_is_compared_by_the_day_of_each_section():
    right = File((Section(SIX, start="2023-04-01"), Section(SEVEN, start="2015-04-01")))
    wrong = File((Section(without(SIX, "1A"), start="2022-07-01"), Section(SEVEN, start="2015-04-01")))
    absent = [ref for kind, ref in kinds(compare(right)) if kind == "ours-only"]
    assert not any(ref.partition("(")[0] in {"CA2014.s6", "CA2014.s7"} for ref in absent)
    assert "CA2014.s42" in absent
    assert ("days", "CA2014.s6") in kinds(compare(wrong))


def test_a_section_that_is_not_in_force_officially():
    side = compare(section_six(start="", status="Prospective", versions=()))
    assert {kind for kind, _ in kinds(side)} == {"standing"}
    assert "not yet in force" in side.partings[0].says


def test_a_provision_that_is_repealed_officially():
    gone = dataclasses.replace(SIX, parts=(*without(SIX, "5").parts, Part("5", ". . . . . . . . . .")))
    side = compare(section_six(gone))
    assert kinds(side) == [("standing", "CA2014.s6(5)")]


def test_a_provision_in_force_officially_before_we_have_it():
    side = compare(section_six(start="2022-07-01", version="2022-07-01"))
    assert kinds(side) == [("standing", "CA2014.s6(1A)")]


def fixed(ref: str, digest: str) -> statute.Rulebook:
    provision = BOOK.provisions[ref]
    versions = tuple(dataclasses.replace(version, official_sha256=digest) for version in provision.versions)
    changed = dataclasses.replace(provision, versions=versions)
    return dataclasses.replace(BOOK, provisions={**BOOK.provisions, ref: changed})


def test_words_that_the_rulebook_fixed_and_that_stand():
    digest = legislation.read_bytes(BOOK, "f.xml", file_xml(section_six())).provisions["CA2014.s6(5)"].sha256
    side = compare(section_six(), fixed("CA2014.s6(5)", digest))
    assert side.partings == ()
    assert "CA2014.s6(5)" not in {note.ref for note in side.notes}


def test_words_that_are_not_those_that_the_rulebook_fixed():
    assert kinds(compare(section_six(), fixed("CA2014.s6(5)", "0" * 64))) == [("words", "CA2014.s6(5)")]


def test_a_change_not_worked_in_and_not_in_the_rulebook():
    side = compare(section_six(effects=(effect_xml(on="2099-01-01"),)))
    assert kinds(side) == [("change", "CA2014.s6(8)(a)")]
    assert "Invented Act 2099 s. 1" in side.partings[0].says


@pytest.mark.parametrize(
    "effect", [effect_xml(), effect_xml(on="2022-07-01"), effect_xml(on="2099-01-01", required=False)]
)
def test_a_change_that_the_rulebook_shows_or_that_will_not_be_applied_is_a_note(effect):
    side = compare(section_six(effects=(effect,)))
    assert side.partings == ()
    assert [note.ref for note in side.notes if note.kind == "change"] == ["CA2014.s6(8)(a)"]


def test_a_version_to_come_that_the_rulebook_does_not_show():
    side = compare(
        File((Section(SEVEN, start="2015-04-01"),), scope="section/7", versions=("2015-04-01", "prospective"))
    )
    assert kinds(side) == [("change", "CA2014.s7")]


def test_words_to_come_are_noted():
    coming = Part(
        "5", 'Invented words <Addition ChangeId="k" CommentaryRef="key-1" Prospective="true">to come</Addition>'
    )
    side = compare(
        section_six(dataclasses.replace(SIX, parts=tuple(coming if p.number == "5" else p for p in SIX.parts)))
    )
    assert side.partings == ()
    assert [note.ref for note in side.notes if note.kind == "prospective"] == ["CA2014.s6(5)"]


def test_the_act_as_enacted_is_compared_by_what_it_has():
    file = section_six(
        without(without(SIX, "5"), "1A"), start="", versions=(), version="enacted", document_status="final"
    )
    side = compare(file)
    assert kinds(side) == [("ours-only", "CA2014.s6(5)")]
    assert "undated" in {note.kind for note in side.notes}


def test_a_schedule_is_compared_paragraph_by_paragraph():
    paragraphs = tuple(Part(number, "Invented.") for number in ("1", "2", "3", "4"))
    file = File((Section(SIX),), schedules=(Section(Part("2", "", paragraphs), start="2022-07-01"),))
    refs = [ref for _, ref in kinds(compare(file)) if "sch2" in ref]
    assert refs == ["CA2014.sch2(2)", "CA2014.sch2(3)", "CA2014.sch2(4)"]  # whose words did not change on that day
