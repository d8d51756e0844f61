"""Which files are taken: told by their content, never by their name; each refusal says what to do instead."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest

from concord.base.errors import Invalid
from concord.files import examining, rules, sniffing
from kit import files_given as given

CONTENT_TYPES = "[Content_Types].xml"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path


def kind_of(content, name="file"):
    return sniffing.kind_of(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (given.PDF, "plan.pdf", rules.PDF),
        (b"\xef\xbb\xbf\r\n" + given.PDF, "plan.pdf", rules.PDF),
        (given.DOCX, "plan.docx", rules.DOCX),
        (given.XLSX, "costs.xlsx", rules.XLSX),
        (given.PPTX, "slides.pptx", rules.PPTX),
        (given.opened(), "plan.odt", rules.ODT),
        (given.opened("spreadsheet"), "costs.ods", rules.ODS),
        (given.opened("presentation"), "slides.odp", rules.ODP),
        (given.JPEG, "IMG_1.JPG", rules.JPEG),
        (given.PNG, "form.png", rules.PNG),
        (given.TIFF, "scan.tiff", rules.TIFF),
        (given.HEIC, "IMG_2.HEIC", rules.HEIC),
        (given.TEXT, "notes.txt", rules.TEXT),
        (given.LATIN, "notes.txt", rules.TEXT),
        (given.CSV, "dates.csv", rules.CSV),
    ],
)
def test_what_care_is_written_down_in_is_taken(content, name, kind):
    taken = examining.take(name, [content])
    assert (taken.examined.content_type, taken.examined.name, taken.size) == (kind.content_type, name, len(content))
    assert taken.examined.extension in kind.endings


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (
            given.DOCX,
            "plan.pdf",
            "not a PDF: it is a Word document. Save it under its own name (.docx), or make a PDF of it.",
        ),
        (given.PDF, "plan.docx", "The file plan.docx is not a Word document: it is a PDF."),
        (given.TEXT, "plan.pdf", "The file plan.pdf is not a PDF: it is plain text."),
        (given.PNG, "photo.jpg", "The file photo.jpg is not a JPEG picture: it is a PNG picture."),
        (given.OLD_OFFICE, "plan.docx", "an older Office file, or locked by a password. Open it"),
        (given.OLD_OFFICE, "plan.doc", r"files that end in .doc are not taken here. Open it"),
        (given.EXE, "plan.pdf", "is a program. Programs are not taken."),
        (b"#!/bin/sh\nrm -rf /\n", "notes.txt", "is a program"),
        (given.SVG, "drawing.txt", "a web page or a drawing"),
        (given.SVG, "drawing.svg", "files that end in .svg are not taken here. Send a PDF, a Word"),
        (given.HTML, "page.txt", "a web page"),
        (given.TEXT, "script.js", "files that end in .js are not taken"),
        (given.TEXT, "page.html", "files that end in .html are not taken"),
        (given.RTF, "letter.pdf", "The file letter.pdf is not a PDF: its content is that of a .rtf file."),
        (given.GIF, "photo.png", "its content is that of a .gif file. Open it"),
        (b"\x01\x02\x03" * 50, "plan.pdf", "it cannot be told what its content is"),
        (given.packed({"a.txt": b"a"}), "plan.docx", "it is a ZIP archive. Take the files out of it"),
        (given.packed({"a.txt": b"a"}), "plan.zip", "Take the files out of it, and send them one by one"),
        (given.office("document.macroEnabled.main+xml"), "plan.docx", "holds macros"),
        (given.office(word__vbaProject=b"x"), "plan.docx", "holds macros"),
        (given.opened(Basic__Standard=b"x"), "plan.odt", "holds macros"),
        (given.packed({"[Content_Types].xml": b"x", "word/a.exe": b"MZ"}), "plan.docx", "has a program inside"),
        (given.locked(), "plan.docx", "locked by a password. Save it without one"),
        (given.opened(manifest=b"<encryption-data/>"), "plan.odt", "locked by a password"),
        (given.bomb(), "plan.docx", "unpacks to far more"),
        (given.swollen(), "plan.docx", "unpacks to far more"),
        (given.DOCX[:-40], "plan.docx", "is damaged, so it cannot be opened"),
        (given.DOCX[:100], "plan.docx", "is damaged"),
        (b"", "plan.pdf", "plan.pdf is empty"),
    ],
)
def test_what_is_not_taken_is_told_with_a_way_out_and_leaves_nothing(content, name, says, settings):
    with pytest.raises(Invalid) as told:
        examining.take(name, [content])
    assert says in told.value.message
    assert told.value.field == "files"
    assert not list(settings.FILES.glob("??/??/*"))


def test_a_file_cut_off_or_garbled_anywhere_is_refused_in_words_and_never_breaks():
    whole = given.office(word__document=b"<w/>" * 50)
    for end in range(4, len(whole)):
        with pytest.raises(Invalid):
            kind_of(whole[:end], "plan.docx")
    for at in range(4, len(whole)):
        garbled = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with suppress(Invalid):
            assert kind_of(garbled, "plan.docx") is rules.DOCX


def test_a_list_of_contents_that_is_itself_enormous_is_not_read():
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for number in range(sniffing.MOST_ENTRIES + 1):
            archive.writestr(f"{number}", b"")
    with pytest.raises(Invalid, match="unpacks to far more"):
        kind_of(into.getvalue(), "plan.docx")


def test_a_name_without_an_ending_gets_the_one_of_its_content():
    assert examining.take("Care plan", [given.PDF]).examined.name == "Care plan.pdf"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\jo\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("plan\u202efdp.pdf", "planfdp.pdf"),
        ("a\x00b\x1b[31m\r\nc.pdf", "ab[31m c.pdf"),
        ("\u200bplan\ufeff.pdf", "plan.pdf"),
        ("  two   words .pdf", "two words.pdf"),
        ('what? "this": <one>|*.pdf', "what- -this-- -one---.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("…", "…"),
        ("", "file"),
        ("///", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("x" * 300, "x" * 150),
        ("." + "y" * 300, "y" * 150),
    ],
)
def test_a_strange_name_becomes_one_that_can_be_shown_and_saved(name, clean):
    assert rules.clean_name(name) == clean
    assert len(rules.clean_name(name)) <= rules.LONGEST_NAME
    assert rules.clean_name(clean) == clean


def test_every_kind_has_its_own_endings():
    assert len(rules.BY_ENDING) == sum(len(kind.endings) for kind in rules.KINDS)
    assert rules.ACCEPT.startswith(".pdf,.docx,")
