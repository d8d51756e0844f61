"""Contacts of bodies: who may change which, what is kept of the past, and which one fits a request best."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.contacts import queries, services
from concord.contacts.events import Event
from concord.registry.queries import body_row
from kit import given
from kit.contacts_given import MAILBOX, a_contact

LATER = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
HOUSING = "housing@aldermoor.example"


def mailboxes(actor, *, of=given.DISTRICT, on=given.ON):
    return [line.mailbox for line in queries.contacts_of(actor, of, on=on)]


def best(actor, topic="accommodation", *, on=given.ON):
    fit = queries.contact_for(actor, given.DISTRICT, topic=topic, council=given.COUNTY, on=on)
    return fit and (fit.contact.mailbox, fit.why)


# What is kept


def test_a_contact_says_all_that_an_officer_needs(officer):
    a_contact(officer, topic="accommodation", council=given.COUNTY, office="Housing options", phone="01632 960 001",
              hours="9 to 5, Monday to Friday", deputy="Marlow Quist", mailbox=HOUSING)  # fmt: skip
    (line,) = queries.contacts_of(officer, given.DISTRICT, on=given.ON)
    assert (line.topic_name, line.council_name) == ("Accommodation or a tenancy", "Westshire County Council")
    assert (line.office, line.mailbox, line.phone) == ("Housing options", HOUSING, "01632 960 001")
    assert (line.hours, line.deputy, line.entered) == ("9 to 5, Monday to Friday", "Marlow Quist", "Wren Okafor")
    assert (line.checked_on, line.needs_checking, line.doubt, line.may_change) == (given.ON, False, "", True)


def test_a_change_begins_a_new_row_and_the_old_one_stays_for_its_days(officer):
    old = a_contact(officer)
    new = services.change_contact(officer, old, changes={"mailbox": HOUSING}, on=LATER)
    assert (mailboxes(officer), mailboxes(officer, on=LATER)) == ([MAILBOX], [HOUSING])
    assert new.instead_of == old
    assert [line.mailbox for line in queries.contacts_before(officer, given.DISTRICT, on=LATER)] == [MAILBOX]


def test_a_slip_is_put_right_on_the_same_day(officer):
    old = a_contact(officer, mailbox="desk@aldermor.example")
    services.change_contact(officer, old, changes={"mailbox": MAILBOX}, on=given.ON)
    assert mailboxes(officer) == [MAILBOX]


def test_a_contact_that_ended_is_no_longer_given(officer):
    services.end_contact(officer, a_contact(officer), on=LATER)
    assert (mailboxes(officer), mailboxes(officer, on=LATER)) == ([MAILBOX], [])


def test_what_has_ended_cannot_be_changed_again(officer):
    row = a_contact(officer)
    services.end_contact(officer, row, on=LATER)
    for change in (
        lambda: services.change_contact(officer, row, changes={"phone": "01632 960 002"}, on=LATER),
        lambda: services.confirm_contact(officer, row, on=LATER),
        lambda: services.doubt_contact(officer, row, why="told", at=AT),
        lambda: services.end_contact(officer, row, on=LATER),
    ):
        with pytest.raises(Conflict, match="meanwhile"):
            change()


def test_one_contact_for_each_kind_of_help_and_council(officer):
    a_contact(officer)
    a_contact(officer, topic="accommodation")
    a_contact(officer, topic="accommodation", council=given.COUNTY)
    for details in ({}, {"topic": "accommodation"}, {"topic": "accommodation", "council": given.COUNTY}):
        with pytest.raises(Conflict, match="already"):
            a_contact(officer, **details)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"mailbox": ""}, "mailbox"),
        ({"mailbox": "no address"}, "mailbox"),
        ({"phone": "ask for Sol"}, "phone"),
        ({"phone": "0" * 41}, "phone"),
        ({"hours": "x" * 121}, "hours"),
        ({"deputy": "a\0b"}, "deputy"),
        ({"topic": "two words"}, "topic"),
        ({"topic": "x" * 41}, "topic"),
        ({"council": given.BOARD}, "council"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(officer, details, field):
    with pytest.raises(Invalid) as refused:
        a_contact(given.COMMAND, **details)
    assert refused.value.field == field


def test_a_change_that_changes_nothing_is_a_confirmation(officer):
    with pytest.raises(Invalid, match="confirm"):
        services.change_contact(officer, a_contact(officer), changes={"mailbox": MAILBOX}, on=LATER)


def test_a_contact_that_nobody_checked_for_a_year_asks_for_it(officer):
    row = a_contact(officer)
    a_year_on = date(2027, 11, 23)
    assert queries.to_look_at(officer, on=LATER) == ()
    assert [line.needs_checking for line in queries.to_look_at(officer, on=a_year_on)] == [True]
    services.confirm_contact(officer, row, on=a_year_on)
    assert queries.to_look_at(officer, on=a_year_on) == ()


# Who may


def test_a_councils_officers_keep_the_contacts_that_serve_it_or_everybody(officer, keeper):
    for actor, topic in ((officer, ""), (keeper, "meeting")):
        assert a_contact(actor, topic=topic)
        assert a_contact(actor, topic=topic, council=given.COUNTY)


def test_an_officer_does_not_speak_for_another_council(load_two):
    officer = given.acting(given.a_person())
    with pytest.raises(Invalid, match="own council") as refused:
        a_contact(officer, council="gss:E06000999")
    assert refused.value.field == "council"
    theirs = a_contact(council="gss:E06000999")
    with pytest.raises(NotAllowed):
        services.confirm_contact(officer, theirs, on=LATER)
    assert mailboxes(officer) == []
    with pytest.raises(NotFound):
        queries.contact_of(officer, theirs.public_id, on=given.ON)


def test_a_bodys_own_people_keep_its_own_for_whichever_council(own):
    row = a_contact(own, council=given.COUNTY)
    assert services.change_contact(own, row, changes={"phone": "01632 960 002"}, on=LATER)


def test_and_nobody_elses(own):
    with pytest.raises(NotAllowed):
        a_contact(own, of=given.TRUST)
    with pytest.raises(NotAllowed):
        services.end_contact(own, a_contact(of=given.TRUST), on=LATER)
    assert not queries.may_add(own, given.TRUST)
    assert queries.may_add(own, given.DISTRICT)


def test_assurance_looks_and_changes_nothing(assurance):
    row = a_contact()
    assert [line.may_change for line in queries.contacts_of(assurance, given.DISTRICT, on=given.ON)] == [False]
    assert queries.to_look_at(assurance, on=date(2028, 1, 1)) == ()
    with pytest.raises(NotAllowed):
        services.confirm_contact(assurance, row, on=LATER)
    with pytest.raises(NotFound):
        queries.contact_row(assurance, row.public_id, Event.CONFIRM)


def test_nobody_else_sees_any(westshire):
    a_contact()
    assert mailboxes(Actor.public(correlation="c")) == []


def test_the_record_names_whose_contact_it_is_and_never_the_mailbox(officer):
    a_contact(officer, deputy="Marlow Quist")
    entry = Entry.objects.get(event="contact:add")
    assert (entry.facts["of"], entry.facts["topic"]) == (given.DISTRICT, "any")
    assert MAILBOX not in str(entry.facts)
    assert "Marlow" not in str(entry.facts)


# Which fits best


def test_the_one_for_the_kind_of_help_goes_before_the_general_one(officer):
    a_contact(officer)
    a_contact(officer, topic="accommodation", mailbox=HOUSING)
    assert best(officer) == (HOUSING, "Their contact for “Accommodation or a tenancy”.")
    assert best(officer, "equipment") == (
        MAILBOX,
        "Their general contact: they have none for “Equipment or an adaptation”.",
    )
    assert best(officer, "") == (MAILBOX, "Their general contact.")


def test_the_one_for_this_council_goes_before_the_one_for_every_council(officer):
    a_contact(officer, topic="accommodation")
    a_contact(officer, topic="accommodation", council=given.COUNTY, mailbox=HOUSING)
    assert best(officer) == (HOUSING, "Their contact for “Accommodation or a tenancy”, for your council.")


def test_a_sure_one_goes_before_one_that_may_be_wrong_and_says_so(officer):
    a_contact(officer)
    row = a_contact(officer, topic="accommodation", mailbox=HOUSING)
    services.doubt_contact(officer, row, why="silence", at=AT)
    mailbox, why = best(officer, on=LATER)
    assert (mailbox, "may be wrong" in why) == (MAILBOX, True)


def test_one_that_may_be_wrong_is_better_than_none(officer):
    services.doubt_contact(officer, a_contact(officer), why="told", at=AT)
    assert best(officer, on=LATER) == (MAILBOX, "Their general contact. It may be wrong, but there is no other.")


def test_where_there_is_none_nothing_is_made_up(officer):
    assert best(officer) is None
    a_contact(officer, topic="meeting")
    assert best(officer) is None


# Bounces and silence


def test_a_returned_message_casts_doubt_on_every_contact_with_that_mailbox(officer):
    a_contact(officer)
    a_contact(officer, topic="meeting", mailbox=MAILBOX.upper().replace("DUTY.DESK", "Duty.Desk"))
    a_contact(officer, topic="staff", mailbox=HOUSING)
    told = services.mailbox_returned(
        Actor.command("concord work"), mailbox=f" {MAILBOX} ", says="550 5.1.1 user unknown", at=AT
    )
    assert told == 2
    doubted = [line for line in queries.contacts_of(officer, given.DISTRICT, on=LATER) if line.doubtful_since]
    assert {(line.topic, line.doubt, line.doubtful_since) for line in doubted} == {
        ("", "A message to it came back", LATER),
        ("meeting", "A message to it came back", LATER),
    }
    assert "5.1.1" not in "".join(str(entry.facts) for entry in Entry.objects.all())


def test_a_mailbox_that_is_nobodys_contact_is_recorded_too(westshire):
    assert services.mailbox_returned(given.COMMAND, mailbox="x@y.example", says="", at=AT) == 0
    assert Entry.objects.filter(event="contact:return").count() == 1


def test_only_the_server_says_that_mail_came_back(officer):
    with pytest.raises(NotAllowed):
        services.mailbox_returned(officer, mailbox=MAILBOX, says="", at=AT)


def test_the_first_doubt_stands_until_somebody_checks(officer):
    row = a_contact(officer)
    services.doubt_contact(given.COMMAND, row, why="bounce", at=AT)
    services.doubt_contact(given.COMMAND, row, why="silence", at=AT.replace(day=9))
    line = queries.contact_of(officer, row.public_id, on=LATER)
    assert (line.doubt, line.doubtful_since) == ("A message to it came back", LATER)
    services.confirm_contact(officer, row, on=date(2026, 12, 10))
    line = queries.contact_of(officer, row.public_id, on=LATER)
    assert (line.doubt, line.doubtful_since, line.checked_on) == ("", None, date(2026, 12, 10))


def test_a_doubt_goes_with_the_mailbox_that_it_was_about(officer):
    row = a_contact(officer)
    services.doubt_contact(given.COMMAND, row, why="bounce", at=AT)
    row = services.change_contact(officer, row, changes={"phone": "01632 960 002"}, on=LATER)
    assert row.doubtful_why == "bounce"
    row = services.change_contact(officer, row, changes={"mailbox": HOUSING}, on=LATER)
    assert row.doubtful_since is None


def test_a_doubt_has_a_reason_that_we_know(officer):
    with pytest.raises(Invalid):
        services.doubt_contact(officer, a_contact(officer), why="dislike", at=AT)


def test_the_domains_of_a_body_are_those_of_its_mailboxes_in_use(officer):
    a_contact(officer)
    row = a_contact(officer, topic="meeting", mailbox="desk@Old.Aldermoor.example")
    assert queries.mailbox_domains(given.DISTRICT, given.ON) == {"aldermoor.example", "old.aldermoor.example"}
    services.end_contact(officer, row, on=LATER)
    assert queries.mailbox_domains(given.DISTRICT, LATER) == {"aldermoor.example"}


def test_a_list_takes_few_queries_however_long(officer, django_assert_max_num_queries):
    for number in range(6):
        services.add_contact(
            given.COMMAND,
            body_row(given.DISTRICT),
            details={"mailbox": MAILBOX, "topic": f"t{number}", "council": given.COUNTY if number % 2 else ""},
            on=given.ON,
        )
    with django_assert_max_num_queries(3):
        assert len(queries.contacts_of(officer, given.DISTRICT, on=given.ON)) == 6
