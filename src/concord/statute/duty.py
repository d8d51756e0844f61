"""Whether a request under section 7 of the Care Act 2014 binds its addressee.

Four gates, each with its own answer: the law is in force, the sides fit (who asks whom), the person is one of those
named, the function is one that counts. "No" at any gate decides; else unknown; else arguable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer, all_of
from .errors import UnknownWord
from .explain import cited, doubt_node, version_node
from .findings import DutyFinding, PartnerFinding
from .node import Node
from .periods import in_words
from .why import Day, between, circumstances, resolve

if TYPE_CHECKING:
    from datetime import date

    from .facts import Body, Register
    from .provisions import Doubt, Version
    from .rulebook import Rulebook

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


def duty(
    book: Rulebook, register: Register, *, asker: str, asked: str, person: str, function: str, on: date
) -> DutyFinding:
    """Whether a request binds its addressee, under which limb, and which grounds of refusal exist.

    `person` is an id of `book.persons`, `function` a Part 1 section such as "CA2014.s9" or "other". Raises
    `UnknownBody` and `UnknownWord`. Whether reasons for a refusal are good is never decided here.
    Source: CA2014.s7(1), s7(2).
    """
    _check_words(book, person, function)
    day = Day(book, register, on, function)
    one, other = resolve(book, register, asker), resolve(book, register, asked)
    sides = _sides(day, one, other)
    version = book.on(sides.under, on)
    about = (_person(book, version, person, function), _function(book, version, function))
    gates = (_in_force(day, version), sides.gate, *about)
    bound = all_of(*(gate.answer for gate in gates))
    open_to_doubt = bound is not Answer.NO
    doubts = tuple(doubt for gate in gates for doubt in gate.doubts) if open_to_doubt else ()
    claim = _CLAIM[bound].format(asked=other.called(on), asker=one.called(on), under=cited(book, sides.under))
    nodes = tuple(node for gate in gates for node in gate.nodes)
    told = [step.doubt for step in sides.partner.because.because]
    return DutyFinding(
        asker=one,
        asked=other,
        person=person,
        function=function,
        on=on,
        bound=bound,
        relevant_partner=sides.partner.answer,
        provisions=sides.partner.provisions,
        under=sides.under if open_to_doubt else "",
        grounds=grounds(book, sides.under, on) if open_to_doubt else (),
        instead=() if bound in {Answer.YES, Answer.ARGUABLE} else _instead(sides.partner),
        doubts=doubts,
        because=Node(claim, bound, (*nodes, *(doubt_node(doubt) for doubt in doubts if doubt not in told))),
    )


_CLAIM = {
    Answer.YES: (
        "{asked} must comply with this request from {asker}, or refuse on a ground with written reasons: {under}."
    ),
    Answer.NO: "Section 7 of the Care Act 2014 does not bind {asked} to this request from {asker}.",
    Answer.UNKNOWN: "The register cannot say whether section 7 binds {asked} to this request from {asker}.",
    Answer.ARGUABLE: "It can be argued whether section 7 binds {asked} to this request from {asker}: see the doubt.",
}


def grounds(book: Rulebook, under: str, on: date) -> tuple[str, ...]:
    """The grounds on which an addressee may refuse, in the order of the Act: (a) and (b) of CA2014.s7(1) or s7(2)."""
    found = (p.on(on) for p in book.giving("ground") if p.parent == under)
    return tuple(version.when["ground"] for version in found if version)


def _check_words(book: Rulebook, person: str, function: str) -> None:
    if person not in book.persons:
        raise UnknownWord("category of person", person, tuple(book.persons))
    if function != OTHER and function not in book.functions:
        raise UnknownWord("function under Part 1", function, (*book.functions, OTHER))


def _in_force(day: Day, version: Version | None) -> Gate:
    if version is None:
        says = f"Section 7 was not in force on {day.words}: it began on {in_words(day.book.commencement)}."
        return Gate(Answer.NO, (Node(says, Answer.NO),))
    return Gate(Answer.YES, (version_node(day.book, version),))


def _sides(day: Day, asker: Body, asked: Body) -> Sides:
    """Section 7(1) where a local authority asks, else section 7(2) where one is asked."""
    by, to = day.status(asker).answer, day.status(asked).answer
    if by is not Answer.NO or (to is Answer.NO and asked.kind not in day.book.authority_limbs):
        found = between(day, asker, asked)
        return Sides(BY_AUTHORITY, found, _side_gate(day, BY_AUTHORITY, found, by, to))
    found = between(day, asked, asker)
    return Sides(BY_PARTNER, found, _side_gate(day, BY_PARTNER, found, to, by))


def _side_gate(day: Day, under: str, found: PartnerFinding, council_is: Answer, other_is: Answer) -> Gate:
    """The gate of the sides: `found.authority` must be an authority, `found.body` what the limb admits beside it."""
    council, other = found.authority, found.body
    admitted = _other_side(day.book.on(under, day.on), under)
    both = Answer.NO not in {council_is, other_is} and council.ref != other.ref
    if both and "local_authority" in admitted:
        says = f"{other.called(day.on)} is a local authority, which is enough even where it is no relevant partner."
        doubts = day.book.doubts_about("sides", "yes", **circumstances(day, council, other))
        return Gate(all_of(council_is, other_is), (found.because, Node(says, other_is)), doubts)
    if "relevant_partner" not in admitted:
        return Gate(Answer.NO, (found.because,))
    if council_is is Answer.ARGUABLE:
        return Gate(all_of(found.answer, council_is), (found.because,), found.doubts)
    if found.answer is Answer.NO and found.doubts:
        makes = {Answer(doubt.makes) for doubt in found.doubts}
        return Gate(all_of(*makes), (found.because,), found.doubts)
    return Gate(found.answer, (found.because,), found.doubts)


def _other_side(version: Version | None, under: str) -> tuple[str, ...]:
    """Whom a limb of section 7 admits on the side that is not the council's."""
    if version is None:
        return ()
    council, other = ("asker", "asked") if under == BY_AUTHORITY else ("asked", "asker")
    return tuple(version.when[other]) if "local_authority" in version.when[council] else ()


