"""Whether a request under section 7 of the Care Act 2014 binds its addressee.

Four gates, each with its own answer: the law is in force, the sides fit (who asks whom), the person is one of those
named, the function is one that counts. "No" at any gate decides; else unknown; else arguable.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .errors import UnknownWord
from .explain import cited, doubt_node, version_node
from .facts import Body, Register
from .findings import Answer, DutyFinding, Node, PartnerFinding, all_of
from .partners import authority_status, life_says
from .periods import in_words
from .rulebook import Doubt, Rulebook
from .why import circumstances, instead_of, partner, resolve

BY_AUTHORITY = "CA2014.s7(1)"
BY_PARTNER = "CA2014.s7(2)"
OTHER = "other"


class Gate(NamedTuple):
    """One gate: its answer, the steps behind it, and the doubts that make it arguable."""

    answer: Answer
    nodes: tuple[Node, ...]
    doubts: tuple[Doubt, ...] = ()


class Sides(NamedTuple):
    """Who asks whom: the limb of section 7 that fits, the partner question behind it, and the gate."""

    under: str
    partner: PartnerFinding
    gate: Gate


def duty(  # noqa: PLR0913 - a request has two sides, a person, a function and a day
    book: Rulebook, register: Register, *, asker: str, asked: str, person: str, function: str, on: date
) -> DutyFinding:
    """Whether a request binds its addressee, under which limb, and which grounds of refusal exist.

    `person` is an id of `book.persons`, `function` a Part 1 section such as "CA2014.s9" or "other". Raises
    `UnknownBody` and `UnknownWord`. Whether reasons for a refusal are good is never decided here.
    Source: CA2014.s7(1), s7(2).
    """
    _check_words(book, person, function)
    one, other = resolve(book, register, asker), resolve(book, register, asked)
    sides = _sides(book, register, one, other, on)
    gates = (_in_force(book, sides.under, on), sides.gate, _person(book, sides, person, function, on), _function(book, sides, function, on))
    bound = all_of(*(gate.answer for gate in gates))
    # A "no" that doubts alone could turn is settled at its gate; doubts at other gates then change nothing.
    doubts = tuple(doubt for gate in gates for doubt in gate.doubts) if bound is not Answer.NO else ()
    claim = _CLAIM[bound].format(asked=other.name_on(on), asker=one.name_on(on), under=cited(book, sides.under))
    nodes = tuple(node for gate in gates for node in gate.nodes)
    partner_answer = Answer.NO if sides.partner.answer is Answer.ARGUABLE else sides.partner.answer
    return DutyFinding(
        asker=one, asked=other, on=on, bound=bound, relevant_partner=partner_answer,
        provisions=sides.partner.provisions, under=sides.under if bound is not Answer.NO else "",
        grounds=grounds(book, sides.under, on) if bound is not Answer.NO else (),
        instead=() if bound in {Answer.YES, Answer.ARGUABLE} else _instead(book, one, other, sides, on),
        doubts=doubts, because=Node(claim, bound, (*nodes, *(doubt_node(doubt) for doubt in doubts))),
    )  # fmt: skip


_CLAIM = {
    Answer.YES: "{asked} must comply with this request from {asker}, or refuse on a ground with written reasons: {under}.",
    Answer.NO: "Section 7 of the Care Act 2014 does not bind {asked} to this request from {asker}.",
    Answer.UNKNOWN: "The register cannot say whether section 7 binds {asked} to this request from {asker}.",
    Answer.ARGUABLE: "It can be argued whether section 7 binds {asked} to this request from {asker}: see the doubt.",
}


def grounds(book: Rulebook, under: str, on: date) -> tuple[str, ...]:
    """The grounds on which an addressee may refuse, in the order of the Act: CA2014.s7(1)(a) and (b)."""
    if not under:
        return ()
    return tuple(v.when["ground"] for p in book.giving("ground") if (v := p.on(on)) is not None)


def _check_words(book: Rulebook, person: str, function: str) -> None:
    if person not in book.persons:
        raise UnknownWord("category of person", person, tuple(book.persons))
    if function != OTHER and function not in book.functions:
        raise UnknownWord("function under Part 1", function, (*book.functions, OTHER))


def _in_force(book: Rulebook, under: str, on: date) -> Gate:
    version = book.on(under, on)
    if version is None:
        says = f"Section 7 was not in force on {in_words(on)}: it began on {in_words(book.commencement)}."
        return Gate(Answer.NO, (Node(says, Answer.NO),))
    return Gate(Answer.YES, (version_node(book, version),))


def _sides(book: Rulebook, register: Register, asker: Body, asked: Body, on: date) -> Sides:
    """Section 7(1) where a local authority asks, else section 7(2) where one is asked."""
    by = authority_status(book, asker, on)
    to = authority_status(book, asked, on)
    if by.answer is not Answer.NO or (to.answer is Answer.NO and not _is_council(book, asked)):
        found = partner(book, register, authority=asker.ref, body=asked.ref, on=on)
        return Sides(BY_AUTHORITY, found, _side_gate(book, found, asker, asked, by.answer, to.answer, on))
    found = partner(book, register, authority=asked.ref, body=asker.ref, on=on)
    return Sides(BY_PARTNER, found, _side_gate(book, found, asked, asker, to.answer, by.answer, on))


def _is_council(book: Rulebook, body: Body) -> bool:
    return body.kind in book.authority_limbs


def _side_gate(  # noqa: PLR0913 - the two sides, what each is, and the day
    book: Rulebook, found: PartnerFinding, council: Body, other: Body, council_is: Answer, other_is: Answer, on: date
) -> Gate:
    """The gate of the sides. `council` is the side that must be an authority, `other` a partner or an authority."""
    doubts = found.doubts
    if council.ref != other.ref and other_is in {Answer.YES, Answer.ARGUABLE} and council_is is not Answer.NO:
        also = Node(f"{other.name_on(on)} is a local authority, which is enough even where it is no relevant partner.", other_is)
        answer = Answer.YES if found.answer is Answer.YES else other_is
        scilly = book.doubts_about("sides", "yes", **circumstances(council, other))
        return Gate(all_of(answer, council_is, other_is), (found.because, also), tuple(dict.fromkeys((*doubts, *scilly))))
    if council_is is Answer.ARGUABLE:
        return Gate(all_of(found.answer, council_is), (found.because,), doubts)
    if found.answer is Answer.NO and doubts:
        return Gate(Answer.ARGUABLE, (found.because,), doubts)
    return Gate(found.answer, (found.because, *_ended(council, other, on)), doubts)


def _ended(council: Body, other: Body, on: date) -> tuple[Node, ...]:
    return tuple(Node(life_says(body, on), Answer.NO, body=body) for body in (council, other) if not body.exists.contains(on))


def _person(book: Rulebook, sides: Sides, person: str, function: str, on: date) -> Gate:
    """Is the request about one of the persons that section 7 names?"""
    version = book.on(sides.under, on)
    word = book.persons[person]
    transition = function in book.functions and book.functions[function].transition
    named = version is not None and person in version.when["persons"]
    if named:
        return Gate(Answer.YES, (Node(f"The request is about {word.name}, whom section 7 names.", Answer.YES, version=version),))
    facts = {"persons": frozenset({person}), "functions": frozenset({function, "transition"} if transition else {function})}
    doubts = book.doubts_about("person", "yes", **facts) or book.doubts_about("person", "no", **facts)
    if doubts and version is not None:
        says = f"Whether section 7 reaches a request about {word.name} can be argued."
        return Gate(Answer.ARGUABLE, (Node(says, Answer.ARGUABLE, version=version),), doubts)
    return Gate(Answer.NO, (Node(f"Section 7 does not reach a request about {word.name}. {word.says}".strip(), Answer.NO, version=version),))


def _function(book: Rulebook, sides: Sides, function: str, on: date) -> Gate:
    """Is the function one that the limb of section 7 speaks of?"""
    version = book.on(sides.under, on)
    if function in book.functions:
        known = book.functions[function]
        says = f"The function is one under Part 1 of the Act: {known.name} ({cited(book, function)})."
        return Gate(Answer.YES, (Node(says, Answer.YES, version=version),))
    if version is not None and version.when["functions"] == "any":
        doubts = book.doubts_about("function", "yes", functions=frozenset({OTHER}), under=frozenset({sides.under}))
        answer = Answer.ARGUABLE if doubts else Answer.YES
        return Gate(answer, (Node("The function is not one under Part 1 of the Act.", answer, version=version),), doubts)
    says = "Section 7(1) is about the authority's functions under Part 1 of the Act, and this is not one of them."
    return Gate(Answer.NO, (Node(says, Answer.NO, version=version),))


def _instead(book: Rulebook, asker: Body, asked: Body, sides: Sides, on: date) -> tuple[str, ...]:
    """The provisions that are open where section 7 does not bind."""
    if book.on("CA2014.s6", on) is None or not (asker.exists.contains(on) and asked.exists.contains(on)):
        return ()
    if sides.partner.answer is Answer.YES:
        return ("CA2014.s6(1)",)
    council, other = (asker, asked) if sides.under == BY_AUTHORITY else (asked, asker)
    if authority_status(book, council, on).answer is Answer.NO:
        return ()
    return instead_of(book, council, other)
