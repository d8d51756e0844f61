"""What a file of legislation.gov.uk says, and which files are refused with which sentence."""

from __future__ import annotations

from datetime import date

import pytest

from concord import statute
from concord.base.errors import Invalid
from concord.importers import clml, legislation
from kit.clml import File, Part, Section, effect_xml, file_xml

pytestmark = pytest.mark.any_database
SIX = Section(
    Part("6", "", (Part("7", "These—", (Part("a", "first;", (Part("i", "deeper;"),)), Part("b", "second."))),))
)


def read(file: File | bytes, name: str = "section-6.xml") -> legislation.OfficialFile:
    content = file if isinstance(file, bytes) else file_xml(file)
    return legislation.read_bytes(statute.rulebook(), name, content)


def test_identifiers_become_our_references():
    found = read(File((SIX,), scope="section/6"))
    assert list(found.provisions) == [
        "CA2014.s6",
        "CA2014.s6(7)",
        "CA2014.s6(7)(a)",
        "CA2014.s6(7)(a)(i)",
        "CA2014.s6(7)(b)",
    ]
    deepest = found.provisions["CA2014.s6(7)(a)(i)"]
    assert (deepest.section, deepest.parent, deepest.heading) == ("CA2014.s6", "CA2014.s6(7)(a)", "An invented heading")


def test_the_days_of_the_section_are_those_of_its_paragraphs():
    found = read(File((SIX,), scope="section/6")).provisions["CA2014.s6(7)(b)"]
    assert (found.start, found.end, found.standing) == (date(2023, 4, 1), None, "in_force")


def test_paragraphs_of_schedules_have_references():
    found = read(File((SIX,), schedules=(Section(Part("2", "", (Part("1", "Invented.", (Part("2", "Deeper."),)),))),)))
    assert {"CA2014.sch2", "CA2014.sch2(1)", "CA2014.sch2(1)(2)"} <= found.provisions.keys()
    assert found.provisions["CA2014.sch2(1)(2)"].section == "CA2014.sch2(1)"


def test_an_act_of_a_year_of_a_reign_is_known_by_its_address():
    home = "ukpga/Geo6and1Eliz2/15-16/52"
    found = read(
        File(
            (Section(Part("53", "", (Part("1", "Invented."),))),), act=home, title="Prison Act 1952", scope="section/53"
        )
    )
    assert (found.act.code, found.scope) == ("PA1952", "PA1952.s53")
    assert "PA1952.s53(1)" in found.provisions


def test_the_versions_of_a_section_are_listed():
    found = read(File((SIX,), scope="section/6", versions=("enacted", "2015-04-01", "2023-04-01", "prospective")))
    assert found.versions == (date(2015, 4, 1), date(2023, 4, 1))
    assert found.prospective_version


def test_the_versions_of_a_whole_act_do_not_tell_one_section_from_another():
    assert read(File((SIX,), versions=("2016-01-01",))).versions == ()


@pytest.mark.parametrize(
    ("version", "day"),
    [("", date(2026, 7, 5)), ("2019-01-01", date(2019, 1, 1)), ("enacted", None), ("prospective", None)],
)
def test_the_day_whose_law_the_file_states(version, day):
    assert read(File((SIX,), scope="section/6", version=version)).day == day


def test_the_act_as_enacted_has_no_days():
    found = read(File((Section(SIX.part, start=""),), scope="section/6", version="enacted", document_status="final"))
    assert not found.revised
    assert {p.standing for p in found.provisions.values()} == {"undated"}


@pytest.mark.parametrize(
    ("status", "standing"), [("Prospective", "prospective"), ("Repealed", "repealed"), ("Dead", "repealed")]
)
def test_the_standing_of_a_section(status, standing):
    found = read(File((Section(SIX.part, start="", status=status),), scope="section/6"))
    assert found.provisions["CA2014.s6(7)"].standing == standing


def test_what_an_amendment_quotes_is_no_provision_of_this_act():
    inside = "<P1><Pnumber>99</Pnumber><P1para><Text>quoted</Text></P1para></P1>"
    quoted = f'<BlockAmendment TargetClass="primary">{inside}</BlockAmendment>'
    found = read(
        File(
            (
                Section(
                    Part("6", f"Insert</Text>{quoted}<Text>"),
                ),
            ),
            scope="section/6",
        )
    )
    assert list(found.provisions) == ["CA2014.s6"]


