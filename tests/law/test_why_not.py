"""Why a body is not a partner, the nearest reason first, in words that a social worker can act on."""

from datetime import date

import pytest

from concord import statute
from concord.statute import Answer, Fact, FactKind, Period, Standing
from kit.england import england

BOOK = statute.rulebook()
WEST_SUSSEX, SURREY, DEVON, BRACKNELL = "gss:E10000032", "gss:E10000030", "gss:E10000008", "gss:E06000036"


def asked(authority, body, on, register=None):
    return statute.partner(BOOK, register or england(), authority=authority, body=body, on=on)


WHY_NOT = {
    # who asks about whom, when; the words of the nearest reason; the words of the rest, each of some step, in order
    "an abolished group names the board that followed and says that it is a partner": (
        (DEVON, "ods:15N", date(2023, 5, 1)),
        ("did not exist on 1 May 2023", "30 June 2022"),
        [("1 July 2022", "NHS Devon Integrated Care Board", "is a relevant partner")],
    ),
    "a board that went three ways names all three and which of them counts here": (
        (BRACKNELL, "ods:QNQ", date(2026, 4, 1)),
        ("31 March 2026",),
        [("Hampshire",), ("Thames Valley", "is a relevant partner"), ("Surrey and Sussex",)],
    ),
    "a district of another county is nearest by its county, then by an agreement": (
        ("gss:E10000034", "gss:E07000078", date(2023, 5, 1)),
        ("6(7)(a)", "Cheltenham", "not a district council in the area of Worcestershire"),
        [("6(7)(b)", "no recorded agreement")],
    ),
    "a unitary council learns that (a) is for counties": (
        ("gss:E06000027", "gss:E07000045", date(2023, 5, 1)),
        ("6(7)(b)", "no recorded agreement"),
        [("6(7)(a)", "county council", "Torbay Council is a unitary council")],
    ),
    "the Metropolitan Commissioner and the City, with the doubt": (
        ("gss:E09000001", "police:metropolitan", date(2023, 5, 1)),
        ("6(7)(e)", "no part of the area", "City of London"),
        [("Metropolitan Police district", "The other reading", "Temple")],
    ),
    "a doctor's practice is an example of those under section 6(2)": (
        ("gss:E06000014", "kind:gp-practice", date(2023, 5, 1)),
        ("6(3)(b)", "6(2)"),
        [],
    ),
    "a company under contract is no trust": (
        ("gss:E06000014", "kind:community-interest-company", date(2023, 5, 1)),
        ("contract", "not an NHS trust"),
        [],
    ),
    "East Surrey in 2026 is announced": (
        (WEST_SUSSEX, "future:east-surrey", date(2026, 11, 22)),
        ("does not exist on 22 November 2026", "announced", "1 April 2027"),
        [],
    ),
    "Surrey after its announced end names who follows": (
        (WEST_SUSSEX, SURREY, date(2027, 5, 1)),
        ("announced to end on 31 March 2027",),
        [("East Surrey",), ("West Surrey",)],
    ),
    "a merged district names the district that followed": (
        ("gss:E10000029", "gss:E07000206", date(2020, 1, 1)),
        ("last day was 31 March 2019",),
        [("East Suffolk", "is a relevant partner")],
    ),
    "a district that became the council itself": (
        ("gss:E06000059", "gss:E07000051", date(2020, 1, 1)),
        ("last day was 31 March 2019",),
        [("Dorset Council", "council's own work")],
    ),
    "a board whose edge was moved away was a partner once": (
        (WEST_SUSSEX, "ods:QXU", date(2023, 4, 1)),
        ("6(8)(b)", "1 July 2022 to 31 March 2023", "not on 1 April 2023"),
        [],
    ),
    "a board that has not begun": (
        (DEVON, "ods:QJK", date(2022, 6, 30)),
        ("did not exist on 30 June 2022", "began on 1 July 2022"),
        [],
    ),
    "probation of another region": (
        (DEVON, "probation:london", date(2023, 5, 1)),
        ("6(7)(g)", "not the provider"),
        [],
    ),
    "before Part 1 nothing else matters": (
        (DEVON, "police:devon-and-cornwall", date(2015, 3, 31)),
        ("not in force on 31 March 2015", "1 April 2015"),
        [],
    ),
    "a district is no local authority and has no partners": (
        ("gss:E07000041", "police:devon-and-cornwall", date(2023, 5, 1)),
        ("Exeter City Council is not a local authority", "a district council in a county"),
        [],
    ),
    "a council that has ended has none either": (
        ("gss:E06000028", "police:dorset", date(2019, 4, 1)),
        ("Bournemouth Borough Council did not exist on 1 April 2019",),
        [],
    ),
    "a council and itself": (
        (DEVON, DEVON, date(2023, 5, 1)),
        ("cannot be its own partner", "6(4)"),
        [],
    ),
    "a trust set up for Wales, with the doubt": (
        ("gss:E06000019", "ods:RT4", date(2022, 1, 1)),
        ("Wales", "6(8)(c)"),
        [("The other reading", "Welsh trusts")],
    ),
}


