"""Taking a whole request away at the desk: the PDF, the page to print, the ZIP; and the command that writes them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from concord.audit.models import Entry
from concord.base.errors import Unavailable
from concord.cli.main import main
from concord.files import content
from concord.pages import bundles
from concord.requests import services
from kit import given
from kit.bundle_given import a_story, bundle_of
from kit.files_given import TEXT
from kit.reading import Page


@pytest.fixture
def ask(officer):
    return a_story(officer)


def address(name, ask):
    return reverse(f"requests:{name}", args=[ask.public_id])


def unzipped(response):
    pieces = list(response.streaming_content)
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces))), pieces


def copied(ask):
    entries = Entry.objects.filter(event="request:copy", subject=ask.public_id)
    return [entry.facts["what"] for entry in entries.order_by("seq")]


def test_the_page_offers_the_three_forms_and_records_nothing_yet(desk, ask):
    page = desk.get(address("copies", ask))
    assert page.status_code == 200
    for name in ("bundle-pdf", "bundle-zip", "bundle-print"):
        assert address(name, ask) in page.text
    assert copied(ask) == []


def test_the_pdf_is_a_tagged_file_named_by_the_reference_alone(desk, ask):
    found = desk.get(address("bundle-pdf", ask))
    assert found["Content-Type"] == "application/pdf"
    assert found["Content-Disposition"] == f'attachment; filename="request-{ask.reference}.pdf"'
    assert found.content.startswith(b"%PDF-")
    assert b"/MarkInfo" in found.content or b"/ObjStm" in found.content
    assert "no-store" in found["Cache-Control"]
    assert copied(ask) == ["bundle"]


def test_the_same_bundle_is_the_same_bytes(officer, ask):
    made = bundle_of(officer, ask)
    once = bundles.pdf(made)
    assert bundles.pdf(made) == once
    assert len(re.findall(rb"/Type /Page\b", once)) != 1


def test_the_page_to_print_reads_no_style_from_elsewhere_and_is_marked(desk, ask):
    found = desk.get(address("bundle-print", ask))
    assert found.status_code == 200
    assert "OFFICIAL-SENSITIVE: contains personal data" in found.text
    assert re.findall(r'<link[^>]+href="([^"]+)"', found.text) == [
        *("/static/concord/paper.css", "/static/concord/paper-narrow.css")
    ]
    assert "<style" not in found.text
    page = Page(found)
    assert page.tree.xpath("//body/*[not(self::header or self::main or self::footer or self::script)]") == []
    assert copied(ask) == ["page"]


def test_the_zip_holds_the_paper_the_files_and_the_data_and_its_hashes_fit(desk, ask):
    found = desk.get(address("bundle-zip", ask))
    assert found["Content-Disposition"] == f'attachment; filename="request-{ask.reference}.zip"'
    archive, pieces = unzipped(found)
    folder = f"request-{ask.reference}/"
    names = [name.removeprefix(folder) for name in archive.namelist()]
    attached = "attachments/01-chronology.txt"
    assert names == ["read-me.txt", "request.pdf", "request.json", "record.json", attached, "hashes.txt"]
    assert len(pieces) > len(names), "it is sent as it is packed"
    assert archive.read(folder + attached) == TEXT
    for line in archive.read(f"{folder}hashes.txt").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(folder + name)).hexdigest() == digest, name
    story = json.loads(archive.read(f"{folder}request.json"))
    assert (story["format"], story["reference"]) == ("concord.bundle/1", ask.reference)
    assert story["law"]["finding"]["format"] == "concord.explain/1"
    assert {clock["clock"]["format"] for clock in story["clocks"]} == {"concord.clock/1"}
    assert story["attachments"][0]["sha256"] == hashlib.sha256(TEXT).hexdigest()
    assert json.loads(archive.read(f"{folder}record.json"))["format"] == "concord.record/1"
    assert copied(ask) == ["zip"]
    assert Entry.objects.filter(event="file:open").count() == 1


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_there(desk, ask, monkeypatch):
    def lost(*_args, **_more):
        raise Unavailable("It is gone.")

    monkeypatch.setattr(content.Content, "__init__", lost)
    archive, _ = unzipped(desk.get(address("bundle-zip", ask)))
    folder = f"request-{ask.reference}/"
    assert not [name for name in archive.namelist() if "attachments/" in name]
    says = archive.read(f"{folder}read-me.txt").decode()
    assert "not here, for it was deleted or cannot be read: attachments/01-chronology.txt" in says


def test_one_too_long_for_a_pdf_is_offered_in_the_other_forms(desk, ask, monkeypatch):
    monkeypatch.setattr("concord.pages.bundles.printing.MOST_SIGNS", 3)
    found = desk.get(address("bundle-pdf", ask))
    assert found.status_code == 409
    assert "too long for a PDF while you wait" in found.text
    archive, _ = unzipped(desk.get(address("bundle-zip", ask)))
    page = archive.read(f"request-{ask.reference}/request.html").decode()
    assert "default-src 'none'" in page
    assert "<link" not in page


def test_a_server_that_cannot_lay_out_text_says_so_and_still_gives_the_zip(desk, ask, monkeypatch):
    def cannot(*_args, **_more):
        raise Unavailable("A library is missing.")

    monkeypatch.setattr("concord.pages.paper._press", cannot)
    assert desk.get(address("bundle-pdf", ask)).status_code == 503
    archive, _ = unzipped(desk.get(address("bundle-zip", ask)))
    assert f"request-{ask.reference}/request.html" in archive.namelist()


def test_what_somebody_wrote_is_not_run_and_nothing_is_fetched(desk, officer):
    bad = "<script>alert(1)</script><img src='http://127.0.0.1:9/a.png'><link rel=attachment href='file:///etc/passwd'>"
    ask = given.a_request(officer, what=bad, otherwise=bad)
    found = desk.get(address("bundle-print", ask))
    assert "<script" not in found.text
    assert "<img" not in found.text
    assert desk.get(address("bundle-pdf", ask)).content.startswith(b"%PDF-")


def test_a_draft_cannot_be_taken(desk, officer):
    draft = given.a_draft(officer)
    for name in ("copies", "bundle-pdf", "bundle-zip", "bundle-print"):
        assert desk.get(address(name, draft)).status_code == 409


def test_another_council_finds_nothing(client, ask):
    client.force_login(given.a_person("Sol Grey", body=given.BOARD))
    for name in ("copies", "bundle-pdf", "bundle-zip", "bundle-print"):
        assert client.get(address(name, ask)).status_code == 404


def test_the_side_asked_takes_its_own_copy_and_nothing_once_it_was_in_error(strangers_desk, officer):
    ask = given.a_request(officer)
    assert given.WHOLE["what"] in strangers_desk.get(address("bundle-print", ask)).text
    services.enter_in_error(officer, ask, why="The wrong person.", at=given.AT + timedelta(hours=1))
    page = strangers_desk.get(address("bundle-print", ask)).text
    assert given.WHOLE["what"] not in page
    assert given.WHOLE["person_reference"] not in page


def test_the_page_that_offers_them_takes_few_queries(desk, ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        desk.get(address("copies", ask))


@pytest.mark.parametrize("ending", ["pdf", "zip"])
def test_the_command_writes_a_file_for_its_owner_alone(ask, tmp_path, capsys, ending):
    file = tmp_path / f"bundle.{ending}"
    assert main(["requests", "bundle", ask.reference, "--to", str(file)]) == 0
    assert file.read_bytes()[:2] == (b"%P" if ending == "pdf" else b"PK")
    assert file.stat().st_mode & 0o077 == 0
    assert copied(ask) == [ending]
    assert main(["requests", "bundle", ask.reference, "--to", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(("reference", "name", "says"), [("22222-22222", "a.pdf", "no request"), ("", "a.doc", ".zip")])
def test_the_command_says_what_is_wrong(westshire, tmp_path, capsys, reference, name, says):
    assert main(["requests", "bundle", reference, "--to", str(tmp_path / name)]) == 2
    assert says in capsys.readouterr().err