def test_unapplied_effects_are_listed():
    effects = (effect_xml(on="2099-01-01"), effect_xml(required=False, path="section/7/1", shown="s. 7(1)"))
    dated, not_required = read(File((SIX,), scope="section/6", effects=effects)).effects
    assert (dated.affects, dated.days, dated.prospective) == (("CA2014.s6(8)(a)",), (date(2099, 1, 1),), False)
    assert dated.by == "Invented Act 2099 s. 1"
    assert (not_required.affects, not_required.prospective, not_required.required) == (("CA2014.s7(1)",), True, False)


def test_a_range_of_sections_names_each():
    ranged = effect_xml(path="section/58", up_to="section/60", shown="ss. 58-60")
    (found,) = read(File((SIX,), scope="section/6", effects=(ranged,))).effects
    assert found.affects == ("CA2014.s58", "CA2014.s59", "CA2014.s60")


WHOLE = file_xml(File((SIX,), scope="section/6"))
REFUSED = {
    "not xml at all": (b"section 6", "f.xml is not XML. Download the XML"),
    "broken off": (WHOLE[: len(WHOLE) // 2], "breaks off at line"),
    "broken within": (WHOLE.replace(b"</Title>", b"</Tile>", 1), "is not well-formed XML: line"),
    "a web page": (b"<!DOCTYPE html>\n<html><head><title>Care Act</title></head></html>", "is a web page"),
    "a web page that is XML": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "is a web page"),
    "akoma ntoso": (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
        "Concord reads data.xml",
    ),
    "other xml": (b"<feed/>", "but not legislation: it begins with <feed>"),
    "a table of contents": (
        WHOLE.replace(b"<Primary>", b"<Contents>").replace(b"</Primary>", b"</Contents>"),
        "is a table of contents",
    ),
    "an instrument": (
        WHOLE.replace(b"<Primary>", b"<Secondary>").replace(b"</Primary>", b"</Secondary>"),
        "is an instrument, not an Act",
    ),
    "nothing in it": (
        WHOLE.replace(b"<Primary>", b"<Nothing>").replace(b"</Primary>", b"</Nothing>"),
        "has no provisions in it",
    ),
    "no numbered provision": (WHOLE.replace(b"IdURI=", b"OtherURI="), "has no numbered provisions"),
    "a document type": (
        WHOLE.replace(b"<Legislation", b'<!DOCTYPE Legislation [<!ENTITY a "b">]><Legislation', 1),
        "declares a document type",
    ),
    "another act": (
        file_xml(File((SIX,), act="ukpga/2018/12", title="Data Protection Act 2018")),
        "f.xml is the Data Protection Act 2018",
    ),
    "a day that is none": (WHOLE.replace(b"2026-07-05", b"5th of July"), "which is no date"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_unusable_file_gets_one_clear_sentence(case):
    content, sentence = REFUSED[case]
    with pytest.raises(Invalid) as refused:
        read(content, "f.xml")
    assert sentence in refused.value.message
    assert "\n" not in refused.value.message


def test_entities_are_not_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    content = WHOLE.replace(
        b"<Legislation", f'<!DOCTYPE Legislation [<!ENTITY x SYSTEM "file://{secret}">]><Legislation'.encode(), 1
    ).replace(b"first;", b"&x;")
    with pytest.raises(Invalid, match="declares a document type"):
        read(content)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(clml.LARGEST + 1)
    with pytest.raises(Invalid, match="larger than 30 MB"):
        legislation.read(statute.rulebook(), large)


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "empty.xml").write_bytes(b" \n")
    for name, sentence in (("none.xml", "There is no file"), (".", "is a folder"), ("empty.xml", "is empty")):
        with pytest.raises(Invalid, match=sentence):
            legislation.read(statute.rulebook(), tmp_path / name)


def test_the_reading_tells_how_far_it_is():
    told: list[float] = []
    legislation.read_bytes(statute.rulebook(), "f.xml", WHOLE, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
