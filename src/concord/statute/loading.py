"""Reads the rulebook's TOML files, strictly: an unknown key, kind, fact or reference is refused with its place.

A silent no-match is the worst failure that rules can have, so nothing here is lenient.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from .errors import BadRulebook
from .facts import FactKind
from .periods import LAST, Period
from .provisions import Act, Doubt, Function, Kind, Provision, Reading, Version, Word
from .rulebook import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = "concord.rulebook/1"

_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # table: (keys that must be there, keys that may be there)
    "act": (frozenset({"code", "name", "link"}), frozenset()),
    "provision": (frozenset({"ref", "title", "eli", "version"}), frozenset({"parent", "gives", "limb_of", "reading"})),
    "version": (
        frozenset({"summary", "made_by"}),
        frozenset({"from", "status", "made_by_link", "when", "certainty", "expected", "official_sha256"}),
    ),
    "reading": (frozenset({"doubt", "ours", "other", "source"}), frozenset()),
    "kind": (frozenset({"id", "name", "plural"}), frozenset({"instead", "example_of", "why_not", "listed"})),
    "function": (frozenset({"ref", "name"}), frozenset({"transition"})),
    "person": (frozenset({"id", "name"}), frozenset({"says", "provision"})),
    "ground": (frozenset({"id", "name"}), frozenset({"says", "provision"})),
    "decision": (frozenset({"id", "name"}), frozenset({"says", "provision"})),
    "purpose": (frozenset({"id", "name"}), frozenset({"says", "provision"})),
}
_ABOUT = frozenset(
    {
        *("asker_kinds", "asked_kinds", "either_kinds", "asker", "asked"),
        *("functions", "persons", "under", "decisions", "reasons"),
    }
)
_DOUBT = frozenset({"id", "provision", "gate", "turns", "says", "ours", "other", "source"})
_MAKES = frozenset({"arguable", "unknown"})
_GATES = frozenset({"sides", "person", "function", "form"})
_TURNS = frozenset({"yes", "no"})
_STATUSES = frozenset({"in_force", "omitted", "prospective"})
_CERTAINTIES = frozenset({"seen", "memory", "inferred"})
_WHEN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "local_authority": (frozenset({"body_kinds"}), frozenset()),
    "relevant_partner": (frozenset({"fact", "body_kinds"}), frozenset({"authority_kinds", "matter"})),
    "duty": (frozenset({"asker", "asked", "persons", "functions"}), frozenset()),
    "ground": (frozenset({"ground"}), frozenset()),
    "reasons": (frozenset({"decisions"}), frozenset()),
    "supply": (frozenset({"all_of", "any_of"}), frozenset()),
}
_SIDES = frozenset({"local_authority", "relevant_partner"})
_FUNCTIONS = frozenset({"part_1", "any"})
MATTERS = frozenset({"social-security-employment-training", "prisons", "nhs-commissioning"})
CONDITIONS = frozenset({"for_board_function", "likely_to_hold", "concerns_addressee", "derived_from_supply"})


class Folder(Protocol):
    """A folder of TOML files: a `pathlib.Path`, or one inside the installed package."""

    def iterdir(self) -> Iterator[Any]:
        """The files."""


@cache
def rulebook() -> Rulebook:
    """The rulebook that ships with this release, read once."""
    return read_rulebook(resources.files("concord.statute") / "rulebook")


def read_rulebook(folder: Folder) -> Rulebook:
    """A rulebook from a folder of TOML files. Raises `BadRulebook` with file and place."""
    texts = {item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".toml")}
    return parse_rulebook(texts)


def parse_rulebook(texts: Mapping[str, str]) -> Rulebook:
    """A rulebook from the texts of its files by name. Raises `BadRulebook`."""
    gathered = _Gathered()
    for name in sorted(texts):
        try:
            gathered.take(name, tomllib.loads(texts[name]))
        except tomllib.TOMLDecodeError as error:
            raise BadRulebook(name, "the file", f"is not valid TOML: {error}") from error
    digest = hashlib.sha256("\n".join(f"{name}\n{texts[name]}" for name in sorted(texts)).encode()).hexdigest()
    return gathered.book(digest)


class _Gathered:
    """The tables of all files while they are read, with the place of each for messages."""

    def __init__(self) -> None:
        self.meta: dict[str, Any] = {}
        self.tables: dict[str, list[tuple[str, dict[str, Any]]]] = {}

    def take(self, name: str, content: dict[str, Any]) -> None:
        for key, value in content.items():
            if key in {"format", "version", "stands_at"}:
                self.meta[key] = value
            elif key in _KEYS or key == "doubt":
                rows = value if isinstance(value, list) else [value]
                for row in rows:
                    _check_keys(name, key, row)
                self.tables.setdefault(key, []).extend((name, row) for row in rows)
            else:
                raise BadRulebook(
                    name, key, f"is not a table of the rulebook. Use one of: {', '.join(sorted(_KEYS))}, doubt."
                )

    def rows(self, table: str, key: str = "id") -> Iterator[tuple[str, dict[str, Any]]]:
        seen: set[str] = set()
        for name, row in self.tables.get(table, ()):
            if row[key] in seen:
                raise BadRulebook(name, f"{table} {row[key]}", "stands twice in the rulebook.")
            seen.add(row[key])
            yield name, row

    def words(self, table: str) -> dict[str, Word]:
        return {row["id"]: Word(**row) for _, row in self.rows(table)}

    def book(self, digest: str) -> Rulebook:
        for key in ("format", "version", "stands_at"):
            if key not in self.meta:
                raise BadRulebook("meta.toml", key, "is missing.")
        if type(self.meta["stands_at"]) is not date:
            raise BadRulebook("meta.toml", "stands_at", "must be a day such as 2026-07-05.")
        if self.meta["format"] != FORMAT:
            raise BadRulebook("meta.toml", "format", f"is {self.meta['format']!r}; this release reads {FORMAT!r}.")
        kinds = {row["id"]: _kind(row) for _, row in self.rows("kind")}
        provisions = {row["ref"]: _provision(name, row, kinds) for name, row in self.rows("provision", "ref")}
        acts = {row["code"]: Act(**row) for _, row in self.rows("act", "code")}
        doubts = tuple(_doubt(name, row) for name, row in self.rows("doubt"))
        functions = {row["ref"]: Function(**row) for _, row in self.rows("function", "ref")}
        found = Rulebook(
            version=self.meta["version"], stands_at=self.meta["stands_at"], digest=digest, acts=acts,
            provisions=provisions, doubts=doubts, kinds=kinds, functions=functions,
            persons=self.words("person"), grounds=self.words("ground"),
            decisions=self.words("decision"), purposes=self.words("purpose"),
        )  # fmt: skip
        _check_references(found, self.files())
        return found

    def files(self) -> dict[tuple[str, str], str]:
        """Which file each row stands in, by its table and name."""
        rows = ((table, file, row) for table, rows in self.tables.items() for file, row in rows)
        return {(table, row.get("id") or row.get("ref") or row["code"]): file for table, file, row in rows}


def _check_keys(name: str, table: str, row: dict[str, Any]) -> None:
    if not isinstance(row, dict):
        raise BadRulebook(name, table, "must be a table, written [[…]].")
    place = f"{table} {row.get('ref') or row.get('id') or row.get('code') or ''}".strip()
    must, may = (_DOUBT, _ABOUT | {"makes"}) if table == "doubt" else _KEYS[table]
    for key in row:
        if key not in must | may:
            raise BadRulebook(name, place, f"“{key}” is not a key here. Use: {', '.join(sorted(must | may))}.")
    for key in sorted(must):
        if key not in row:
            raise BadRulebook(name, place, f"“{key}” is missing.")


def _kind(row: dict[str, Any]) -> Kind:
    return Kind(**{**row, "instead": tuple(row.get("instead", ()))})


def _provision(name: str, row: dict[str, Any], kinds: Mapping[str, Kind]) -> Provision:
    ref = row["ref"]
    gives = row.get("gives", "")
    if gives and gives not in _WHEN:
        raise BadRulebook(name, ref, f"gives “{gives}”; the evaluator knows {', '.join(sorted(_WHEN))}.")
    for table in ("version", "reading"):
        for part in row.get(table, ()):
            _check_keys(name, table, part)
    return Provision(
        ref=ref,
        title=row["title"],
        eli=row["eli"],
        versions=_versions(name, ref, gives, row["version"], kinds),
        parent=row.get("parent", ""),
        gives=gives,
        limb_of=row.get("limb_of", ""),
        readings=tuple(Reading(**reading) for reading in row.get("reading", ())),
    )


def _versions(
    name: str, ref: str, gives: str, rows: list[dict[str, Any]], kinds: Mapping[str, Kind]
) -> tuple[Version, ...]:
    dated = [row for row in rows if row.get("status") != "prospective"]
    for row in dated:
        if type(row.get("from")) is not date:
            raise BadRulebook(name, ref, "a version needs “from”, a day such as 2015-04-01, unless it is prospective.")
    for earlier, later in pairwise(dated):
        if later["from"] <= earlier["from"]:
            raise BadRulebook(
                name, ref, f"the version from {later['from']} must come after the one from {earlier['from']}."
            )
    ends = [row["from"] for row in dated[1:]] + [LAST]
    periods = {id(row): Period(row["from"], end) for row, end in zip(dated, ends, strict=True)}
    return tuple(_version(name, ref, gives, row, periods.get(id(row), Period()), kinds) for row in rows)


def _version(
    name: str, ref: str, gives: str, row: dict[str, Any], period: Period, kinds: Mapping[str, Kind]
) -> Version:
    _one_of(name, ref, "status", row.get("status", "in_force"), _STATUSES)
    _one_of(name, ref, "certainty", row.get("certainty", "seen"), _CERTAINTIES)
    when = row.get("when", {})
    if when:
        _check_when(name, ref, gives, when, kinds)
    rest = {key: value for key, value in row.items() if key not in {"from", "when"}}
    return Version(ref=ref, period=period, when=when, **rest)


def _check_when(name: str, ref: str, gives: str, when: dict[str, Any], kinds: Mapping[str, Kind]) -> None:
    if not gives:
        raise BadRulebook(name, ref, "has “when” but does not say what it “gives”.")
    must, may = _WHEN[gives]
    if not must <= when.keys() <= must | may:
        raise BadRulebook(
            name, ref, f"“when” must have {', '.join(sorted(must))} and may have {', '.join(sorted(may)) or 'no more'}."
        )
    for key in ("body_kinds", "authority_kinds"):
        for kind in when.get(key, ()):
            _one_of(name, ref, key, kind, frozenset(kinds))
    for key, allowed in (("fact", frozenset(FactKind)), ("matter", MATTERS), ("functions", _FUNCTIONS)):
        if key in when:
            _one_of(name, ref, key, when[key], allowed)
    for key, allowed in (("asker", _SIDES), ("asked", _SIDES), ("all_of", CONDITIONS), ("any_of", CONDITIONS)):
        for word in when.get(key, ()):
            _one_of(name, ref, key, word, allowed)


def _doubt(name: str, row: dict[str, Any]) -> Doubt:
    place = f"doubt {row['id']}"
    _one_of(name, place, "gate", row["gate"], _GATES)
    _one_of(name, place, "turns", row["turns"], _TURNS)
    _one_of(name, place, "makes", row.get("makes", "arguable"), _MAKES)
    about = {key: frozenset(row[key]) for key in _ABOUT if key in row}
    if not about:
        raise BadRulebook(name, place, "says nothing of when it arises.")
    return Doubt(about=about, **{key: row[key] for key in (*_DOUBT, "makes") if key in row})


def _one_of(name: str, place: str, key: str, word: str, allowed: frozenset[str]) -> None:
    if word not in allowed:
        raise BadRulebook(name, place, f"“{key}” is “{word}”; use one of: {', '.join(sorted(allowed))}.")


def _check_references(book: Rulebook, files: Mapping[tuple[str, str], str]) -> None:
    """Every reference to a provision, an act, a person, a ground or a decision must lead somewhere."""
    for provision in book.provisions.values():
        file = files["provision", provision.ref]
        if provision.ref.partition(".")[0] not in book.acts:
            raise BadRulebook(file, provision.ref, "cites an Act that acts.toml does not list.")
        for version in provision.versions:
            for key, words in (("persons", book.persons), ("decisions", book.decisions)):
                for word in version.when.get(key, ()):
                    _one_of(file, provision.ref, key, word, frozenset(words))
            if "ground" in version.when:
                _one_of(file, provision.ref, "ground", version.when["ground"], frozenset(book.grounds))
    for table, name, key, ref in _cited(book):
        if ref and ref not in book.provisions:
            place = name if table == "provision" else f"{table} {name}"
            raise BadRulebook(files[table, name], place, f"“{key}” names {ref}, which no file describes.")


def _cited(book: Rulebook) -> Iterator[tuple[str, str, str, str]]:
    """Every reference to a provision: the table, the row and the key that hold it, and where it leads."""
    for provision in book.provisions.values():
        yield ("provision", provision.ref, "parent", provision.parent)
        yield ("provision", provision.ref, "limb_of", provision.limb_of)
    for doubt in book.doubts:
        yield ("doubt", doubt.id, "provision", doubt.provision)
    for kind in book.kinds.values():
        yield from (("kind", kind.id, "instead", ref) for ref in kind.instead)
        yield ("kind", kind.id, "example_of", kind.example_of)
    tables = {"person": book.persons, "ground": book.grounds, "decision": book.decisions, "purpose": book.purposes}
    for table, words in tables.items():
        yield from ((table, word.id, "provision", word.provision) for word in words.values())
