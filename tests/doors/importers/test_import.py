"""`concord law import`: official words are kept beside our summaries, once, with their source."""

from __future__ import annotations

import json

import pytest

from concord import statute
from concord.cli.main import main
from concord.importers import legislation
from concord.registry.models import OfficialWording
from kit.clml import File, Part, Section, file_xml, section_of

pytestmark = pytest.mark.django_db
SIX = section_of(list(statute.rulebook().provisions), "6")


@pytest.fixture
def section_six(tmp_path):
    def write(name: str = "section-6.xml", **changed):
        path = tmp_path / name
        part = changed.pop("part", SIX)
        path.write_bytes(
            file_xml(File((Section(part, start=changed.pop("start", "2023-04-01")),), scope="section/6", **changed))
        )
        return path

    return write


def test_the_words_are_kept_with_their_source(section_six, capsys):
    path = section_six()
    assert main(["law", "import", str(path)]) == 0
    said = capsys.readouterr().out
    row = OfficialWording.objects.get(provision="CA2014.s6(7)(a)")
    assert row.text == "(a) Invented words of section 6 7 at a."
    assert (str(row.in_force_from), row.file) == ("2023-04-01", "section-6.xml")
    assert row.sha256 == legislation.read(statute.rulebook(), path).sha256
    assert "kept the words of" in said
    assert "Open Government Licence v3.0" in said


def test_running_twice_keeps_nothing_new(section_six, capsys):
    path = section_six()
    main(["law", "import", str(path)])
    count = OfficialWording.objects.count()
    assert main(["law", "import", str(path)]) == 0
    assert OfficialWording.objects.count() == count
    assert "nothing new to keep" in capsys.readouterr().out


def test_another_version_stands_beside_the_first(section_six):
    main(["law", "import", str(section_six("now.xml"))])
    main(["law", "import", str(section_six("then.xml", start="2015-04-01"))])
    days = OfficialWording.objects.filter(provision="CA2014.s6(5)").values_list("in_force_from", flat=True)
    assert sorted(map(str, days)) == ["2015-04-01", "2023-04-01"]


def test_what_the_rulebook_does_not_have_is_left_out(section_six, capsys):
    part = Part("6", "", (*SIX.parts, Part("11", "Invented."), Part("5", ". . . . . . . .")))
    assert main(["law", "import", "--json", str(section_six(part=part))]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["not_in_the_rulebook"] == 1
    assert "Open Government Licence" in told["licence"]
    assert not OfficialWording.objects.filter(provision="CA2014.s6(11)").exists()


def test_the_act_as_enacted_is_not_kept(section_six, capsys):
    path = section_six(start="", version="enacted", document_status="final")
    assert main(["law", "import", str(path)]) == 2
    assert "without in-force days" in capsys.readouterr().err
    assert not OfficialWording.objects.exists()


def test_a_section_that_the_rulebook_does_not_have_is_refused(tmp_path, capsys):
    path = tmp_path / "section-99.xml"
    path.write_bytes(file_xml(File((Section(Part("99", "Invented.")),), scope="section/99")))
    assert main(["law", "import", str(path)]) == 2
    assert "has no provision that the rulebook has" in capsys.readouterr().err


def test_an_unusable_file_leaves_nothing(section_six, capsys):
    path = section_six()
    path.write_bytes(path.read_bytes()[:500])
    assert main(["law", "import", str(path)]) == 2
    said = capsys.readouterr().err
    assert "breaks off" in said
    assert "Traceback" not in said
    assert not OfficialWording.objects.exists()
