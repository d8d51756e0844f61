"""Addresses that no page offers: made up by somebody who is inside for another reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from concord.people.roles import Role
from concord.requests import services
from kit import given
from kit.attaching_given import attached

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

NOT_ABOUT_A_REQUEST = {"forget-search"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def _browser(name: str, *, role: str = Role.PRACTITIONER, body: str = given.COUNTY) -> Client:
    browser = Client()
    browser.force_login(given.a_person(name, role=role, body=body))
    return browser


def _patterns(under) -> Iterator[URLPattern]:
    """The addresses of requests, wherever they hang."""
    for one in under:
        if isinstance(one, URLPattern):
            yield one
        elif one.namespace in {None, "requests"}:
            yield from _patterns(one.url_patterns)


def _addresses(public_id: str, file_id: str) -> Iterator[str]:
    known = {"public_id": public_id, "file_id": file_id, "link": "x", "kind": "complied"}
    for pattern in _patterns(get_resolver().url_patterns):
        names = pattern.pattern.converters
        if "public_id" in names and pattern.name not in NOT_ABOUT_A_REQUEST:
            try:
                yield reverse(f"requests:{pattern.name}", kwargs={name: known[name] for name in names})
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize(
    ("role", "body"),
    [(Role.CONTRACTOR, given.COUNTY), (Role.ASSURANCE, given.COUNTY), (Role.REGISTER_KEEPER, given.COUNTY),
     (Role.MANAGER, given.TRUST), (Role.CONTRACTOR, given.DISTRICT)],
)  # fmt: skip
def test_no_address_of_a_request_opens_for_whom_it_does_not_concern(westshire, sent, role, body):
    officer = given.acting(given.a_person())
    ask = given.a_draft(officer)
    file = attached(officer, ask)
    if sent:
        ask = services.send_request(officer, ask, at=given.AT)
    browser = _browser("Cas Verrall", role=role, body=body)
    found = {}
    for address in _addresses(ask.public_id, file.public_id):
        for method in ("get", "post"):
            found[method, address] = getattr(browser, method)(address).status_code
    assert len(found) > 60
    assert {key: status for key, status in found.items() if status not in {404, 405}} == {}


def test_a_file_that_waits_to_go_opens_for_no_colleague_and_not_for_the_other_side(westshire):
    officer = given.acting(given.a_person())
    ask = given.a_request(officer)
    file = attached(officer, ask)
    address = reverse("requests:file", args=[ask.public_id, file.public_id])
    assert _browser("Ode Lindqvist").get(address).status_code == 404
    assert _browser("Tove Ashdown", body=given.DISTRICT).get(address).status_code == 404


def test_a_file_of_one_request_does_not_open_under_the_address_of_another(westshire):
    officer = given.acting(given.a_person())
    ask = given.a_draft(officer)
    file = attached(officer, ask)
    other = given.a_request(officer)
    assert (
        _browser("Ode Lindqvist").get(reverse("requests:file", args=[other.public_id, file.public_id])).status_code
        == 404
    )
