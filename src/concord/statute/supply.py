"""What section 45 requires: information that a Safeguarding Adults Board asks for.

Its own conditions, and none of section 7's grounds: that it would be inconvenient is no answer to section 45.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .answer import Answer, all_of
from .errors import UnknownWord
from .explain import doubt_node
from .findings import SupplyFinding
from .node import Node
from .periods import in_words
from .status import authority_status, life_says
from .why import resolve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from .facts import Body, Register
    from .rulebook import Rulebook

SUPPLY = "CA2014.s45(1)"


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of section 45, each yes, no or unknown.

    `for_board_function`: made to enable or assist the board to exercise its functions. `likely_to_hold`: the
    addressee is likely to have the information. Then one of `concerns_addressee` (it concerns the addressee, its
    function or activity, or somebody it deals with) and `derived_from_supply` (the addressee got it, or what it is
    drawn from, through another such request).
    """

    for_board_function: Answer
    likely_to_hold: Answer
    concerns_addressee: Answer
    derived_from_supply: Answer = Answer.NO

    @classmethod
    def stated(cls, *, met: bool) -> Conditions:
        """Conditions that are all met, or of which the first fails."""
        answer = Answer.YES if met else Answer.NO
        return cls(answer, Answer.YES, Answer.YES)


def supply(
    book: Rulebook,
    register: Register,
    *,
    asker: str,
    asked: str,
    conditions: Conditions,
    on: date,
    pleaded: Collection[str] = (),
    together: Sequence[str] = (),
    board: str = "",
) -> SupplyFinding:
    """Whether `asked` must supply what the Safeguarding Adults Board of `asker` requests.

    `together` are the other authorities whose board it is too (CA2014.s43(6)), `board` its own name where it has one.
    `pleaded` lists grounds of section 7 that the addressee puts forward; they are shown as having no effect.

    Raises `UnknownBody` and `UnknownWord`. Source: CA2014.s45.
    """
    for word in pleaded:
        if word not in book.grounds:
            raise UnknownWord("ground", word, tuple(book.grounds))
    holder = resolve(book, register, asked)
    boards = tuple(resolve(book, register, ref) for ref in (asker, *together))
    version = book.on(SUPPLY, on)
    if version is None:
        says = f"Section 45 was not in force on {in_words(on)}."
        return SupplyFinding(on, Answer.NO, Node(says, Answer.NO))
    nodes = [_board(book, council, on) for council in boards]
    if not holder.exists.contains(on):
        nodes.append(Node(life_says(holder, on), Answer.NO, body=holder))
    values = {key: getattr(conditions, key) for key in _SAYS}
    nodes += [Node(_SAYS[key], values[key], version=version) for key in version.when["all_of"]]
    either = _any(*(values[key] for key in version.when["any_of"]))
    nodes.append(Node("One of these is met.", either, tuple(Node(_SAYS[k], values[k]) for k in version.when["any_of"])))
    answer = all_of(*(node.answer for node in nodes))
    nodes += [
        Node(f"“{book.grounds[word].name}” is a ground under section 7 and none under section 45.", Answer.NO)
        for word in pleaded
    ]
    verb = {Answer.YES: "must", Answer.NO: "need not under section 45"}.get(answer, "may have to")
    whose = _in_a_row(council.called(on) for council in boards)
    named = f"{board}, the board of {whose}" if board else f"the board of {whose}"
    says = f"On what the board states, {holder.called(on)} {verb} supply the information to {named}."
    return SupplyFinding(on, answer, Node(says, answer, tuple(nodes), version=version))


def _board(book: Rulebook, council: Body, on: date) -> Node:
    status = authority_status(book, council, on)
    says = f"The board is that of a local authority: {status.says}"
    doubts = tuple(doubt_node(doubt) for doubt in status.doubts)
    return Node(says, status.answer, doubts, version=status.version, body=council)


def _in_a_row(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _any(*answers: Answer) -> Answer:
    for decisive in (Answer.YES, Answer.ARGUABLE, Answer.UNKNOWN):
        if decisive in answers:
            return decisive
    return Answer.NO


_SAYS = {
    "for_board_function": "The board asks in order to exercise its own functions.",
    "likely_to_hold": "The addressee is likely to have the information.",
    "concerns_addressee": "The information concerns the addressee, its work, or somebody it deals with.",
    "derived_from_supply": "The addressee got it through an earlier request under section 45, or drew it from that.",
}
