"""Fixtures that every test may ask for. Builders of states are in `kit`; what one room alone needs is in its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from concord.registry.queries import memory
from kit.browser import browsers, complaints
from kit.emptying import let_flush_pass_the_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

# The kit is imported by name; gathered for doctests it would be loaded twice, its settings among it.
collect_ignore = ["kit"]

_PATIENCE = 15_000
"""Milliseconds that a page may take."""

_DATABASE = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database need not run again on another: it is marked so. Faults are run only where asked for."""
    if "fault" not in config.getoption("markexpr"):
        items[:] = [item for item in items if item.get_closest_marker("fault") is None]
    for item in items:
        if item.get_closest_marker("django_db") is None and _DATABASE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("any_database")


@pytest.fixture(scope="session", autouse=True)
def _emptying() -> Iterator[None]:
    """Tests with real transactions (`live_server` among them) can be cleared away although the record may not."""
    with pytest.MonkeyPatch.context() as patch:
        let_flush_pass_the_record(patch)
        yield


@pytest.fixture(autouse=True)
def _no_register_in_memory() -> None:
    """What one test has recorded is undone, so the next remembers nothing of it."""
    memory.forget()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    # As long as the pages' own time: a machine that is busy with the other half of the tests is slow, and not wrong.
    expect.set_options(timeout=_PATIENCE)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield from browsers()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page of a fresh browser profile on the live server, as in `page.goto("/")`.

    A script error or a refusal of the security policy fails the test.
    """
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_PATIENCE)
    opened = context.new_page()
    found = complaints(opened)
    yield opened
    context.close()
    assert not found, "\n".join(found)
