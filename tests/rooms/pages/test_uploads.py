"""Files through a browser's door: whole in a plain form, in parts by script, and back as something to save."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.test import Client
from lxml import html

from concord.base import clock
from concord.files import content, queries
from concord.files.models import StoredFile
from concord.pages.filesfield import Bounded
from kit import files_given as given
from kit.allotment import AT, BED, declare_for
from kit.clamd import NAMED, VIRUS
from kit.clamd import clamd as running_clamd
from kit.upload_site import OFFICER, Attach

pytestmark = pytest.mark.django_db

MB = 2**20
PART = 64 * 1024


@pytest.fixture(autouse=True)
def _site(monkeypatch, settings, tmp_path):
    settings.ROOT_URLCONF = "kit.upload_site"
    settings.FILES = tmp_path / "files"
    declare_for(monkeypatch)
    with clock.at(AT):
        yield


def a_file(content=given.PDF, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def errors(response):
    return [
        text.strip() for text in html.fromstring(response.content).xpath('//*[@class="govuk-error-summary"]//a/text()')
    ]


def there():
    return [row.name for row in queries.files_about(OFFICER, *BED)]


# ── A plain form ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_several_files_go_with_a_plain_form(client):
    response = client.post("/", {"files": [a_file(), a_file(given.DOCX, "letter.docx")]})
    assert errors(response) == []
    assert there() == ["plan.pdf", "letter.docx"]


def test_the_field_takes_several_files_of_the_kinds_that_are_taken(client):
    (field,) = html.fromstring(client.get("/").content).xpath('//input[@type="file"]')
    assert "multiple" in field.attrib
    assert field.get("accept").startswith(".pdf,.docx")
    assert "govuk-file-upload" in field.get("class")


def test_each_file_that_cannot_be_taken_is_told_by_its_name_and_nothing_is_kept(client, settings):
    settings.FILE_LIMIT = 100_000
    files = [a_file(b"", "empty.pdf"), a_file(b"a" * 100_001, "long.pdf"), a_file(given.EXE, "setup.exe"), a_file()]
    response = client.post("/", {"files": files})
    assert [says.partition(".")[0] for says in errors(response)] == [
        "The file empty",
        "The file long",
        "The file setup",
    ]
    assert "long.pdf is larger than 98 KB" in errors(response)[1]
    assert "Send a PDF" in errors(response)[2]
    assert there() == []


def test_a_form_may_ask_for_a_file():
    form = Attach({}, {})
    form.fields["files"].required = True
    assert form.errors == {"files": ["Choose a file"]}


def test_more_files_than_fit_one_form_are_told(client):
    response = client.post("/", {"files": [a_file(name=f"{number}.pdf") for number in range(11)]})
    assert errors(response) == ["Choose at most 10 files at a time: these are 11"]


def test_files_too_large_together_are_told(client, settings):
    settings.FILE_LIMIT = 1000
    response = client.post("/", {"files": [a_file(b"a" * 900, f"{number}.txt") for number in range(5)]})
    assert errors(response) == [
        "The files together are larger than 4 KB. Send some of them in a second step. 4.txt was not taken."
    ]


def test_a_path_in_a_name_and_signs_that_turn_it_round_do_not_come_in(client):
    client.post("/", {"files": a_file(name="care\u202efdp.pdf")})
    assert there() == ["carefdp.pdf"]


def test_what_passes_the_limit_is_neither_held_in_memory_nor_on_disk(settings):
    settings.FILE_LIMIT = MB
    taking, piece = Bounded(), b"a" * PART
    tracemalloc.start()
    try:
        taking.new_file("files", "film.pdf", "application/pdf", None, None, {})
        for number in range(1000):
            assert taking.receive_data_chunk(piece, number * PART) is None
        assert taking._kept.seek(0, 2) == 0
        file = taking.file_complete(1000 * PART)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (file.too_large, file.size) == (True, 1000 * PART)
    assert peak < 3 * MB
    file.close()


def test_a_form_that_breaks_off_leaves_nothing_open():
    taking = Bounded()
    taking.upload_interrupted()
    taking.new_file("files", "plan.pdf", "application/pdf", None, None, {})
    kept = taking._kept
    taking.upload_interrupted()
    assert kept.closed
    assert not issubclass(StopUpload, type(taking))


# ── In parts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def begin(client, name="notes.txt", size=PART + 3):
    return client.post("/files", {"name": name, "size": str(size)})


def part(client, url, offset, chunk):
    return client.patch(url, chunk, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)})


def test_a_file_goes_in_parts_and_is_there_when_it_is_finished(client):
    begun = begin(client)
    assert begun.status_code == 201
    url = begun.json()["url"]
    assert begun.json() == {"id": url.removeprefix("/files/"), "received": 0, "url": url}
    assert part(client, url, 0, b"a" * PART).json() == {"received": PART}
    asked = client.get(url)
    assert (asked.json()["received"], asked["Upload-Offset"], client.head(url)["Upload-Offset"]) == (
        PART,
        "65536",
        "65536",
    )
    assert there() == []
    assert part(client, url, PART, b"end").json() == {"received": PART + 3}
    done = client.post(url)
    assert done.json() == {
        "id": begun.json()["id"],
        "name": "notes.txt",
        "size": "64 KB",
        "scan": "Not scanned for viruses",
    }
    assert client.post(url).json() == done.json()
    assert there() == ["notes.txt"]
    assert done["Cache-Control"] == "no-store"


def test_a_part_at_the_wrong_place_is_answered_with_the_right_one(client):
    url = begin(client).json()["url"]
    part(client, url, 0, b"a" * PART)
    wrong = part(client, url, 5, b"b" * PART)
    assert (wrong.status_code, wrong.json()["received"]) == (409, PART)
    early = client.post(url)
    assert (early.status_code, early.json()["received"]) == (409, PART)


def test_faults_are_sentences(client, settings):
    settings.FILE_LIMIT = 2 * MB
    told = [
        begin(client, size=3 * MB),
        begin(client, size="many"),
        begin(client, "setup.exe"),
        client.get("/files/nobody"),
        part(client, begin(client).json()["url"], "x", b"a"),
        part(client, begin(client, size=2 * MB).json()["url"], 0, b"a"),
    ]
    assert [response.status_code for response in told] == [400, 400, 400, 404, 400, 400]
    assert all(response.json()["error"].endswith(".") for response in told)
    assert [client.put(url).status_code for url in ("/files", "/files/nobody")] == [405, 405]


def test_a_part_larger_than_the_server_reads_is_told(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = PART
    response = part(client, begin(client, size=MB).json()["url"], 0, b"a" * (PART + 1))
    assert (response.status_code, response.json()["error"]) == (400, "The part is too large. Send parts of 1 MB.")


def test_a_file_is_taken_back(client, django_capture_on_commit_callbacks, settings):
    url = begin(client).json()["url"]
    part(client, url, 0, b"a" * PART)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(url).status_code == 200
    assert client.delete(url).status_code == 200
    assert not list(settings.FILES.glob("??/??/*"))
    gone = part(client, url, PART, b"end")
    assert (gone.status_code, "Choose it again" in gone.json()["error"]) == (410, True)


def test_a_virus_is_told_when_the_file_is_finished(client, settings):
    infected = given.PDF + VIRUS
    with running_clamd() as server:
        settings.CLAMD = server.place
        url = begin(client, "plan.pdf", len(infected)).json()["url"]
        part(client, url, 0, infected)
        response = client.post(url)
    assert response.status_code == 400
    assert NAMED in response.json()["error"]
    assert StoredFile.objects.get().removal == "infected"


def test_what_is_wrong_with_the_server_is_not_told_to_the_street(client):
    url = begin(client).json()["url"]
    part(client, url, 0, b"a" * PART)
    content.erase(url.removeprefix("/files/"))
    response = part(client, url, PART, b"end")
    assert (response.status_code, json.loads(response.content)) == (
        503,
        {"error": "Concord cannot take files at present. Try again later."},
    )


def test_every_change_needs_the_token_of_the_form(settings):
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
    checking = Client(enforce_csrf_checks=True)
    token = html.fromstring(checking.get("/").content).xpath('//input[@name="csrfmiddlewaretoken"]/@value')[0]
    for method in (checking.patch, checking.post, checking.delete):
        assert method("/files/abc").status_code == 403
    assert checking.post("/files", {"name": "a.pdf", "size": "10"}).status_code == 403
    assert checking.post("/files", {"name": "a.pdf", "size": "10"}, headers={"X-CSRFToken": token}).status_code == 201


# ── And back ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_comes_back_to_be_saved_and_never_as_a_page(client):
    client.post("/", {"files": a_file(given.TEXT, "Café “plan”.txt")})
    (row,) = queries.files_about(OFFICER, *BED)
    response = client.get(f"/files/{row.public_id}/content")
    assert b"".join(response.streaming_content) == given.TEXT
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Caf%C3%A9%20%E2%80%9Cplan%E2%80%9D.txt"
    assert {name: response[name] for name in ("Content-Type", "Content-Length", "Cache-Control")} == {
        "Content-Type": "text/plain",
        "Content-Length": str(len(given.TEXT)),
        "Cache-Control": "no-store",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Repr-Digest"] == f"sha-256=:{b64encode(hashlib.sha256(given.TEXT).digest()).decode()}:"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
