"""Two answers at once, a late one, a mangled link, a text too long: a clear page each time, and nothing twice."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from concord.base.errors import Conflict
from concord.partner import views
from concord.requests import services
from concord.requests.models import Reply
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


def test_of_two_answers_at_once_the_second_is_told_what_the_first_said(inside, address, ask, monkeypatch):
    """The second was let in before the first was written, so only the service sees that it comes too late."""
    real = services.refuse_request

    def overtaken(actor, *args, **said):
        real(actor, *args, **said)
        return real(actor, *args, **said)

    monkeypatch.setattr(views.services, "refuse_request", overtaken)
    said = {"grounds": ["adverse-effect"], "reasons_adverse-effect": "No room until May.", **given.SIGNED}
    page = Page(inside.post(f"{address}/refuse", said))
    assert (page.status, page.heading) == (409, "Westshire County Council asks for your co-operation")
    assert "This request has been answered already: you refused it. Nothing was sent again." in page.words
    assert "the partner refused" not in page.words
    assert Reply.objects.count() == 1


def test_of_an_answer_and_a_withdrawal_at_once_the_answer_is_told_that_it_is_withdrawn(
    inside, address, ask, officer, monkeypatch
):
    def overtaken(*_args, **_said):
        services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
        raise Conflict("This request was withdrawn, so it takes no further answer.")

    monkeypatch.setattr(views.services, "acknowledge_request", overtaken)
    page = Page(inside.post(f"{address}/acknowledge", given.SIGNED))
    assert (page.status, "has withdrawn this request. You need not answer it." in page.words) == (410, True)


def test_what_comes_next_is_not_told_of_a_request_that_was_withdrawn(inside, address, ask, officer):
    inside.post(f"{address}/acknowledge", given.SIGNED)
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    page = Page(inside.get(f"{address}/done", follow=True))
    assert page.status == 410
    assert "The request waits for your answer" not in page.words


@pytest.mark.parametrize("step", ["acknowledge", "comply", "refuse"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_answer_is_taken_to_a_request_that_was_withdrawn(inside, address, ask, officer, step, method):
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    page = Page(getattr(inside, method)(f"{address}/{step}", given.SIGNED))
    assert (page.status, "has withdrawn this request. You need not answer it." in page.words) == (410, True)


@pytest.mark.parametrize("mangled", ["{}/", "{}/more", "{}//", "request/{}/elsewhere"])
def test_a_link_that_a_mail_program_has_mangled_says_so_and_tells_nobody_its_address(link, mangled):
    answer = Client().get(f"/r/{mangled.format(link.removeprefix('/r/'))}")
    page = Page(answer)
    assert (page.status, page.heading) == (404, "Check the link")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_a_text_too_long_is_an_error_in_plain_words_at_its_field(inside, address):
    said = {"grounds": ["adverse-effect"], "reasons_adverse-effect": "x" * 4001, **given.SIGNED, "by_name": "n" * 121}
    assert Page(inside.post(f"{address}/refuse", said)).errors == [
        "Shorten this to 4000 characters or fewer: it has 4001",
        "Shorten this to 120 characters or fewer: it has 121",
    ]


def test_what_only_the_servers_keeper_can_mend_is_told_to_the_keeper(inside, address, settings, caplog):
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    answer = inside.get(address)
    page = Page(answer)
    assert (page.status, page.heading) == (503, "Something went wrong on our side")
    assert "CONCORD_" not in page.words
    assert "CONCORD_ENCRYPTION_KEYS" in caplog.text
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_million_signs_in_a_field_are_an_error_at_it(inside, address):
    said = {"grounds": ["adverse-effect"], "reasons_adverse-effect": "x" * 1_000_000, **given.SIGNED}
    page = Page(inside.post(f"{address}/refuse", said))
    assert page.errors == ["Shorten this to 4000 characters or fewer: it has 1000000"]
