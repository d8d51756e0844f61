"""What an authority owes by itself: co-operation with others (section 6(2), (3)) and inside its own house (6(4)).

Neither binds whoever is asked: those others owe nothing in return, and a council makes no section 7 request of itself.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .answer import Answer, all_of
from .errors import UnknownWord
from .findings import CooperationFinding
from .node import Node
from .periods import in_words
from .status import authority_status, life_says
from .why import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .facts import Body, Register
    from .provisions import Version
    from .rulebook import Rulebook

OTHERS: Final = "CA2014.s6(2)"
INTERNAL: Final = "CA2014.s6(4)"

GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adults": "CA2014.s6(4)(a)",
        "housing": "CA2014.s6(4)(b)",
        "children": "CA2014.s6(4)(c)",
        "public-health": "CA2014.s6(4)(d)",
    }
)
"""The four groups of an authority's officers, with the paragraph of each."""


def others(book: Rulebook, register: Register, *, authority: str, other: str, on: date) -> CooperationFinding:
    """Whether an authority must co-operate with a body that is none of its partners, where it thinks it appropriate.

    CA2014.s6(2). `yes` says that the authority may turn to it under its own duty; it never says that the other must do
    anything. Raises `UnknownBody`.
    """
    council, asked = resolve(book, register, authority), resolve(book, register, other)
    version = book.on(OTHERS, on)
    if version is None:
        return _not_in_force("others", OTHERS, on)
    status = authority_status(book, council, on)
    nodes = [status.node]
    if not asked.exists.contains(on):
        nodes.append(Node(life_says(asked, on), Answer.NO, body=asked))
    kind = book.kinds.get(asked.kind)
    example = book.on(kind.example_of, on) if kind and kind.example_of else None
    nodes.append(_fit(asked, example, on))
    answer = all_of(*(node.answer for node in nodes))
    name, whom = council.called(on), asked.called(on)
    says = {
        Answer.NO: f"Section 6(2) does not speak of {name} and {whom} on {in_words(on)}.",
    }.get(
        answer,
        f"Where {name} thinks it appropriate to work with {whom}, it must co-operate with {whom} in its functions of"
        f" care and support. {whom} owes nothing under section 6(2), and is free to help.",
    )
    under = (OTHERS, example.ref) if example else (OTHERS,)
    return CooperationFinding("others", on, answer, under, Node(says, answer, tuple(nodes), version=version))


def _fit(asked: Body, example: Version | None, on: date) -> Node:
    """Whether the body is of a kind that the Act names as an example. Any other may be one: they are examples only."""
    name = asked.called(on)
    if example:
        return Node(f"{name} is of a kind that section 6(3) gives as an example.", Answer.YES, version=example)
    says = (
        f"Section 6(3) gives examples only, and {name} can be such another if it does something there for adults with"
    )
    return Node(f"{says} needs or for carers. Whether it does is for the authority to judge.", Answer.YES)


def internal(
    book: Rulebook, register: Register, *, authority: str, asker: str, asked: str, on: date
) -> CooperationFinding:
    """Whether an authority's arrangements must secure that one group of its officers works with another. CA2014.s6(4).

    `asker` and `asked` are keys of `GROUPS`, and differ. Raises `UnknownBody` and `UnknownWord`.
    """
    for group in (asker, asked):
        if group not in GROUPS:
            raise UnknownWord("group of officers", group, tuple(GROUPS))
    council = resolve(book, register, authority)
    version = book.on(INTERNAL, on)
    if version is None:
        return _not_in_force("internal", INTERNAL, on)
    nodes = [authority_status(book, council, on).node]
    nodes += [_group(book, group, on) for group in dict.fromkeys((asker, asked))]
    if asker == asked:
        nodes.append(Node("Both are the same group, and section 6(4) is about co-operation between groups.", Answer.NO))
    if "housing" in {asker, asked} and council.kind == "county":
        says = "In a county with districts the districts hold the housing: they are partners under section 6(7)(a)."
        nodes.append(Node(says, Answer.YES))
    answer = all_of(*(node.answer for node in nodes))
    verb = "must have arrangements for" if answer is not Answer.NO else "need not under section 6(4) arrange for"
    says = f"{council.called(on)} {verb} co-operation between these two groups of its officers."
    under = (GROUPS[asker], GROUPS[asked])
    return CooperationFinding("internal", on, answer, under, Node(says, answer, tuple(nodes), version=version))


def _group(book: Rulebook, group: str, on: date) -> Node:
    version = book.on(GROUPS[group], on)
    title = book.provisions[GROUPS[group]].title
    return Node(f"{title}: one of the four groups.", Answer.YES if version else Answer.NO, version=version)


def _not_in_force(question: str, ref: str, on: date) -> CooperationFinding:
    says = f"This section was not in force on {in_words(on)}."
    return CooperationFinding(question, on, Answer.NO, (ref,), Node(says, Answer.NO))
