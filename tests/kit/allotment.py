"""An invented room above the files: an allotment, whose beds take files by operations of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from concord.access import policies
from concord.access.operation import Done, operation
from concord.audit import vocabulary
from concord.audit.vocabulary import declare
from concord.files import receiving, services

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
BED = ("bed", "b1")


class Event(StrEnum):
    BEGIN = "allotment:begin"
    FINISH = "allotment:finish"
    KEEP = "allotment:keep"
    REMOVE = "allotment:remove"


def declare_for(monkeypatch):
    """Declare the room's events for one test."""
    monkeypatch.setattr(vocabulary, "_declared", dict(vocabulary._declared))
    monkeypatch.setattr(policies, "_policies", dict(policies._policies))
    monkeypatch.setattr(policies, "_gates", dict(policies._gates))
    for event in Event:
        declare(event, about="bed", sentence="{who} did it.")
        policies.register_creating(event, lambda _actor: True)


class Allotment:
    """What a room above does with files: each change within an operation of its own."""

    def __init__(self, actor):
        self.actor = actor

    def begin(self, name="plan.pdf", size=10, *, at=AT, about=BED):
        @operation(Event.BEGIN)
        def begin(actor):
            return Done(services.begin_file(actor, about=about, name=name, size=size, at=at), subject="b1")

        return begin(self.actor)

    def send(self, file, content, *, at=AT, step=2**20):
        for start in range(0, len(content), step):
            file = services.receive_chunk(self.actor, file, offset=start, chunk=content[start : start + step], at=at)
        return file

    def finish(self, file, *, at=AT):
        @operation(Event.FINISH)
        def finish(actor):
            return Done(services.finish_file(actor, file, at=at), subject="b1")

        return finish(self.actor)

    def upload(self, content, name="plan.pdf", *, at=AT):
        file = self.send(self.begin(name, len(content), at=at), content, at=at)
        receiving.examine_file(self.actor, file, at=at)
        return self.finish(file, at=at)

    def keep(self, content, name="plan.pdf", *, at=AT, about=BED, fail=False):
        @operation(Event.KEEP)
        def keep(actor):
            chunks = [content] if isinstance(content, bytes) else content
            file = services.keep_file(actor, about=about, name=name, chunks=chunks, at=at)
            if fail:
                raise RuntimeError("changed my mind")
            return Done(file, subject="b1")

        return keep(self.actor)

    def remove(self, file, *, at=AT):
        @operation(Event.REMOVE)
        def remove(actor):
            return Done(services.remove_file(actor, file, at=at), subject="b1")

        return remove(self.actor)
