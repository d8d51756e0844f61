"""Explanations: the steps of an answer as a tree, as text, and as JSON in the format `concord.explain/1`.

The format is described in docs/develop/explain.md; change it only with a new number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .answer import Answer
from .facts import Body, Fact, FactKind, Standing
from .node import Node
from .periods import Period, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .findings import Basis, Partnership
    from .provisions import Doubt, Version
    from .rulebook import Rulebook

FORMAT = "concord.explain/1"

_CLAIMS = {
    FactKind.DISTRICT_OF: "{body} is a district council in the area of {authority}",
    FactKind.AREA_IN: "The area of {body} lies wholly or partly in the area of {authority}",
    FactKind.PROVIDES_SERVICES: "{body} provides services in the area of {authority}",
    FactKind.PROBATION_FOR: "{body} provides probation services for the area of {authority}",
    FactKind.AGREED: "{authority} and {body} agree to co-operate under section 6",
    FactKind.EXERCISES: "{body} exercises national functions: {matter}",
}
_STANDING = {
    Standing.ASSERTED: "",
    Standing.CONFIRMED: " (confirmed)",
    Standing.PROPOSED: " (proposed on evidence, not confirmed)",
    Standing.DISPUTED: " (disputed by the body concerned)",
    Standing.REJECTED: " (rejected)",
    Standing.ANNOUNCED: " (announced for the future)",
}
_STANDING_ANSWER = {Standing.PROPOSED: Answer.UNKNOWN, Standing.REJECTED: Answer.NO}
_MATTERS = {
    "social-security-employment-training": "social security, employment and training",
    "prisons": "prisons",
    "nhs-commissioning": "commissioning health services",
}


def version_node(book: Rulebook, version: Version) -> Node:
    """The step "this provision was in force, and this is what it says"."""
    provision = book.provisions[version.ref]
    return Node(
        f"{cited(book, version.ref)} ({provision.title}) is in force {version.period}: {version.summary}",
        Answer.YES,
        version=version,
    )


def fact_node(fact: Fact, council: Body, body: Body, on: date) -> Node:
    """The step that states a fact with its days, standing and source."""
    claim = _CLAIMS[fact.kind].format(
        body=body.called(on), authority=council.called(on), matter=_MATTERS.get(fact.matter, fact.matter)
    )
    days = f" {fact.period}" if fact.period != Period() else ""
    return Node(
        f"{claim}{days}{_STANDING[fact.standing]}.",
        _STANDING_ANSWER.get(fact.standing, Answer.YES),
        fact=fact,
        body=body,
    )


def life_node(body: Body, on: date) -> Node:
    """The step "the body exists on that day"."""
    days = f", {body.exists}" if body.exists != Period() else ""
    return Node(f"{body.called(on)} exists on {in_words(on)}{days}.", Answer.YES, body=body)


def basis_nodes(book: Rulebook, basis: Basis, council: Body, body: Body, on: date) -> tuple[Node, ...]:
    """The steps for one reason why a body is a partner: the paragraphs, then the fact."""
    versions = [version for ref in basis.limb.provisions if (version := book.on(ref, on))]
    return (*(version_node(book, version) for version in versions), fact_node(basis.fact, council, body, on))


def partnership_node(book: Rulebook, council: Body, standing: Node, found: Partnership, on: date) -> Node:
    """The whole explanation of one entry of a list of partners."""
    steps = tuple(step for basis in found.bases for step in basis_nodes(book, basis, council, found.body, on))
    verb = "is" if found.answer is Answer.YES else "may be"
    claim = f"{found.body.called(on)} {verb} a relevant partner of {council.called(on)} on {in_words(on)}."
    return Node(claim, found.answer, (standing, life_node(found.body, on), *steps), body=found.body)


def doubt_node(doubt: Doubt) -> Node:
    """The step that puts a doubt into words: both readings, or the fact on which the answer hangs."""
    if doubt.makes == Answer.UNKNOWN.value:
        return Node(f"{doubt.says} {doubt.ours} ({doubt.source})", Answer.UNKNOWN, doubt=doubt)
    says = f"{doubt.says} Concord reads it so: {doubt.ours} The other reading: {doubt.other} ({doubt.source})"
    return Node(says, Answer.ARGUABLE, doubt=doubt)


def cited(book: Rulebook, ref: str) -> str:
    """A reference as a lawyer writes it.

    >>> from concord.statute.loading import rulebook
    >>> cited(rulebook(), "CA2014.s6(7)(a)")
    'Care Act 2014, section 6(7)(a)'
    """
    code, _, path = ref.partition(".")
    act = book.acts[code].name if code in book.acts else code
    if path.startswith("sch"):
        return f"{act}, Schedule {path[3:]}"
    return f"{act}, section {path[1:]}"


def as_text(node: Node, depth: int = 0) -> str:
    """The tree as indented lines for a terminal."""
    return "\n".join(_lines(node, depth))


def _lines(node: Node, depth: int) -> Iterator[str]:
    mark = {Answer.YES: "+", Answer.NO: "-", Answer.UNKNOWN: "?", Answer.ARGUABLE: "~"}[node.answer]
    yield f"{'  ' * depth}{mark} {node.claim}"
    if node.fact and node.fact.evidence:
        yield f"{'  ' * depth}    evidence: {node.fact.evidence}"
    if node.fact and node.fact.settled_by:
        note = f": {node.fact.note}" if node.fact.note else ""
        yield f"{'  ' * depth}    {node.fact.standing.value} by {node.fact.settled_by}{note}"
    if node.fact and node.fact.source:
        yield f"{'  ' * depth}    source: {node.fact.source}"
    for step in node.because:
        yield from _lines(step, depth + 1)


def node_json(book: Rulebook, node: Node, on: date) -> dict[str, Any]:
    """One step as plain JSON values, bodies named as on a day; see `FORMAT`."""
    found: dict[str, Any] = {"claim": node.claim, "answer": node.answer.value}
    if node.version:
        found["provision"] = _version_json(book, node.version)
    if node.fact:
        found["fact"] = fact_json(node.fact)
    if node.body:
        found["body"] = body_json(node.body, on)
    if node.doubt:
        found["doubt"] = doubt_json(node.doubt)
    if node.because:
        found["because"] = [node_json(book, step, on) for step in node.because]
    return found


def _version_json(book: Rulebook, version: Version) -> dict[str, Any]:
    provision = book.provisions[version.ref]
    return {
        "ref": version.ref,
        "cited": cited(book, version.ref),
        "title": provision.title,
        "id": provision.eli,
        "link": provision.link,
        "in_force": period_json(version.period),
        "made_by": version.made_by,
        "summary": version.summary,
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact with its days, standing, source and the day on which it was recorded."""
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "authority": fact.authority,
        "body": fact.body,
        "matter": fact.matter,
        "true": period_json(fact.period),
        "ends_announced": fact.ends_announced,
        "recorded": fact.recorded.isoformat() if fact.recorded else None,
        "standing": fact.standing.value,
        "source": fact.source,
        "evidence": fact.evidence,
        "settled_by": fact.settled_by,
        "note": fact.note,
    }


def body_json(body: Body, on: date | None = None) -> dict[str, Any]:
    """A body with its reference, kind, addressee and life, and its name on a day (its latest name without one)."""
    return {
        "ref": body.ref,
        "name": body.name_on(on) if on else body.name,
        "kind": body.kind,
        "addressee": body.addressee,
        "exists": period_json(body.exists),
        "starts_announced": body.starts_announced,
        "ends_announced": body.ends_announced,
    }


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """A doubt with both readings."""
    return {
        "id": doubt.id,
        "provision": doubt.provision,
        "doubt": doubt.says,
        "ours": doubt.ours,
        "other": doubt.other,
        "source": doubt.source,
    }


def period_json(period: Period) -> dict[str, str | None]:
    """A period with null for an open side; `to` is the first day out."""
    opened, closed = period.opened, period.closed
    return {"from": opened.isoformat() if opened else None, "to": closed.isoformat() if closed else None}
