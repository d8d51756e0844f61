"""An invented room whose documents are searched, and its one operation."""

from __future__ import annotations

from enum import StrEnum

import pytest

from concord.access import policies
from concord.access.operation import Done, operation
from concord.audit import vocabulary
from concord.audit.vocabulary import declare
from concord.base.actor import Actor
from concord.search import queries, services


class Event(StrEnum):
    WRITE = "allotment:write"


@pytest.fixture(autouse=True)
def _room(monkeypatch):
    monkeypatch.setattr(vocabulary, "_declared", dict(vocabulary._declared))
    monkeypatch.setattr(policies, "_gates", dict(policies._gates))
    declare(Event.WRITE, about="bed", sentence="{who} did it.")
    policies.register_creating(Event.WRITE, lambda _actor: True)


@pytest.fixture
def during():
    """Call a writer of the index inside an operation: `during(services.index, "bed", 1, texts=[…])`."""

    @operation(Event.WRITE)
    def write(actor, *, call, args, kwargs):
        return Done(call(*args, **kwargs), subject="b1")

    actor = Actor.command("tests")

    def run(call, *args, **kwargs):
        return write(actor, call=call, args=args, kwargs=kwargs)

    return run


@pytest.fixture
def put(during):
    """Put a document into the index: `put(1, "its text", scopes=[…])`."""

    def run(pk, *texts, kind="bed", scopes=("body:essex",), **kwargs):
        during(services.index, kind, pk, texts=texts, scopes=scopes, **kwargs)

    return run


@pytest.fixture
def find():
    """What Essex finds."""

    def run(query, *, kind="bed", scopes=("body:essex",), **kwargs):
        return queries.matching(kind, query, scopes=scopes, **kwargs)

    return run
