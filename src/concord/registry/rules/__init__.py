"""The checks that a register must pass, each with the provision or source that it comes from. Values in, findings out.

A check fails where the law or the register's own claim is broken; it notes what is open and no breach.
"""

from typing import Final

from concord.registry.rules import areas, counts, lives, open_questions
from concord.registry.rules.checking import Check, Code, Result, Share, Tables

__all__ = ["CHECKS", "Check", "Code", "Result", "Share", "Tables", "checks"]

CHECKS: Final = (
    counts.councils_counted,
    counts.health_bodies_counted,
    areas.one_police_area,
    areas.one_probation_region,
    areas.health_areas_cover_england,
    areas.shares_have_facts,
    areas.district_in_one_county,
    lives.facts_within_lives,
    lives.one_fact_a_day,
    lives.one_body_a_code,
    lives.always_a_name,
    lives.successors_exist,
    lives.national_functions_held,
    areas.county_has_districts,
    open_questions.ended_with_successor,
    open_questions.announced_apart,
    open_questions.trusts_to_settle,
)


def checks(tables: Tables) -> tuple[Check, ...]:
    """Every check on a register, in the order in which pages show them."""
    return tuple(rule.check(tables) for rule in CHECKS)
