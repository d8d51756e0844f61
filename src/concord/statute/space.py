"""The whole rule space as tables that a lawyer can read and sign, computed from the rulebook alone.

Every kind of council meets every kind of body under every fact, on the first and last day of every version of the
law; every asker meets every addressee about every person; every answer is tried for its form. The signed tables are
in docs/law/space; a test compares them with these, cell by cell, and a mutant of the rulebook must not survive that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from .answer import Answer
from .answers import answer_form
from .duty import OTHER, duty
from .facts import Body, Coverage, Fact, FactKind, Name, Register, about
from .loading import MATTERS
from .partners import partners
from .periods import ALWAYS, FIRST, LAST
from .status import authority_status
from .supply import Conditions, supply

if TYPE_CHECKING:
    from .findings import DutyFinding
    from .rulebook import Rulebook

Row = tuple[str, ...]
Table = Iterator[Row]

COUNCILS = ("county", "unitary", "metropolitan_district", "london_borough", "city_of_london", "isles_of_scilly")
DAYS = (
    date(2015, 3, 31),
    date(2015, 4, 1),
    date(2022, 6, 30),
    date(2022, 7, 1),
    date(2023, 3, 31),
    date(2023, 4, 1),
    date(2026, 11, 21),
)
"""The eve and the first day of each version of sections 6 and 7, and a day in the latest."""

PERSONS = ("adult", "carer", "carer-of-child", "young-carer", "child", "nobody")
FUNCTIONS = ("CA2014.s9", "CA2014.s48", "CA2014.s58", OTHER)
_FACTS: tuple[tuple[FactKind, str], ...] = tuple(
    (kind, matter) for kind in FactKind for matter in (sorted(MATTERS) if kind is FactKind.EXERCISES else ("",))
)


def tables(book: Rulebook) -> Mapping[str, Table]:
    """Each table by its file name, as rows of words, header first."""
    return {
        "versions.csv": versions(book),
        "authorities.csv": authorities(book),
        "partners.csv": partner_cells(book),
        "duty.csv": duty_cells(book),
        "form.csv": form_cells(book),
        "supply.csv": supply_cells(book),
        "kinds.csv": kind_cells(book),
        "doubts.csv": doubt_cells(book),
    }


def versions(book: Rulebook) -> Table:
    """Every version of every provision: days, status, maker, what it is used for and the hash of our summary."""
    yield ("provision", "parent", "gives", "from", "to", "status", "made by", "tests", "summary sha256")
    for provision in sorted(book.provisions.values(), key=lambda p: p.ref):
        for v in provision.versions:
            start = "" if v.period.start == FIRST else v.period.start.isoformat()
            end = "" if v.period.end == LAST else v.period.end.isoformat()
            tests = "; ".join(f"{key}={_listed(v.when[key])}" for key in sorted(v.when))
            short = hashlib.sha256(v.summary.encode()).hexdigest()[:16]
            uses = " ".join(word for word in (provision.gives, provision.limb_of) if word)
            yield (provision.ref, provision.parent, uses, start, end, v.status, v.made_by, tests, short)


def _listed(value: object) -> str:
    return " ".join(sorted(value)) if isinstance(value, list | tuple) else str(value)


def authorities(book: Rulebook) -> Table:
    """Which kinds of body are a local authority within section 1(4), on each day, and by which paragraph."""
    yield ("kind of body", *(day.isoformat() for day in DAYS))
    for kind in sorted(book.kinds):
        yield (kind, *(_authority_cell(book, kind, day) for day in DAYS))


def _authority_cell(book: Rulebook, kind: str, day: date) -> str:
    """The answer and every paragraph that gives it."""
    answer = authority_status(book, _body("x:one", kind), day).answer
    limbs = (v.ref for v in book.authority_limbs.get(kind, ()) if v.period.contains(day))
    return " ".join((answer.value, *limbs)) if answer is Answer.YES else answer.value


def partner_cells(book: Rulebook) -> Table:
    """Which paragraphs make a body a partner, for each fact, body kind, day and kind of council; "-" where none does.

    Rows in which no kind of council has a partner are left out; what is not listed makes no partner.
    """
    yield ("fact", "matter", "kind of body", "day", *COUNCILS)
    for (fact, matter), kind, day in product(_FACTS, sorted(book.kinds), DAYS):
        cells = tuple(_partner_cell(book, fact, matter, kind, council, day) for council in COUNCILS)
        if any(cell != "-" for cell in cells):
            yield (fact.value, matter, kind, day.isoformat(), *cells)


def _partner_cell(book: Rulebook, fact: FactKind, matter: str, kind: str, council: str, day: date) -> str:
    if about(fact, matter, kind) not in book.limbs.ever(council):
        return "-"
    register = _register(fact, matter, council, kind)
    found = partners(book, register, authority="x:one", on=day)
    return " ".join(found.partners[0].provisions) if found.partners else "-"


_ROLES = {
    # what one side is to the other: (kind, fact that ties it to the council)
    "authority": ("county", None),
    "relevant partner": ("district", FactKind.DISTRICT_OF),
    "care board elsewhere": ("icb", None),
    "possible partner": ("nhs_trust", None),
    "district elsewhere": ("district", None),
    "GP practice": ("gp-practice", None),
    "British Transport Police": ("british-transport-police", None),
    "shadow authority": ("shadow-authority", None),
    "Isles of Scilly": ("isles_of_scilly", None),
}


def duty_cells(book: Rulebook) -> Table:
    """Whether a request binds, for each pair of sides, person and function, before Part 1, at its start and now.

    Rows in which section 7 never binds and nothing is open instead are left out.
    """
    yield ("asker", "asked", "person", "function", *(day.isoformat() for day in (DAYS[0], DAYS[1], DAYS[-1])))
    for asker, asked in product(_ROLES, _ROLES):
        register = _two_sides(asker, asked)
        for person, function in product(PERSONS, FUNCTIONS):
            cells = [
                _cell(duty(book, register, asker="x:one", asked="x:two", person=person, function=function, on=day))
                for day in (DAYS[0], DAYS[1], DAYS[-1])
            ]
            if set(cells) != {Answer.NO.value}:
                yield (asker, asked, person, function, *cells)


def _two_sides(asker: str, asked: str) -> Register:
    (kind, fact), (other, back) = _ROLES[asker], _ROLES[asked]
    facts = [Fact("f1", back, "x:two", "x:one")] if back else []
    facts += [Fact("f2", fact, "x:one", "x:two")] if fact else []
    return _small(_body("x:one", kind), _body("x:two", other), *facts)


def form_cells(book: Rulebook) -> Table:
    """Whether an answer is complete in form, for each decision, ground, reasons and form, bound or not."""
    yield ("bound", "decision", "ground", "reasons", "form", "complete in form", "breach")
    bound = duty(
        book,
        _two_sides("authority", "relevant partner"),
        asker="x:one",
        asked="x:two",
        person="adult",
        function="CA2014.s9",
        on=DAYS[-1],
    )
    free = duty(
        book,
        _two_sides("authority", "GP practice"),
        asker="x:one",
        asked="x:two",
        person="adult",
        function="CA2014.s9",
        on=DAYS[-1],
    )
    grounds = ("", *sorted(book.grounds))
    for finding, decision, ground, reasons, written in product(
        (bound, free), sorted(book.decisions), grounds, ("", "Because."), (True, False)
    ):
        form = answer_form(
            book, finding, decision=decision, grounds=(ground,) if ground else (), reasons=reasons, written=written
        )
        words = (
            finding.bound.value,
            decision,
            ground or "-",
            "some" if reasons else "-",
            "written" if written else "oral",
        )
        yield (*words, form.complete.value, " ".join(form.breach) or "-")


def supply_cells(book: Rulebook) -> Table:
    """Whether section 45 requires a supply, for each combination of its conditions, before and since Part 1."""
    names = ("for board function", "likely to hold", "concerns addressee", "derived from supply")
    yield (*names, *(day.isoformat() for day in (DAYS[0], DAYS[1], DAYS[-1])))
    register = _two_sides("authority", "GP practice")
    for answers in product((Answer.YES, Answer.NO, Answer.UNKNOWN), repeat=len(names)):
        found = [
            supply(
                book, register, asker="x:one", asked="x:two", conditions=Conditions(*answers), on=day
            ).must_supply.value
            for day in (DAYS[0], DAYS[1], DAYS[-1])
        ]
        yield (*(answer.value for answer in answers), *found)


def kind_cells(book: Rulebook) -> Table:
    """What section 7 is towards each kind of body with which nothing but its kind ties a council, and from it.

    The City stands beside a county, and a shadow authority beside both, because doubts turn on who asks.
    """
    yield ("council", "kind of body", "function", "asks the body", "is asked by the body")
    for council, kind, function in product(
        ("county", "city_of_london", "shadow-authority"), sorted(book.kinds), FUNCTIONS[:2]
    ):
        one = _body("x:one", council)
        # The Metropolitan Commissioner is the one officer about whom a doubt speaks by name.
        met = council == "city_of_london" and kind == "chief_officer_of_police"
        two = _body("police:metropolitan" if met else "x:two", kind)
        yield (council, kind, function, *_both_ways(book, one, two, function))


def _both_ways(book: Rulebook, one: Body, two: Body, function: str) -> tuple[str, str]:
    register = _small(one, two)
    found = (
        duty(book, register, asker=asker.ref, asked=asked.ref, person="adult", function=function, on=DAYS[-1])
        for asker, asked in ((one, two), (two, one))
    )
    there, back = (_cell(finding) for finding in found)
    return there, back


def _cell(f: DutyFinding) -> str:
    doubts, instead = (f"doubt {d.id}" for d in f.doubts), (f"instead {ref}" for ref in f.instead)
    return " ".join(word for word in (f.bound.value, f.under, *f.grounds, *doubts, *instead) if word)


def doubt_cells(book: Rulebook) -> Table:
    """Every doubt that can make an answer arguable, with what it looks at; and what is open to each kind of body."""
    yield ("doubt or kind", "provision", "gate", "turns", "arises where")
    for doubt in sorted(book.doubts, key=lambda d: d.id):
        about = "; ".join(f"{key}={' '.join(sorted(doubt.about[key]))}" for key in sorted(doubt.about))
        yield (doubt.id, doubt.provision, doubt.gate, doubt.turns, about)
    for kind in sorted(book.kinds.values(), key=lambda k: k.id):
        yield (f"kind {kind.id}", " ".join(kind.instead), kind.example_of, "listed" if kind.listed else "unlisted", "")


def _register(fact: FactKind, matter: str, council: str, kind: str) -> Register:
    stated = Fact("f1", fact, "x:two", "" if fact is FactKind.EXERCISES else "x:one", matter=matter)
    return _small(_body("x:one", council), _body("x:two", kind), stated)


def _small(one: Body, two: Body, *facts: Fact) -> Register:
    """Two bodies; complete for everything but where trusts provide services."""
    complete = tuple(Coverage(kind, ALWAYS) for kind in FactKind if kind is not FactKind.PROVIDES_SERVICES)
    return Register({one.ref: one, two.ref: two}, tuple(facts), complete)


def _body(ref: str, kind: str) -> Body:
    return Body(ref, kind, (Name("One" if ref == "x:one" else "Two"),))
