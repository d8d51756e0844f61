"""Mail that comes in, from the address that goes out with a message to the room that takes the answer; and bounces."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from concord.audit.models import Entry
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.config import environment
from concord.delivery import queries as delivery
from concord.delivery import sending
from concord.delivery.incoming import keys, maildir, queries, receiving, rules, services, taking
from concord.delivery.incoming.rules import Kind
from concord.delivery.models import Incoming
from concord.delivery.rules import State
from kit import mails

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _replies(settings, monkeypatch):
    settings.MAIL_REPLIES = "reply@council.example"
    monkeypatch.setattr(receiving, "_takers", {})
    monkeypatch.setattr(receiving, "_return_takers", [])


@dataclass
class Room:
    received: list[receiving.Received] = field(default_factory=list)
    returned: list[receiving.Returned] = field(default_factory=list)
    fails: Exception | None = None


@pytest.fixture
def room():
    """An invented room that takes mail about beds; `fails` is what goes wrong there."""

    found = Room()

    def take(actor, received, at):
        found.received.append(received)
        if found.fails:
            raise found.fails

    def take_back(actor, returned, at):
        found.returned.append(returned)
        if found.fails:
            raise found.fails

    receiving.declare("bed", take)
    receiving.declare_bounce(take_back)
    return found


@pytest.fixture
def sent(write, smtp, room, worker, at):
    """A message that was sent, and as the mail server took it."""
    row = write(from_name="Essex County Council", reply_to="jo.ward@council.example")
    with clock.at(at):
        assert sending.send_due(worker).sent == 1
    row.refresh_from_db()
    return row, smtp.taken[0]


def take(worker, raw, at, sent_to=""):
    return taking.take(worker, raw, at=at, sent_to=sent_to)


def hand_over(worker, at):
    with clock.at(at):
        return taking.hand_over_due(worker)


def events(kind="mail"):
    return [entry.event for entry in Entry.objects.filter(subject_kind=kind).order_by("seq")]


# ── The addresses ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_message_that_may_be_answered_goes_out_with_an_address_of_its_own(sent, smtp):
    row, taken = sent
    assert taken["Reply-To"] == keys.reply_address(row.public_id)
    assert taken["Reply-To"].startswith("reply+")
    assert taken["Reply-To"].endswith("@council.example")
    assert len(taken["Reply-To"].partition("@")[0]) <= 64
    assert taken["From"] == "Essex County Council <concord@council.example>"
    assert smtp.senders == [keys.return_path(row.public_id)]


def test_what_is_not_meant_to_be_answered_or_what_no_room_takes_keeps_its_own_address(write, smtp, room, worker, at):
    write()
    receiving._takers.clear()
    write(reply_to="jo.ward@council.example")
    with clock.at(at):
        sending.send_due(worker)
    assert [taken["Reply-To"] for taken in smtp.taken] == [None, "jo.ward@council.example"]


def test_without_the_setting_everything_is_as_it_was(write, smtp, room, worker, settings, at):
    settings.MAIL_REPLIES = ""
    write(reply_to="jo.ward@council.example")
    with clock.at(at):
        sending.send_due(worker)
    assert smtp.taken[0]["Reply-To"] == "jo.ward@council.example"
    assert smtp.senders == ["concord@council.example"]


def test_an_address_cannot_be_made_up(sent):
    row, taken = sent
    good = taken["Reply-To"]
    assert keys.message_in([good]) == keys.message_in([good.upper()]) == row.public_id
    forged = f"reply+{row.public_id}-{'a' * 20}@council.example"
    assert keys.message_in(["", forged, "reply@council.example", good.replace("+", "")]) == ""
    assert keys.message_in([forged, f"Jo <{good}>"]) == row.public_id


# ── Replies ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_reply_is_kept_and_put_before_its_room_once(sent, room, worker, at):
    row, taken = sent
    raw = mails.multipart(mails.part("We refuse.\n"), mails.file("plan.pdf", b"%PDF"), to=taken["Reply-To"])
    first = take(worker, raw, at)
    assert (first.kind, first.again) == (Kind.REPLY, False)
    assert hand_over(worker, at).handed_over == 1
    again = take(worker, b"Delivered-To: x@y.example\n" + raw, at)
    assert (again.mail, again.again) == (first.mail, True)
    assert hand_over(worker, at + timedelta(days=1)).handed_over == 0
    (received,) = room.received
    assert (received.subject, received.answers, received.mail) == ("b1", row.public_id, first.mail)
    assert (received.text, received.as_expected) == ("We refuse.", True)
    assert [(each.name, each.content) for each in received.attachments] == [("plan.pdf", b"%PDF")]
    assert events() == ["mail:take", "mail:hand-over"]
    kept = Incoming.objects.get()
    assert (kept.raw, kept.text, kept.handed_over_at, kept.attachments) == ("", "We refuse.", at, 1)


def test_what_a_mail_says_and_who_wrote_it_stands_nowhere_in_the_open(sent, worker, at):
    _, taken = sent
    take(worker, mails.mail("We refuse.\n", to=taken["Reply-To"]), at)
    stored = str(list(Incoming.objects.values_list("kind", "message_id", "subject", "last_error")))
    record = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "refuse" not in stored + record
    assert "okafor" not in (stored + record).lower()
    with connection.cursor() as cursor:
        cursor.execute("select from_address, from_name, title, text, raw from delivery_incoming")
        row = str(cursor.fetchall())
    assert "jo@trust" not in row
    assert "refuse" not in row


def test_the_address_that_the_mail_server_names_counts_before_the_headers(write, room, worker, at):
    one, other = write(), write()
    raw = mails.mail(to=keys.reply_address(one.public_id))
    take(worker, raw, at, sent_to=keys.reply_address(other.public_id))
    assert Incoming.objects.get().outgoing == other
    take(worker, b"Delivered-To: " + keys.reply_address(other.public_id).encode() + b"\n" + raw, at)
    assert Incoming.objects.count() == 1


def test_two_that_take_the_same_mail_at_the_same_moment_keep_it_once(sent, worker, monkeypatch, at):
    keep = services.keep

    def after_another(actor, **kwargs):
        keep(actor, **kwargs)
        return keep(actor, **kwargs)

    monkeypatch.setattr(services, "keep", after_another)
    assert take(worker, mails.mail(to=sent[1]["Reply-To"]), at).again
    assert Incoming.objects.count() == 1
    assert events() == ["mail:take"]


def test_a_reply_to_two_messages_at_once_reaches_both(write, room, worker, at):
    one, other = (keys.reply_address(write().public_id) for _ in range(2))
    raw = mails.mail(to=f"{one}, {other}")
    take(worker, raw, at, sent_to=one)
    take(worker, raw, at, sent_to=other)
    assert hand_over(worker, at).handed_over == 2


def test_an_answer_of_a_machine_says_that_it_is_one(sent, room, worker, at):
    take(worker, mails.mail("Away.\n", to=sent[1]["Reply-To"], Auto_Submitted="auto-replied"), at)
    hand_over(worker, at)
    assert room.received[0].kind is Kind.AUTOMATIC


def test_somebody_else_who_answers_is_not_as_expected(sent, room, worker, at):
    take(worker, mails.mail(to=sent[1]["Reply-To"], sender="al@elsewhere.example"), at)
    hand_over(worker, at)
    assert not room.received[0].as_expected


def test_an_officer_reads_the_mail_about_a_thing_and_a_partner_does_not(sent, officer, worker, at):
    take(worker, mails.gmail("Tuesday.", to=sent[1]["Reply-To"]), at)
    (letter,) = queries.mail_about(officer, "bed", "b1")
    assert (letter.text, letter.from_name, letter.handed_over_at) == ("Tuesday.", "Jo Okafor", None)
    assert "asks for help" in letter.quoted
    partner = type(officer).partner("l1", body="ods:X", kind="bed", subject="b1", correlation="c")
    assert queries.mail_about(partner, "bed", "b1") == []


# ── What goes wrong ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_mail_to_no_address_of_ours_is_kept_whole_for_a_person(room, worker, at):
    raw = mails.mail("Who reads this?\n", sender="al@elsewhere.example")
    taken = take(worker, raw, at)
    assert taken.kind is Kind.UNKNOWN
    assert hand_over(worker, at).handed_over == 0
    (envelope,) = queries.unknown_envelopes(worker)
    assert (envelope.domain, envelope.taken_at) == ("elsewhere.example", at)
    assert queries.mail_for_the_server() == queries.Standing(waiting=0, unknown=1, failed=0)
    assert queries.original(worker, taken.mail) == raw
    assert events() == ["mail:take", "mail:read"]
    services.discard(worker, queries.discardable_mail(worker, taken.mail), at=at)
    assert not Incoming.objects.exists()


def test_a_room_that_fails_gets_the_mail_again_and_at_last_it_is_shown_as_failed(sent, room, worker, at):
    room.fails = RuntimeError("the words of the mail")
    raw = mails.mail("Yes\n", to=sent[1]["Reply-To"])
    taken = take(worker, raw, at)
    assert hand_over(worker, at).to_try_again == 1
    kept = Incoming.objects.get()
    assert (kept.attempts, kept.next_at) == (1, at + MINUTE)
    assert kept.last_error == "Something went wrong inside Concord (RuntimeError)."
    assert hand_over(worker, at + MINUTE - timedelta(seconds=1)) == taking.Report()
    later = at
    for _ in range(rules.TRIES - 1):
        later += timedelta(days=1)
        report = hand_over(worker, later)
    assert report == taking.Report(given_up=1)
    assert events() == ["mail:take", *["mail:fail"] * 7, "mail:give-up"]
    (envelope,) = queries.failed_envelopes(worker)
    assert (envelope.public_id, envelope.attempts) == (taken.mail, 8)
    assert queries.original(worker, taken.mail) == raw
    assert queries.mail_for_the_server().failed == 1
    room.fails = None
    services.try_again(worker, queries.failed_mail(worker, taken.mail), at=later)
    assert hand_over(worker, later).handed_over == 1
    assert queries.mail_for_the_server() == queries.Standing(waiting=0, unknown=0, failed=0)
    with pytest.raises(Conflict):
        services.try_again(worker, queries.failed_mail(worker, taken.mail), at=later)
    with pytest.raises(NotFound):
        queries.original(worker, taken.mail)
    with pytest.raises(NotFound):
        queries.discardable_mail(worker, taken.mail)


def test_old_mail_is_deleted_and_what_failed_stays_for_a_person(sent, room, worker, at):
    take(worker, mails.gmail("Tuesday.", to=sent[1]["Reply-To"]), at)
    take(worker, mails.mail("Who reads this?\n", sender="al@elsewhere.example"), at)
    hand_over(worker, at)
    room.fails = RuntimeError("no")
    failed = take(worker, mails.mail("Yes\n", to=sent[1]["Reply-To"]), at)
    for day in range(1, rules.TRIES + 1):
        hand_over(worker, at + timedelta(days=day))
    with pytest.raises(Conflict):
        services.forget_old(worker, before=at)
    assert services.forget_old(worker, before=at + MINUTE) == 2
    assert [row.public_id for row in Incoming.objects.all()] == [failed.mail]
    assert room.received[0].text == "Tuesday."
    (entry,) = Entry.objects.filter(event="mail:forget")
    assert entry.facts["number"] == 2


def test_only_the_server_deletes_old_mail(officer, at):
    with pytest.raises(NotAllowed):
        services.forget_old(officer, before=at)


def test_a_room_that_says_why_it_cannot_is_quoted(sent, room, worker, at):
    room.fails = Conflict("The request was withdrawn.")
    take(worker, mails.mail(to=sent[1]["Reply-To"]), at)
    hand_over(worker, at)
    assert Incoming.objects.get().last_error == "The request was withdrawn."


def test_mail_that_no_room_takes_waits(write, worker, at):
    take(worker, mails.mail(to=keys.reply_address(write().public_id)), at)
    assert hand_over(worker, at).to_try_again == 1


def test_a_database_that_fails_is_no_fault_of_the_mail(sent, room, worker, at):
    room.fails = OperationalError("database is locked")
    take(worker, mails.mail(to=sent[1]["Reply-To"]), at)
    with pytest.raises(OperationalError):
        hand_over(worker, at)
    assert Incoming.objects.get().attempts == 0


def test_mail_that_another_has_put_before_its_room_is_not_put_there_again(sent, room, worker, at):
    take(worker, mails.mail(to=sent[1]["Reply-To"]), at)
    row = Incoming.objects.get()
    hand_over(worker, at)
    with pytest.raises(Conflict):
        services.hand_over(worker, row, at=at)
    with pytest.raises(Conflict):
        services.note_failure(worker, row, code="x", says="x", next_at=at, at=at)
    assert len(room.received) == 1


def test_nothing_and_too_much_are_not_taken(worker, monkeypatch, at):
    with pytest.raises(Invalid, match="no message"):
        take(worker, b" \n", at)
    monkeypatch.setattr(rules, "LARGEST", 10)
    with pytest.raises(Invalid, match="larger"):
        take(worker, mails.mail(), at)


def test_only_the_server_takes_mail_in(officer, at):
    with pytest.raises(NotAllowed):
        take(officer, mails.mail(), at)


def test_two_rooms_cannot_take_the_same_mail(room):
    with pytest.raises(ValueError, match="one only"):
        receiving.declare("bed", lambda *_: None)


# ── Bounces ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_message_that_comes_back_says_so_where_it_was_sent_from(sent, room, officer, worker, smtp, at):
    row, _ = sent
    take(worker, mails.bounce(to=smtp.senders[0]), at + MINUTE)
    assert hand_over(worker, at + MINUTE).handed_over == 1
    (returned,) = room.returned
    assert (returned.subject_kind, returned.subject, returned.to) == ("bed", "b1", "jo@trust.example")
    assert returned.says == "It came back: the mailbox does not exist."
    assert room.received == []
    (shown,) = delivery.deliveries_about(officer, "bed", "b1")
    assert (shown.state, shown.at, shown.last_error) == (State.RETURNED, at + MINUTE, returned.says)
    assert events("message") == ["message:send", "message:return"]
    assert row.public_id in Entry.objects.get(event="message:return").subject


def test_a_second_bounce_of_the_same_message_changes_nothing(sent, room, worker, smtp, at):
    take(worker, mails.bounce(to=smtp.senders[0]), at)
    take(worker, mails.bounce(to=smtp.senders[0], status="5.2.2"), at)
    hand_over(worker, at)
    assert len(room.returned) == 1


def test_a_message_that_is_only_delayed_is_not_returned(sent, room, worker, smtp, officer, at):
    assert take(worker, mails.bounce(to=smtp.senders[0], action="delayed", status="4.4.1"), at).kind is Kind.DELAY
    assert hand_over(worker, at) == taking.Report()
    assert delivery.deliveries_about(officer, "bed", "b1")[0].state is State.SENT
    assert room.returned == []


def test_a_bounce_that_lost_its_address_is_known_by_the_message_in_it(sent, room, worker, at):
    take(worker, mails.bounce(to="postmaster@council.example", original=sent[1].as_bytes()), at)
    hand_over(worker, at)
    assert len(room.returned) == 1


def test_what_fails_when_a_message_comes_back_leaves_nothing_half_done(sent, room, worker, smtp, officer, at):
    room.fails = RuntimeError()
    take(worker, mails.bounce(to=smtp.senders[0]), at)
    assert hand_over(worker, at).to_try_again == 1
    assert delivery.deliveries_about(officer, "bed", "b1")[0].state is State.SENT
    room.fails = None
    assert hand_over(worker, at + MINUTE).handed_over == 1
    assert delivery.deliveries_about(officer, "bed", "b1")[0].state is State.RETURNED


# ── The Maildir ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def box(settings, tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / "mail" / name).mkdir(parents=True)
    settings.MAIL_IN = str(tmp_path / "mail")
    return tmp_path / "mail"


def names(box, folder):
    return sorted(path.name for path in (box / folder).iterdir())


def test_every_message_of_the_maildir_is_taken_in_once_and_put_aside(box, sent, room, worker, at):
    (box / "new/1.a").write_bytes(mails.mail(to=sent[1]["Reply-To"]))
    (box / "cur/2.b:2,").write_bytes(mails.mail("A run died over this.\n", to=sent[1]["Reply-To"]))
    (box / "new/3.c").write_bytes(mails.mail(to=sent[1]["Reply-To"]))
    (box / "new/4.d").write_bytes(b"")
    report = maildir.take_all(worker, at=at)
    assert (report.taken, report.failed) == (2, 1)
    assert names(box, "new") == names(box, "cur") == []
    assert names(box, ".taken/cur") == ["1.a:2,", "2.b:2,", "3.c:2,"]
    assert names(box, ".failed/cur") == ["4.d:2,"]
    assert hand_over(worker, at).handed_over == 2
    assert maildir.take_all(worker, at=at) == maildir.Report()


def test_what_the_database_cannot_take_stays_in_the_maildir(box, worker, monkeypatch, at):
    (box / "new/1.a").write_bytes(mails.mail())

    def fail(*_args, **_kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(services, "keep", fail)
        with pytest.raises(OperationalError):
            maildir.take_all(worker, at=at)
    assert names(box, "cur") == ["1.a:2,"]
    assert maildir.take_all(worker, at=at).taken == 1


def test_a_message_that_another_run_took_meanwhile_is_passed_over(box, worker, monkeypatch, at):
    (box / "new/1.a").write_bytes(mails.mail())
    (box / "new/2.b").write_bytes(mails.mail("Second\n"))
    take_in = taking.take

    def other_run(actor, raw, **kwargs):
        for path in [*(box / "new").iterdir(), *(box / "cur").iterdir()]:
            path.unlink()
        return take_in(actor, raw, **kwargs)

    monkeypatch.setattr(taking, "take", other_run)
    assert maildir.take_all(worker, at=at).taken == 1


def test_files_taken_in_are_removed_after_a_fortnight(box, worker, at):
    (box / "new/1.a").write_bytes(mails.mail())
    maildir.take_all(worker, at=at)
    maildir.take_all(worker, at=at + timedelta(days=13))
    assert names(box, ".taken/cur") == ["1.a:2,"]
    maildir.take_all(worker, at=at + timedelta(days=15))
    assert names(box, ".taken/cur") == []


def test_a_folder_that_is_no_maildir_is_said(settings, tmp_path, worker, at):
    settings.MAIL_IN = str(tmp_path)
    with pytest.raises(maildir.Unavailable, match="names no Maildir"):
        maildir.take_all(worker, at=at)
    settings.MAIL_IN = ""
    assert maildir.take_all(worker, at=at) == maildir.Report()


@pytest.mark.parametrize("written", ["", "14", "0", "-1", "ninety", "1.5", "3651", "²"])
def test_how_long_mail_is_kept_is_a_number_of_days(written):
    assert environment.mail_kept("90") == 90
    with pytest.raises(ImproperlyConfigured, match="a number of days from 15 to 3650"):
        environment.mail_kept(written)
