"""The words of documents: what is read of each kind, and that nothing a stranger sends leads the reading astray."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
import weasyprint

from concord.files import content, rules, text
from concord.files.rules import WORDS_SAY, Words
from kit import files_given as given

ID = "abcdefgh"


def read(whole: bytes, kind: rules.Kind, *, size: int | None = None) -> text.Reading:
    content.append(ID, [whole], after=0)
    return text.read(ID, kind.content_type, size=len(whole) if size is None else size)


def word(*paragraphs: str) -> bytes:
    made, into = docx.Document(), io.BytesIO()
    for one in paragraphs:
        made.add_paragraph(one)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Signatory", "Director of Nursing"
    made.save(into)
    return into.getvalue()


def test_the_words_of_a_pdf():
    found = read(weasyprint.HTML(string="<p>Trusted assessment at the weekend</p>").write_pdf(), rules.PDF)
    assert (found.words, found.text) == (Words.READ, "Trusted assessment at the weekend")


def test_the_words_of_a_word_document_with_its_tables():
    found = read(word("Reablement begins at home.", ""), rules.DOCX)
    assert found.text.splitlines() == ["Reablement begins at home.", "Signatory", "Director of Nursing"]


def test_the_words_of_every_sheet_of_a_workbook():
    book, into = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Pooled fund"
    book.active.append(["Scheme", None, 1200])
    book.create_sheet("Risk share").append(["Half each"])
    book.save(into)
    assert read(into.getvalue(), rules.XLSX).text.splitlines() == [
        "Pooled fund",
        "Scheme 1200",
        "Risk share",
        "Half each",
    ]


def test_plain_text_is_read_whatever_it_was_written_with():
    assert "no concerns" in read(given.TEXT, rules.TEXT).text
    assert "Café notes, £20" in read(given.LATIN, rules.TEXT).text


def test_a_picture_has_no_words_and_says_so():
    assert read(given.PNG, rules.PNG) == text.Reading(Words.NONE)
    assert "pictures only" in WORDS_SAY[Words.NONE]


def test_of_a_long_document_the_beginning_is_read(monkeypatch):
    monkeypatch.setattr(text, "MOST", 1000)
    found = read(word(*(f"paragraph {number}" for number in range(200))), rules.DOCX)
    assert (found.words, len(found.text)) == (Words.BEGINNING, 1000)
    assert read(b"word " * 300, rules.TEXT).words is Words.BEGINNING


@pytest.mark.parametrize("kind", [rules.PDF, rules.DOCX, rules.XLSX], ids=lambda kind: kind.endings[0])
def test_what_is_damaged_gives_no_words_and_no_fault(kind):
    assert read(b"%PDF-1.7 and nothing else", kind) == text.Reading(Words.FAILED)


def test_what_is_too_large_is_not_even_begun(monkeypatch):
    monkeypatch.setattr(text, "READER", "no such program")
    assert read(given.PDF, rules.PDF, size=text.LARGEST + 1) == text.Reading(Words.LARGE)


def test_a_reader_that_does_not_end_is_ended(monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("import sys, time\nsys.stdin.buffer.read()\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(text, "READER", endless)
    monkeypatch.setattr(text, "WITHIN", 0.2)
    assert read(given.PDF, rules.PDF) == text.Reading(Words.FAILED)


def test_a_reader_that_ends_before_it_has_read_is_no_fault(monkeypatch, tmp_path):
    brief = tmp_path / "brief.py"
    brief.write_text("raise SystemExit(3)\n", encoding="utf-8")
    monkeypatch.setattr(text, "READER", brief)
    assert read(b"a" * 3_000_000, rules.PDF) == text.Reading(Words.FAILED)


def test_content_that_is_gone_gives_no_words():
    assert text.read("zzzzzzzz", rules.PDF.content_type, size=5) == text.Reading(Words.FAILED)