def _person(book: Rulebook, version: Version | None, person: str, function: str) -> Gate:
    """Whether the request is about one of the persons that section 7 names."""
    word = book.persons[person]
    whom = word.name[0].lower() + word.name[1:]
    if version is None:
        return Gate(Answer.NO, ())
    if person in version.when["persons"]:
        says = f"The request is about {whom}, whom section 7 names."
        return Gate(Answer.YES, (Node(says, Answer.YES, version=version),))
    transition = function in book.functions and book.functions[function].transition
    functions = frozenset({function, "transition"} if transition else {function})
    doubts = book.doubts_about("person", "yes", persons=frozenset({person}), functions=functions)
    if doubts:
        says = f"Whether section 7 reaches a request about {whom} can be argued."
        return Gate(Answer.ARGUABLE, (Node(says, Answer.ARGUABLE, version=version),), doubts)
    says = f"Section 7 does not reach a request about {whom}. {word.says}".strip()
    return Gate(Answer.NO, (Node(says, Answer.NO, version=version),))


def _function(book: Rulebook, version: Version | None, function: str) -> Gate:
    """Whether the function is one that the limb of section 7 speaks of."""
    if version is None:
        return Gate(Answer.NO, ())
    if function in book.functions:
        says = f"The function is one under Part 1: {book.functions[function].name} ({cited(book, function)})."
        return Gate(Answer.YES, (Node(says, Answer.YES, version=version),))
    if version.when["functions"] == "any":
        under = frozenset({version.ref})
        doubts = book.doubts_about("function", "yes", functions=frozenset({OTHER}), under=under)
        answer = Answer.ARGUABLE if doubts else Answer.YES
        return Gate(answer, (Node("The function is not one under Part 1.", answer, version=version),), doubts)
    says = "Section 7(1) is about the authority's functions under Part 1 of the Act, and this is not one of them."
    return Gate(Answer.NO, (Node(says, Answer.NO, version=version),))


def _instead(found: PartnerFinding) -> tuple[str, ...]:
    """What is open where section 7 does not bind: towards a partner, the general duty of section 6(1)."""
    return ("CA2014.s6(1)",) if found.answer is Answer.YES else found.instead
