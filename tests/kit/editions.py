"""Writes small editions of the register, of an invented county, for tests of loading and of the two axes of time."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from concord.registry.tables.reading import EDITION_FILE, checksum
from concord.registry.tables.schema import SOURCES, TABLES

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = {"source": "made-up", "recorded": "2026-11-21"}
COUNTY, DISTRICT, BOARD, TRUST = "gss:E10000091", "gss:E07000901", "ods:QW1", "ods:RW9"
SERVICES = "provides_services/E10000091/RW9"
AREA = "area_in/E10000091/QW1"


def rows() -> dict[str, list[dict[str, str]]]:
    """The tables of Westshire: a county with a district, a board, a trust that is proposed, a chief constable."""
    life = {"start_certainty": "earlier", "standing": "in_force"}
    return {
        "sources": [
            {"id": "made-up", "title": "Made up", "publisher": "Tests", "vintage": "2026", "licence": "MIT"},
        ],
        "bodies": [
            {"ref": COUNTY, "kind": "county", **life},
            {"ref": DISTRICT, "kind": "district", **life},
            {"ref": BOARD, "kind": "icb", "starts": "2022-07-01", **life, "start_certainty": "exact"},
            {"ref": TRUST, "kind": "nhs_trust", **life},
            {"ref": "police:westshire", "kind": "chief_officer_of_police", **life},
        ],
        "names": [
            {"ref": COUNTY, "name": "Westshire County Council", "short_name": "Westshire"},
            {"ref": DISTRICT, "name": "Aldermoor District Council", "short_name": "Aldermoor"},
            {"ref": BOARD, "name": "NHS Westshire Integrated Care Board", "starts": "2022-07-01"},
            {"ref": TRUST, "name": "Westshire Hospitals NHS Trust"},
            {"ref": "police:westshire", "name": "Chief Constable of Westshire Police"},
        ],
        "codes": [{"ref": COUNTY, "scheme": "gss", "code": "E10000091"}],
        "offices": [{"ref": "police:westshire", "addressee": "Chief Constable of Westshire Police"}],
        "facts": [
            {"id": "district_of/E10000091/E07000901", "kind": "district_of", "authority": COUNTY, "body": DISTRICT,
             "standing": "asserted"},
            {"id": AREA, "kind": "area_in", "authority": COUNTY, "body": BOARD, "starts": "2022-07-01",
             "standing": "asserted", "evidence": "9 of 9 small areas."},
            {"id": SERVICES, "kind": "provides_services", "authority": COUNTY, "body": TRUST, "standing": "proposed",
             "evidence": "Headquarters.", "confidence": "high"},
        ],
        "shares": [
            {"authority": COUNTY, "body": BOARD, "small_areas": "9", "of": "9", "share": "1.0000",
             "starts": "2022-07-01"},
        ],
        "coverage": [{"kind": "district_of", "starts": "2015-04-01", "says": "Every district."}],
    }  # fmt: skip


def row(tables: dict[str, list[dict[str, str]]], table: str, **known: str) -> dict[str, str]:
    """The one row of a table in which these cells stand, to change it."""
    (found,) = [one for one in tables[table] if known.items() <= one.items()]
    return found


def write(
    folder: Path,
    tables: dict[str, list[dict[str, str]]],
    *,
    version: str = "1",
    day: str = "2026-11-21",
) -> Path:
    """Write every table of an edition and its `edition.toml` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in (SOURCES, *TABLES):
        given = tables.get(table.name, [])
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows({**(ORIGIN if table is not SOURCES else {}), **one} for one in given)
    sign(folder, version=version, day=day)
    return folder


def sign(folder: Path, *, version: str = "1", day: str = "2026-11-21") -> None:
    """Write an `edition.toml` that fits the tables as they lie."""
    found = checksum({table.file: (folder / table.file).read_bytes() for table in (SOURCES, *TABLES)})
    (folder / EDITION_FILE).write_text(
        f'format = "concord.register/1"\nversion = "{version}"\ndate = {day}\ntitle = "Westshire"\n'
        f'sha256 = "{found}"\n',
        encoding="utf-8",
    )
