"""An edition is loaded whole or not at all; a malformed table is refused with its place; what was settled is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.base.actor import Actor
from concord.base.errors import Conflict, NotAllowed
from concord.registry import queries, services
from concord.registry.models import Body, Edition, Fact
from concord.registry.services import editions as loading
from concord.registry.tables.reading import PACKAGED, BadTable, read_edition
from concord.statute.facts import Standing
from kit import editions

LATER = datetime(2027, 1, 10, 9, tzinfo=UTC)
LATER_STILL = datetime(2027, 2, 10, 9, tzinfo=UTC)
ANYTIME = datetime(2026, 11, 22, 9, tzinfo=UTC)


def refused(folder) -> str:
    with pytest.raises(BadTable) as caught:
        read_edition(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("table", "known", "cells", "says"),
    [
        ("facts", {"id": editions.AREA}, {"starts": "2022-13-01"}, "facts.csv, line 3, column “starts”: “2022-13-"),
        ("facts", {"id": editions.AREA}, {"ends": "2022-07-01"}, "column “ends”: 2022-07-01 is not after the start"),
        ("facts", {"id": editions.AREA}, {"kind": "owns"}, "column “kind”: “owns” is not one of the words known here"),
        ("facts", {"id": editions.AREA}, {"body": "ods:ZZZ"}, "column “body”: no body “ods:ZZZ” in bodies.csv"),
        ("facts", {"id": editions.AREA}, {"body": "Essex"}, "“Essex” is no reference to a body"),
        ("facts", {"id": editions.AREA}, {"source": "hearsay"}, "no source “hearsay” in sources.csv"),
        ("facts", {"id": editions.AREA}, {"authority": ""}, "every other names one"),
        ("facts", {"id": editions.AREA}, {"standing": "confirmed"}, "says by whom (settled_by) and when"),
        ("bodies", {"ref": editions.TRUST}, {"kind": "hospital"}, "bodies.csv, line 5, column “kind”"),
        ("bodies", {"ref": editions.TRUST}, {"end_standing": "announced"}, "an announced end has no day"),
        ("shares", {"body": editions.BOARD}, {"share": "1.2"}, "1.2 is not from 0.0001 to 1"),
        ("names", {"ref": editions.TRUST}, {"name": ""}, "column “name”: is empty"),
        ("names", {"ref": editions.TRUST}, {"name": "One\nTrust"}, "column “name”: holds a control sign or the end"),
        ("facts", {"id": editions.AREA}, {"evidence": "a\0b"}, "column “evidence”: holds a control sign"),
        ("facts", {"id": editions.AREA}, {"id": "area in/1"}, "column “id”: “area in/1” holds a blank"),
        ("facts", {"id": editions.AREA}, {"id": "x" * 101}, "column “id”: is longer than 100 signs"),
        ("facts", {"id": editions.AREA}, {"body": f"ods:{'Q' * 61}"}, "is no reference to a body"),
        ("facts", {"id": editions.AREA}, {"starts": "20220701"}, "“20220701” is no day"),
        ("facts", {"id": editions.AREA}, {"ends": "9999-12-31"}, "“9999-12-31” is no day. Write it as 2026-04-01, or"),
        ("bodies", {"ref": editions.TRUST}, {"ends": "0001-01-01"}, "“0001-01-01” is no day"),
        ("shares", {"body": editions.BOARD}, {"share": "NaN"}, "“NaN” is no share"),
        ("shares", {"body": editions.BOARD}, {"share": "0.00001"}, "0.00001 is not from 0.0001 to 1"),
        ("shares", {"body": editions.BOARD}, {"of": "9" * 5000}, "is no whole number up to 2147483647"),
        ("shares", {"body": editions.BOARD}, {"of": "٣"}, "is no whole number"),
        ("prisons", {"code": "WS"}, {"site": ""}, "column “site”: “” is no whole number up to 32767. Write"),
        ("successions", {"on": "2026-04-01"}, {"new": editions.COUNTY}, "column “new”: a body cannot succeed itself"),
    ],
)  # fmt: skip
def test_a_malformed_row_is_refused_with_its_file_line_and_column(tmp_path, table, known, cells, says):
    tables = editions.rows() | {
        "prisons": [{"code": "WS", "site": "1", "name": "HMP Westshire", "state": "open"}],
        "successions": [{"old": editions.COUNTY, "new": editions.DISTRICT, "on": "2026-04-01", "how": "reorganisation",
                         "standing": "announced"}],
    }  # fmt: skip
    editions.row(tables, table, **known).update(cells)
    assert says in refused(editions.write(tmp_path, tables))


def test_the_same_row_twice_is_refused(tmp_path):
    tables = editions.rows()
    tables["facts"].append(dict(tables["facts"][1]))
    assert "names the same row as line 3" in refused(editions.write(tmp_path, tables))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda file: file.unlink(), "is missing from"),
        (lambda file: file.write_bytes(b"id,kind\n"), "facts.csv, line 1: the columns are not the expected ones"),
        (lambda file: file.write_bytes(file.read_bytes() + b"too,few\n"), "has 2 cells where there are 16 columns"),
        (lambda file: file.write_bytes(file.read_bytes() + b'"open\n'), "is not well-formed CSV"),
        (lambda file: file.write_bytes(file.read_bytes() + b"\xff\n"), "facts.csv, line 5: is not UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, change, says):
    folder = editions.write(tmp_path, editions.rows())
    change(folder / "facts.csv")
    if (folder / "facts.csv").exists():
        editions.sign(folder)
    assert says in refused(folder)


def test_tables_that_are_not_those_of_the_edition_are_refused(tmp_path):
    folder = editions.write(tmp_path, editions.rows())
    (folder / "facts.csv").write_bytes((folder / "facts.csv").read_bytes().replace(b"Headquarters", b"A clinic"))
    assert "the tables are not those that this edition names" in refused(folder)


@pytest.mark.parametrize(
    ("text", "says"), [("format = ", "cannot be read as TOML"), ('format = "x"', "`format` is not")]
)
def test_an_edition_file_that_cannot_be_used_is_refused(tmp_path, text, says):
    folder = editions.write(tmp_path, editions.rows())
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    assert says in refused(folder)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"version": ""}, "edition.toml: `version` is empty"),
        ({"version": "1" * 41}, "edition.toml: `version` is longer than 40 signs"),
        ({"version": "1\\n2"}, "edition.toml: `version` holds a control sign"),
        ({"day": "2026-11-21T00:00:00"}, "edition.toml: `date` is missing or no day"),
        ({"day": '"2026-11-21"'}, "edition.toml: `date` is missing or no day"),
    ],
)
def test_an_edition_says_its_version_and_its_day(tmp_path, told, says):
    assert says in refused(editions.write(tmp_path, editions.rows(), **told))


def test_a_row_has_one_name_however_its_cells_are_written(tmp_path):
    tables = editions.rows()
    tables["coverage"] += [
        {"kind": "area_in", "body_kinds": "icb ccg", "says": "One."},
        {"kind": "area_in", "body_kinds": "ccg  icb", "says": "The same again."},
    ]
    assert "names the same row as line 3 (area_in/ccg icb). Keep one." in refused(editions.write(tmp_path, tables))


def test_the_packaged_edition_is_whole():
    counts = read_edition(PACKAGED).counts
    assert counts["bodies"] > 900
    assert counts["facts"] > 2500
    assert counts["bank_holidays"] == 140


@pytest.mark.django_db
def test_nothing_is_half_loaded(tmp_path):
    tables = editions.rows()
    editions.row(tables, "facts", id=editions.AREA).update(starts="soon")
    with pytest.raises(BadTable):
        services.load_register(Actor.command("test"), directory=editions.write(tmp_path, tables), at=ANYTIME)
    assert not Body.objects.exists()
    assert not Edition.objects.exists()


def test_loading_the_same_edition_twice_changes_nothing(load):
    first = load()
    again = load(at=LATER)
    assert (first.again, again.again) == (False, True)
    assert Edition.objects.count() == 1
    assert not Fact.objects.filter(superseded_at__isnull=False).exists()


def test_a_newer_edition_supersedes_what_changed_and_keeps_the_old(load):
    load()
    tables = editions.rows()
    editions.row(tables, "facts", id=editions.AREA).update(ends="2027-04-01")
    loaded = load(tables, version="2", day="2027-01-01", at=LATER)
    assert (loaded.added, loaded.changed, loaded.gone) == (0, 1, 0)
    assert Fact.objects.filter(key=editions.AREA).count() == 2
    before, after = (queries.register_known(at) for at in (ANYTIME, LATER))
    assert [fact.period.closed for fact in before.facts if fact.id == editions.AREA] == [None]
    assert [fact.period.closed for fact in after.facts if fact.id == editions.AREA] == [date(2027, 4, 1)]


def test_a_row_that_a_newer_edition_drops_is_known_no_longer(load):
    load()
    tables = editions.rows()
    tables["facts"] = [fact for fact in tables["facts"] if fact["id"] != editions.AREA]
    assert load(tables, version="2", day="2027-01-01", at=LATER).gone == 1
    assert editions.AREA not in {fact.id for fact in queries.register_known().facts}
    assert editions.AREA in {fact.id for fact in queries.register_known(ANYTIME).facts}


def test_a_newer_edition_leaves_alone_what_people_here_have_settled(load, keeper):
    load()
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their own site list.", at=LATER)
    tables = editions.rows()
    editions.row(tables, "facts", id=editions.SERVICES).update(evidence="Two hospitals.")
    loaded = load(tables, version="2", day="2027-02-01", at=LATER_STILL)
    assert (loaded.changed, loaded.kept) == (0, 1)
    assert queries.fact_row(editions.SERVICES).standing == Standing.CONFIRMED


def test_a_newer_edition_adds_no_fact_for_days_that_people_here_have_settled(load, keeper):
    load()
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their own site list.", at=LATER)
    tables = editions.rows()
    editions.row(tables, "facts", id=editions.SERVICES).update(
        id=f"{editions.SERVICES}/2020-04-01", starts="2020-04-01"
    )
    assert load(tables, version="2", day="2027-02-01", at=LATER_STILL).kept == 1
    found = [fact for fact in queries.register_known().facts if fact.kind == "provides_services"]
    assert [fact.standing for fact in found] == [Standing.CONFIRMED]


def test_a_newer_edition_adds_another_function_to_a_body_of_which_one_was_settled_here(load):
    tables = editions.rows()
    held = {"kind": "exercises", "body": editions.BOARD, "standing": "asserted"}
    tables["facts"].append({"id": "exercises/prisons", "matter": "prisons", **held})
    load(tables)
    row = queries.fact_row("exercises/prisons")
    services.correct_fact(Actor.command("test"), row, reason="By the order.", starts=date(2020, 4, 1), at=LATER)
    tables["facts"].append({"id": "exercises/nhs", "matter": "nhs-commissioning", **held})
    loaded = load(tables, version="2", day="2027-02-01", at=LATER_STILL)
    assert (loaded.added, loaded.kept) == (1, 1)
    matters = {fact.matter for fact in queries.register_known().facts if fact.kind == "exercises"}
    assert matters == {"prisons", "nhs-commissioning"}


def test_an_older_edition_is_refused(load):
    load(version="2", day="2027-01-01", at=LATER)
    tables = editions.rows()
    editions.row(tables, "facts", id=editions.AREA).update(evidence="8 of 9 small areas.")
    with pytest.raises(Conflict, match="which is older"):
        load(tables, version="1", day="2026-11-21", at=LATER_STILL)


def test_a_fact_settled_while_an_edition_is_read_keeps_the_instant_at_which_it_was(load, keeper, monkeypatch):
    load()
    tables = editions.rows()
    tables["facts"] = [fact for fact in tables["facts"] if fact["id"] != editions.SERVICES]
    read = loading._in_use

    def meanwhile(model, fields):
        rows = read(model, fields)
        if model is Fact:
            services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their letter.", at=LATER)
        return rows

    monkeypatch.setattr(loading, "_in_use", meanwhile)
    load(tables, version="2", day="2027-01-01", at=LATER_STILL)
    found = [fact.standing for fact in queries.register_known(LATER).facts if fact.id == editions.SERVICES]
    assert found == [Standing.CONFIRMED]


def test_an_edition_of_a_day_to_come_is_refused(load):
    with pytest.raises(Conflict, match="is of 9999-12-31, a day to come, and would bar every other"):
        load(day="9999-12-31")
    assert not Edition.objects.exists()
    assert load(day="2026-11-22").added == 17


def test_only_a_command_on_the_server_loads_an_edition(load, keeper, tmp_path):
    folder = editions.write(tmp_path / "1", editions.rows())
    with pytest.raises(NotAllowed):
        services.load_register(keeper, directory=folder, at=ANYTIME)
    assert not Edition.objects.exists()


def test_what_is_exported_can_be_loaded_and_is_the_same(load, tmp_path, keeper):
    load()
    files = queries.register_tables(date(2026, 12, 1))
    assert files["facts.csv"].count(b"\n") == 4
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their own site list.", at=LATER)
    folder = tmp_path / "export"
    folder.mkdir()
    for name, data in queries.register_tables(date(2027, 1, 20)).items():
        (folder / name).write_bytes(data)
    loaded = services.load_register(Actor.command("test"), directory=folder, at=LATER_STILL)
    assert (loaded.added, loaded.changed, loaded.gone) == (0, 0, 0)
