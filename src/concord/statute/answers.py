"""Whether an answer to a section 7 request is complete in form: section 7(3). Form only, never merit.

What the addressee "considers" is the addressee's own judgement, open to the courts on public law grounds; nothing
here weighs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .errors import UnknownWord
from .explain import doubt_node
from .findings import DutyFinding, FormFinding
from .node import Node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .rulebook import Rulebook

REASONS = "CA2014.s7(3)"
"""The provision that a refusal without written reasons breaks."""


class Given(NamedTuple):
    """What an addressee answered: `decision` and `grounds` are ids of the rulebook, `reasons` free words."""

    decision: str
    grounds: tuple[str, ...] = ()
    reasons: str = ""
    written: bool = True


def answer_form(
    book: Rulebook,
    finding: DutyFinding,
    *,
    decision: str,
    grounds: Iterable[str] = (),
    reasons: str = "",
    written: bool = True,
) -> FormFinding:
    """Whether an answer is complete in form, and which provisions it breaks beyond argument.

    Raises `UnknownWord` for a decision or a ground that the rulebook does not know. Where section 7 does not bind,
    nothing is owed and nothing is broken. Source: CA2014.s7(3).
    """
    given = Given(decision, tuple(grounds), reasons.strip(), written)
    _check_words(book, given)
    if finding.bound is Answer.NO:
        says = "Section 7 does not bind here, so no written reasons are owed."
        return FormFinding(finding.on, Answer.YES, (), (), Node(says, Answer.YES, (finding.because,)))
    version = book.on(REASONS, finding.on)
    owed = version is not None and given.decision in version.when["decisions"]
    has_reasons = given.written and bool(given.reasons)
    state = "none" if not has_reasons else ("whole" if given.grounds else "no-ground")
    facts = {"decisions": frozenset({given.decision}), "reasons": frozenset({state})}
    doubts = (*book.doubts_about("form", "yes", **facts), *book.doubts_about("form", "no", **facts))
    if doubts:
        node = Node(_SAYS_ARGUABLE, Answer.ARGUABLE, tuple(doubt_node(doubt) for doubt in doubts), version=version)
        return FormFinding(finding.on, Answer.ARGUABLE, (), doubts, node)
    if owed and not has_reasons:
        sure = finding.bound is Answer.YES
        answer = Answer.NO if sure else finding.bound
        node = Node(_SAYS_NO, answer, () if sure else (finding.because,), version=version)
        return FormFinding(finding.on, answer, (REASONS,) if sure else (), finding.doubts, node)
    return FormFinding(
        finding.on, Answer.YES, (), (), Node(_SAYS_YES if owed else _SAYS_NOTHING_OWED, Answer.YES, version=version)
    )


_SAYS_ARGUABLE = "Whether this answer is complete in form can be argued."
_SAYS_NO = (
    "A decision not to comply needs written reasons, and there are none: section 7(3). A ground alone is no reason."
)
_SAYS_YES = (
    "The refusal names a ground and gives written reasons. It is complete in form; "
    "whether the reasons are good is not judged here."
)
_SAYS_NOTHING_OWED = "The request is complied with, so no reasons are owed."


def _check_words(book: Rulebook, given: Given) -> None:
    if given.decision not in book.decisions:
        raise UnknownWord("decision", given.decision, tuple(book.decisions))
    for ground in given.grounds:
        if ground not in book.grounds:
            raise UnknownWord("ground", ground, tuple(book.grounds))
