"""The four answers of the law, and how answers at several gates become one."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """The four answers. `unknown`: the register is incomplete here. `arguable`: lawyers can differ, see the doubts."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    ARGUABLE = "arguable"


def all_of(*answers: Answer) -> Answer:
    """The answer where every gate must be passed: no decides, then unknown, then arguable.

    >>> all_of(Answer.YES, Answer.ARGUABLE, Answer.UNKNOWN)
    <Answer.UNKNOWN: 'unknown'>
    """
    for decisive in (Answer.NO, Answer.UNKNOWN, Answer.ARGUABLE):
        if decisive in answers:
            return decisive
    return Answer.YES
