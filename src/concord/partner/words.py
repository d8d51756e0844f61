"""What can be said behind a link: the word in its address, the same as in its event; and what takes files and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.pages.answering import headings
from concord.requests.rules.steps import CARRIES_FILES, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concord.requests.queries import Story

WORD: Final[dict[StepKind, str]] = {
    StepKind.ACKNOWLEDGED: "acknowledge",
    StepKind.QUESTION: "ask-question",
    StepKind.PASSED_ON: "pass-on",
    StepKind.COMPLIED: "comply",
    StepKind.PARTLY: "comply-in-part",
    StepKind.ALTERNATIVE: "offer",
    StepKind.WRONG_BODY: "wrong-body",
    StepKind.NOT_BOUND: "not-bound",
    StepKind.REFUSED: "refuse",
    StepKind.DECLINED: "decline",
    StepKind.WROTE: "write",
}

KIND: Final = {word: kind for kind, word in WORD.items()}

KEPT: Final = CARRIES_FILES & WORD.keys()
"""What takes long enough to write that it is kept while it is typed, and what files go with."""

FIRST: Final = (StepKind.ACKNOWLEDGED, StepKind.QUESTION, StepKind.PASSED_ON)
"""What can be said before an answer."""


def open_now(story: Story) -> tuple[StepKind, ...]:
    """What can be said now, answers first."""
    return (*story.may_answer, *(kind for kind in (*FIRST, StepKind.WROTE) if story.may(kind)))


def called(story: Story, kind: StepKind) -> tuple[str, str, str]:
    """How a page names what can be said: as a choice, what it means, and the button that sends it."""
    if kind is StepKind.WROTE:
        return "Write a message", "At any time. It decides nothing.", "Send the message"
    named = headings(story.kind)[kind]
    return named.title, named.note, named.send


def ways(story: Story, kinds: Iterable[StepKind]) -> list[tuple[str, str, str]]:
    """Those of the kinds that can be said now: what each is called, what it means, and its word in the address."""
    return [(*called(story, kind)[:2], WORD[kind]) for kind in kinds if kind in open_now(story)]
