"""What is installed: pinned and hashed, from no named registry, the same everywhere, and nothing that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETS = ["build", "production", "development", "bench"]
# How a package is called where it is used, if not by its own name.
CALLED = {
    "django-csp": "csp",
    "django-ninja": "ninja",
    "govuk-frontend-jinja": "govuk_frontend_jinja",
    "govuk-bank-holidays": "govuk_bank_holidays",
    "psycopg": "django.db.backends.postgresql",
}
NAME = re.compile(r"^([A-Za-z0-9-]+)", re.MULTILINE)


def asked(name):
    return [found.lower() for found in NAME.findall((ROOT / f"requirements/{name}.in").read_text(encoding="utf-8"))]


def pinned(name):
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text)
    assert all("--hash=sha256:" in entry for entry in entries)
    return {match[1]: match[2] for entry in entries if (match := re.match(r"([a-z0-9-]+)(?:\[.*\])?==(\S+)", entry))}


@pytest.mark.parametrize("name", SETS)
def test_everything_asked_for_is_pinned_with_hashes_and_no_address(name):
    assert set(asked(name)) - {"-r"} <= set(pinned(name))
    assert "://" not in (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["development", "bench"])
def test_a_package_has_one_version_in_every_set(name):
    assert pinned("production").items() <= pinned(name).items()


def test_every_package_of_production_is_used():
    sources = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*") if file.suffix in {".py", ".html"}
    )
    unused = [name for name in asked("production") if not re.search(rf"\b{CALLED.get(name, name)}\b", sources)]
    assert unused == []
