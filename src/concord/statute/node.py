"""The step of an explanation: a claim, what it answers, and what it rests on, down to provision and fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answer import Answer
    from .facts import Body, Fact
    from .provisions import Doubt, Version


@dataclass(frozen=True, slots=True)
class Node:
    """One step of an explanation: a claim, its answer, what it rests on, and the steps beneath it."""

    claim: str
    answer: Answer
    because: tuple[Node, ...] = ()
    version: Version | None = None
    fact: Fact | None = None
    body: Body | None = None
    doubt: Doubt | None = None

    def __post_init__(self) -> None:
        """Begin the claim with a capital letter, whatever name stands first in it."""
        object.__setattr__(self, "claim", self.claim[:1].upper() + self.claim[1:])
