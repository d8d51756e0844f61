"""The privacy rule: what may enter the record, and how."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from concord.audit import queries, vocabulary
from concord.audit.vocabulary import EventType, Rule, UndeclaredError, declare, keep

pytestmark = pytest.mark.any_database


class Ground(StrEnum):
    ADVERSE = "adverse-effect"


@pytest.fixture(autouse=True)
def _own_vocabulary(monkeypatch):
    monkeypatch.setattr(vocabulary, "_declared", dict(vocabulary._declared))


def kind(**facts: Rule) -> EventType:
    return EventType(name="thing:do", about="thing", sentence="{who} did it.", facts=facts)


def test_codes_numbers_days_and_lists_of_them_are_kept_as_json():
    facts = {
        "ground": Ground.ADVERSE,
        "count": 3,
        "on": date(2026, 11, 22),
        "at": datetime(2026, 11, 22, 9, tzinfo=UTC),
        "sum": Decimal("12.50"),
        "yes": True,
        "none": None,
        "all": ("b", "a"),
        "some": {"b", "a"},
    }
    assert keep(kind(**dict.fromkeys(facts, Rule.KEEP)), facts) == {
        "ground": "adverse-effect",
        "count": 3,
        "on": "2026-11-22",
        "at": "2026-11-22T09:00:00+00:00",
        "sum": "12.50",
        "yes": True,
        "none": None,
        "all": ["b", "a"],
        "some": ["a", "b"],
    }


@pytest.mark.parametrize("words", ["She fell twice in March", "x" * 121, "two\nlines", "tab\tbed"])
def test_free_text_never_enters_the_record_as_a_kept_fact(words):
    with pytest.raises(ValueError, match=r"thing:do, why: "):
        keep(kind(why=Rule.KEEP), {"why": words})


def test_a_name_is_one_short_line():
    assert keep(kind(body=Rule.NAMED), {"body": "Essex County Council"}) == {"body": "Essex County Council"}
    for words in ("x" * 201, "Essex\nCounty"):
        with pytest.raises(ValueError, match="Free text"):
            keep(kind(body=Rule.NAMED), {"body": words})


def test_a_hashed_fact_is_recognised_and_not_read():
    kept = keep(kind(to=Rule.HASH), {"to": "jo@trust.example"})["to"]
    assert "jo" not in kept
    assert vocabulary.recognised("jo@trust.example", kept)
    assert not vocabulary.recognised("jo@other.example", kept)
    assert keep(kind(to=Rule.HASH), {"to": ""}) == {"to": ""}


def test_each_value_of_a_hashed_list_is_recognised():
    one, two = keep(kind(to=Rule.HASH), {"to": ["a@x.example", "b@x.example"]})["to"]
    assert vocabulary.recognised("a@x.example", one)
    assert vocabulary.recognised("b@x.example", two)


def test_a_hash_depends_on_the_servers_secret(settings):
    before = vocabulary.fingerprint("9434765919")
    settings.SECRET_KEY = "another secret, of another server altogether"
    assert vocabulary.fingerprint("9434765919") != before


def test_a_dropped_fact_is_left_out_whatever_it_says():
    assert keep(kind(why=Rule.DROP), {"why": "A long story\nabout someone"}) == {}


def test_a_fact_without_a_rule_is_refused():
    with pytest.raises(UndeclaredError, match="no privacy rule for: reasons"):
        keep(kind(), {"reasons": "any"})


@pytest.mark.parametrize("value", [{"a": 1}, 1.5, object(), b"x"])
def test_what_is_no_plain_value_is_refused(value):
    with pytest.raises(TypeError):
        keep(kind(what=Rule.KEEP), {"what": value})


def test_a_long_list_is_refused():
    with pytest.raises(ValueError, match="number instead"):
        keep(kind(all=Rule.KEEP), {"all": list(range(201))})


def test_an_unknown_event_raises():
    with pytest.raises(UndeclaredError, match="nobody:knows"):
        vocabulary.event_type("nobody:knows")


def test_an_event_is_declared_once_or_twice_alike_and_never_differently():
    declare("thing:do", about="thing", sentence="{who} did it.")
    declare("thing:do", about="thing", sentence="{who} did it.")
    with pytest.raises(ValueError, match="declared twice"):
        declare("thing:do", about="thing", sentence="{who} undid it.")


@pytest.mark.parametrize(
    ("name", "sentence", "facts", "says"),
    [
        ("Thing", "{who} did it.", {}, "room:verb"),
        ("thing:do", "{who} did {what}.", {}, "what, which is no fact"),
        ("thing:do", "{who} did it.", {"who": Rule.KEEP}, "has it already"),
    ],
)
def test_a_slip_in_a_declaration_is_named(name, sentence, facts, says):
    with pytest.raises(ValueError, match=says):
        declare(name, about="thing", sentence=sentence, facts=facts)


def test_an_entry_reads_as_a_sentence_and_says_what_is_not_recorded():
    declare(
        "thing:do",
        about="thing",
        sentence="{who} did {what} to {subject} ({sure}, {all}): {why}.",
        facts=dict.fromkeys(("what", "sure", "all", "why"), Rule.KEEP),
    )
    said = queries.sentence(
        "thing:do", who="Jo Ward", subject="t1", body="", facts={"what": "it", "sure": True, "all": ["a", "b"]}
    )
    assert said == "Jo Ward did it to t1 (yes, a, b): (not recorded)."


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("2026-12-07", "7 December 2026"),
        ("s7(1)", "section 7(1)"),
        ("s45", "section 45"),
        (["2026-12-07", "s6(2)"], "7 December 2026, section 6(2)"),
        ("2026-13-07", "2026-13-07"),
        ("silence", "silence"),
    ],
)
def test_days_and_sections_are_read_as_people_write_them(kept, read):
    declare("thing:date", about="thing", sentence="Due {what}.", facts={"what": Rule.KEEP})
    assert queries.sentence("thing:date", who="", subject="", body="", facts={"what": kept}) == f"Due {read}."


def test_an_entry_whose_event_is_gone_still_reads():
    assert queries.sentence("old:verb", who="Jo", subject="t1", body="", facts={}) == "Jo did “old:verb” to t1."
