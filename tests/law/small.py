"""Small registers that hypothesis makes up: a few bodies of every kind, facts of every sort, on days of change."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import settings
from hypothesis import strategies as st

from concord import statute
from concord.statute import Body, Coverage, Fact, FactKind, Name, Period, Register, Standing
from concord.statute.loading import MATTERS
from concord.statute.periods import ALWAYS

BOOK = statute.rulebook()
COUNCILS = ("county", "unitary", "metropolitan_district", "london_borough", "city_of_london", "isles_of_scilly")
KINDS = tuple(sorted(kind.id for kind in BOOK.kinds.values() if kind.listed))
TURNS = (date(2015, 4, 1), date(2019, 4, 1), date(2022, 7, 1), date(2023, 4, 1), date(2026, 4, 1))
DAYS = tuple(sorted({turn + timedelta(days=step) for turn in TURNS for step in (-1, 0, 1)}))
PERIODS = (
    *(Period.since(turn) for turn in TURNS),
    *(Period(date.min, turn) for turn in TURNS),
    *(Period(first, last) for first, last in combinations(TURNS, 2)),
)
COMPLETE = tuple(Coverage(kind, ALWAYS) for kind in FactKind)
COUNTS = tuple(standing for standing in Standing if standing not in {Standing.PROPOSED, Standing.REJECTED})
"""The standings of a fact that makes a partner."""

LIKELY = (
    *((FactKind.DISTRICT_OF, "district", ""), (FactKind.AGREED, "district", ""), (FactKind.AGREED, "unitary", "")),
    *((FactKind.AREA_IN, kind, "") for kind in ("ccg", "icb", "chief_officer_of_police")),
    *((FactKind.PROVIDES_SERVICES, kind, "") for kind in ("nhs_trust", "nhs_foundation_trust", "welsh_nhs_trust")),
    (FactKind.PROBATION_FOR, "probation_provider", ""),
    *((FactKind.EXERCISES, kind, matter) for kind in ("minister", "nhs_england") for matter in sorted(MATTERS)),
)
ANY = tuple(
    (kind, body, matter)
    for kind, body in product(FactKind, KINDS)
    for matter in (sorted(MATTERS) if kind is FactKind.EXERCISES else ("",))
)
"""Every sort of fact about every kind of body; most of them make nobody a partner."""

bounded = settings(derandomize=True, max_examples=60, deadline=None, database=None)
days = st.one_of(st.sampled_from(DAYS[2:]), st.sampled_from(DAYS))
_sorts = st.one_of(st.sampled_from(LIKELY), st.sampled_from(LIKELY), st.sampled_from(ANY))
_councils = st.one_of(st.just("county"), st.sampled_from(COUNCILS))
_periods = st.one_of(st.just(ALWAYS), st.just(ALWAYS), st.sampled_from(PERIODS))
_refs = ("c:1", "c:2", *(f"b:{kind}" for kind in KINDS))
_lives = st.dictionaries(st.sampled_from(_refs), st.sampled_from(PERIODS), max_size=4)


def _fact(number, drawn):
    (kind, body, matter), council, period, standing = drawn
    authority = "" if kind is FactKind.EXERCISES else council
    return Fact(f"f{number}", kind, f"b:{body}", authority, period, standing, matter)


def _rows(standings):
    return st.tuples(_sorts, st.sampled_from(("c:1", "c:1", "c:2")), _periods, st.sampled_from(standings))


def facts(standings=tuple(Standing)):
    """One fact more, about the bodies that every small register has."""
    return _rows(standings).map(lambda drawn: _fact("more", drawn))


@st.composite
def registers(draw, coverage=COMPLETE, standings=tuple(Standing)):
    """Two councils, a body of every kind, up to 25 facts; a few of the bodies have begun late or ended early."""
    kinds = {"c:1": draw(_councils), "c:2": draw(_councils)} | {f"b:{kind}": kind for kind in KINDS}
    lives = draw(_lives)
    bodies = {ref: Body(ref, kind, (Name(f"Name of {ref}"),), lives.get(ref, ALWAYS)) for ref, kind in kinds.items()}
    rows = draw(st.lists(_rows(standings), min_size=6, max_size=25))
    return Register(bodies, tuple(_fact(number, row) for number, row in enumerate(rows)), coverage)


def told(found):
    """A list of partners as what it says, whatever the order and the names."""
    return {(one.body.ref, one.answer, frozenset(one.provisions)) for one in (*found.partners, *found.possible)}


def listed(register, authority, on):
    return statute.partners(BOOK, register, authority=authority, on=on)
