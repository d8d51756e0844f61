"""Whether an answer to a request is complete in form, and what section 45 requires: in all four answers."""

from datetime import date
from itertools import product

import pytest

from concord import statute
from concord.statute import Answer, Conditions
from kit.england import england

BOOK = statute.rulebook()
YES, NO, UNKNOWN, ARGUABLE = Answer
DEVON, EXETER, TRUST, SCILLY = "gss:E10000008", "gss:E07000041", "ods:RH8", "gss:E06000053"
A, B = "incompatible-with-duties", "adverse-effect"
REASONS = "The one team that could come is keeping a ward open."
DAY = date(2025, 2, 6)


def bound(asked=EXETER, asker=DEVON, **more):
    return statute.duty(
        BOOK,
        england(),
        **{"asker": asker, "asked": asked, "person": "adult", "function": "CA2014.s9", "on": DAY, **more},
    )


def form(finding, decision, grounds=(), reasons="", *, written=True):
    found = statute.answer_form(BOOK, finding, decision=decision, grounds=grounds, reasons=reasons, written=written)
    return found.complete, found.breach


def doubts(finding, decision, **more):
    return [doubt.id for doubt in statute.answer_form(BOOK, finding, decision=decision, **more).doubts]


BROKEN = (NO, ("CA2014.s7(3)",))
COMPLETE = (YES, ())
OPEN = (ARGUABLE, ())


def test_the_form_of_an_answer_by_one_who_is_bound():
    one = bound()
    assert one.bound is YES
    assert form(one, "complied") == COMPLETE
    assert form(one, "complied", written=False) == COMPLETE
    assert form(one, "refused", (A,), REASONS) == COMPLETE
    assert form(one, "refused", (A, B), REASONS) == COMPLETE
    assert form(one, "refused") == BROKEN
    assert form(one, "refused", (A,)) == BROKEN
    assert form(one, "refused", (A,), " \n\t") == BROKEN
    assert form(one, "refused", (A,), REASONS, written=False) == BROKEN
    assert form(one, "refused", (), REASONS) == OPEN
    assert form(one, "complied-in-part", (B,), REASONS) == COMPLETE
    assert form(one, "complied-in-part", (), REASONS) == OPEN
    assert form(one, "complied-in-part") == OPEN
    assert form(one, "complied-in-part", (B,), REASONS, written=False) == OPEN
    assert form(one, "none") == OPEN


def test_what_is_open_says_which_doubt_it_is():
    one = bound()
    assert doubts(one, "refused", reasons=REASONS) == ["reasons-name-no-ground"]
    assert doubts(one, "complied-in-part", reasons=REASONS) == ["reasons-name-no-ground"]
    assert doubts(one, "complied-in-part") == ["part-without-reasons"]
    assert doubts(one, "none") == ["silence"]
    assert doubts(one, "refused", grounds=(A,), reasons=REASONS) == []


@pytest.mark.parametrize(
    "free",
    [
        bound("kind:gp-practice"),
        bound("gss:E07000199"),
        bound(person="nobody"),
        bound(function="other"),
        bound(on=date(2015, 3, 31)),
        bound("ods:15N"),
    ],
    ids=["practice", "district elsewhere", "nobody", "no function of Part 1", "before Part 1", "a group that is gone"],
)
def test_one_who_is_not_bound_breaks_nothing(free):
    assert free.bound is NO
    assert free.grounds == ()
    for decision, grounds, reasons, written in product(BOOK.decisions, ((), (A,)), ("", REASONS), (True, False)):
        complete, breach = form(free, decision, grounds, reasons, written=written)
        assert breach == ()
        assert complete is YES


def test_where_it_is_arguable_whether_one_is_bound_no_breach_is_beyond_argument():
    scilly = bound(SCILLY, asker="ods:QT6")
    assert scilly.bound is ARGUABLE
    assert form(scilly, "refused") == OPEN
    assert doubts(scilly, "refused") == ["scilly-as-authority"]
    assert form(scilly, "refused", (A,), REASONS) == COMPLETE
    assert form(scilly, "complied") == COMPLETE


def test_where_it_is_unknown_whether_one_is_bound_no_breach_is_certain():
    trust = bound(TRUST)
    assert trust.bound is UNKNOWN
    complete, breach = form(trust, "refused")
    assert complete in {UNKNOWN, ARGUABLE}
    assert breach == ()
    assert form(trust, "refused", (B,), REASONS) == COMPLETE
    assert form(trust, "complied") == COMPLETE


def test_the_grounds_are_those_of_the_limb_in_the_order_of_the_act():
    assert bound().grounds == (A, B)
    assert bound(DEVON, asker=EXETER).grounds == (A, B)
    assert bound(DEVON, asker=EXETER).under == "CA2014.s7(2)"
    assert bound(SCILLY, asker="ods:QT6").grounds == (A, B)


def test_a_reason_is_never_weighed():
    one = bound()
    poor, rich = (form(one, "refused", (B,), reasons) for reasons in ("No.", REASONS * 50))
    assert poor == rich == COMPLETE
    told = statute.as_text(statute.answer_form(BOOK, one, decision="refused", grounds=(B,), reasons="No.").because)
    assert "complete in form" in told
    assert "not judged" in told
    assert "valid" not in told


def test_unknown_words_are_refused_with_those_that_are_known():
    with pytest.raises(statute.UnknownWord, match=r"declined.*refused"):
        form(bound(), "declined")
    with pytest.raises(statute.UnknownWord, match=r"busy.*adverse-effect"):
        form(bound(), "refused", ("busy",))
    with pytest.raises(statute.UnknownWord, match=r"grown-up.*adult"):
        bound(person="grown-up")
    with pytest.raises(statute.UnknownWord, match=r"CA2014\.s999.*CA2014\.s9"):
        bound(function="CA2014.s999")


