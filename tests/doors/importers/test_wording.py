"""Official words: as lines to read, and reduced to what can be compared."""

from __future__ import annotations

import pytest

from concord import statute
from concord.importers import legislation, wording
from kit.clml import File, Part, Section, file_xml

pytestmark = pytest.mark.any_database


def provision(part: Part, ref: str) -> legislation.OfficialProvision:
    content = file_xml(File((Section(Part("6", "", (part,))),), scope="section/6"))
    return legislation.read_bytes(statute.rulebook(), "section.xml", content).provisions[ref]


def test_quotation_marks_dashes_and_blanks_make_no_difference():
    curly = provision(Part("1", "the council’s  “duty” — to\n  help , or not…"), "CA2014.s6(1)")
    straight = provision(Part("1", 'the council\'s "duty" - to help, or not…'), "CA2014.s6(1)")
    assert curly.sha256 == straight.sha256


def test_a_different_word_makes_a_difference():
    assert (
        provision(Part("1", "must help"), "CA2014.s6(1)").sha256
        != provision(Part("1", "may help"), "CA2014.s6(1)").sha256
    )


def test_marks_of_amendment_are_let_through_and_notes_are_not():
    mark = '<Substitution ChangeId="k" CommentaryRef="key-1">help</Substitution><CommentaryRef Ref="key-1"/>'
    marked = provision(Part("1", f"must {mark} them"), "CA2014.s6(1)")
    assert marked.sha256 == provision(Part("1", "must help them"), "CA2014.s6(1)").sha256
    assert marked.text == "(1) must help them"


def test_a_change_that_is_not_in_force_is_not_among_the_words():
    coming = provision(
        Part("1", 'must help <Addition ChangeId="k" CommentaryRef="key-1" Prospective="true">twice</Addition>'),
        "CA2014.s6(1)",
    )
    assert coming.prospective_words
    assert coming.sha256 == provision(Part("1", "must help"), "CA2014.s6(1)").sha256
    assert "twice" not in coming.text


def test_a_repeal_to_come_leaves_its_words_in_force():
    going = provision(
        Part("1", 'must <Repeal ChangeId="k" CommentaryRef="key-1" Prospective="true">help</Repeal> them'),
        "CA2014.s6(1)",
    )
    assert going.prospective_words
    assert going.text == "(1) must help them"


def test_the_paragraphs_have_words_of_their_own():
    whole = Part("1", "Help is—", (Part("a", "early, or"), Part("b", "late")), after="as may be agreed.")
    intro = provision(whole, "CA2014.s6(1)")
    changed = provision(
        Part("1", "Help is—", (Part("a", "CHANGED"), Part("b", "late")), after="as may be agreed."), "CA2014.s6(1)"
    )
    assert intro.sha256 == changed.sha256
    assert intro.text.splitlines() == ["(1) Help is—", "  (a) early, or", "  (b) late", "as may be agreed."]


def test_dots_in_place_of_words_are_a_repeal():
    gone = provision(Part("1", ". . . . . . . . . . . ."), "CA2014.s6(1)")
    assert (gone.standing, gone.sha256) == ("repealed", "")


@pytest.mark.parametrize(
    ("words", "reduced"), [("a … b", "a b"), ("( x )", "(x)"), ("e\u0301", "é"), ("x\u00a0y", "x y")]
)
def test_normalised(words, reduced):
    assert wording.normalised(words) == reduced
