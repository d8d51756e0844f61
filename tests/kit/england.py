"""The register of England as `statute` takes it, read from the packaged tables: real bodies, and no database."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from concord.registry.tables.reading import PACKAGED, read_edition
from concord.registry.wording import AUTHORITY_KINDS, REFERENCE_SCHEMES
from concord.statute import Body, Coverage, Fact, FactKind, Name, Period, Register, Standing, Succession

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from concord.registry.tables.reading import Edition


@cache
def england() -> Register:
    """The register that ships with this release, as it was known on the day of its edition."""
    edition = read_edition(PACKAGED)
    bodies = {body.ref: body for body in _bodies(edition)}
    return Register(
        bodies, tuple(_facts(edition)), tuple(_coverage(edition)), tuple(_successions(edition)), _aliases(edition)
    )


def authorities() -> tuple[str, ...]:
    """Every council that is, was or is to be a local authority, Scilly with them, in one order."""
    return tuple(sorted(ref for ref, body in england().bodies.items() if body.kind in AUTHORITY_KINDS))


def _rows(edition: Edition, table: str) -> Iterator[dict[str, Any]]:
    return (line.values for line in edition.rows[table])


def _period(row: Mapping[str, Any]) -> Period:
    return Period.of(row["starts"], row["ends"])


def _bodies(edition: Edition) -> Iterator[Body]:
    names: dict[str, list[Name]] = {}
    for row in _rows(edition, "names"):
        names.setdefault(row["body_id"], []).append(Name(row["name"], _period(row)))
    offices = {row["body_id"]: row["addressee"] for row in _rows(edition, "offices")}
    for row in _rows(edition, "bodies"):
        yield Body(
            ref=row["body_id"],
            kind=row["kind"],
            names=tuple(sorted(names.get(row["body_id"], ()), key=lambda name: name.period)),
            exists=_period(row),
            addressee=offices.get(row["body_id"], ""),
            starts_announced=row["starts_announced"],
            ends_announced=row["ends_announced"],
            source=row["source_id"],
            note=row["note"],
        )


def _facts(edition: Edition) -> Iterator[Fact]:
    for row in _rows(edition, "facts"):
        yield Fact(
            id=row["key"],
            kind=FactKind(row["kind"]),
            body=row["body_id"],
            authority=row["authority_id"] or "",
            period=_period(row),
            standing=Standing(row["standing"]),
            matter=row["matter"],
            source=row["source_id"],
            evidence=row["evidence"],
            settled_by=row["settled_by"],
            recorded=row["recorded"],
            ends_announced=row["ends_announced"],
            note=row["note"],
        )


def _coverage(edition: Edition) -> Iterator[Coverage]:
    for row in _rows(edition, "coverage"):
        kinds = frozenset(row["body_kinds"].split())
        yield Coverage(FactKind(row["kind"]), _period(row), kinds, row["says"])


def _successions(edition: Edition) -> Iterator[Succession]:
    for row in _rows(edition, "successions"):
        yield Succession(row["old_id"], row["new_id"], row["on"], row["how"], row["announced"])


def _aliases(edition: Edition) -> dict[str, str]:
    found = {
        f"{row['scheme']}:{row['code']}": row["body_id"]
        for row in _rows(edition, "codes")
        if row["scheme"] in REFERENCE_SCHEMES
    }
    return {alias: ref for alias, ref in found.items() if alias != ref}
