"""The server's own log tells no one's data."""

from __future__ import annotations

import io
import logging

from concord.config.logs import Discreet, Line, discreet


def refuse(name):
    raise ValueError(f"Key (name)=({name}) already exists")


def test_a_link_and_a_query_do_not_reach_the_log():
    assert discreet('"GET /r/Qm9iIHNheXMgaGk/answer HTTP/1.1" 200') == '"GET /r/…/answer HTTP/1.1" 200'
    assert discreet('"GET /r//Qm9iIHNheXMgaGk HTTP/1.1" 404') == '"GET /r/… HTTP/1.1" 404'
    assert discreet(f"GET /desk/calendar/cf_{'x-_' * 14}A.ics") == "GET /desk/calendar/….ics"
    assert discreet("Not Found: /?q=Maria+Jones&on=2016") == "Not Found: /?…"


def test_an_exception_is_logged_by_its_place_and_class_without_its_words():
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.addFilter(Discreet())
    handler.setFormatter(Line("%(message)s"))
    log = logging.getLogger("concord.test_logs")
    log.addHandler(handler)
    log.propagate = False
    try:
        refuse("Maria Jones")
    except ValueError:
        log.exception("Internal Server Error: %s", "/r/key")
    assert "Maria" not in said.getvalue().replace('refuse("Maria Jones")', "")
    assert said.getvalue().startswith("Internal Server Error: /r/…\n")
    assert said.getvalue().rstrip().endswith("ValueError")
