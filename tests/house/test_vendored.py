"""What was vendored is what script/vendor wrote, and carries nothing that only GOV.UK may use."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "src/concord/pages/static/govuk", ROOT / "tests/kit/axe"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_vendored_file_has_the_hash_that_was_written_down(folder):
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert sums == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name != "SHA256SUMS"
    }
    assert "LICENSE.txt" in sums


def test_the_style_sheet_has_no_font_crest_or_address_of_its_own():
    css = (FOLDERS[0] / "govuk-frontend.min.css").read_text(encoding="utf-8")
    for word in ("GDS Transport", "crest", "@font-face", "url(", "sourceMappingURL"):
        assert word not in css
    assert "Helvetica Neue,Arial,Liberation Sans,sans-serif" in css


def test_no_picture_of_govuk_is_shipped():
    pictures = [
        file.name for file in ROOT.glob("src/concord/**/static/**/*") if file.suffix in {".svg", ".png", ".ico"}
    ]
    assert not [name for name in pictures if "govuk" in name or "crown" in name or "crest" in name]
