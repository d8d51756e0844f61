"""Somebody follows a wrong address, on a wide and a narrow screen, by keyboard alone."""

from __future__ import annotations

import pytest

from kit.browser import check_accessibility, overflows

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_wrong_address_is_answered_with_a_page_that_leads_on(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    response = page.goto("/councils/of-the-moon/and/further")
    assert response is not None
    assert response.status == 404
    assert page.title() == "Page not found – Concord"
    check_accessibility(page)
    assert not overflows(page)


def test_the_first_key_leads_past_the_header_to_the_page_itself(page):
    page.goto("/no/such/page")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "find a council"
