"""Whether a body is a local authority within section 1(4) on a day, and why a body did not exist on one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .node import Node
from .periods import in_words

if TYPE_CHECKING:
    from datetime import date

    from .facts import Body
    from .provisions import Doubt, Version
    from .rulebook import Rulebook

PART_1 = "Part 1 of the Care Act 2014"


class Status(NamedTuple):
    """Whether a body is a local authority on a day, by which paragraph, and with which doubts."""

    answer: Answer
    book: Rulebook
    body: Body
    on: date
    version: Version | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def says(self) -> str:
        """The status in one sentence."""
        name, kind = self.body.called(self.on), self.book.kind_name(self.body.kind)
        if self.answer is Answer.YES:
            return f"{name} is a local authority for {PART_1}: it is {kind}."
        if self.answer is Answer.ARGUABLE:
            return f"{name} is treated as a local authority, which can be argued."
        if self.book.on("CA2014.s6", self.on) is None:
            began = in_words(self.book.commencement)
            return f"{PART_1} was not in force on {in_words(self.on)}: section 6 began on {began}."
        if not self.body.exists.contains(self.on):
            return life_says(self.body, self.on)
        return f"{name} is not a local authority for {PART_1}: it is {kind}."

    @property
    def node(self) -> Node:
        """The status as a step of an explanation."""
        return Node(self.says, self.answer, version=self.version, body=self.body)


def authority_status(book: Rulebook, body: Body, on: date) -> Status:
    """Whether `body` is a local authority for Part 1 on a day: CA2014.s1(4)(a) to (d).

    The Isles of Scilly, which section 1(4) does not name, are `arguable`; so is nothing else here.
    """
    if book.on("CA2014.s6", on) is None or not body.exists.contains(on):
        return Status(Answer.NO, book, body, on)
    for version in book.authority_limbs.get(body.kind, ()):
        if version.period.contains(on):
            return Status(Answer.YES, book, body, on, version)
    doubts = book.doubts_about("sides", "yes", either_kinds=frozenset({body.kind}))
    return Status(Answer.ARGUABLE if doubts else Answer.NO, book, body, on, None, doubts)


def life_says(body: Body, on: date) -> str:
    """Why a body did not exist on a day."""
    name, day = body.called(on), in_words(on)
    if on < body.exists.start:
        began = in_words(body.exists.start)
        if body.starts_announced:
            return f"{name} does not exist on {day}: it is announced to begin on {began}."
        return f"{name} did not exist on {day}: it began on {began}."
    last = in_words(body.exists.end - timedelta(days=1))
    if body.ends_announced:
        return f"{name} is announced to end on {last}, before {day}."
    return f"{name} did not exist on {day}: its last day was {last}."
