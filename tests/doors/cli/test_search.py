"""`concord search rebuild`: everything is found as before, under the newest key, with no word of it said."""

from __future__ import annotations

import pytest

from concord.agreements.queries import DOCUMENT
from concord.cli import search
from concord.cli.main import main
from concord.requests import services
from concord.requests.work import indexing
from concord.search.models import Indexed, Kind
from concord.search.queries import matching
from kit import agreements_given as agreed
from kit import given
from kit.documents_given import a_document
from kit.lists_given import of_district, shelf

pytestmark = pytest.mark.django_db

NEXT_KEY = "c2VlZHMgc293biBpbiBzcHJpbmcgYXJlIHVwIHNvb24="


@pytest.fixture
def officer(db, tmp_path):
    given.westshire(tmp_path / "edition")
    return given.acting(given.a_person())


@pytest.fixture
def talked_about(officer):
    """A request of which each kind of text was written: by both sides, on grounds and points."""
    ask = given.a_request(officer, what="A ramp for the front door.")
    services.ask_question(given.a_partner(ask), ask, question="Which porch?", **given.SIGNED, at=given.AT)
    services.write_message(officer, ask, words="The northern veranda.", at=given.AT)
    given.refused(ask)
    services.contest_answer(officer, ask, points=dict.fromkeys(given.REASONS, "The gazebo stands empty."), at=given.AT)
    return ask


def terms():
    return dict(Indexed.objects.values_list("doc", "terms"))


def test_made_anew_it_holds_exactly_what_was_written_as_it_came(talked_about, officer, capsys):
    given.a_request(officer)
    given.a_draft(officer, what="A pergola.")
    before = terms()
    assert main(["search", "rebuild"]) == 0
    assert capsys.readouterr().out == "Made anew: 2 requests can be searched.\n"
    assert terms() == before
    assert main(["search", "rebuild"]) == 0
    assert terms() == before


def test_under_a_new_key_everything_is_found_as_before_by_both_sides(talked_about, officer, settings, monkeypatch):
    given.a_request(officer)
    monkeypatch.setattr(indexing, "BATCH", 1)
    settings.ENCRYPTION_KEYS = [NEXT_KEY, *settings.ENCRYPTION_KEYS]
    assert main(["search", "rebuild"]) == 0
    district = of_district()
    for q in ("ramp", "porch", "veranda", "telephone", "gazebo", talked_about.reference):
        assert shelf(officer, q=q) == [talked_about.public_id], q
        assert shelf(district, q=q) == [talked_about.public_id], q
    assert len(Kind.objects.get(name="request").generations.split()) == 1


def test_a_long_one_says_how_far_it_is(talked_about, officer, monkeypatch, capsys):
    given.a_request(officer)
    monkeypatch.setattr(indexing, "BATCH", 1)
    monkeypatch.setattr(search, "QUIET_SECONDS", 0)
    assert main(["search", "rebuild"]) == 0
    assert capsys.readouterr().err == "  1 of 2 requests\n  2 of 2 requests\n"


def test_a_text_whose_key_is_gone_is_one_sentence_and_loses_nothing_that_is_found(talked_about, settings, capsys):
    before = terms()
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    assert main(["search", "rebuild"]) == 2
    assert "CONCORD_ENCRYPTION_KEYS" in capsys.readouterr().err
    assert terms() == before


def test_with_nothing_to_search_it_says_so(db, capsys):
    assert main(["search", "rebuild"]) == 0
    assert capsys.readouterr().out == "Made anew: 0 requests can be searched.\n"


def test_documents_of_agreements_are_read_again_and_found_under_the_new_key(db, tmp_path, settings, capsys):
    settings.FILES = tmp_path / "files"
    agreed.counties(tmp_path / "edition")
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead)
    a_document(lead, row)
    settings.ENCRYPTION_KEYS = [NEXT_KEY, *settings.ENCRYPTION_KEYS]
    assert main(["search", "rebuild"]) == 0
    assert "Made anew: 1 document of agreements can be searched." in capsys.readouterr().out
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    assert matching(DOCUMENT, "escalation", scopes=None)
