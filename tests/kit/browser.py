"""A real browser for the journeys: where Chromium is found, how it is started, and what every page must be free of.

Run as a program it says which Chromium the journeys would use; its status is 1 where there is none.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

AXE = Path(__file__).with_name("axe") / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Only what it finds wrong crosses over in full, and it does not fetch the style sheets a second time.
_RUN = """axe.run(document, {resultTypes: ["violations"], preload: false})
    .then(found => ({violations: found.violations, passes: found.passes.length}))"""
# Nothing but the page: no look-ups of its own on a machine without a network, no sandbox where root runs the tests.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium(playwright: Playwright) -> str | None:
    """The program: the one that CONCORD_BROWSER names, else an installed one, else Playwright's own."""
    named = os.environ.get("CONCORD_BROWSER")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    found.append(playwright.chromium.executable_path)
    return next((path for path in found if path and Path(path).is_file()), None)


def launched(playwright: Playwright) -> Browser:
    """A headless browser; a clear sentence where there is none."""
    program = chromium(playwright)
    if program is None:
        raise RuntimeError("No Chromium was found: run script/test, which installs it, or set CONCORD_BROWSER to one.")
    return playwright.chromium.launch(executable_path=program, args=FLAGS)


def complaints(page: Page) -> list[str]:
    """What the page does wrong from now on: errors of its scripts, and what its own security policy refuses."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"script error: {error}"))
    page.on(
        "console",
        lambda message: found.append(message.text) if "Content Security Policy" in message.text else None,
    )
    return found


def check_accessibility(page: Page) -> None:
    """Fail with the rule, the element and the reason of everything that axe finds wrong with the page as it stands."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(_RUN)
    said = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
    assert not said, f"axe on {page.url}:\n" + "\n".join(said)
    assert result["passes"], f"axe looked at nothing on {page.url}"


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window, so that a narrow screen must scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def browsers() -> Iterator[Browser]:
    """One browser, closed at the end: the body of a session's fixture."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


if __name__ == "__main__":
    with sync_playwright() as started:
        print(chromium(started) or "no Chromium")
        sys.exit(chromium(started) is None)