@pytest.mark.parametrize("pair", WHY_NOT)
def test_the_nearest_reason_comes_first(pair):
    question, nearest, rest = WHY_NOT[pair]
    found = asked(*question)
    assert found.answer is Answer.NO
    assert "is not a relevant partner of" in found.because.claim
    steps = [step.claim for step in found.because.because]
    assert [word for word in nearest if word not in steps[0]] == [], steps
    later = iter(steps[1:])
    for words in rest:
        assert any(all(word in step for word in words) for step in later), (words, steps)


@pytest.mark.parametrize("pair", WHY_NOT)
def test_no_step_shows_a_bare_reference(pair):
    found = asked(*WHY_NOT[pair][0])
    told = statute.as_text(found.because)
    assert not [scheme for scheme in ("gss:", "ods:", "police:", "kind:", "future:", "CA2014.") if scheme in told]


UNKNOWN = {
    # where the register is incomplete, absence is no reason to say no
    "a trust that nobody thought of": ((DEVON, "ods:RTF", date(2023, 5, 1)), ("6(8)(c)", "No public list")),
    "a trust that is proposed": ((DEVON, "ods:RH8", date(2023, 5, 1)), ("6(8)(c)",)),
    "probation before June 2021": (
        (DEVON, "probation:south-west", date(2019, 5, 1)),
        ("6(7)(g)", "26 June 2021", "1 May 2019"),
    ),
}


@pytest.mark.parametrize("pair", UNKNOWN)
def test_unknown_says_what_is_missing(pair):
    question, words = UNKNOWN[pair]
    found = asked(*question)
    assert found.answer is Answer.UNKNOWN
    told = statute.as_text(found.because)
    assert [word for word in words if word not in told] == []
    assert "is not a relevant partner of" not in told


def test_what_is_open_instead_is_offered_only_where_it_is_open():
    day = date(2023, 5, 1)
    assert asked(DEVON, "kind:gp-practice", day).instead == ("CA2014.s6(2)",)
    assert asked(DEVON, "kind:own-department", day).instead == ("CA2014.s6(4)",)
    assert asked(DEVON, DEVON, day).instead == ("CA2014.s6(4)",)
    assert asked("gss:E06000059", "gss:E07000051", day).instead == ("CA2014.s6(4)",), "Purbeck's work is Dorset's own"
    for authority, body, on in (
        (DEVON, "ods:15N", day),  # the group is gone
        (DEVON, "ods:QJK", date(2022, 6, 30)),  # the board is not yet
        (DEVON, "kind:gp-practice", date(2015, 3, 31)),  # section 6 is not in force
        ("gss:E07000041", "kind:gp-practice", day),  # section 6 is not for a district
        ("gss:E06000028", "kind:gp-practice", day),  # the council is gone
    ):
        assert asked(authority, body, on).instead == (), (authority, body, on)


def trust_in_devon(standing, **more):
    return Fact("x1", FactKind.PROVIDES_SERVICES, "ods:RTF", DEVON, standing=standing, **more)


def test_a_rejected_fact_is_a_no_that_says_who_decided():
    rejected = trust_in_devon(Standing.REJECTED, settled_by="Northumbria Healthcare")
    found = asked(DEVON, "ods:RTF", date(2023, 5, 1), england().plus([rejected]))
    assert found.answer is Answer.NO
    assert "Northumbria Healthcare decided" in found.because.because[0].claim


def test_a_rejection_beats_a_proposal_and_gives_way_to_a_confirmation():
    day, rejected = date(2023, 5, 1), trust_in_devon(Standing.REJECTED)
    proposed, confirmed = trust_in_devon(Standing.PROPOSED), trust_in_devon(Standing.CONFIRMED)
    answers = [
        asked(DEVON, "ods:RTF", day, england().plus(facts)).answer
        for facts in ([proposed], [proposed, rejected], [rejected, proposed], [proposed, rejected, confirmed])
    ]
    assert answers == [Answer.UNKNOWN, Answer.NO, Answer.NO, Answer.YES]


def test_a_disputed_fact_counts_and_every_answer_says_that_it_is_disputed():
    disputed = trust_in_devon(Standing.DISPUTED, settled_by="Northumbria Healthcare")
    found = asked(DEVON, "ods:RTF", date(2023, 5, 1), england().plus([disputed]))
    assert found.answer is Answer.YES
    assert "disputed" in statute.as_text(found.because)


def test_a_fact_that_has_ended_is_a_no_and_not_an_unknown():
    ended = trust_in_devon(Standing.CONFIRMED, period=Period(date(2020, 1, 1), date(2023, 1, 1)))
    found = asked(DEVON, "ods:RTF", date(2023, 5, 1), england().plus([ended]))
    assert found.answer is Answer.NO
    assert "31 December 2022" in found.because.because[0].claim


def test_an_unknown_body_is_refused_by_name():
    with pytest.raises(statute.UnknownBody, match="ods:ZZZZZ"):
        asked(DEVON, "ods:ZZZZZ", date(2023, 5, 1))
    with pytest.raises(statute.UnknownWord, match="wizard"):
        asked(DEVON, "kind:wizard", date(2023, 5, 1))
