"""A contractor’s person drafts in a real browser and hands over; only the authority’s officer sends (CA2014.s79)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kit import essex
from kit.walking import KEYS, MOUSE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD = "NHS Essex Integrated Care Board"
MAILBOX = "chc.team@board.example"
SEND = "Send the request"


@pytest.mark.parametrize("way", [MOUSE, KEYS])
def test_a_contractor_drafts_and_may_not_send_and_the_council_s_officer_checks_and_sends(days, officer):
    jorah = officer("Jorah Kettleby")
    public_id = jorah.ask(BOARD, "essex integrated", mailbox=MAILBOX)
    jorah.sees("Section 79 of the Care Act keeps a council’s duties to co-operate with the council itself")
    expect(jorah.page.get_by_role("button", name=SEND)).to_have_count(0)
    jorah.press("Hand over to the council to send")
    jorah.sees("Handed over to Essex County Council. Its own officers can check the request and send it.", BOARD)
    days.work()
    assert days.letters(MAILBOX) == []

    bronwen = officer("Bronwen Achterberg")
    assert "Handed over by a contractor, for us to check and send" in bronwen.shelf("drafts")
    bronwen.go(f"/desk/requests/{public_id}/draft")
    bronwen.sees("This draft was handed over to Essex County Council")
    bronwen.go(f"/desk/requests/{public_id}/check")
    bronwen.sees("bring the nursing notes")
    bronwen.send()
    bronwen.sees(f"Request sent to {BOARD}.")
    assert "section 7 of the Care Act 2014" in days.post(MAILBOX).text

    jorah.go(f"/desk/requests/{public_id}/check")
    jorah.misses(SEND, "bring the nursing notes")
    assert essex.trail(public_id) == ["request:draft", "request:revise", "request:hand-over", "request:send"]
    essex.prove()
