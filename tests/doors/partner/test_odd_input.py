"""Two answers at once, a late one, a mangled link, a text too long: a clear page each time, and nothing twice."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.base.errors import Conflict
from concord.pages.answering import giving
from concord.partner.words import KIND, WORD
from concord.requests import services
from concord.requests.rules.steps import StepKind
from kit import given, partner_given
from kit.partner_given import PROMISE, REFUSAL, last_said, said
from kit.reading import Page

pytestmark = pytest.mark.django_db

ONE_GROUND = {**REFUSAL, "grounds": ["adverse-effect"], "reasons_incompatible-with-duties": ""}


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


def test_of_two_answers_at_once_the_second_is_told_what_the_first_said(inside, address, ask, monkeypatch):
    """The second was let in before the first was written, so only the service sees that it comes too late."""
    link = partner_given.another_link(ask, to="ria.holt@aldermoor.example")
    colleague = Client()
    partner_given.enter(colleague, link)
    real = giving._SERVICES[StepKind.ALTERNATIVE]

    def overtaken(actor, *args, **words):
        colleague.post(f"{address}/comply", PROMISE)
        return real(actor, *args, **words)

    monkeypatch.setitem(giving._SERVICES, StepKind.ALTERNATIVE, overtaken)
    page = Page(inside.post(f"{address}/offer", {"offer": "A telephone call.", **given.SIGNED}))
    assert (page.status, page.heading) == (409, "Your answer was not counted")
    assert "This request has been answered already: it was agreed to." in page.words
    assert "What do you offer instead? A telephone call." in page.words
    assert said(ask) == ["passed-on", "complied"]


def test_a_refusal_that_a_colleague_overtook_is_shown_again_and_can_be_sent_as_a_message(inside, address, ask):
    colleague = Client()
    partner_given.enter(colleague, partner_given.another_link(ask, to="ria.holt@aldermoor.example"))
    inside.post(f"{address}/refuse", REFUSAL)
    colleague.post(f"{address}/comply", PROMISE)
    page = Page(inside.post(f"{address}/refuse/check", {"saved": "whatever"}))
    assert (page.status, page.heading) == (409, "Your answer was not counted")
    assert given.REASONS["incompatible-with-duties"] in page.words
    page = Page(inside.get(address))
    assert "can no longer be an answer: you can send it as a message" in page.words


def test_of_an_answer_and_a_withdrawal_at_once_the_answer_is_told_that_it_is_withdrawn(
    inside, address, ask, officer, monkeypatch
):
    def overtaken(*_args, **_said):
        services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
        raise Conflict("This request was withdrawn, so it takes no further answer.")

    monkeypatch.setitem(giving._SERVICES, StepKind.ACKNOWLEDGED, overtaken)
    page = Page(inside.post(f"{address}/acknowledge", given.SIGNED))
    assert (page.status, "has withdrawn this request. You need not answer it." in page.words) == (410, True)


def test_an_answer_after_the_withdrawal_is_shown_again_and_can_be_sent_as_a_message(inside, address, ask, officer):
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    page = Page(inside.post(f"{address}/comply", PROMISE))
    assert (page.status, page.heading) == (410, "Your answer was not counted")
    assert "Our housing officer will come." in page.words
    form = {field.get("name"): field.get("value") for field in page.tree.xpath("//input[@type='hidden']")}
    page = Page(inside.post(f"{address}/write", form, follow=True))
    assert page.heading == "Message sent"
    assert said(ask) == ["wrote"]
    assert "Our housing officer will come." in last_said(ask).words


def test_a_withdrawn_request_says_no_more_about_the_person_and_messages_still_go(inside, address, ask, officer):
    services.write_message(officer, ask, words="She is on ward four.", at=given.AT)
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    for place in ("", "/write"):
        text = inside.get(f"{address}{place}").content.decode()
        for private in (given.WHOLE["what"], "LAS-20417", "ward", "She has moved"):
            assert private not in text
    inside.post(f"{address}/write", {"words": "We had begun already.", **given.SIGNED})
    services.write_message(officer, ask, words="Thank you.", at=given.AT)
    page = Page(inside.get(address))
    assert page.status == 410
    assert "We had begun already." in page.words
    assert "Thank you." in page.words


def test_what_comes_next_is_not_told_of_a_request_that_was_withdrawn(inside, address, ask, officer):
    inside.post(f"{address}/acknowledge", given.SIGNED)
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    page = Page(inside.get(f"{address}/done", follow=True))
    assert page.status == 410
    assert "The request waits for your answer" not in page.words


@pytest.mark.parametrize("word", [word for kind, word in WORD.items() if kind is not StepKind.WROTE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_answer_is_taken_to_a_request_that_was_withdrawn(inside, address, ask, officer, word, method):
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    page = Page(getattr(inside, method)(f"{address}/{word}", given.SIGNED))
    assert (page.status, "has withdrawn this request. You need not answer it." in page.words) == (410, True)
    assert said(ask) == []


def test_the_link_to_a_request_that_was_entered_in_error_is_dead(inside, address, ask, officer, link):
    services.enter_in_error(officer, ask, why="The wrong person.", at=given.AT)
    for answer in (inside.get(address), Client().get(link), inside.post(f"{address}/write", {"words": "But"})):
        page = Page(answer)
        assert (page.status, page.heading) == (410, "This link no longer works")
        assert (
            "was sent to you by mistake, and was taken back. You need do nothing, and need no new link." in page.words
        )
        assert "LAS-20417" not in answer.content.decode()


def test_an_answer_that_does_not_exist_for_this_kind_of_request_is_not_offered(inside, address, ask):
    page = Page(inside.get(f"{address}/decline"))
    assert page.status == 409
    assert "This request cannot be answered in that way. Choose another answer." in page.words


@pytest.mark.parametrize("mangled", ["{}/", "{}/more", "{}//", "request/{}/elsewhere"])
def test_a_link_that_a_mail_program_has_mangled_says_so_and_tells_nobody_its_address(link, mangled):
    answer = Client().get(f"/r/{mangled.format(link.removeprefix('/r/'))}")
    page = Page(answer)
    assert (page.status, page.heading) == (404, "Check the link")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_a_text_too_long_is_an_error_in_plain_words_at_its_field(inside, address):
    words = {**ONE_GROUND, "reasons_adverse-effect": "x" * 4001, "by_name": "n" * 121}
    assert Page(inside.post(f"{address}/refuse", words)).errors == [
        "Shorten “Your reasons why it would harm our own work” to 4000 characters or fewer: it has 4001",
        "Shorten “Your name” to 120 characters or fewer: it has 121",
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
    words = {**ONE_GROUND, "reasons_adverse-effect": "x" * 1_000_000}
    page = Page(inside.post(f"{address}/refuse", words))
    (says,) = page.errors
    assert says.startswith("Shorten “Your reasons why it would harm our own work” to 4000 characters or fewer")


@pytest.mark.parametrize("word", [word for word in KIND if word != "decline"])
def test_what_is_wrong_with_an_answer_has_the_status_of_a_fault(inside, address, ask, word):
    assert inside.get(f"{address}/{word}").status_code == 200
    page = Page(inside.post(f"{address}/{word}", {}))
    assert (page.status, bool(page.errors)) == (400, True)
    assert said(ask) == []


def test_a_file_that_is_not_taken_has_the_status_of_a_fault(inside, address, ask):
    empty = SimpleUploadedFile("plan.pdf", b"")
    page = Page(inside.post(f"{address}/comply", {**PROMISE, "files": empty}))
    assert (page.status, len(page.errors)) == (400, 1)
    assert said(ask) == []
