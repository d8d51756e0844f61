"""A conversation longer than a page: the newest part first, every step reachable, what is unread never left out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from concord.pages import parts
from concord.requests import services
from kit import given
from kit.counting import queries_of

pytestmark = pytest.mark.django_db

TITLES = re.compile(r'concord-conversation__entry--.*?id="step-(\w+)"', re.DOTALL)
NUMBERED = re.compile(r"Message (\d+)\.")


@pytest.fixture(autouse=True)
def _four_at_once(monkeypatch):
    monkeypatch.setattr(parts, "AT_ONCE", 4)


@pytest.fixture
def talked(officer, desk):
    """A request that was answered, after which the asker read that and wrote nine times."""
    ask = given.a_request(officer)
    given.refused(ask)
    desk.get(f"/desk/requests/{ask.public_id}")
    for number in range(1, 10):
        write(officer, ask, number)
    return ask


def write(actor, ask, number, **signed):
    at = given.AT + timedelta(minutes=number)
    services.write_message(actor, ask, words=f"Message {number}.", at=at, **signed)


def shown(answer):
    return [int(number) for number in NUMBERED.findall(answer.content.decode())]


def way(answer, words):
    """The address that a way is to, without its place on the page; empty where there is none."""
    text = answer.content.decode()
    found = re.search(rf'href="(\?[^"#]*)#conversation"[^>]*>\s*<span[^>]*>{words}', text)
    return found[1] if found else ""


@pytest.mark.parametrize("side", ["desk", "partner"])
def test_every_step_is_reached_part_by_part_and_none_comes_twice(desk, talked, side):
    browser, address = desk, f"/desk/requests/{talked.public_id}"
    if side == "partner":
        browser = Client()
        given.enter_by_link(browser, talked)
        address = f"/r/request/{talked.public_id}"
        browser.get(address)  # from here on nothing is unread
    answer = browser.get(address)
    found, steps = shown(answer), [TITLES.findall(answer.content.decode())]
    assert found == [6, 7, 8, 9]
    assert way(answer, "Show the newest") == ""
    while older := way(answer, "Show earlier"):
        answer = browser.get(address + older)
        found = [*shown(answer), *found]
        steps.append(TITLES.findall(answer.content.decode()))
        assert way(answer, "Show the newest") == "?"
    assert found == list(range(1, 10))
    assert [len(part) for part in steps] == [4, 4, 3]


def test_what_is_unread_is_in_the_first_part_however_much_it_is(desk, talked):
    partner = given.a_partner(talked)
    for number in range(10, 17):
        write(partner, talked, number, **given.SIGNED)
    assert shown(desk.get(f"/desk/requests/{talked.public_id}")) == list(range(10, 17))
    assert shown(desk.get(f"/desk/requests/{talked.public_id}")) == [13, 14, 15, 16]


def test_a_part_that_is_not_there_is_the_newest(desk, talked):
    for before in ("", "nobody", "?", "x" * 300):
        assert shown(desk.get(f"/desk/requests/{talked.public_id}", {"before": before})) == [6, 7, 8, 9]


def test_the_way_to_the_answer_leads_to_the_part_that_it_is_in(talked):
    browser = Client()
    given.enter_by_link(browser, talked)
    browser.get(f"/r/request/{talked.public_id}")
    text = browser.get(f"/r/request/{talked.public_id}").content.decode()
    found = re.search(r'<a class="govuk-link" href="(\?before=\w+)#(step-\w+)">what each side said', text)
    assert f'id="{found[2]}"' not in text
    assert f'id="{found[2]}"' in browser.get(f"/r/request/{talked.public_id}{found[1]}").content.decode()


def test_a_short_conversation_has_no_parts(desk, officer):
    ask = given.a_request(officer)
    assert "Parts of the conversation" not in desk.get(f"/desk/requests/{ask.public_id}").content.decode()


def test_its_length_costs_no_further_read(desk, talked):
    assert len(queries_of(lambda: desk.get(f"/desk/requests/{talked.public_id}"))) <= 12
