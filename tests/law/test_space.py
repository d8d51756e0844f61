"""The signed tables of the whole rule space equal what the rulebook says today, cell by cell."""

import csv
import hashlib
import tomllib
from pathlib import Path

import pytest

from concord import statute
from concord.statute import space

SIGNED = Path(__file__).parents[2] / "docs/law/space"
NAMES = sorted(space.tables(statute.rulebook()))


def read(name):
    with (SIGNED / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize("name", NAMES)
def test_the_rulebook_says_what_the_signed_table_says(name):
    assert list(space.tables(statute.rulebook())[name]) == read(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_its_line_for_a_signature(name):
    signatures = tomllib.loads((SIGNED / "signatures.toml").read_text("utf-8"))
    assert signatures[name]["sha256"] == hashlib.sha256((SIGNED / name).read_bytes()).hexdigest(), (
        f"{name} changed. Read it, have a lawyer sign it, and renew its line in signatures.toml."
    )


def test_no_cell_of_the_partner_table_rests_on_two_paragraphs_of_subsection_7():
    for row in read("partners.csv")[1:]:
        for cell in row[4:]:
            assert sum(ref.startswith("CA2014.s6(7)") for ref in cell.split()) <= 1


def test_nobody_is_a_partner_or_bound_on_the_eve_of_part_1():
    eve = space.DAYS[0].isoformat()
    assert not [row for row in read("partners.csv")[1:] if row[3] == eve]
    assert {row[4] for row in read("duty.csv")[1:]} == {"no"}
