"""Reads law cases in the format `concord.cases/1`, strictly: what is wrong is refused with its file, case and key.

The form of a file and nothing else; `cases` knows the bodies and the law, and runs what is read here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .errors import BadCases

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "concord.cases/1"

_COMMON = frozenset({"id", "says", "on", "question", "expect"})
_FACTS = frozenset({"agreements", "services"})
_DUTY = frozenset({"asker", "asked", "person", "function"})
_KEYS = {
    # question: (keys that must be there, keys that may be there)
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
_STATED = {
    "agreements": (frozenset({"between", "from"}), frozenset({"to"})),
    "services": (frozenset({"trust", "authority", "from"}), frozenset({"to"})),
}
_DAY = (date, None, "a day such as 2016-05-01")
_TABLE = (dict, None, 'a table such as { bound = "yes" }')
_ROWS = (list, dict, "tables in brackets, such as [{ … }]")
_TEXT = (str, None, 'a text such as "adult"')
_TEXTS = (list, str, 'texts in brackets, such as ["CA2014.s7(3)"]')
_SHAPES: dict[str, tuple[type, type | None, str]] = {
    # key: (what it is, what it lists, how to write it); any other key holds a text
    **dict.fromkeys(("on", "from", "to"), _DAY),
    **dict.fromkeys(("expect", "answer"), _TABLE),
    **dict.fromkeys(_FACTS, _ROWS),
    **dict.fromkeys(("between", "grounds", "provisions", "instead", "breach", "include", "exclude"), _TEXTS),
    "counts": (dict, int, 'numbers such as { "CA2014.s6(7)(a)" = 12 }'),
    "conditions_met": (bool, None, "true or false"),
}
_YES_OR_NO = ("yes", "no", "arguable", "unknown")
_WORDS = {
    **dict.fromkeys(("relevant_partner", "bound", "complete_in_form", "must_supply"), _YES_OR_NO),
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


def read_cases(file: str, text: str) -> tuple[Case, ...]:
    """The cases of one file. Raises `BadCases` with file, case and key."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCases(file, _place(text, str(error)), f"is not valid TOML: {error}") from error
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


def _place(text: str, problem: str) -> str:
    """The case and the key at the line that a TOML error names, since the file cannot be read to find them."""
    at = re.search(r"at line (\d+)", problem)
    lines = text.splitlines()[: int(at[1])] if at else []
    if not lines:
        return "the file"
    before, opened, inside = "\n".join(lines).rpartition("[[case]]")
    named = re.search(r'^\s*id\s*=\s*"([^"]*)"', inside, re.MULTILINE) if opened else None
    case = named[1] if named else f"case {before.count('[[case]]') + 1}" if opened else "the file"
    key = re.match(r"\s*([\w-]+)\s*=", lines[-1])
    return f"{case}, {key[1]}" if key else case


def _case(file: str, number: int, row: dict[str, Any]) -> Case:
    name = row["id"] if isinstance(row.get("id"), str) and row["id"] else f"case {number}"
    question = row.get("question")
    if question not in list(_KEYS):
        raise BadCases(file, name, f"“question” is {question!r}; use one of: {', '.join(_KEYS)}.")
    _check(file, name, row, *_KEYS[question])
    if not row["expect"]:
        raise BadCases(file, name, "“expect” must say what is expected.")
    _check(file, f"{name}, expect", row["expect"], frozenset(), _EXPECT[question])
    if "answer" in row:
        _check(file, f"{name}, answer", row["answer"], _ANSWER, frozenset())
    for key, (must, may) in _STATED.items():
        for stated in row.get(key, ()):
            _check(file, f"{name}, {key}", stated, must, may)
    return Case(file, name, row["says"], row["on"], question, row)


def _check(file: str, place: str, row: Mapping[str, Any], must: frozenset[str], may: frozenset[str]) -> None:
    """Refuses a key that is unknown or missing, and a value of the wrong kind: nothing is passed over in silence."""
    for key, value in row.items():
        if key not in must | may:
            raise BadCases(file, place, f"“{key}” is not a key here. Use: {', '.join(sorted(must | may))}.")
        _check_value(file, place, key, value)
    for key in sorted(must):
        if key not in row:
            raise BadCases(file, place, f"“{key}” is missing.")
    if len(row.get("between", "12")) != 2:  # noqa: PLR2004 - an agreement has two sides
        raise BadCases(file, place, "“between” must name two councils.")


def _check_value(file: str, place: str, key: str, value: Any) -> None:
    kind, listed, example = _SHAPES.get(key, _TEXT)
    inside = value.values() if isinstance(value, dict) else value
    if type(value) is not kind or (listed and not all(type(part) is listed for part in inside)):
        raise BadCases(file, place, f"“{key}” is {value!r}; write {example}.")
    if key in _WORDS and value not in _WORDS[key]:
        raise BadCases(file, place, f"“{key}” is “{value}”; use one of: {', '.join(_WORDS[key])}.")
