"""One body as its page shows it: whose relevant partner it is on a day, and what became of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord import statute

if TYPE_CHECKING:
    from datetime import date

    from concord.registry.queries import BodyPage


@dataclass(frozen=True, slots=True)
class Tie:
    """A council whose partner the body is or may be, under which provisions, and what that rests on."""

    council: statute.Body
    name: str
    provisions: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Whose:
    """The councils whose relevant partner a body is on a day, and those whose partner it may be."""

    sure: tuple[Tie, ...]
    possible: tuple[Tie, ...]


def whose(book: statute.Rulebook, held: BodyPage, on: date) -> Whose:
    """Whose partner the body is, council by council; facts for the whole country are not among these."""
    ref = held.body.ref
    register = statute.Register(held.bodies, held.facts)
    councils = {fact.authority for fact in held.facts if fact.body == ref and fact.authority}
    findings = [
        statute.partner(book, register, authority=one, body=ref, on=on) for one in councils if one in held.bodies
    ]
    return Whose(_ties(findings, statute.Answer.YES), _ties(findings, statute.Answer.UNKNOWN))


def _ties(findings: list[statute.PartnerFinding], answer: statute.Answer) -> tuple[Tie, ...]:
    wanted = [found for found in findings if found.answer is answer and found.provisions]
    return tuple(sorted(map(_tie, wanted), key=lambda tie: tie.name))


def _tie(found: statute.PartnerFinding) -> Tie:
    evidence = [step.fact.evidence for step in found.because.because if step.fact and step.fact.evidence]
    return Tie(found.authority, found.authority.name_on(found.on), found.provisions, " ".join(evidence))


def national(held: BodyPage) -> bool:
    """Whether the body holds functions for the whole country, which tie it to every council alike."""
    return any(fact.body == held.body.ref and not fact.authority for fact in held.facts)
