"""Story 3: nobody answers. The partner is reminded, then the council goes up its own ladder, through all four levels.

Silence is never called a refusal: not on a page, not in an e-mail, not in the figures.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kit import essex
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TRUST = "Mid and South Essex NHS Foundation Trust"
MAILBOX = "discharge.desk@hospital.example"
LEVELS = (
    (date(2026, 12, 7), "Team manager", "team.managers@council.example", "Due 9 December 2026"),
    (date(2026, 12, 10), "Service manager", "service.managers@council.example", "Due 17 December 2026"),
    (date(2026, 12, 18), "Head of adult care", "head.of.care@council.example", "Due 29 December 2026"),
    (date(2026, 12, 30), "Director of adult social care", "director.of.care@council.example", "Due 14 January 2027"),
)
"""For each level the day of its escalation, who takes it up, the mailbox, and until when: the ladder's own days."""


def test_silence_is_chased_and_escalated_through_four_levels(days, officer):
    priya = officer("Priya Fennimore")
    public_id = priya.ask(TRUST, "mid and south essex", mailbox=MAILBOX)
    priya.send()
    chase(days, priya)
    for number, (on, role, mailbox, due) in enumerate(LEVELS, start=1):
        work_until(days, on, step=2)
        escalate(priya, days, public_id, number, role, mailbox)
        priya.sees(due)
    work_until(days, date(2027, 1, 18), step=7)
    at_the_top(priya, days, public_id)

    days.say_nothing_of(*PRIVATE, "Nobody rang back")
    for letter in days.letters():
        assert "refused" not in letter.text, letter.title
    trail = [event for event in essex.trail(public_id) if event not in {"request:remind", "request:note-late"}]
    assert trail == ["request:draft", "request:revise", "request:send", *["request:escalate"] * 4]
    assert [fact["level"] for fact in essex.facts(public_id, "request:escalate")] == [1, 2, 3, 4]
    essex.prove()
    made = {name: made for name, (made, _) in officer("Tomos Ashgrove").figures().items()}
    assert (made["No answer yet"], made["Refused"], made["Escalated"]) == ("1", "0", "1")
    assert made["First answer by its due day"] == "0 of 1 (0%)"


def work_until(days, last, step=1):
    """Have Concord do what is due every `step` days up to a day; again, where it wrote: nothing is sent twice."""
    on = essex.clock.today()
    while on < last:
        on = min(on + timedelta(days=step), last)
        before = len(days.letters(MAILBOX))
        days.work(datetime(on.year, on.month, on.day, 10, tzinfo=UTC))
        if len(days.letters(MAILBOX)) > before:
            days.work()
            assert len(days.letters(MAILBOX)) == before + 1, f"More than one e-mail went to {MAILBOX} on {on}."


def chase(days, priya):
    """One digest on the working day before the due day, of which it says whose rule it is; then the day passes."""
    days.work()
    assert len(days.letters(MAILBOX)) == 1
    work_until(days, date(2026, 12, 2), step=2)
    assert len(days.letters(MAILBOX)) == 1
    work_until(days, date(2026, 12, 3))
    assert days.letters(MAILBOX)[-1].title == f"1 request waits for {TRUST}"
    assert TRUST not in priya.shelf("late")
    work_until(days, date(2026, 12, 5))
    assert TRUST in priya.shelf("late")


def escalate(priya, days, public_id, number, role, mailbox):
    """The page says that nothing was decided, and who takes it up next; both sides are told."""
    priya.open(public_id)
    priya.sees("No answer has come", "Silence is not a refusal: nothing has been decided.", "Overdue")
    priya.press("Escalate")
    priya.sees(
        "No answer has come. That is not a refusal: nothing has been decided, and Concord never calls silence one.",
        f"Next: level {number}",
        role,
        mailbox,
        "the Act sets no time limit",
    )
    if number == len(LEVELS):
        priya.sees("At this level somebody mediates. The decision stays with Mid and South Essex")
    priya.write("Why now? (optional)", "Nobody rang back.")
    priya.press(f"Escalate to level {number}")
    priya.sees(f"Escalated to level {number}, {role}", "Both sides are told.")
    assert days.post(mailbox).title == f"For you: a request to {TRUST} was escalated to level {number}"
    assert days.letters(MAILBOX)[-1].title == "Essex County Council has escalated its request"


def at_the_top(priya, days, public_id):
    """The officer is told once that the ladder has ended; what is left is another way."""
    priya.open(public_id)
    priya.sees("The highest level of your ladder is reached.")
    assert not priya.page.get_by_role("link", name="Escalate", exact=True).count()
    priya.press("Take it another way")
    priya.sees("A mediator brings the two together.")
