"""`concord agreements`: what is due, what is covered, a sheet tried out and taken in, the register as a file."""

from __future__ import annotations

import json
from datetime import date

import pytest

from concord.agreements.models import Agreement
from concord.base import clock
from concord.cli.main import main
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given
from kit.sheets_given import in_csv

pytestmark = pytest.mark.django_db

GOOD = ("Discharge protocol", "Protocol", "Aldermoor", "1/4/2026", "31/3/2028", "1/4/2027", "Jo Wren", "In force")


@pytest.fixture(autouse=True)
def _at_nine(db, tmp_path):
    agreed.counties(tmp_path / "edition")
    with clock.at(given.AT):
        yield


def sheet(tmp_path, *rows):
    file = tmp_path / "register.csv"
    file.write_bytes(in_csv(rows))
    return str(file)


def test_an_import_is_a_trial_until_it_is_told_yes(tmp_path, capsys):
    words = ["agreements", "import", sheet(tmp_path, GOOD), "--council", "Westshire"]
    assert main(words) == 0
    tried = capsys.readouterr()
    assert "1 row, 1 agreement (1 in force); 0 things wrong." in tried.out
    assert "this was a trial" in tried.out
    assert not Agreement.objects.exists()
    assert main([*words, "--yes"]) == 0
    done = capsys.readouterr()
    assert "1 agreement imported." in done.out
    assert "signatures: 2 of 2" in done.err
    assert Agreement.objects.get().keeper_id == given.COUNTY


def test_what_is_wrong_is_told_at_its_cell_and_nothing_is_taken_in(tmp_path, capsys):
    file = sheet(tmp_path, GOOD, ("Other", "Handshake", *GOOD[2:]))
    assert main(["agreements", "import", file, "--council", "Westshire", "--yes"]) == 1
    assert "wrong  B3 (Type): “Handshake” is no kind of agreement" in capsys.readouterr().out
    assert not Agreement.objects.exists()


def test_a_file_that_is_not_there_is_one_sentence(tmp_path, capsys):
    assert main(["agreements", "import", str(tmp_path / "no.csv"), "--council", "Westshire"]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_register_is_written_to_a_new_file_only(tmp_path, capsys, kind):
    main(["agreements", "import", sheet(tmp_path, GOOD), "--council", "Westshire", "--yes"])
    file = tmp_path / f"out.{kind}"
    words = ["agreements", "export", "--council", "Westshire", "--to", str(file)]
    assert main(words) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert main(words) == 2
    assert "is there already" in capsys.readouterr().err
    if kind == "json":
        assert json.loads(file.read_text(encoding="utf-8"))["agreements"][0]["status"] == "in-force"
    else:
        Agreement.objects.update(title="Another", keeper=given.DISTRICT)
        assert main(["agreements", "import", str(file), "--council", "Westshire"]) == 0


def test_what_is_due_is_listed_by_day_and_what_is_late_is_said_by_the_exit_status(tmp_path, capsys):
    main(["agreements", "import", sheet(tmp_path, GOOD), "--council", "Westshire", "--yes"])
    capsys.readouterr()
    assert main(["agreements", "due", "--council", "Westshire", "--to", "2027-06-30"]) == 0
    said = capsys.readouterr().out
    assert "2027-04-01  review    Discharge protocol (in force)" in said
    assert "Aldermoor District Council" in said
    assert main(["agreements", "due", "--council", "Eastshire", "--to", "2027-06-30"]) == 0
    assert "0 due by 30 June 2027" in capsys.readouterr().out
    with clock.at(given.AT.replace(year=2027)):
        assert main(["agreements", "due", "--json"]) == 1
    (due,) = json.loads(capsys.readouterr().out)["due"]
    assert (due["due"], due["last_day"], due["keeper"]) == ("2027-04-01", "2028-03-31", given.COUNTY)


def test_what_is_due_has_the_arrangements_inside_councils_with_their_officers(capsys):
    lead = agreed.a_lead()
    arranged.an_officer(lead)
    arranged.an_arrangement(lead)
    assert main(["agreements", "due", "--council", "Westshire", "--to", "2027-06-30"]) == 0
    said = capsys.readouterr().out
    assert "2027-04-01  review    Adult care and housing protocol (inside the council)" in said
    assert "Adult care and housing: Jonquil Farrow" in said
    assert main(["agreements", "due", "--to", "2027-06-30", "--json"]) == 0
    (inside,) = json.loads(capsys.readouterr().out)["inside"]
    assert (inside["day"], inside["pair"], inside["authority"]) == ("2027-04-01", "adults-and-housing", given.COUNTY)


def test_coverage_of_one_council_is_a_matrix_and_of_all_a_line_each(tmp_path, capsys):
    lead = agreed.a_lead()
    agreed.signed(lead, agreed.an_agreement(lead, starts=date(2026, 1, 1), purposes=["protection"]))
    assert main(["agreements", "coverage", "--council", "Westshire"]) == 0
    said = capsys.readouterr().out
    line = next(line for line in said.splitlines() if line.startswith("Aldermoor"))
    assert line.split() == ["Aldermoor", "District", "Council", "—", "—", "—", "in", "force", "—"]
    assert "a gap is one of practice, not of law" in said
    assert main(["agreements", "coverage", "--all"]) == 0
    assert "2 councils on 22 November 2026" in capsys.readouterr().out
    assert main(["agreements", "coverage", "--all", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    counts = {one["authority"]: one["counts"]["in-force"] for one in whole["authorities"]}
    assert counts == {given.COUNTY: 1, agreed.NEIGHBOUR: 0}


def test_coverage_of_one_topic_by_its_name_and_a_topic_that_is_none_is_told_what_there_is(capsys):
    lead = agreed.a_lead()
    agreed.signed(
        lead, agreed.an_agreement(lead, starts=date(2026, 1, 1), purposes=["protection"], topics=["discharge"])
    )
    words = ["agreements", "coverage", "--council", "Westshire", "--topic"]
    assert main([*words, "Discharge from hospital and transfer of care"]) == 0
    assert "in force" in capsys.readouterr().out
    assert main([*words, "carers"]) == 0
    assert "in force" not in capsys.readouterr().out
    assert main([*words, "gardens"]) == 2
    assert "There is no topic “gardens”. The topics are: Delegated healthcare" in capsys.readouterr().err


def test_agreements_and_arrangements_stand_in_the_order_of_their_days(tmp_path, capsys):
    later = ("Discharge protocol", "Protocol", "Aldermoor", "1/4/2026", "31/3/2028", "1/5/2027", "Jo Wren", "In force")
    main(["agreements", "import", sheet(tmp_path, later), "--council", "Westshire", "--yes"])
    lead = agreed.a_lead()
    arranged.an_officer(lead)
    arranged.an_arrangement(lead)
    capsys.readouterr()
    assert main(["agreements", "due", "--council", "Westshire", "--to", "2027-06-30"]) == 0
    days = [line[:10] for line in capsys.readouterr().out.splitlines() if line[:4] == "2027"]
    assert days == ["2027-04-01", "2027-05-01"]