# Section 45.


def supply(conditions, asker=DEVON, asked="kind:gp-practice", on=DAY, pleaded=()):
    return statute.supply(BOOK, england(), asker=asker, asked=asked, conditions=conditions, on=on, pleaded=pleaded)


MET = Conditions(YES, YES, YES, NO)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (MET, YES),
        (Conditions(YES, YES, NO, YES), YES),
        (Conditions(YES, YES, YES, YES), YES),
        (Conditions(YES, YES, NO, NO), NO),
        (Conditions(NO, YES, YES, YES), NO),
        (Conditions(YES, NO, YES, YES), NO),
        (Conditions(NO, NO, NO, NO), NO),
        (Conditions(UNKNOWN, YES, YES), UNKNOWN),
        (Conditions(YES, UNKNOWN, YES), UNKNOWN),
        (Conditions(YES, YES, UNKNOWN, NO), UNKNOWN),
        (Conditions(YES, YES, NO, UNKNOWN), UNKNOWN),
        (Conditions(YES, YES, UNKNOWN, YES), YES),
        (Conditions(YES, YES, YES, UNKNOWN), YES),
        (Conditions(UNKNOWN, NO, YES), NO),
        (Conditions(UNKNOWN, YES, NO, NO), NO),
        (Conditions(YES, ARGUABLE, YES), ARGUABLE),
        (Conditions(YES, YES, ARGUABLE, NO), ARGUABLE),
        (Conditions(UNKNOWN, ARGUABLE, YES), UNKNOWN),
    ],
    ids=str,
)
def test_each_condition_counts(conditions, expected):
    assert supply(conditions).must_supply is expected


def test_conditions_1_and_2_are_needed_and_one_of_3_and_4_is_enough():
    for answers in product((YES, NO), repeat=4):
        first, second, third, fourth = (answer is YES for answer in answers)
        expected = first and second and (third or fourth)
        assert (supply(Conditions(*answers)).must_supply is YES) is expected


def test_no_ground_of_section_7_changes_anything_and_each_is_told_so():
    for pleaded in ((), (A,), (B,), (A, B)):
        found = supply(MET, pleaded=pleaded)
        assert found.must_supply is YES
        assert statute.as_text(found.because).count("none under section 45") == len(pleaded)
        assert supply(Conditions.stated(met=False), pleaded=pleaded).must_supply is NO


def test_a_ground_that_nobody_knows_is_refused():
    with pytest.raises(statute.UnknownWord, match=r"busy.*adverse-effect"):
        supply(MET, pleaded=("busy",))


@pytest.mark.parametrize(
    ("asker", "asked", "on", "expected"),
    [
        (DEVON, "ods:QJK", DAY, YES),
        (DEVON, "ods:15N", date(2022, 6, 30), YES),
        (DEVON, "ods:15N", date(2022, 7, 1), NO),
        (DEVON, "ods:QJK", date(2022, 6, 30), NO),
        (DEVON, DEVON, DAY, YES),
        (EXETER, "ods:QJK", DAY, NO),
        ("gss:E10000021", "kind:care-provider", date(2021, 4, 1), NO),
        ("future:east-surrey", "kind:care-provider", DAY, NO),
        (DEVON, "kind:gp-practice", date(2015, 3, 31), NO),
        (DEVON, "kind:gp-practice", date(2015, 4, 1), YES),
        (SCILLY, "kind:gp-practice", DAY, ARGUABLE),
    ],
)
def test_whose_board_asks_whom_and_when(asker, asked, on, expected):
    assert supply(MET, asker, asked, on).must_supply is expected


def test_the_doubt_about_scilly_is_told():
    told = statute.as_text(supply(MET, SCILLY).because)
    assert "The other reading" in told
    assert "does not name the Council of the Isles of Scilly" in told


def test_a_board_of_several_councils_names_each_and_is_that_of_each():
    torbay = "gss:E06000027"
    found = statute.supply(
        BOOK, england(), asker=DEVON, together=(torbay,), asked="kind:gp-practice", conditions=MET, on=DAY
    )
    assert found.must_supply is YES
    assert "to the board of Devon County Council and Torbay Council." in found.because.claim
    assert [node.body.ref for node in found.because.because if node.body] == [DEVON, torbay]
    with_district = statute.supply(
        BOOK, england(), asker=DEVON, together=(EXETER,), asked="kind:gp-practice", conditions=MET, on=DAY
    )
    assert with_district.must_supply is NO


def test_the_conclusion_is_told_in_words():
    assert "must supply" in supply(MET).because.claim
    assert "need not under section 45" in supply(Conditions.stated(met=False)).because.claim
    assert "may have to" in supply(Conditions(YES, UNKNOWN, YES)).because.claim


def test_a_distant_board_in_a_provider_failure_is_unknown_and_says_what_it_hangs_on():
    found = bound("ods:QOP", function="CA2014.s48")
    assert found.bound is UNKNOWN
    assert [doubt.provision for doubt in found.doubts] == ["CA2014.s52(9)"]
    assert "continuing healthcare" in statute.as_text(found.because)
    assert bound("ods:QOP").bound is NO
    assert bound("ods:QJK", function="CA2014.s48").bound is YES


def test_section_6_1a_takes_nothing_out_of_section_7():
    """NHS England as trainer is out of section 6(1) from 1 April 2023, and out of nothing else."""
    for on in (date(2023, 3, 31), date(2023, 4, 1), DAY):
        found = bound("ods:X24", on=on)
        assert (found.bound, found.provisions) == (YES, ("CA2014.s6(7)(c)", "CA2014.s6(8)(a)"))
        asked = bound(DEVON, asker="ods:X24", function="other", on=on)
        assert asked.bound is ARGUABLE
