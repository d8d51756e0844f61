"""The code that proves the mailbox of a link: six digits, a quarter of an hour, five tries, the newest only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Gone, Invalid, NotAllowed, NotFound, TooMany
from concord.delivery import links, queries, rules, sending, services
from concord.delivery.models import LinkCode, Outgoing, SecureLink

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def entered(issue, at):
    """Whoever has opened the link and pressed the button."""
    door = Actor.public("partner", correlation="c9")
    return links.enter(door, issue().token, at=at, address="192.0.2.7")


def sent_code():
    return re.search(r"Your code is (\d{6})\n", Outgoing.objects.filter(message="link-code").latest("id").text)[1]


def another_than(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_from_the_mailbox_lets_whoever_entered_reach_the_thing(entered, at):
    links.send_code(entered, at=at)
    assert entered.reaches("bed") == ""
    proved = links.prove(entered, code=sent_code(), at=at + 14 * MINUTE)
    assert (proved.reaches("bed"), proved.reaches("bed-cover"), proved.person) == ("b1", "", entered.person)
    assert (proved.body, proved.correlation) == ("ods:X", "c9")


def test_the_code_goes_to_the_mailbox_of_the_link_and_says_how_long_it_works(entered, at):
    links.send_code(entered, at=at)
    letter = Outgoing.objects.get(message="link-code")
    assert (letter.to, letter.subject_kind, letter.subject) == ("jo@trust.example", "link", entered.person)
    for said in (
        f"Your code is {sent_code()}",
        "for 15 minutes, until 9:15am",
        "Tell it to nobody who rings you or writes to you",
        "only the newest works",
        "This e-mail says nothing about the person.",
    ):
        assert said in letter.text
    assert sent_code() not in letter.title
    assert sent_code() not in letter.kept_text


def test_neither_the_database_nor_the_record_holds_the_code_once_it_is_sent(entered, at, worker):
    links.send_code(entered, at=at)
    code = sent_code()
    with clock.at(at):
        sending.send_due(worker)
    assert len(mail.outbox) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM delivery_linkcode")
        (digest,) = cursor.fetchone()
    assert len(digest) == 64
    assert code not in str(list(LinkCode.objects.values("digest")))
    row = Outgoing.objects.get(message="link-code")
    assert (row.text, code in row.kept_text) == ("", False)
    assert not any(code in str(entry.facts) for entry in Entry.objects.all())


@pytest.mark.parametrize(
    "typed",
    [
        "{}",
        " {} ",
        "{0:.3} {1}",
        "{0:.3}-{1}",
        "Your code is {}",
        "Your code is {} Enter it within 15 minutes, until 9:15am.",
        "{0:.3}\u00a0{1}.",
    ],
)
def test_a_code_typed_with_spaces_or_pasted_with_words_around_it_works(entered, at, typed):
    links.send_code(entered, at=at)
    code = sent_code()
    text = typed.format(code) if "{1}" not in typed else typed.format(code, code[3:])
    assert links.prove(entered, code=text, at=at).reaches("bed")


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "1234 5678"])
def test_what_is_no_code_of_six_digits_costs_no_try(entered, at, typed):
    links.send_code(entered, at=at)
    with pytest.raises(Invalid, match="six digits") as told:
        links.prove(entered, code=typed, at=at)
    assert told.value.field == "code"
    assert LinkCode.objects.get().wrong == 0


def test_a_wrong_code_says_how_many_tries_are_left_and_after_the_last_to_ask_for_a_new_one(entered, at):
    links.send_code(entered, at=at)
    right = sent_code()
    said = []
    for _ in range(6):
        with pytest.raises(Invalid) as told:
            links.prove(entered, code=another_than(right), at=at)
        said.append(told.value.message)
    assert said[0] == "This is not the code that we sent last. You can try 4 more times."
    assert said[3].endswith("You can try once more.")
    assert said[4].endswith("it was the last try. Press “Send a new code”.")
    assert said[5].startswith("This code was entered wrongly 5 times, so it has ended.")
    with pytest.raises(Invalid, match="has ended"):
        links.prove(entered, code=right, at=at)
    links.send_code(entered, at=at)
    assert links.prove(entered, code=sent_code(), at=at).reaches("bed")


def test_a_code_works_for_a_quarter_of_an_hour(entered, at):
    links.send_code(entered, at=at)
    with pytest.raises(Invalid, match="works for 15 minutes"):
        links.prove(entered, code=sent_code(), at=at + 15 * MINUTE)


def test_a_code_works_once(entered, at):
    links.send_code(entered, at=at)
    links.prove(entered, code=sent_code(), at=at)
    with pytest.raises(Invalid, match="has been used"):
        links.prove(entered, code=sent_code(), at=at)


def test_the_earlier_code_ends_when_a_new_one_is_sent(entered, at, monkeypatch):
    codes = iter(["111111", "222222"])
    monkeypatch.setattr(services.tokens, "new_code", lambda: next(codes))
    links.send_code(entered, at=at)
    links.send_code(entered, at=at + MINUTE)
    with pytest.raises(Invalid, match="not the code that we sent last"):
        links.prove(entered, code="111111", at=at + MINUTE)
    assert links.prove(entered, code="222222", at=at + MINUTE).reaches("bed")


def test_a_code_before_any_was_sent_says_to_ask_for_one(entered, at):
    with pytest.raises(Invalid, match="No code has been sent yet"):
        links.prove(entered, code="123456", at=at)


def test_five_codes_an_hour_are_enough(entered, at):
    for minute in range(5):
        links.send_code(entered, at=at + minute * MINUTE)
    with pytest.raises(TooMany, match="Wait 50 minutes, then ask for a new one") as told:
        links.send_code(entered, at=at + 10 * MINUTE)
    assert told.value.wait == 50 * 60
    assert links.prove(entered, code=sent_code(), at=at + 10 * MINUTE).reaches("bed")
    links.send_code(entered, at=at + 60 * MINUTE)


def test_the_button_pressed_twice_sends_one_code(entered, at):
    links.begin(entered, at=at)
    links.begin(entered, at=at + timedelta(seconds=59))
    assert LinkCode.objects.count() == 1
    links.begin(entered, at=at + MINUTE)
    assert LinkCode.objects.count() == 2


def test_the_button_pressed_too_often_leads_on_to_the_page_that_says_how_long_to_wait(entered, at):
    for minute in range(7):
        links.begin(entered, at=at + minute * MINUTE)
    assert LinkCode.objects.count() == 5
    standing = queries.code_sent(entered, at=at + 7 * MINUTE)
    assert (
        standing.wait
        == "5 codes were sent within an hour, and more cannot be. Wait 53 minutes, then ask for a new one."
    )
    assert (standing.to, standing.fault) == ("j•••@trust.example", "")


def test_fifty_wrong_codes_end_the_link_for_whoever_guesses_and_not_for_who_is_inside(entered, at):
    links.send_code(entered, at=at)
    proved = links.prove(entered, code=sent_code(), at=at)
    for hour in range(1, 11):
        links.send_code(entered, at=at + timedelta(hours=hour))
        for _ in range(5):
            with pytest.raises(Invalid):
                links.prove(entered, code=another_than(sent_code()), at=at + timedelta(hours=hour))
    later = at + timedelta(hours=12)
    for act in (
        lambda: links.send_code(entered, at=later),
        lambda: links.begin(entered, at=later),
        lambda: links.prove(entered, code="123456", at=later),
    ):
        with pytest.raises(Gone, match="Too many wrong codes"):
            act()
    assert links.partner(proved.person, at=later, correlation="c", proved=True).reaches("bed") == "b1"


def test_a_withdrawn_link_takes_no_code(entered, at, revoke):
    links.send_code(entered, at=at)
    revoke(SecureLink.objects.get())
    for act in (lambda: links.prove(entered, code=sent_code(), at=at), lambda: links.send_code(entered, at=at)):
        with pytest.raises(Gone, match="withdrawn"):
            act()


def test_the_code_of_one_link_opens_no_other(issue, at, monkeypatch):
    monkeypatch.setattr(services.tokens, "new_code", lambda: "424242")
    door = Actor.public("partner", correlation="c9")
    one, other = (links.enter(door, issue().token, at=at, address="192.0.2.7") for _ in range(2))
    links.send_code(one, at=at)
    with pytest.raises(Invalid, match="No code has been sent yet"):
        links.prove(other, code="424242", at=at)
    links.send_code(other, at=at)
    assert len(set(LinkCode.objects.values_list("digest", flat=True))) == 2


def test_only_who_entered_by_the_link_sends_and_enters_its_codes(issue, entered, officer, at):
    stranger = Actor.partner("other", body="ods:X", kind="bed", subject="b1", correlation="c")
    link = SecureLink.objects.get()
    for actor in (officer, Actor.public("partner", correlation="c"), Actor.command("x"), stranger):
        with pytest.raises(NotAllowed):
            services.send_code(actor, link, at=at)
        with pytest.raises(NotAllowed):
            services.enter_code(actor, link, code="123456", at=at)
        with pytest.raises(NotFound):
            links.prove(actor, code="123456", at=at)
        with pytest.raises(NotFound):
            queries.code_sent(actor, at=at)


def test_the_record_tells_of_codes_without_them(entered, at):
    links.send_code(entered, at=at)
    with pytest.raises(Invalid):
        links.prove(entered, code=another_than(sent_code()), at=at)
    links.prove(entered, code=sent_code(), at=at)
    story = [(entry.event, entry.facts.get("right"), entry.facts.get("tries_left")) for entry in Entry.objects.all()]
    assert story[-3:] == [
        ("link:send-code", None, None),
        ("link:enter-code", False, 4),
        ("link:enter-code", True, 4),
    ]
    assert "jo@trust.example" not in str(list(Entry.objects.values()))
    assert audit.verify().ok


def test_a_code_goes_before_everything_else_that_is_due(entered, write, at):
    for _ in range(3):
        write(at=at - timedelta(hours=1))
    links.send_code(entered, at=at)
    order = [sending.claim_next(at).message for _ in range(4)]
    assert order == ["link-code", "asks", "asks", "asks"]


def test_old_codes_are_forgotten_after_a_day(entered, at):
    links.send_code(entered, at=at)
    assert links.forget_old(at=at + rules.FORGET_AFTER) == 0
    assert links.forget_old(at=at + rules.FORGET_AFTER + timedelta(seconds=1)) == 1
    assert not LinkCode.objects.exists()


@pytest.mark.parametrize(
    ("address", "shown"),
    [("duty.desk@aldermoor.example", "d•••@aldermoor.example"), ("d@aldermoor.example", "d•••@aldermoor.example")],
)
def test_an_address_is_shown_masked(address, shown):
    assert rules.masked(address) == shown
