"""Papers: an accessible PDF that names nothing but what it was given, and fetches nothing."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from concord.base.errors import Unavailable
from concord.pages import paper, press

AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def whole(body="", **context):
    """An HTML page that extends the base of papers."""
    template = "{% extends 'paper/base.html' %}{% block content %}" + body + "{% endblock %}"
    given = {"title": "Request to Thanet", "at": AT, "reference": "", "marking": "", "language": "en-GB", **context}
    return engines["jinja2"].from_string(template).render(given)


def made(body="", title="Request to Thanet", **context):
    return paper.pdf(whole(body, title=title, **context), title=title, at=AT)


def unpacked(pdf):
    """Everything in a PDF, its compressed parts opened."""
    parts = [pdf]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


@pytest.fixture
def complaints():
    """What WeasyPrint complains of, which goes to no log."""
    found = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage())
    log = logging.getLogger("weasyprint")
    log.addHandler(handler)
    yield found
    log.removeHandler(handler)


def test_a_paper_is_a_tagged_pdf_with_its_title_language_and_day(complaints):
    found = unpacked(made("<h2>What was asked</h2><table><tr><th scope='row'>When</th><td>soon</td></tr></table>"))
    for words in (b"/Marked true", b"/Lang (en-GB)", b"/S /H1", b"/S /H2", b"/S /TH", b'pdfuaid:part="1"'):
        assert words in found, words
    assert b"Request to Thanet" in found
    assert b"/CreationDate (D:20261122090500" in found
    assert complaints == []


def test_the_same_paper_is_the_same_bytes_and_another_day_is_not():
    html = whole("<p>one</p>")
    once = paper.pdf(html, title="A", at=AT)
    assert paper.pdf(html, title="A", at=AT) == once
    assert paper.pdf(html, title="A", at=AT.replace(minute=6)) != once


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/picture.png",
        "https://example.com/picture.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "../../pyproject.toml",
        "data:image/png;base64,iVBORw0KGgo=",
        "ftp://example.com/a.png",
        "static:../../config/settings.py",
        "static:/etc/passwd",
        "static:no/such.svg",
    ],
)
def test_a_paper_fetches_nothing_but_own_static_files(address, complaints, monkeypatch):
    read = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or real(path))
    asks = '<img src="{0}" alt="a picture"><object data="{0}"></object><link rel="attachment" href="{0}">'
    made(asks.format(address))
    assert [path.name for path in read] == ["paper.css"]
    assert any("own static files" in complaint for complaint in complaints), complaints


def test_a_paper_may_hold_concords_own_pictures(complaints):
    assert made('<img src="static:concord/mark.svg" alt="Concord">')
    assert complaints == []


def test_what_somebody_wrote_stays_text():
    html = engines["jinja2"].from_string("{{ words }}").render({"words": "<img src=http://example.com/a.png>"})
    assert b"&lt;img" in html.encode()


def test_the_marking_stands_above_and_below_and_only_where_it_is_asked_for():
    assert 'data-marking="OFFICIAL-SENSITIVE"' in whole(marking=paper.SENSITIVE)
    assert made(marking=paper.SENSITIVE) != made()
    css = Path(finders.find("concord/paper.css")).read_text("utf-8")
    assert css.count("string(marking)") == 2


def test_a_list_of_contents_leads_to_its_headings(complaints):
    found = unpacked(made("<h2 id='law'>The law</h2>", contents=[("law", "The law"), ("answers", "The answers")]))
    assert b"(law)" in found
    assert [complaint for complaint in complaints if "answers" in complaint], "a heading that is not there is told"


def test_a_row_of_a_table_is_never_torn():
    css = Path(finders.find("concord/paper.css")).read_text("utf-8")
    assert re.search(r"\ntr \{\s*break-inside: avoid;", css)


def test_a_paper_comes_from_its_template_with_what_heads_each_page():
    found = unpacked(paper.paper("paper/base.html", {}, title="Łódź & co", at=AT, reference="CR-1", marking="OFFICIAL"))
    assert "Łódź & co".encode("utf-16-be") in found or "Łódź &amp; co".encode() in found


def test_the_response_is_a_file_with_a_plain_name():
    response = paper.pdf_response(b"%PDF", "request")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="request.pdf"'
    assert paper.pdf_response(b"%PDF", "request", inline=True)["Content-Disposition"].startswith("inline")


def test_a_machine_without_the_library_is_told_what_to_install(monkeypatch):
    def missing(_path):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(paper, "import_string", missing)
    with pytest.raises(Unavailable, match="apt-get install libpango"):
        made()


def test_a_program_that_prints_nothing_never_loads_the_press():
    script = "import sys, concord.pages.paper; sys.exit('weasyprint' in sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests"), "DJANGO_SETTINGS_MODULE": "kit.settings"}
    assert subprocess.run([sys.executable, "-c", script], env=env, check=False).returncode == 0


def test_what_the_press_complains_of_goes_to_no_log():
    assert not logging.getLogger("weasyprint").propagate
    assert press.SCHEME == "static:"
