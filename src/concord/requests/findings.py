"""The law asked about a request: is the body bound and why, which partners there are, is an answer complete in form.

Answers come from `concord.statute` on the facts of the register as known at a moment; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord import statute
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from concord.requests.models import CooperationRequest
    from concord.statute import DutyFinding, Rulebook


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision as a page names it, with our summary on the day and where its official words are."""

    ref: str
    cited: str
    title: str
    summary: str
    link: str


def duty_of(ask: CooperationRequest, *, on: date, known_at: datetime) -> DutyFinding:
    """Whether section 7 binds the body asked to this request on a day, by what was known at a moment. CA2014.s7(1).

    The request must name its person and its function.
    """
    return statute.duty(
        statute.rulebook(),
        registry.register_of(ask.asker_id, ask.asked_id, at=known_at),
        asker=ask.asker_id,
        asked=ask.asked_id,
        person=ask.person_category,
        function=ask.function,
        on=on,
    )


def as_json(finding: object, *, known_at: datetime | None = None) -> dict[str, Any]:
    """A finding in the format `concord.explain/1`, as it is stored with a request."""
    return statute.as_json(statute.rulebook(), finding, known=known_at)


def what_is_in_the_way(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """The claims that keep a finding in `concord.explain/1` from being a plain yes.

    Of each branch the innermost, which says it most exactly; doubts, which have their own place, are left out.
    """
    return tuple(_in_the_way(finding["because"]))


def _in_the_way(step: Mapping[str, Any]) -> Iterator[str]:
    for inner in step.get("because", ()):
        if inner["answer"] != "yes" and "doubt" not in inner:
            yield from tuple(_in_the_way(inner)) or (inner["claim"],)


def form_of(ask: CooperationRequest, *, decision: str, reasons: Mapping[str, str]) -> dict[str, Any]:
    """Whether an answer is complete in form (`concord.explain/1`), by the law as it stood when the request was sent.

    `reasons` are the written reasons by ground. Form only, never merit: CA2014.s7(3).
    """
    if ask.law_on is None or ask.law_known_at is None:
        raise ValueError("Only an answer to a request that was sent can be complete in form.")
    finding = duty_of(ask, on=ask.law_on, known_at=ask.law_known_at)
    return as_json(
        statute.answer_form(
            statute.rulebook(),
            finding,
            decision=decision,
            grounds=tuple(reasons),
            reasons="\n\n".join(reasons.values()),
            written=True,
        )
    )


def cited(refs: Iterable[str], *, on: date) -> tuple[Cited, ...]:
    """Provisions by reference, as pages name them, in the order given; one that the rulebook lacks is left out."""
    book = statute.rulebook()
    return tuple(_cited(book, ref, on) for ref in refs if ref in book.provisions)


def _cited(book: Rulebook, ref: str, on: date) -> Cited:
    provision = book.provisions[ref]
    version = provision.on(on)
    return Cited(ref, statute.cited(book, ref), provision.title, version.summary if version else "", provision.link)
