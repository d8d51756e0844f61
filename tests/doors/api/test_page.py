"""The page at /api/ in a real browser: readable on a wide and a narrow screen, without a thing from elsewhere."""

from __future__ import annotations

import pytest

from kit.browser import check_accessibility, overflows

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_operations(page, width):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/api/")
    page.get_by_text("words for function").first.click()
    check_accessibility(page)
    assert not overflows(page)
    home = page.url.removesuffix("/api/")
    assert all(url.startswith(home) for url in asked)
