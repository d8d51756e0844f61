"""Law cases in the format `concord.cases/1`: questions with their right answers, which a lawyer can write.

Reads a file strictly (an unknown key, body or word is refused with its place), asks the evaluator, and compares. A
case may state facts of its own (`agreements`, `services`) on top of the register.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .answers import answer_form
from .duty import duty
from .errors import BadCases, BadPeriod, StatuteError
from .explain import as_text
from .facts import Body, Fact, FactKind, Register, Standing
from .findings import DutyFinding, Node
from .partners import partners
from .periods import Period
from .supply import Conditions, supply
from .why import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .rulebook import Rulebook

FORMAT = "concord.cases/1"
RESULT_FORMAT = "concord.cases.result/1"

_COMMON = frozenset({"id", "says", "on", "question", "expect"})
_FACTS = frozenset({"agreements", "services"})
_DUTY = frozenset({"asker", "asked", "person", "function"})
_KEYS = {
    "duty": (_COMMON | _DUTY, _FACTS),
    "refusal": (_COMMON | _DUTY | {"answer"}, _FACTS),
    "partners": (_COMMON | {"authority"}, _FACTS),
    "supply": (_COMMON | {"asker", "asked", "conditions_met"}, frozenset({"grounds"})),
}
_EXPECT = {
    "duty": frozenset({"relevant_partner", "provisions", "bound", "under", "instead"}),
    "refusal": frozenset({"complete_in_form", "breach", "bound", "relevant_partner"}),
    "partners": frozenset({"counts", "include", "exclude"}),
    "supply": frozenset({"must_supply"}),
}
_ANSWER = frozenset({"decision", "grounds", "reasons", "form"})
_AGREEMENT = (frozenset({"between", "from"}), frozenset({"to"}))
_SERVICE = (frozenset({"trust", "authority", "from"}), frozenset({"to"}))
_SHAPES: dict[str, tuple[type, type | None, str]] = {
    # key: (its type, the type of what it lists, an example)
    **dict.fromkeys(("on", "from", "to"), (date, None, "a day such as 2016-05-01")),
    **dict.fromkeys(("agreements", "services"), (list, dict, "tables in brackets, such as [{ … }]")),
    **dict.fromkeys(("expect", "answer"), (dict, None, "a table, such as { bound = \"yes\" }")),
    **dict.fromkeys(
        ("between", "grounds", "provisions", "instead", "breach", "include", "exclude"),
        (list, str, "texts in brackets, such as [\"CA2014.s7(3)\"]"),
    ),
    "counts": (dict, int, "numbers by provision, such as { \"CA2014.s6(7)(a)\" = 12 }"),
    "conditions_met": (bool, None, "true or false"),
}
_TEXT = (str, None, "a text in quotation marks")
_WORDS = {
    "relevant_partner": ("yes", "no", "unknown"),
    "bound": ("yes", "no", "arguable", "unknown"),
    "complete_in_form": ("yes", "no", "arguable"),
    "must_supply": ("yes", "no", "arguable"),
    "form": ("written", "oral"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its right answer, checked in form."""

    file: str
    id: str
    says: str
    on: date
    question: str
    row: Mapping[str, Any]

    @property
    def expect(self) -> dict[str, Any]:
        """What must be found."""
        found: dict[str, Any] = self.row["expect"]
        return found


@dataclass(frozen=True, slots=True)
class Result:
    """What was expected of a case and what was found. `because` is the explanation as text."""

    id: str
    ok: bool
    expected: dict[str, Any]
    found: dict[str, Any]
    because: str


def read_cases(file: str, text: str) -> tuple[Case, ...]:
    """The cases of one file. Raises `BadCases` with file, case and key."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCases(file, "the file", f"is not valid TOML: {error}") from error
    if content.get("format") != FORMAT:
        raise BadCases(file, "format", f"is {content.get('format')!r}; write format = {FORMAT!r}.")
    for key in content:
        if key not in {"format", "case"}:
            raise BadCases(file, key, "is not a key here. Use format and [[case]].")
    rows = content.get("case", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadCases(file, "case", "must be tables, written [[case]].")
    cases = tuple(_case(file, number, row) for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise BadCases(file, case.id, "stands twice. Give each case its own id.")
        seen.add(case.id)
    return cases


def run_case(book: Rulebook, register: Register, case: Case) -> Result:
    """Asks the evaluator a case's question and compares. Raises `BadCases` where the case names what does not exist."""
    try:
        found, because = _ASK[case.question](book, _with_facts(book, register, case), case)
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


def _case(file: str, number: int, row: dict[str, Any]) -> Case:
    name = str(row.get("id") or f"case {number}")
    question = row.get("question")
    if question not in _KEYS:
        raise BadCases(file, name, f"“question” is {question!r}; use one of: {', '.join(_KEYS)}.")
    must, may = _KEYS[question]
    _keys(file, name, row, must, may)
    if type(row["on"]) is not date:
        raise BadCases(file, name, f"“on” is {row['on']!r}; write a day such as 2016-05-01.")
    if not isinstance(row["expect"], dict) or not row["expect"]:
        raise BadCases(file, name, "“expect” must say what is expected.")
    _keys(file, f"{name}, expect", row["expect"], frozenset(), _EXPECT[question])
    if "answer" in row:
        _keys(file, f"{name}, answer", row["answer"], _ANSWER, frozenset())
    return Case(file, name, row["says"], row["on"], question, row)


def _keys(file: str, place: str, row: Mapping[str, Any], must: frozenset[str], may: frozenset[str]) -> None:
    for key in row:
        if key not in must | may:
            raise BadCases(file, place, f"“{key}” is not a key here. Use: {', '.join(sorted(must | may))}.")
    for key in sorted(must):
        if key not in row:
            raise BadCases(file, place, f"“{key}” is missing.")


def _with_facts(book: Rulebook, register: Register, case: Case) -> Register:
    """The register with the facts that the case states."""
    facts: list[Fact] = []
    bodies: list[Body] = []
    for number, row in enumerate(case.row.get("agreements", ()), 1):
        _keys(case.file, f"{case.id}, agreements", row, frozenset({"between", "from"}), frozenset({"to"}))
        one, other = (resolve(book, register, ref) for ref in row["between"])
        bodies += [body for body in (one, other) if body.ref.startswith("kind:")]
        period = _period(case, row)
        facts += [
            _stated(f"{case.id}-a{number}", FactKind.AGREED, a, b, period) for a, b in ((one, other), (other, one))
        ]
    for number, row in enumerate(case.row.get("services", ()), 1):
        _keys(case.file, f"{case.id}, services", row, frozenset({"trust", "authority", "from"}), frozenset({"to"}))
        trust, council = register.body(row["trust"]), register.body(row["authority"])
        facts.append(_stated(f"{case.id}-s{number}", FactKind.PROVIDES_SERVICES, council, trust, _period(case, row)))
    return register.plus(facts, bodies) if facts else register


def _period(case: Case, row: Mapping[str, Any]) -> Period:
    try:
        return Period.of(row["from"], row.get("to"))
    except (BadPeriod, TypeError) as error:
        raise BadCases(case.file, case.id, str(error)) from error


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
    if given["form"] not in {"written", "oral"}:
        raise BadCases(case.file, case.id, f"“form” is {given['form']!r}; use written or oral.")
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
