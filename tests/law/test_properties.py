"""What holds of every register and every day, whatever they are; and two readings of the Act that must not part."""

import random
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import statute
from concord.statute import Answer, Body, Name, Register, Standing, Succession
from concord.statute.periods import FIRST, LAST
from kit.england import authorities, england

from .second import Second
from .small import BOOK, COUNCILS, COUNTS, DAYS, KINDS, bounded, days, facts, listed, registers, told

TEN_DAYS = (
    *(date(2015, 3, 31), date(2015, 4, 1), date(2018, 6, 1), date(2019, 4, 1), date(2021, 6, 26)),
    *(date(2022, 6, 30), date(2022, 7, 1), date(2023, 4, 1), date(2026, 4, 1), date(2027, 4, 1)),
)


def entries(register, authority, on):
    found = listed(register, authority, on)
    return (*found.partners, *found.possible)


def only(register, kept):
    return replace(register, facts=tuple(kept))


# An explanation is all that an answer rests on, and each part of it is needed.


@bounded
@given(registers(), days)
def test_what_is_cited_is_enough(register, on):
    for one in entries(register, "c:1", on):
        cited = [basis.fact for basis in one.bases]
        assert told(listed(only(register, cited), "c:1", on)) == {(one.body.ref, one.answer, frozenset(one.provisions))}


@bounded
@given(registers(), days)
def test_what_is_cited_is_needed(register, on):
    for one in entries(register, "c:1", on):
        cited = {basis.fact.id for basis in one.bases}
        left = only(register, [fact for fact in register.facts if fact.id not in cited])
        assert one.body.ref not in {ref for ref, _, _ in told(listed(left, "c:1", on))}


@bounded
@given(registers(), days)
def test_what_is_cited_holds_on_the_day(register, on):
    for one in entries(register, "c:1", on):
        assert one.body.exists.contains(on)
        for limb, fact in one.bases:
            assert fact.period.contains(on)
            assert limb.version.period.contains(on)
            assert fact.body == one.body.ref
            assert fact.authority in {"c:1", ""}


# Facts add up: no exception, no order, no name matters.


@bounded
@given(st.data(), registers(), days)
def test_a_further_fact_never_takes_a_partner_away(data, register, on):
    more = data.draw(facts((*COUNTS, Standing.PROPOSED)))
    before = {ref: answer for ref, answer, _ in told(listed(register, "c:1", on))}
    after = {ref: answer for ref, answer, _ in told(listed(register.plus([more]), "c:1", on))}
    assert before.keys() <= after.keys()
    assert [ref for ref, answer in before.items() if answer is Answer.YES and after[ref] is not Answer.YES] == []


@bounded
@given(registers(), days, st.integers())
def test_the_order_of_rows_and_the_names_of_bodies_change_nothing(register, on, seed):
    shuffled = random.Random(seed)  # noqa: S311 - an order and no secret
    rows, bodies = list(register.facts), list(register.bodies.values())
    shuffled.shuffle(rows)
    shuffled.shuffle(bodies)
    renamed = {body.ref: replace(body, names=(Name(f"{shuffled.random()}"),)) for body in bodies}
    other = Register(renamed, tuple(rows), register.coverage)
    assert told(listed(other, "c:1", on)) == told(listed(register, "c:1", on))


@bounded
@given(registers())
def test_nothing_changes_between_two_days_of_change(register):
    edges = {day for limb in BOOK.limbs for day in (limb.start, limb.end)} - {FIRST, LAST}
    edges |= {day for fact in register.facts for day in fact.period} - {FIRST, LAST}
    edges |= {day for body in register.bodies.values() for day in body.exists} - {FIRST, LAST}
    for first, second in pairwise(DAYS):
        if not any(first < edge <= second for edge in edges):
            assert told(listed(register, "c:1", first)) == told(listed(register, "c:1", second))


@bounded
@given(registers())
def test_list_and_timeline_agree_about_every_day(register):
    members = statute.memberships(BOOK, register, authority="c:1")
    for on in DAYS:
        by_list = {(one.body.ref, one.ref, one.answer) for one in entries(register, "c:1", on)}
        assert {(m.body.ref, m.ref, m.answer) for m in members if m.period.contains(on)} == by_list


@bounded
@given(registers(), days)
def test_one_asked_alone_is_answered_as_in_the_list(register, on):
    found = {ref: answer for ref, answer, _ in told(listed(register, "c:1", on))}
    for ref in register.bodies:
        alone = statute.partner(BOOK, register, authority="c:1", body=ref, on=on).answer
        assert alone is found.get(ref, Answer.NO), ref


# What the Act says of days.


