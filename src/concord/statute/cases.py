"""Runs law cases: asks the evaluator a case's question and compares what it finds with the right answer.

`case_files` reads them. A case may state facts of its own (`agreements`, `services`) on top of the register; a body, a
provision or a word that does not exist is refused with its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .answers import answer_form
from .duty import duty
from .errors import BadCases, BadPeriod, StatuteError
from .explain import as_text
from .facts import Body, Fact, FactKind, Register, Standing
from .node import Node
from .partners import partners
from .periods import Period
from .supply import Conditions, supply
from .why import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .case_files import Case
    from .findings import DutyFinding
    from .rulebook import Rulebook

RESULT_FORMAT = "concord.cases.result/1"


@dataclass(frozen=True, slots=True)
class Result:
    """What was expected of a case and what was found. `because` is the explanation as text."""

    id: str
    ok: bool
    expected: dict[str, Any]
    found: dict[str, Any]
    because: str


def run_case(book: Rulebook, register: Register, case: Case) -> Result:
    """Asks the evaluator a case's question and compares. Raises `BadCases` where the case names what does not exist."""
    _check_names(book, register, case)
    stated = _with_facts(book, register, case)
    try:
        found, because = _ASK[case.question](book, stated, case)
    except StatuteError as error:
        raise BadCases(case.file, case.id, str(error)) from error
    ok = all(_holds(key, expected, found) for key, expected in case.expect.items())
    return Result(case.id, ok, case.expect, found, as_text(because))


def results_json(results: Iterable[Result]) -> dict[str, Any]:
    """Results in the format `concord.cases.result/1`."""
    listed = list(results)
    passed = sum(result.ok for result in listed)
    rows = [{"id": r.id, "ok": r.ok, "expected": r.expected, "found": r.found, "because": r.because} for r in listed]
    return {"format": RESULT_FORMAT, "passed": passed, "failed": len(listed) - passed, "results": rows}


def _with_facts(book: Rulebook, register: Register, case: Case) -> Register:
    """The register with the facts that the case states."""
    facts: list[Fact] = []
    bodies: list[Body] = []
    for number, row in enumerate(case.row.get("agreements", ()), 1):
        one, other = (_body(book, register, case, ref, "agreements, between") for ref in row["between"])
        bodies += [body for body in (one, other) if body.ref.startswith("kind:")]
        period = _period(case, row)
        facts += [
            _stated(f"{case.id}-a{number}", FactKind.AGREED, a, b, period) for a, b in ((one, other), (other, one))
        ]
    for number, row in enumerate(case.row.get("services", ()), 1):
        trust, council = (_body(book, register, case, row[key], f"services, {key}") for key in ("trust", "authority"))
        facts.append(_stated(f"{case.id}-s{number}", FactKind.PROVIDES_SERVICES, council, trust, _period(case, row)))
    return register.plus(facts, bodies) if facts else register


def _period(case: Case, row: Mapping[str, Any]) -> Period:
    try:
        return Period.of(row["from"], row.get("to"))
    except BadPeriod as error:
        raise BadCases(case.file, f"{case.id}, to", str(error)) from error


def _body(book: Rulebook, register: Register, case: Case, ref: str, key: str) -> Body:
    """The body that a case names, or a refusal that says where."""
    try:
        return resolve(book, register, ref)
    except StatuteError as error:
        raise BadCases(case.file, f"{case.id}, {key}", str(error)) from error


def _check_names(book: Rulebook, register: Register, case: Case) -> None:
    """Every body that a case names must exist, and every provision that it counts: a misspelling has no partners."""
    for key in ("asker", "asked", "authority"):
        if key in case.row:
            _body(book, register, case, case.row[key], key)
    for key in ("include", "exclude"):
        for ref in case.expect.get(key, ()):
            _body(book, register, case, ref, f"expect, {key}")
    for ref in case.expect.get("counts", ()):
        if ref not in book.provisions:
            raise BadCases(case.file, f"{case.id}, expect, counts", f"the rulebook has no provision {ref}.")


def _stated(fact_id: str, kind: FactKind, authority: Body, body: Body, period: Period) -> Fact:
    return Fact(fact_id, kind, body.ref, authority.ref, period, Standing.CONFIRMED, source="stated by the case")


Found = tuple[dict[str, Any], Node]


def _ask_duty(book: Rulebook, register: Register, case: Case) -> Found:
    finding = _duty(book, register, case)
    return _duty_found(finding), finding.because


def _duty(book: Rulebook, register: Register, case: Case) -> DutyFinding:
    row = case.row
    return duty(
        book,
        register,
        asker=row["asker"],
        asked=row["asked"],
        person=row["person"],
        function=row["function"],
        on=case.on,
    )


def _duty_found(finding: DutyFinding) -> dict[str, Any]:
    return {
        "relevant_partner": finding.relevant_partner.value,
        "provisions": list(finding.provisions),
        "bound": finding.bound.value,
        "under": finding.under,
        "instead": list(finding.instead),
    }


def _ask_refusal(book: Rulebook, register: Register, case: Case) -> Found:
    finding, given = _duty(book, register, case), case.row["answer"]
    form = answer_form(
        book, finding, decision=given["decision"], grounds=given["grounds"], reasons=given["reasons"],
        written=given["form"] == "written",
    )  # fmt: skip
    return {**_duty_found(finding), "complete_in_form": form.complete.value, "breach": list(form.breach)}, form.because


def _ask_partners(book: Rulebook, register: Register, case: Case) -> Found:
    found = partners(book, register, authority=case.row["authority"], on=case.on)
    counts: dict[str, int] = dict.fromkeys(case.expect.get("counts", {}), 0)
    for partnership in found.partners:
        for ref in partnership.provisions:
            counts[ref] = counts.get(ref, 0) + 1
    refs = [partnership.body.ref for partnership in found.partners]
    wanted = (*case.expect.get("include", ()), *case.expect.get("exclude", ()))
    refs += [ref for ref in wanted if ref not in refs and resolve(book, register, ref).ref in refs]
    return {"counts": counts, "include": refs, "exclude": refs}, found.standing


def _ask_supply(book: Rulebook, register: Register, case: Case) -> Found:
    row = case.row
    conditions = Conditions.stated(met=row["conditions_met"])
    found = supply(
        book,
        register,
        asker=row["asker"],
        asked=row["asked"],
        conditions=conditions,
        on=case.on,
        pleaded=row.get("grounds", ()),
    )
    return {"must_supply": found.must_supply.value}, found.because


_ASK = {"duty": _ask_duty, "refusal": _ask_refusal, "partners": _ask_partners, "supply": _ask_supply}


def _holds(key: str, expected: Any, found: Mapping[str, Any]) -> bool:
    """Listed provisions, `instead` and `include` must be among what is found; `breach` is the whole list."""
    value = found[key]
    if key == "counts":
        return all(value.get(ref, 0) == count for ref, count in expected.items())
    if key == "exclude":
        return not set(expected) & set(value)
    if key in {"provisions", "instead", "include"}:
        return set(expected) <= set(value)
    return bool(value == expected)
