"""Documentation that fails when it is not true: every command, setting and link."""

import re
from pathlib import Path

from concord.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/concord"


def text(path):
    return (ROOT / path).read_text("utf-8")


def test_every_command_is_documented():
    documented = set(re.findall(r"^\| `concord ([a-z]+)", text("docs/operate/commands.md"), re.MULTILINE))
    assert documented == set(COMMANDS)


def test_every_setting_is_documented():
    used = {
        f"CONCORD_{name}"
        for path in (SOURCE / "config").rglob("*.py")
        for name in re.findall(r'\b(?:text|flag|items|kept)\("([A-Z0-9_]+)"', path.read_text("utf-8"))
    }
    assert set(re.findall(r"^\| `(CONCORD_[A-Z0-9_]+)`", text("docs/operate/settings.md"), re.MULTILINE)) == used


def test_every_link_between_documents_leads_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in links.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_the_readme_is_short():
    assert len(text("README.md").splitlines()) < 150
