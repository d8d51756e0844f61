"""The entries about one thing, proved among all the others, without reading a million of them."""

from __future__ import annotations

import pytest

from concord.audit import chain, queries
from concord.base.actor import Actor

pytestmark = pytest.mark.django_db

LOOKING = Actor.command("a test")


def proved(monkeypatch, *, stretch, about="a"):
    monkeypatch.setattr(queries, "STRETCH", stretch)
    return queries.proof_about(LOOKING, "thing", about)


@pytest.mark.parametrize("stretch", [100, 0])
def test_the_entries_about_a_thing_are_proved_up_to_the_head(write, monkeypatch, stretch):
    write("b", "a", "b", "b", "a", "b")
    found = proved(monkeypatch, stretch=stretch)
    assert [one.line.seq for one in found.entries] == [2, 5]
    assert (found.head, found.head_digest) == (6, queries.digest_of(6))
    assert (found.whole, found.fault) == (stretch > 0, "")
    assert all(chain.digest(one.link) == one.digest for one in found.entries)


def test_the_first_and_the_last_entry_of_all_are_proved_too(write, monkeypatch):
    write("a", "b", "a")
    assert proved(monkeypatch, stretch=0).fault == ""


def test_of_a_thing_without_entries_nothing_is_proved_and_nothing_is_wrong(write, monkeypatch):
    assert proved(monkeypatch, stretch=0).entries == ()
    write("b")
    assert (proved(monkeypatch, stretch=100).entries, proved(monkeypatch, stretch=100).fault) == ((), "")


def test_few_queries_are_made_however_many_entries_there_are(write, monkeypatch, django_assert_num_queries):
    write(*("ab" * 50))
    with django_assert_num_queries(3):
        assert len(proved(monkeypatch, stretch=0).entries) == 50
