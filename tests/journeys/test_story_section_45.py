"""Story 7: a Safeguarding Adults Board asks a GP practice for information; section 45 has conditions, and no grounds.

CA2014.s45. Walked by mouse with every page looked at wide and narrow, by keyboard alone, and without script.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import essex
from kit.files_given import PDF
from kit.walking import ASKED as USUAL
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD, PRACTICE = "Essex Safeguarding Adults Board", "Saltings Surgery (invented)"
DESMOND, SURGERY = "desmond.yarrowfield@safeguarding", "practice.manager@saltings.example"
FOR_BOARD = "We ask in order to carry out the board’s own functions"
LIKELY = "They are likely to have the information"
CONCERNS = "The information concerns them, their work, or somebody they deal with"
NOT_LIKELY = "We are not likely to have the information"
ASKED = {
    "help": "Information or a chronology",
    "conditions": (FOR_BOARD, LIKELY),
    "what": "Please send a chronology of the surgery’s visits from March to September.",
    "why": "The review group meets on 7 December.",
    "otherwise": "The review cannot say what was known, and when.",
    "sharing": "Needed to safeguard an adult at risk (UK GDPR articles 6(1)(e) and 9(2)(g))",
    "mailbox": SURGERY,
}
SECRET = (*PRIVATE, "chronology of the surgery", "review group", "transferred in June")
WHY_NOT = "She transferred in June, and her record went with her."
POINT = "Your own appointment system keeps what you did before she transferred in June."
SUPPLY = "We attach what our appointment system still holds."
PAGES = ("help", "person", "conditions", "what", "when", "wishes", "sharing", "files", "contacts")
GROUNDS = ("It would clash with our own duties", "It would harm our own work", "Section 7 does not bind us here")
MONDAY, TUESDAY = datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_board_asks_a_practice_which_says_a_condition_is_not_met_and_then_supplies(days, officer, partner):
    desmond, practice = officer("Desmond Yarrowfield"), partner()
    public_id = asks(desmond)
    letter = days.post(SURGERY)
    assert letter.title == f"{BOARD} asks for information (Care Act 2014, section 45)"
    assert "section 7" not in letter.text
    days.become(MONDAY)
    declines(practice, letter)
    assert days.post(DESMOND).title == f"{PRACTICE} has declined your request"
    contests(desmond, public_id)
    letter = days.post(SURGERY)
    assert letter.title == f"{BOARD} has asked you to consider your answer again"
    days.become(TUESDAY)
    supplies(practice, letter)
    assert days.post(DESMOND).title == f"{PRACTICE} has agreed to your request"
    reads_the_file(desmond, public_id)
    days.say_nothing_of(*SECRET)
    assert [event for event in essex.trail(public_id) if "attach" not in event] == [
        "request:draft",
        "request:revise",
        "request:send",
        "request:decline",
        "request:contest",
        "request:comply",
        "request:download",
        "request:accept",
        "request:keep",
    ]
    (declined,) = essex.facts(public_id, "request:decline")
    assert declined["conditions"] == ["likely_to_hold"]
    (agreed,) = essex.facts(public_id, "request:comply")
    assert (agreed["files"], agreed["round"]) == (1, 2)
    essex.prove()


def asks(desmond):
    """With a condition short the page says so; with three of them the practice must supply."""
    desmond.whom(PRACTICE, "saltings")
    says = {**USUAL, **ASKED}
    desmond.fill(says, PAGES[:2])
    desmond.sees("It has no grounds of refusal like those of section 7")
    for condition in ASKED["conditions"]:
        desmond.tick(condition)
    desmond.press("Save and continue")
    desmond.sees("Select the first two, and one of the last two.")
    desmond.tick(CONCERNS)
    desmond.press("Save and continue")
    desmond.fill(says, PAGES[3:])
    desmond.sees("Request for information (section 45)", f"{PRACTICE} must supply", "The Act sets no time limit")
    desmond.misses("Does section 7 bind")
    public_id = desmond.open_request
    desmond.send()
    desmond.sees(f"Request sent to {PRACTICE}.", FOR_BOARD, LIKELY, CONCERNS)
    return public_id


def declines(practice, letter):
    """Nothing of section 7 is offered: a condition that is not met, and why."""
    practice.enter(letter, *SECRET)
    practice.sees(f"{BOARD} asks you for information", ASKED["what"], "section 45", "We will not supply it")
    practice.misses(*GROUNDS, "We offer something else")
    practice.press("We will not supply it")
    practice.sees("Say which condition of section 45 you consider not met")
    practice.misses(*GROUNDS)
    practice.sign()
    practice.press("Send the answer")
    practice.sees("Select which condition of section 45 is not met", "Enter why not")
    practice.tick(NOT_LIKELY)
    practice.write("Why not?", WHY_NOT)
    practice.press("Send the answer")
    practice.sees("Answer sent")


def contests(desmond, public_id):
    desmond.open(public_id)
    desmond.sees("They declined: say whether you accept or contest it", NOT_LIKELY, WHY_NOT)
    desmond.press("Contest the answer")
    desmond.write("What do you dispute?", POINT)
    desmond.press("Ask for it to be considered again")
    desmond.sees(f"Answer contested. {PRACTICE} is asked to consider it again.", POINT)


def supplies(practice, letter):
    practice.enter(letter, *SECRET)
    practice.sees("You are asked to consider your answer again", WHY_NOT, POINT)
    practice.press("We will do it")
    practice.write("What will you do?", SUPPLY)
    practice.day(24, 11, 2026)
    practice.attach("Add files (optional)", "visits.pdf", PDF)
    practice.sign()
    practice.press("Send the answer")
    practice.sees("Answer sent")
    practice.press("read the request and what you said")
    practice.sees(SUPPLY, "visits.pdf")


def reads_the_file(desmond, public_id):
    desmond.open(public_id)
    desmond.sees("They agreed on 24 November 2026", SUPPLY, "visits.pdf")
    assert desmond.take("visits.pdf") == PDF
    desmond.press("Accept the answer")
    desmond.press("Accept the answer")
    desmond.sees("They promised it for 24 November 2026: was it done?")
    desmond.press("Yes, it was done")
    desmond.press("It was done")
    desmond.sees("Noted: what was promised was done.")