@bounded
@given(registers())
def test_before_commencement_there_is_nobody(register):
    found = listed(register, "c:1", date(2015, 3, 31))
    assert found.authority_answer is Answer.NO
    assert told(found) == set()


@bounded
@given(registers(), days)
def test_no_group_from_july_2022_and_no_board_before(register, on):
    kinds = {register.bodies[ref].kind for ref, _, _ in told(listed(register, "c:1", on))}
    assert ("icb" if on < date(2022, 7, 1) else "ccg") not in kinds


@bounded
@given(registers(), days)
def test_whoever_is_dead_or_rejected_is_nobody(register, on):
    settled = Counter((f.body, f.standing) for f in register.facts if f.period.contains(on))
    for ref, answer, _ in told(listed(register, "c:1", on)):
        assert register.bodies[ref].exists.contains(on)
        if answer is Answer.UNKNOWN:
            assert settled[ref, Standing.PROPOSED]
        else:
            assert any(settled[ref, standing] for standing in COUNTS)


# Silence is no answer.


def one_of_each(kind, council):
    bodies = [Body("c:1", council, (Name("The council"),)), Body("b:1", kind, (Name("The body"),))]
    return Register({body.ref: body for body in bodies}, ())


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_register_that_claims_nothing_never_says_no_because_it_holds_nothing(kind, council):
    for on in (date(2015, 4, 1), date(2022, 6, 30), date(2022, 7, 1), date(2026, 11, 22)):
        found = statute.partner(BOOK, one_of_each(kind, council), authority="c:1", body="b:1", on=on)
        unnamed = kind == "welsh_nhs_trust" or kind == ("icb" if on < date(2022, 7, 1) else "ccg")
        assert found.answer is (Answer.NO if unnamed else Answer.UNKNOWN), on


@bounded
@given(registers(coverage=()), days)
def test_a_list_says_where_it_is_incomplete(register, on):
    found = listed(register, "c:1", on)
    if found.authority_answer is not Answer.NO:
        limbs = {limb.ref for limb in BOOK.limbs.on(on) if limb.suits(register.bodies["c:1"].kind)}
        assert {gap.limb.ref for gap in found.gaps} == limbs
        assert all(gap.says.endswith(".") for gap in found.gaps)


@bounded
@given(registers(), days)
def test_a_complete_register_has_no_gaps(register, on):
    assert listed(register, "c:1", on).gaps == ()


# A register with more in it.


@bounded
@given(st.data(), registers())
def test_a_register_with_more_in_it_is_another_and_keeps_the_rest(data, register):
    full = replace(register, successions=(Succession("b:ccg", "b:icb", date(2022, 7, 1)),), aliases={"old:1": "c:1"})
    more = data.draw(facts())
    extra = Body("b:new", "district", (Name("A new district"),))
    both = full.plus([more], [extra])
    assert both.facts == (*full.facts, more)
    assert both.body("b:new") is extra
    assert both.body("old:1") is full.bodies["c:1"]
    assert (both.coverage, both.successions) == (full.coverage, full.successions)
    assert "b:new" not in full.bodies
    assert more not in full.facts
    assert full.plus() == full


# The second reading: the Act in SQL, by hand.


def short(refs):
    """Paragraphs as the second reading writes them: (8) alone for a health body."""
    return frozenset(ref.removeprefix("CA2014.s") for ref in refs if ref != "CA2014.s6(7)(c)")


@pytest.fixture(scope="module")
def second():
    with closing(Second(england())) as reading:
        yield reading


@pytest.mark.parametrize("on", TEN_DAYS, ids=str)
def test_the_evaluator_and_the_act_in_sql_name_the_same_partners_of_every_authority(second, on):
    other = second.partners(on)
    first = {
        ref: {(one, short(provisions), answer.value) for one, answer, provisions in told(listed(england(), ref, on))}
        for ref in authorities()
    }
    assert {ref: found for ref, found in first.items() if found} == other


@bounded
@given(registers(), days)
def test_they_name_the_same_partners_in_any_register(register, on):
    with closing(Second(register)) as reading:
        other = reading.partners(on)
    for council in ("c:1", "c:2"):
        first = {(ref, short(refs), answer.value) for ref, answer, refs in told(listed(register, council, on))}
        assert first == other.get(council, set())


def test_the_second_reading_finds_partners_at_all(second):
    assert second.partners(date(2015, 3, 31)) == {}
    found = second.partners(date(2026, 11, 22))
    assert len(found) == 153
    paragraphs = Counter(paragraph for entries in found.values() for _, refs, _ in entries for paragraph in refs)
    assert paragraphs["6(7)(a)"] == 164
    assert paragraphs["6(7)(d)"] == paragraphs["6(7)(f)"] == paragraphs["6(8)(a)"] == 153
