"""Story 9: one request to five bodies, answered together or each for itself; one that cannot go stops no other.

CA2014.s7(1). Walked by mouse with every page looked at wide and narrow, by keyboard alone, and without script.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.people import queries as people
from concord.people.models import Person
from kit import essex, given
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD, HOSPITAL = "NHS Essex Integrated Care Board", "Mid and South Essex NHS Foundation Trust"
POLICE, CITY, RURAL = "Chief Constable of Essex Police", "Colchester City Council", "Uttlesford District Council"
MAILBOXES = {
    BOARD: "cooperation@board.example",
    HOSPITAL: "safeguarding@hospital.example",
    POLICE: "adults@police.example",
    CITY: "help@city.example",
}
PRIYA, LATE = "priya.fennimore@council", "housing@uttlesford.example"
TOGETHER = "Together: each sees who else is asked, and can join an answer that another has given"
APART = "Each for itself: nobody sees the others’ answers"
WRITTEN = ("LAS-20417", "housing officer", "go home", "a ward that she")
"""Words of the draft that is made beforehand."""
PROMISE = "We come to the meeting and bring what we hold."
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_five_bodies_are_asked_to_answer_together_and_one_joins_the_answer_of_another(days, officer, partner):
    priya, nurse, sister = officer("Priya Fennimore"), partner(), partner()
    priya.ask(BOARD, "essex integrated")
    asks_others_too(priya, TOGETHER, HOSPITAL, POLICE, CITY, RURAL)
    sends_all_but_one(priya)
    days.work()
    assert sorted(letter.to for letter in days.letters() if "asks for your" in letter.title) == sorted(
        MAILBOXES.values()
    )
    completes(priya)
    asks = {ask.asked_name: ask for ask in essex.every_request()}
    assert set(asks) == {*MAILBOXES, RURAL}
    assert {ask.docket.status for ask in asks.values()} == {"sent"}
    lists_all(priya)

    days.become(MONDAY)
    nurse.enter(days.post(MAILBOXES[BOARD]), *PRIVATE)
    nurse.sees("The others who are asked", HOSPITAL, POLICE, CITY, RURAL, "Has not answered yet.")
    nurse.comply(PROMISE, (2, 12, 2026))
    sister.enter(days.post(MAILBOXES[HOSPITAL]), *PRIVATE)
    joins(sister)
    sees_each_answer(priya, asks)
    days.say_nothing_of(*PRIVATE)
    assert essex.trail(asks[HOSPITAL].public_id)[-3:] == ["request:send", "request:comply", "request:join"]
    assert essex.trail(asks[BOARD].public_id)[-3:] == ["request:send", "request:comply", "request:read-joint"]
    assert essex.trail(asks[RURAL].public_id)[-1] == "request:send"
    essex.prove()


def test_asked_each_for_itself_nobody_sees_the_others(days, officer, partner):
    priya, nurse, constable = officer("Priya Fennimore"), partner(), partner()
    priya.go(f"/desk/requests/{a_whole_draft().public_id}/check")
    asks_others_too(priya, APART, POLICE)
    priya.press("Send all 2")
    priya.sees("Sent to", BOARD, POLICE)
    days.become(MONDAY)
    nurse.enter(days.post(MAILBOXES[BOARD]), *WRITTEN)
    nurse.misses(POLICE)
    nurse.comply(PROMISE, (2, 12, 2026))
    constable.enter(days.post(MAILBOXES[POLICE]), *WRITTEN)
    constable.misses(BOARD, PROMISE)
    constable.refuse({"It would clash with our own duties": "Nobody is free that week."})
    asks = {ask.asked_name: ask for ask in essex.every_request()}
    assert {name: ask.docket.status for name, ask in asks.items()} == {BOARD: "complied", POLICE: "refused"}
    days.say_nothing_of(*WRITTEN)
    essex.prove()


def a_whole_draft():
    """A draft of Priya's to the board that lacks nothing."""
    person = Person.objects.get(email__startswith=PRIYA)
    actor = people.actor_for(person, door="desk", on=essex.NOON.date(), correlation="c1")
    values = {"partner_email": MAILBOXES[BOARD], "contact_name": person.name, "contact_email": person.email}
    return given.a_draft(actor, asked="ods:D7T5G", at=essex.NOON, **values)


def asks_others_too(priya, how, *others):
    """The same to further bodies, from the check of the first draft and back to it."""
    priya.press("Change who else is asked")
    for body in others:
        priya.tick(body)
    priya.choose(how)
    priya.press("Save and continue")
    priya.sees("There is now a draft of the same request to", "The same request to others", *others)


def sends_all_but_one(priya):
    """The one of which no mailbox is known stays a draft, and the officer is told which and why."""
    priya.sees(f"{RURAL}: a draft, which needs an e-mail address")
    priya.press("Send all 5")
    priya.sees("Sent to", *MAILBOXES, f"Not sent to {RURAL}: Give the e-mail address")


def completes(priya):
    """Back on the one that stayed: its address is all that it lacks."""
    priya.press(RURAL)
    priya.press("Where it goes, and whom they can ring")
    priya.fill({"mailbox": LATE, "phone": "01632 960 001"}, ["contacts"])
    priya.send()
    priya.sees(f"Request sent to {RURAL}.")
    assert priya.days.post(LATE).link


def lists_all(priya):
    said = priya.shelf("them")
    for body in (*MAILBOXES, RURAL):
        assert body in said, f"{body} is not on the list: {said}"


def joins(sister):
    """The answer of the other is read first; joined, its words are the hospital's own, signed by its own person."""
    sister.sees("The others who are asked", f"by {sister.signed.name}")
    sister.press(f"Read it, and join it (the answer of {BOARD})")
    sister.sees(f"Join the answer of {BOARD}", PROMISE, "Each body answers for itself")
    sister.write("Your name", "Ottilie Wrenfield")
    sister.write("Your job", "Ward sister")
    sister.press("We join this answer")
    sister.sees("Answer sent")
    sister.press("read the request and what you said")
    sister.sees(PROMISE, "Ottilie Wrenfield")


def sees_each_answer(priya, asks):
    priya.open(asks[HOSPITAL].public_id)
    priya.sees("They agreed on 23 November 2026", PROMISE, "Ottilie Wrenfield, Ward sister", "Asked together with")
    priya.sees(f"{BOARD}: Agreed", f"{POLICE}: Sent", f"{CITY}: Sent", f"{RURAL}: Sent")
    priya.open(asks[POLICE].public_id)
    priya.sees(f"{HOSPITAL}: Agreed")
