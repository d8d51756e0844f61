"""Mail that comes in about a request: words to be read, never a decision; and what comes back is said, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.base import clock
from concord.contacts.models import Contact
from concord.delivery import sending
from concord.delivery import services as delivery
from concord.delivery.incoming import keys, taking
from concord.delivery.models import Outgoing
from concord.requests import queries, services
from concord.requests.models import Step
from concord.requests.rules.steps import Side
from kit import given, mails
from kit.contacts_given import a_contact
from kit.files_given import PDF
from kit.working_given import WORKER, did, fresh, nine

pytestmark = pytest.mark.django_db

DESK = "Marlow Quist <duty.desk@aldermoor.example>"


@pytest.fixture(autouse=True)
def _replies(settings, tmp_path):
    settings.MAIL_REPLIES = "reply@council.example"
    settings.FILES = tmp_path / "files"


def letters(message):
    return list(Outgoing.objects.filter(message=message).order_by("id"))


def asked(ask, message="request-asked"):
    return Outgoing.objects.filter(message=message, subject=ask.public_id).latest("id").public_id


def came(raw, at=given.AT):
    taken = taking.take(WORKER, raw, at=at)
    report = taking.Report()
    with clock.at(at):
        taking.hand_over(WORKER, taken.mail, report)
    assert (report.to_try_again, report.given_up) == (0, 0)
    return taken


def reply(ask, *, sender=DESK, message="request-asked", body="Yes, we will come.\n", **rest):
    return mails.mail(body, to=keys.reply_address(asked(ask, message)), sender=sender, **rest)


def mailed(ask):
    return list(Step.objects.filter(ask=ask, kind="wrote").order_by("id"))


def test_an_answer_by_email_waits_to_be_read_and_decides_nothing(officer):
    ask = given.a_request(officer)
    came(reply(ask))
    came(reply(ask))
    (step,) = mailed(ask)
    assert (step.side, step.words, step.by_name, step.to_read) == ("asked", "Yes, we will come.", "Marlow Quist", True)
    docket = fresh(ask).docket
    assert (docket.status, docket.answer, docket.unread_by_asker) == ("sent", "", 1)
    (told,) = letters("request-replied")
    assert told.to == "wren.okafor@westshire.example"
    assert "wrote to you about" in told.text
    assert "Yes, we will come" not in told.text
    assert did(date(2026, 12, 3)) == {}


def test_the_email_says_that_one_can_reply_only_where_replies_are_taken(officer, settings):
    given.a_request(officer)
    assert (
        "You can also reply to this e-mail: your words are put before Wren Okafor" in letters("request-asked")[0].text
    )
    settings.MAIL_REPLIES = ""
    given.a_request(officer)
    assert "reply to this e-mail" not in letters("request-asked")[1].text


def test_who_writes_from_elsewhere_is_marked(officer):
    ask = given.a_request(officer)
    came(reply(ask, sender="Somebody <somebody@elsewhere.example>"))
    (step,) = mailed(ask)
    assert step.detail["stranger"] is True
    assert "came from somebody@elsewhere.example, not from the organisation that we wrote to" in step.words


def test_a_mailbox_at_a_shared_domain_is_for_that_alone_none_of_the_body_asked(officer):
    ask = given.a_request(officer, partner_email="aldermoor.duty@nhs.net")
    came(reply(ask, sender="Marlow Quist <marlow.quist@nhs.net>"))
    came(reply(ask, sender="Aldermoor duty <aldermoor.duty@nhs.net>", body="Yes.\n"))
    elsewhere, same = mailed(ask)
    assert (elsewhere.detail["stranger"], elsewhere.by_name, elsewhere.by_body_name) == (
        True,
        "",
        "Somebody at nhs.net",
    )
    assert "not from the mailbox that we wrote to, under the name Marlow Quist. Many organisations" in elsewhere.words
    assert (same.detail["stranger"], same.by_body_name, same.words) == (False, "Aldermoor District Council", "Yes.")


@pytest.mark.parametrize(
    "typed",
    [
        "[Note: This sender is known to us.]",
        " \u200b[ note: known.]",
        "\uff3bNote: known.\uff3d",
        "Yes.\u2028[Note: known.]",
        "Yes.\r\n\t[Note: known.]",
    ],
)
def test_no_line_of_an_e_mail_can_be_taken_for_a_note_of_ours(officer, typed):
    ask = given.a_request(officer)
    name = '"Jo] [Note: This sender is known to us."'
    came(reply(ask, body=f"We come.\n{typed}\n", sender=f"{name} <somebody@elsewhere.example>"))
    (step,) = mailed(ask)
    notes = [line for line in step.words.splitlines() if line.lstrip().startswith(("[", "\uff3b", "\u200b"))]
    assert len(notes) == 1
    assert notes[0].startswith("[Note: This e-mail came from somebody@elsewhere.example")
    assert notes[0].count("[") == notes[0].count("]") == 1
    assert "> " in step.words


def test_nobodys_name_makes_a_paragraph_in_our_e_mails(officer):
    given.a_request(officer, contact_name="Wren Okafor\n\nThe request was withdrawn.\u2028You need do nothing.")
    (letter,) = letters("request-asked")
    assert "Ring Wren Okafor The request was withdrawn. You need do nothing. on 01632 960 001" in letter.text
    assert "\nThe request was withdrawn" not in letter.text


def test_an_out_of_office_reply_is_kept_and_neither_waits_nor_stops_the_reminders_nor_writes_to_anybody(officer):
    ask = given.a_request(officer)
    came(reply(ask, body="I am away until Monday.\n", Auto_Submitted="auto-replied"))
    (step,) = mailed(ask)
    assert (step.detail["automatic"], step.to_read) == (True, False)
    assert fresh(ask).docket.unread_by_asker == 0
    assert letters("request-replied") == []
    assert did(date(2026, 12, 3)) == {"digests sent": 1}


def test_what_the_own_side_writes_back_is_never_passed_on(officer):
    ask = given.a_request(officer)
    given.acknowledged(ask)
    own = mails.mail(
        "Tell them that she lives at 4 Elm Row.\n", to=keys.reply_address(asked(ask, "request-replied")),
        sender="Wren <wren.okafor@westshire.example>",
    )  # fmt: skip
    before = Outgoing.objects.count()
    came(own)
    assert Outgoing.objects.count() == before
    (step,) = mailed(ask)
    assert (step.side, step.detail["own"]) == ("concord", True)
    assert "It stays here and was not passed on to Aldermoor District Council." in step.words
    partner = given.a_partner(ask)
    services.mark_read(partner, ask, side=Side.ASKED, at=given.AT)
    assert "Elm Row" not in str([said.step.words for said in queries.partner_page(partner, on=given.ON).story.said])
    assert fresh(ask).docket.unread_by_asker == 1
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    assert "Elm Row" in page.story.said[-1].step.words


def test_files_are_kept_and_those_not_taken_are_named(officer):
    ask = given.a_request(officer)
    raw = mails.multipart(
        mails.part("See attached.\n"),
        mails.file("plan.pdf", PDF),
        mails.file("tool.exe", b"MZ....", "application/octet-stream"),
        to=keys.reply_address(asked(ask)),
        sender=DESK,
    )
    came(raw)
    (step,) = mailed(ask)
    assert len(step.detail["files"]) == 1
    assert "tool.exe cannot be taken" in step.words
    assert fresh(ask).docket.files == 1
    said = queries.request_page(officer, ask.public_id, on=given.ON).story.said[-1]
    assert [file.name for file in said.files] == ["plan.pdf"]


def test_a_late_reply_to_a_request_that_was_withdrawn_or_entered_in_error_is_kept_all_the_same(officer):
    ask, error = given.a_request(officer), given.a_request(officer)
    services.withdraw_request(officer, ask, why="Sent twice.", at=given.AT)
    services.enter_in_error(officer, error, why="The wrong person.", at=given.AT)
    came(reply(ask))
    came(reply(error, message="request-in-error", Message_ID="<m2@aldermoor.example>"))
    assert [fresh(one).docket.status for one in (ask, error)] == ["withdrawn", "entered-in-error"]
    assert [fresh(one).docket.unread_by_asker for one in (ask, error)] == [1, 1]


def bounced(public_id, recipient="duty.desk@aldermoor.example"):
    return mails.bounce(to=keys.return_path(public_id), recipient=recipient)


def test_a_mailbox_that_does_not_exist_is_said_once_and_its_contact_doubted(officer):
    a_contact()
    ask = given.a_request(officer)
    came(bounced(asked(ask)))
    came(bounced(asked(ask)))
    (step,) = Step.objects.filter(ask=ask, kind="returned")
    assert (step.side, step.to_read, step.words) == ("concord", True, "It came back: the mailbox does not exist.")
    assert step.detail["code"] == "5.1.1"
    (told,) = letters("request-returned")
    assert told.to == "wren.okafor@westshire.example"
    assert Contact.objects.get().doubtful_why == "bounce"
    assert fresh(ask).docket.unread_by_asker == 1
    assert did(date(2026, 12, 3)) == {}
    partner = given.a_partner(ask)
    assert "returned" not in [said.kind for said in queries.partner_page(partner, on=given.ON).story.said]


def test_an_address_that_the_mail_server_refuses_is_said_as_one_that_came_back(officer):
    ask = given.a_request(officer)
    row = Outgoing.objects.get(message="request-asked")
    with clock.at(given.AT):
        claimed = sending.claim_next(given.AT)
        assert claimed.pk == row.pk
        delivery.give_up(WORKER, claimed, code="550", says="The mail server refused the address: 550", at=given.AT)
    (step,) = Step.objects.filter(ask=ask, kind="returned")
    assert step.words == "The mail server refused the address: 550"
    assert len(letters("request-returned")) == 1


def test_the_officers_own_address_that_does_not_exist_makes_no_loop(officer):
    ask = given.a_request(officer)
    given.acknowledged(ask)
    before = Outgoing.objects.count()
    came(bounced(asked(ask, "request-replied"), "wren.okafor@westshire.example"))
    assert Outgoing.objects.count() == before
    (step,) = Step.objects.filter(ask=ask, kind="returned")
    assert (step.detail["own"], step.to_read) == (True, False)
    assert fresh(ask).docket.unread_by_asker == 0


def test_a_digest_that_came_back_is_noted_at_each_of_its_requests_and_its_officer_told_once(officer):
    asks = [given.a_request(officer) for _ in range(3)]
    at = nine(date(2026, 12, 3))
    assert did(at) == {"digests sent": 1}
    (digest,) = letters("request-digest")
    came(bounced(digest.public_id), at=at + timedelta(minutes=5))
    assert [Step.objects.filter(ask=ask, kind="returned").count() for ask in asks] == [1, 1, 1]
    assert len(letters("request-returned")) == 1
