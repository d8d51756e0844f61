"""Pages of agreements at the desk, as a browser opens and sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import reverse

from kit.reading import Page

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.models import Agreement
    from concord.people.models import Person


def signed_in(person: Person) -> Client:
    """The browser of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    return client


def at(row: Agreement, name: str, *args: Any) -> str:
    """The address of a page of an agreement."""
    return reverse(f"agreements:{name}", args=[row.public_id, *args])


def opened(browser: Client, row: Agreement, name: str = "page", *args: Any) -> Page:
    """A page of an agreement, which is there."""
    page = Page(browser.get(at(row, name, *args)))
    assert page.status == 200, page.words
    return page


def sent(browser: Client, row: Agreement, name: str, *args: Any, **typed: Any) -> Page:
    """The page to which a form of an agreement leads."""
    return Page(browser.post(at(row, name, *args), typed, follow=True))


def was(page: Page) -> str:
    """What the form on a page says that the page held as it was opened."""
    return str(page.tree.xpath("//input[@name='was']/@value")[0])


def day(name: str, on: date) -> dict[str, str]:
    """A day as its three fields send it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
