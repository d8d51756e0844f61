"""Checks on areas: who lies in whose, wholly and once, on every day on which anything changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from concord.registry.rules.checking import (
    COMMENCEMENT,
    Tables,
    alive,
    change_days,
    each_in_one,
    facts_of,
    first_breaches,
    rule,
)
from concord.registry.rules.counts import HEALTH_AREAS
from concord.registry.wording import AUTHORITY_KINDS
from concord.statute.facts import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SINGLE_PROBATION_SERVICE: Final = date(2021, 6, 26)
TOLERANCE: Final = Decimal("0.001")


@rule(
    "one-police-area",
    "Each authority lies in exactly one police area",
    "Care Act 2014 s6(7)(e) asks for “wholly or partly”; in England no authority is divided (Police Act 1996 Sch 1)",
)
def one_police_area(tables: Tables) -> Iterator[str]:
    """Each authority in one police area on every change day."""
    facts = facts_of(tables.register, FactKind.AREA_IN, ("chief_officer_of_police",))
    return each_in_one(tables.register, facts, COMMENCEMENT, "police areas")


@rule(
    "one-probation-region",
    "Each authority has one provider of probation services from 26 June 2021",
    "Care Act 2014 s6(7)(g); the register's own claim to be complete from that day",
)
def one_probation_region(tables: Tables) -> Iterator[str]:
    """Each authority with one provider on every change day since the single service began."""
    facts = facts_of(tables.register, FactKind.PROBATION_FOR)
    return each_in_one(tables.register, facts, SINGLE_PROBATION_SERVICE, "probation regions")


@rule(
    "health-areas-cover-england",
    "The areas of groups and boards neither overlap nor leave a gap",
    "NHS Act 2006 s14Z25 (boards) and, until 30 June 2022, s14A (groups)",
)
def health_areas_cover_england(tables: Tables) -> Iterator[str]:
    """Each authority's shares come to one, and stand beside a fact, on every change day."""
    register = tables.register
    facts = facts_of(register, FactKind.AREA_IN, HEALTH_AREAS)

    def breaches(on: date) -> dict[str, str]:
        total: defaultdict[str, Decimal] = defaultdict(Decimal)
        for share in tables.shares:
            if share.period.contains(on):
                total[share.authority] += share.share
        held = {fact.authority for fact in facts if fact.period.contains(on)}
        problems = {}
        for body in alive(register, AUTHORITY_KINDS, on):
            if body.ref not in held:
                problems[body.name_on(on)] = "in the area of no group or board"
            elif abs(total[body.ref] - 1) > TOLERANCE:
                problems[body.name_on(on)] = f"its shares come to {total[body.ref]}, not to 1"
        return problems

    return first_breaches(change_days(register, facts), breaches)


@rule(
    "shares-have-facts",
    "Every share of an area stands beside a fact, and the other way round",
    "Care Act 2014 s6(8)(b): any part of the area makes a partner",
)
def shares_have_facts(tables: Tables) -> Iterator[str]:
    """The pairs of authority and body are the same in both."""
    facts = {(fact.authority, fact.body) for fact in facts_of(tables.register, FactKind.AREA_IN, HEALTH_AREAS)}
    shares = {(share.authority, share.body) for share in tables.shares}
    for authority, body in sorted(facts ^ shares):
        yield f"{authority} and {body}: {'no share' if (authority, body) in facts else 'a share without a fact'}"


@rule(
    "district-in-one-county",
    "Each district lies in one county at a time",
    "Local Government Act 1972 s1; Care Act 2014 s6(7)(a)",
)
def district_in_one_county(tables: Tables) -> Iterator[str]:
    """Each two-tier district in one county on every change day."""
    register = tables.register
    facts = facts_of(register, FactKind.DISTRICT_OF)

    def breaches(on: date) -> dict[str, str]:
        held = Counter(fact.body for fact in facts if fact.period.contains(on))
        districts = alive(register, ("district",), on)
        return {
            body.name_on(on): f"in {held[body.ref]} counties, not in one" for body in districts if held[body.ref] != 1
        }

    return first_breaches(change_days(register, facts), breaches)


@rule(
    "county-has-districts",
    "Each county council of a two-tier area has districts",
    "Care Act 2014 s6(7)(a): a county without districts has no partner of this class, which is a question",
    "note",
)
def county_has_districts(tables: Tables) -> Iterator[str]:
    """Counties for which no district is held on some change day."""
    register = tables.register
    facts = facts_of(register, FactKind.DISTRICT_OF)

    def breaches(on: date) -> dict[str, str]:
        held = {fact.authority for fact in facts if fact.period.contains(on)}
        counties = alive(register, ("county",), on)
        return {body.name_on(on): "no district is held" for body in counties if body.ref not in held}

    return first_breaches(change_days(register, facts), breaches)
