"""What every story needs: Essex on a Sunday in November 2026, days that go on, and people at browsers of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kit import essex
from kit.browser import complaints
from kit.walking import PLAIN, WAYS, Officer, Partner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def days(live_server: LiveServer, settings: SettingsWrapper, tmp_path: Path) -> Iterator[essex.Days]:
    """A demonstration server from noon on 22 November 2026, its e-mail going into a folder."""
    settings.DEMONSTRATION = True
    settings.BASE_URL = live_server.url
    settings.FILES = tmp_path / "files"
    settings.EMAIL_BACKEND = "concord.delivery.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    essex.begin()
    yield from essex.days(tmp_path / "outbox")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """How everybody in the story uses a browser: by mouse, by keyboard alone, without script."""
    return str(request.param)


@pytest.fixture
def _opened(browser: Browser, live_server: LiveServer, way: str) -> Iterator[Callable[[], BrowserContext]]:
    opened: list[tuple[BrowserContext, list[str]]] = []

    def visited() -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}, java_script_enabled=way != PLAIN
        )
        context.set_default_timeout(10_000)
        opened.append((context, complaints(context.new_page())))
        return context

    yield visited
    for context, found in opened:
        context.close()
        assert not found, "\n".join(found)


@pytest.fixture
def _titles() -> Iterator[dict[str, set[str]]]:
    """The pages that were seen, by title: who listens to pages, or has many open, tells them apart by nothing else."""
    seen: dict[str, set[str]] = {}
    yield seen
    assert {title: pages for title, pages in seen.items() if len(pages) > 1} == {}, "Two pages have the same title."


@pytest.fixture
def officer(
    _opened: Callable[[], BrowserContext], days: essex.Days, way: str, _titles: dict[str, set[str]]
) -> Callable[[str], Officer]:
    """Sign somebody in at a browser of their own: `officer("Priya Fennimore")`."""

    def signed_in(name: str) -> Officer:
        walker = Officer(_opened().pages[0], days, way, _titles)
        walker.sign_in(name)
        return walker

    return signed_in


@pytest.fixture
def partner(
    _opened: Callable[[], BrowserContext], days: essex.Days, way: str, _titles: dict[str, set[str]]
) -> Callable[[], Partner]:
    """Somebody at a partner, at a browser of their own."""
    return lambda: Partner(_opened().pages[0], days, way, _titles)
