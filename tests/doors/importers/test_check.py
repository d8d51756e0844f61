"""`concord law check`: the report, its JSON and its exit status. It keeps nothing."""

from __future__ import annotations

import json

import pytest

from concord import statute
from concord.cli.main import main
from kit.clml import File, Part, Section, effect_xml, file_xml, section_of

pytestmark = pytest.mark.any_database
SIX = section_of(list(statute.rulebook().provisions), "6")
DAYS = ("2015-04-01", "2022-07-01", "2023-04-01", "prospective")


def write(folder, *, part: Part = SIX, **changed):
    path = folder / "section-6.xml"
    path.write_bytes(
        file_xml(File((Section(part),), scope="section/6", versions=changed.pop("versions", DAYS), **changed))
    )
    return str(path)


def test_nothing_parts(tmp_path, capsys):
    assert main(["law", "check", write(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "section-6.xml: Care Act 2014, section 6, as the law stood on 5 July 2026" in said
    assert "No parting." in said
    assert "Words not yet fixed" in said


def test_something_parts(tmp_path, capsys):
    path = write(tmp_path, versions=(*DAYS, "2019-01-01"), effects=(effect_xml(on="2099-01-01"),))
    assert main(["law", "check", path]) == 1
    said = capsys.readouterr().out
    assert "2 partings." in said
    assert "Days of versions (1)" in said
    assert "Changes that legislation.gov.uk has not worked in (1)" in said


def test_the_report_as_json(tmp_path, capsys):
    assert main(["law", "check", "--json", write(tmp_path, versions=(*DAYS, "2019-01-01"))]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "concord.law-check/1"
    assert told["parts"] is True
    assert [(found["kind"], found["ref"]) for found in told["partings"]] == [("days", "CA2014.s6")]
    assert told["file"]["scope"] == "CA2014.s6"
    held = {found["ref"]: found for found in told["provisions"]}
    assert len(held["CA2014.s6(7)(a)"]["sha256"]) == 64
    assert held["CA2014.s6"]["sha256"] is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"hello", "is not XML"), (b"<akomaNtoso/>", "Concord reads data.xml"), (b"<a>", "breaks off")],
)
def test_an_unusable_file(tmp_path, capsys, content, sentence):
    path = tmp_path / "file.xml"
    path.write_bytes(content)
    assert main(["law", "check", str(path)]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.startswith("concord: ")
    assert said.count("\n") == 1
