"""Each check fails, with words, when a bad row is put in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from concord.registry.rules import Code, Share, Tables, checks
from concord.statute.facts import Body, Fact, FactKind, Name, Register, Succession
from concord.statute.periods import ALWAYS, Period
from kit.england import england

pytestmark = pytest.mark.any_database

ESSEX, COLCHESTER = "gss:E10000012", "gss:E07000071"


def result(tables: Tables, id_: str):
    (found,) = [check for check in checks(tables) if check.id == id_]
    return found


def with_facts(*facts: Fact) -> Tables:
    return Tables(england().plus(facts))


def without(start: str) -> Tables:
    register = england()
    return Tables(replace(register, facts=tuple(fact for fact in register.facts if not fact.id.startswith(start))))


def changed(ref: str, **values) -> Register:
    register = england()
    return register.plus(bodies=[replace(register.body(ref), **values)])


BAD = {
    "councils-counted": lambda: Tables(changed(ESSEX, kind="unitary")),
    "health-bodies-counted": lambda: Tables(changed("ods:D7T5G", exists=Period.since(date(2026, 4, 2)))),
    "one-police-area": lambda: with_facts(Fact("x", FactKind.AREA_IN, "police:kent", ESSEX)),
    "one-probation-region": lambda: without("probation_for/E10000012"),
    "health-areas-cover-england": lambda: without("area_in/E10000012/D7T5G"),
    "shares-have-facts": lambda: Tables(england(), (Share(ESSEX, "ods:QKS", Decimal("0.1"), ALWAYS),)),
    "district-in-one-county": lambda: with_facts(Fact("x", FactKind.DISTRICT_OF, COLCHESTER, "gss:E10000029")),
    "county-has-districts": lambda: without("district_of/E10000012"),
    "facts-within-lives": lambda: with_facts(
        Fact("x", FactKind.AREA_IN, "ods:QH8", ESSEX, Period.since(date(2025, 1, 1)))
    ),
    "one-fact-a-day": lambda: with_facts(Fact("x", FactKind.AREA_IN, "police:essex", ESSEX)),
    "one-body-a-code": lambda: Tables(
        england(), codes=(Code(ESSEX, "gss", "E1", ALWAYS), Code(COLCHESTER, "gss", "E1", ALWAYS))
    ),
    "always-a-name": lambda: Tables(changed(ESSEX, names=(Name("Essex", Period.of(None, date(2020, 1, 1))),) * 2)),
    "successors-exist": lambda: Tables(
        replace(england(), successions=(Succession("ods:QH8", "ods:D7T5G", date(2026, 3, 1)),))
    ),
    "national-functions-held": lambda: without("exercises/justice"),
    "ended-with-successor": lambda: Tables(replace(england(), successions=())),
}


@pytest.mark.parametrize("check", BAD)
def test_a_bad_row_makes_its_check_fail_in_words(check):
    found = result(BAD[check](), check)
    notes = {"county-has-districts", "ended-with-successor"}
    assert found.result == ("note" if check in notes else "failed")
    assert found.found


def test_a_check_that_finds_much_shows_twenty_and_counts_the_rest():
    found = result(Tables(replace(england(), facts=())), "one-police-area")
    assert len(found.found) == 21
    assert found.found[-1].startswith("and ")


def test_a_fact_that_is_only_proposed_or_rejected_breaks_no_check_of_areas():
    proposed = Fact("x", FactKind.AREA_IN, "police:kent", ESSEX, standing="proposed")
    assert result(with_facts(proposed), "one-police-area").result == "ok"


def test_an_empty_register_breaks_the_counts_and_nothing_else_falls_over():
    empty = Tables(Register({}, ()))
    assert result(empty, "councils-counted").result == "failed"
    assert result(empty, "one-fact-a-day").result == "ok"
    assert isinstance(Body("gss:x", "county", ()).name, str)
