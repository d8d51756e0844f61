"""Files attached in a real browser: in parts with progress, on after a break, removed again; once without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from concord.base import clock
from concord.files.models import StoredFile
from concord.pages import uploads
from kit import files_given as given
from kit.allotment import AT, declare_for
from kit.browser import check_accessibility, overflows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = given.PDF + b"\n% padding" * 250_000
"""A little over two parts."""


@pytest.fixture(autouse=True)
def _site(monkeypatch, settings, tmp_path, live_server):
    settings.ROOT_URLCONF = "kit.upload_site"
    settings.FILES = tmp_path / "files"
    declare_for(monkeypatch)
    with clock.at(AT):
        yield


def a_file(content=given.PDF, name="plan.pdf"):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_are_sent_as_soon_as_they_are_chosen_and_can_be_removed(page):
    page.goto("/")
    page.get_by_label("Files").set_input_files(
        [a_file(LONG), a_file(given.DOCX, "letter.pdf"), a_file(given.CSV, "a.csv")]
    )
    lines = page.locator(".concord-upload > li")
    expect(lines.nth(0)).to_contain_text(re.compile(r"plan\.pdf \(2\.4 MB\).*Sent\. Not scanned for viruses\."))
    expect(lines.nth(1)).to_contain_text("The file letter.pdf is not a PDF: it is a Word document.")
    expect(lines.nth(2)).to_contain_text("Sent.")
    check_accessibility(page)
    page.set_viewport_size({"width": 360, "height": 640})
    assert not overflows(page)
    page.get_by_role("button", name="Remove a.csv").click()
    expect(lines).to_have_count(2)
    expect(page.locator("[aria-live=polite]")).to_have_text("a.csv was removed")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#there li")).to_have_text(["plan.pdf"])
    with page.expect_download() as saved:
        page.get_by_role("link", name="plan.pdf").click()
    assert saved.value.suggested_filename == "plan.pdf"
    assert saved.value.path().read_bytes() == LONG


def test_after_a_break_the_file_goes_on_from_where_it_came(page, monkeypatch):
    sent, taken = [], uploads._part

    def lossy(request, wiring, file):
        """The second part is taken, but its answer never arrives."""
        answer = taken(request, wiring, file)
        sent.append(int(request.headers["Upload-Offset"]))
        if len(sent) == 2:
            answer.status_code = 502
        return answer

    monkeypatch.setattr(uploads, "_part", lossy)
    page.goto("/")
    page.get_by_label("Files").set_input_files([a_file(LONG)])
    expect(page.locator(".concord-upload > li")).to_contain_text("Sent.")
    assert sent == [0, 2**20, 2 * 2**20]
    assert StoredFile.objects.get().finished_at


def test_a_form_waits_for_its_files(page, monkeypatch):
    monkeypatch.setattr(uploads, "_part", lambda *_: uploads._json({}, status=503))
    page.goto("/")
    page.get_by_label("Files").set_input_files([a_file()])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_have_text("Wait until your files are sent, or remove them.")
    page.get_by_role("button", name="Remove plan.pdf").click()
    expect(page.locator(".concord-upload > li")).to_have_count(0)


def test_without_script_the_files_go_with_the_form(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Files").set_input_files([a_file(), a_file(given.PNG, "form.png")])
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#there li")).to_have_text(["plan.pdf", "form.png"])
    page.get_by_label("Files").set_input_files([a_file(given.EXE, "setup.exe")])
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("files that end in .exe are not taken here")
    context.close()
