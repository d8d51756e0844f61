"""A form that is saved as it is typed, in a real browser: the server is played by the test, and so is the time."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from kit.browser import complaints

ADDRESS = "http://127.0.0.1/desk/requests/x"
PAGE = """{% from 'components/autosave.html' import autosave_status, autosave_script %}<!DOCTYPE html>
<html lang="en-GB"><title>x</title><h1>Ask</h1>
<form method="post" action="/sent" data-autosave="/desk/requests/x/save"><input type="hidden" name="token" value="t">
<label>What <textarea name="what">first</textarea></label><label>File <input type="file" name="file"></label>
<label><input type="checkbox" name="urgent" value="on"> Urgent</label>
<button>Continue</button>{{ autosave_status() }}</form>{{ autosave_script() }}</html>"""
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'"

pytestmark = [pytest.mark.browser]


class Server:
    """Answers the browser: the page, the script, and whatever is to be said to what is saved."""

    def __init__(self, page):
        self.page = page
        self.saved = []
        self.status, self.json = 204, None
        self.down = False
        self.state = ""
        self.held = None
        page.route("**/*", self.answer)

    def answer(self, route):
        path = route.request.url.removeprefix("http://127.0.0.1")
        if path == "/desk/requests/x":
            html = engines["jinja2"].from_string(PAGE).render()
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif path.endswith("autosave.js"):
            script = Path(finders.find("concord/autosave.js")).read_text("utf-8")
            route.fulfill(body=script, content_type="text/javascript")
        elif path.endswith("/save") and self.down:
            route.abort()
        elif path.endswith("/save"):
            self.saved.append(parse_qs(route.request.post_data))
            if self.held is None:
                self.save(route)
            else:
                self.held.append(route)
        else:
            route.fulfill(body="sent", content_type="text/html")

    def save(self, route):
        headers = {"Saved-As": self.state} if self.state else {}
        route.fulfill(status=self.status, headers=headers, **({"json": self.json} if self.json else {}))

    def let_go(self):
        for route in self.held:
            self.save(route)

    def types(self, words, *, wait=2000):
        self.page.get_by_label("What").fill(words)
        self.page.clock.run_for(wait)

    def says(self, words):
        self.page.get_by_role("status").filter(has_text=words).wait_for()


@pytest.fixture
def server(browser):
    context = browser.new_context()
    context.set_default_timeout(5_000)
    page = context.new_page()
    found = complaints(page)
    page.clock.install(time="2026-11-22T10:42:00")
    played = Server(page)
    page.goto(ADDRESS)
    yield played
    context.close()
    assert found == []


def test_what_is_typed_is_saved_two_seconds_after_the_last_change_and_once(server):
    server.types("a", wait=1500)
    server.types("ab", wait=1500)
    assert server.saved == []
    server.page.clock.run_for(500)
    server.says("Saved at 10:42")
    server.page.clock.run_for(60_000)
    assert server.saved == [{"token": ["t"], "what": ["ab"]}]


def test_a_file_is_not_sent_and_a_tick_is(server):
    server.page.get_by_label("File").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    server.page.get_by_label("Urgent").check()
    server.page.clock.run_for(2000)
    server.says("Saved")
    assert server.saved == [{"token": ["t"], "what": ["first"], "urgent": ["on"]}]


def test_what_is_typed_is_saved_at_once_when_the_page_is_left(server):
    server.types("left", wait=10)
    with server.page.expect_request("**/save"):
        server.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    server.says("Saved")


def test_a_change_by_somebody_else_is_told_and_nothing_more_is_saved(server):
    server.status, server.json = 409, {"says": "Ada Okafor changed it at 10:40."}
    server.types("mine")
    server.says("Not saved: Ada Okafor changed it at 10:40.")
    server.types("mine again")
    assert len(server.saved) == 1


def test_what_cannot_be_kept_is_told_and_typing_goes_on(server):
    server.status, server.json = 422, {"errors": {"what": "Shorten this to 10 characters."}}
    server.types("far too long")
    server.says("Not saved: Shorten this to 10 characters.")
    server.status, server.json = 204, None
    server.types("short")
    server.says("Saved at 10:42")
    assert server.page.get_by_label("What").input_value() == "short"


def test_a_connection_that_is_gone_is_told_and_tried_again(server):
    server.down = True
    server.types("kept")
    server.says("Not saved: there is no connection")
    server.down = False
    server.page.clock.run_for(15_000)
    server.says("Saved")
    assert server.saved[-1]["what"] == ["kept"]


def test_somebody_who_is_no_longer_signed_in_is_told_to_copy(server):
    server.status = 404
    server.types("x")
    server.says("Not saved: you are no longer signed in. Copy what you wrote")


def test_it_never_sends_the_form_and_stops_when_somebody_does(server):
    server.types("done", wait=10)
    server.page.get_by_role("button", name="Continue").click()
    server.page.wait_for_url("**/sent")
    server.page.clock.run_for(60_000)
    assert server.saved == []


def test_nothing_is_kept_in_the_browser(server):
    server.types("personal")
    server.says("Saved")
    assert server.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_state_that_was_saved_is_what_the_next_form_is_based_on(server):
    server.page.evaluate("document.querySelector('[name=token]').dataset.savedAs = ''")
    server.state = "t2"
    server.types("one")
    server.says("Saved at")
    server.types("two")
    server.page.wait_for_function("document.querySelector('[name=token]').value === 't2'")
    assert [saved["token"] for saved in server.saved] == [["t"], ["t2"]]
    server.page.clock.run_for(60_000)
    assert len(server.saved) == 2, "The new state alone is nothing to save."


def test_a_form_sent_while_it_is_being_saved_waits_for_that(server):
    server.held = []
    with server.page.expect_request("**/save"):
        server.types("one")
    server.page.get_by_role("button", name="Continue").click()
    assert server.page.url == ADDRESS
    server.let_go()
    server.page.wait_for_url("**/sent")
