"""Checks that what is said of bodies fits their lives: facts, codes, names, successions, national functions."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from concord.registry.rules.checking import COMMENCEMENT, Code, Tables, facts_of, rule
from concord.registry.rules.counts import COUNTS
from concord.statute.facts import Fact, FactKind, Standing
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "facts-within-lives",
    "No fact lies outside the life of its body or its authority",
    "A body that does not exist is nobody's partner: Care Act 2014 s6(7)",
)
def facts_within_lives(tables: Tables) -> Iterator[str]:
    """Facts that begin before, or end after, one of the two. An unknown start means 1 April 2015 or before."""
    bodies = tables.register.bodies
    for fact in tables.register.facts:
        for ref in (fact.body, fact.authority):
            body = bodies.get(ref)
            if not ref:
                continue
            if body is None:
                yield f"{fact.id}: the register holds no body {ref}"
            elif max(fact.period.start, COMMENCEMENT) < body.exists.start or fact.period.end > body.exists.end:
                yield f"{fact.id}: {fact.period}, but {body.name} existed {body.exists}"


@rule(
    "one-fact-a-day",
    "No two facts say the same thing of one day",
    "The register's own rule: amend a fact, or correct it, but do not repeat it",
)
def one_fact_a_day(tables: Tables) -> Iterator[str]:
    """Facts of one kind about the same bodies that share days. One that was rejected says nothing of its days."""
    alike: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in (fact for fact in tables.register.facts if fact.standing is not Standing.REJECTED):
        alike[fact.kind, fact.authority, fact.body, fact.matter].append(fact)
    for facts in alike.values():
        facts.sort(key=lambda fact: fact.period)
        for first, second in itertools.pairwise(facts):
            if first.period.both(second.period):
                yield f"{first.id} and {second.id} share days"


@rule(
    "one-body-a-code",
    "No two bodies have the same code on one day",
    "ONS and NHS codes are given once; a code that names two bodies would send a request to the wrong one",
)
def one_body_a_code(tables: Tables) -> Iterator[str]:
    """Codes of a scheme held by two bodies on some day."""
    alike: defaultdict[tuple[str, str], list[Code]] = defaultdict(list)
    for code in tables.codes:
        alike[code.scheme, code.code].append(code)
    for codes in alike.values():
        codes.sort(key=lambda code: code.period)
        for first, second in itertools.pairwise(codes):
            if first.body != second.body and first.period.both(second.period):
                yield f"{first.scheme} {first.code}: {first.body} and {second.body}"


@rule(
    "always-a-name",
    "Each body has one name on every day of its life",
    "A partner is shown under the name that it had on the day",
)
def always_a_name(tables: Tables) -> Iterator[str]:
    """Bodies with no name, or with names that share days or leave days out."""
    for body in tables.register.bodies.values():
        periods = [name.period for name in body.names]
        if not periods:
            yield f"{body.ref}: no name"
        elif any(first.end != second.start for first, second in itertools.pairwise(periods)):
            yield f"{body.name} ({body.ref}): its names share days or leave days out"


@rule(
    "successors-exist",
    "Each successor exists on the day on which it takes over, and the body that it replaces ends on that day",
    "Structural changes orders; NHS Act 2006 s14Z25 and Schs 1B, 4 and 7",
)
def successors_exist(tables: Tables) -> Iterator[str]:
    """Successions whose days do not fit the lives of the two bodies."""
    bodies = tables.register.bodies
    for found in tables.register.successions:
        old, new = bodies.get(found.old), bodies.get(found.new)
        if old is None or new is None:
            yield f"{found.old} to {found.new}: the register does not hold both"
        elif not new.exists.contains(found.on):
            yield f"{new.name} takes over from {old.name} on {in_words(found.on)}, but existed {new.exists}"
        elif old.exists.end != found.on:
            yield f"{old.name} is succeeded on {in_words(found.on)}, but existed {old.exists}"


@rule(
    "national-functions-held",
    "Somebody holds each national function that the Act names",
    "Care Act 2014 s6(7)(d) and (f), s6(8)(a)",
)
def national_functions_held(tables: Tables) -> Iterator[str]:
    """Matters of the facts `exercises` that nobody holds on the first or on the latest change day."""
    facts = facts_of(tables.register, FactKind.EXERCISES)
    for matter in ("nhs-commissioning", "social-security-employment-training", "prisons"):
        for on in (COMMENCEMENT, max(COUNTS)):
            if not any(fact.matter == matter and fact.period.contains(on) for fact in facts):
                yield f"{matter}: nobody on {in_words(on)}"
