"""The yearly check: a mailbox is asked at most once in 30 days, its word counts, and two silences mark the contact."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.audit.models import Entry
from concord.base import clock
from concord.base.errors import Conflict
from concord.cli.main import main
from concord.contacts import queries, services
from concord.contacts.models import Contact
from concord.contacts.work import YearlyCheck
from concord.delivery import services as delivery
from concord.delivery.models import Outgoing, SecureLink
from kit import given
from kit.contacts_given import MAILBOX, a_contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("westshire")]

LAST_YEAR = date(2025, 11, 20)
DAYS = timedelta(days=1)


def check(at=given.AT):
    """One run of the work."""
    with clock.at(at):
        done = YearlyCheck().once(given.COMMAND, at=at)
    return done.asked, done.doubted


def letters():
    return list(Outgoing.objects.filter(message="contact-still-right").order_by("id"))


def test_a_contact_of_more_than_a_year_is_asked_about_once():
    a_contact(on=LAST_YEAR)
    a_contact(of=given.BOARD, on=given.ON, mailbox="desk@icb.example")
    assert [check(), check(), check(given.AT + 29 * DAYS)] == [(1, 0), (0, 0), (0, 0)]
    (letter,) = letters()
    assert letter.to == MAILBOX
    assert letter.title == "Is this still the right mailbox of Aldermoor District Council?"
    assert "- Any kind of help" in letter.text
    link = SecureLink.objects.get()
    assert (link.subject_kind, link.body, link.to) == ("contact-check", given.DISTRICT, MAILBOX)
    assert MAILBOX not in link.subject


def test_a_mailbox_with_several_contacts_gets_one_e_mail():
    for topic in ("", "accommodation", "equipment"):
        a_contact(on=LAST_YEAR, topic=topic)
    assert check() == (1, 0)
    assert letters()[0].text.count("\n- ") == 3
    (entry,) = Entry.objects.filter(event="contact:ask")
    assert entry.facts["contacts"] == 3
    assert MAILBOX not in str(entry.facts)


def test_another_contact_that_comes_due_waits_its_thirty_days():
    a_contact(on=LAST_YEAR)
    a_contact(on=LAST_YEAR + 5 * DAYS, topic="accommodation")
    assert [check(given.AT + days * DAYS) for days in (0, 10, 30)] == [(1, 0), (0, 0), (1, 0)]


def test_two_silences_mark_the_contact_and_nobody_is_asked_a_third_time():
    row = a_contact(on=LAST_YEAR)
    runs = [check(given.AT + days * DAYS) for days in (0, 30, 59, 60, 90, 400)]
    assert runs == [(1, 0), (1, 0), (0, 0), (0, 1), (0, 0), (0, 0)]
    row.refresh_from_db()
    assert (row.doubtful_why, row.doubtful_since) == ("silence", given.ON + 60 * DAYS)


def test_a_word_ends_the_check_for_a_year():
    row = a_contact(on=LAST_YEAR)
    check()
    services.confirm_contact(given.COMMAND, row, on=given.ON + DAYS)
    assert [check(given.AT + days * DAYS) for days in (30, 60, 366)] == [(0, 0), (0, 0), (0, 0)]
    assert check(given.AT + 367 * DAYS) == (1, 0)


def test_what_is_in_doubt_already_is_for_people_to_look_at():
    services.doubt_contact(given.COMMAND, a_contact(on=LAST_YEAR), why="bounce", at=given.AT)
    assert check() == (0, 0)


def test_who_is_quicker_asks():
    a_contact(on=LAST_YEAR)
    check()
    with pytest.raises(Conflict):
        services.ask_whether_right(given.COMMAND, body=given.DISTRICT, mailbox=MAILBOX, at=given.AT)


def test_one_that_goes_wrong_does_not_keep_the_others_from_their_turn(monkeypatch):
    a_contact(on=LAST_YEAR)
    a_contact(of=given.BOARD, on=LAST_YEAR + DAYS, mailbox="desk@icb.example")
    ask = services.ask_whether_right

    def breaks(actor, *, body, **about):
        if body == given.DISTRICT:
            raise RuntimeError("broken")
        return ask(actor, body=body, **about)

    monkeypatch.setattr("concord.contacts.work.ask_whether_right", breaks)
    yearly = YearlyCheck()
    first, second = (yearly.once(given.COMMAND, at=given.AT) for _ in range(2))
    assert (first.asked, first.failed, second.asked, second.failed) == (1, 1, 0, 0)


def test_the_work_asks_on_working_days_only(capsys):
    a_contact(on=LAST_YEAR)
    main(["work"])
    assert "Mailboxes asked" not in capsys.readouterr().out  # a Sunday
    with clock.at(given.AT + DAYS):
        main(["work"])
    assert "Mailboxes asked whether they are still right: 1." in capsys.readouterr().out


def test_a_contact_asked_about_is_still_offered():
    a_contact(on=LAST_YEAR)
    check()
    officer = given.acting(given.a_person())
    assert queries.contact_for(officer, given.DISTRICT, topic="", council=given.COUNTY, on=given.ON) is not None
    assert Contact.objects.get().asked == 1


def test_a_check_that_comes_back_marks_the_contact():
    row = a_contact(on=LAST_YEAR)
    check()
    (letter,) = letters()
    delivery.give_up(given.COMMAND, letter, code="550", says="The mail server refused the address: 550", at=given.AT)
    row.refresh_from_db()
    assert (row.doubtful_why, row.doubtful_says) == ("bounce", "The mail server refused the address: 550")
    assert check(given.AT + 30 * DAYS) == (0, 0)
