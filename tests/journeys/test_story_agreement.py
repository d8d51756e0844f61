"""An agreement from draft to signed by three bodies on three days; its clause sets a request's due day and is cited.

A disagreement goes up by the ladder of the same agreement. When it has lapsed, the next request falls back to the
council's policy, and says so on the page where it is checked and on its own.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from concord.agreements.models import Agreement
from concord.audit.models import Entry
from kit import essex
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD = "NHS Essex Integrated Care Board"
TRUST = "Mid and South Essex NHS Foundation Trust"
COUNCIL = "Essex County Council"
TITLE = "Home from hospital without waiting"
CLAUSE = "Whoever is asked answers within three working days."
CITED = f"clause 4.2 of “{TITLE}”"
POLICY = "the policy of Essex County Council"
LADDER = f"clause 5 of “{TITLE}”"
LAPSED = f"“{TITLE}” would have set 3 working days; it lapsed on 31 January 2027. So the day comes from {POLICY}"
MONDAY, TUESDAY, THURSDAY = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (23, 24, 26))
AFTER = datetime(2027, 2, 1, 10, tzinfo=UTC)


def test_an_agreement_is_signed_on_three_days_works_and_lapses(days, officer):
    theodora = officer("Theodora Quillfeather")
    address = draft(theodora)
    parties(theodora)
    clause(theodora)
    ladder(theodora)
    share(theodora)
    agree(theodora, COUNCIL, "Director of Adult Social Care")
    theodora.sees(f"Not agreed yet: {BOARD} and {TRUST}.")

    days.become(MONDAY)
    marguerite = officer("Marguerite Osei-Lund")
    marguerite.go(address)
    marguerite.sees(CLAUSE, f"agreed to by {COUNCIL} on 22 November 2026")
    agree(marguerite, BOARD, "Director of partnerships")
    marguerite.sees(f"Not agreed yet: {TRUST}.")

    priya = officer("Priya Fennimore")
    before = ask(priya)
    assert (
        f"“{TITLE}” would set 3 working days; not every party has signed it. So the day comes from {POLICY}" in before
    )
    assert CITED not in before

    days.become(TUESDAY)
    corisande = officer("Corisande Whitlow")
    corisande.go(address)
    agree(corisande, TRUST, "Chief operating officer")
    corisande.sees("Version 1 is in force since 24 November 2026; its last day is 31 January 2027.")

    days.become(THURSDAY)
    while_in_force = ask(priya)
    assert f"1 December 2026, from {CITED}" in while_in_force
    assert POLICY not in while_in_force
    escalate(priya)

    days.become(AFTER)
    theodora.go(address)
    theodora.sees("It has lapsed: its last day was 31 January 2027.")
    priya.open(priya.open_request)
    priya.sees(f"{LADDER}, so it goes before your organisation’s own ladder", f"“{TITLE}” lapsed on 31 January 2027.")
    afterwards = ask(priya, by=(1, 3, 2027))
    assert afterwards.count(LAPSED) == len(("check", "page"))
    assert CITED not in afterwards

    days.say_nothing_of(*PRIVATE)
    assert trail() == [
        *("agreement:begin", "agreement:revise", "agreement:add-party", "agreement:add-party"),
        *("agreement:write-clause", "agreement:revise", "agreement:write-clause"),
        *("agreement:share", "agreement:sign", "agreement:sign", "agreement:sign"),
    ]
    essex.prove()


def draft(theodora):
    """Its kind, its title, its first day; then its last day, on a page of its own. The address of its page."""
    theodora.press("Begin an agreement")
    theodora.choose("Joint protocol")
    theodora.pick("What is the protocol about?", "Discharge from hospital")
    theodora.press("Continue")
    theodora.write("Title", TITLE)
    theodora.press("Begin the draft")
    theodora.sees("Still missing before anybody can agree: the first day and the other parties.")
    found = re.search(r"/desk/agreements/[a-z0-9]+", theodora.page.url)
    assert found
    return found[0]


def parties(theodora):
    """Two bodies of the register, found by name."""
    theodora.press("Parties")
    for search, name in (("essex integrated", BOARD), ("mid and south essex", TRUST)):
        theodora.write("Search for a body", search)
        theodora.press("Search")
        theodora.press(f"Add {name}")
        theodora.press("Add as a party")
        theodora.sees(f"{name} is a party now. Nothing was sent to it yet.")
    theodora.press("Back")


def clause(theodora):
    """A clause that commits whoever is asked to a time."""
    theodora.press("Clauses")
    theodora.press("Add a clause")
    theodora.choose("Time to answer a request")
    theodora.press("Continue")
    theodora.write("Number (optional)", "4.2")
    theodora.write("Heading", "Answering in time")
    theodora.write("The words of the clause (optional)", CLAUSE)
    theodora.write("Working days to acknowledge (optional)", "1")
    theodora.write("Working days to answer", "3")
    theodora.press("Save the clause")
    theodora.press("Back")
    theodora.press("Days")
    for nth, (number, month, year) in enumerate(((23, 11, 2026), (31, 1, 2027))):
        for box, typed in {"Day": number, "Month": month, "Year": year}.items():
            theodora.write(box, str(typed), nth)
    theodora.press("Save")
    theodora.sees("From 23 November 2026 to 31 January 2027")


def ladder(theodora):
    """A clause with an escalation ladder of one level."""
    theodora.press("Clauses")
    theodora.press("Add a clause")
    theodora.choose("Escalation ladder")
    theodora.press("Continue")
    theodora.write("Number (optional)", "5")
    theodora.write("Heading", "When we disagree")
    theodora.write("Who takes it up?", "Team manager")
    theodora.write("Working days at this level", "2")
    theodora.press("Save the clause")
    theodora.press("Back")


def share(theodora):
    """The parties are asked: each by a link, and at its own desk where it has one."""
    theodora.press("See the whole")
    theodora.sees("Version 1 is a draft. The parties have not been asked about it yet.", CLAUSE)
    theodora.press("Share it for comment")
    theodora.press("Share it for comment")
    theodora.sees("Version 1 was shared for comment on 22 November 2026.")


def agree(walker, body, office):
    """A body agrees at its own desk, to the words on the page."""
    walker.press(f"Agree for {body}")
    walker.sees(CLAUSE)
    walker.write("Their office", office)
    walker.press(f"Agree for {body}")
    walker.sees(f"{body} has agreed to version 1.")


def ask(priya, **changes):
    """A request to the trust, sent; what the check before it says, and its page."""
    priya.ask(TRUST, "mid and south essex", mailbox="safeguarding@hospital.example", **changes)
    checked = priya.read()
    priya.send()
    priya.open(priya.open_request)
    return f"{checked}\n{priya.read()}"


def escalate(priya):
    """The open request goes up by the ladder that was agreed; the page and its step cite the clause."""
    priya.press("Escalate")
    priya.sees(f"Agreed by both bodies in {LADDER}", "Team manager", "2 working days. That is what was agreed")
    priya.press("Escalate to level 1")
    priya.sees(f"By {LADDER}", f"from level 1 of the escalation ladder in {LADDER}")


def trail():
    """What was done to the agreement, in order, without who looked at it."""
    row = Agreement.objects.get(title=TITLE)
    entries = Entry.objects.filter(subject_kind="agreement", subject=row.public_id).exclude(event="agreement:see")
    return list(entries.order_by("seq").values_list("event", flat=True))
