"""A long conversation in parts of the newest steps first, so that the page of a request stays one that can be read.

What is unread is never left out of the first part: opening the page counts as reading it. The bundle holds everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concord.requests.queries import Said

AT_ONCE: Final = 100
"""Steps that are shown at once: more than nearly every request ever has."""

_PLACE: Final = "#conversation"


@dataclass(frozen=True, slots=True)
class Part:
    """Steps that are shown, oldest first; how many are before and after them; the ways there, empty where none are."""

    said: tuple[Said, ...]
    before: int
    after: int

    @property
    def earlier(self) -> str:
        """The address of the part before, on the same page."""
        return f"?before={self.said[0].step.public_id}{_PLACE}" if self.before else ""

    @property
    def newest(self) -> str:
        """The address of the newest part, on the same page."""
        return f"?{_PLACE}" if self.after else ""

    @property
    def earlier_text(self) -> str:
        """What the way to the part before is called."""
        return f"Show earlier ({self.before})"


def part_of(said: Sequence[Said], *, before: str = "") -> Part:
    """The newest steps, or those before the step `before` (a public id; one that is not there counts for nothing)."""
    end = _place(said, before)
    if end is None or end == 0:
        end = len(said)
    unread = (place for place, one in enumerate(said) if one.unread)
    first = max(0, end - AT_ONCE)
    if end == len(said):
        first = min(first, next(unread, first))
    return Part(tuple(said[first:end]), first, len(said) - end)


def way_to(said: Sequence[Said], part: Part, step: str) -> str:
    """The address, on the same page, of one step of the conversation (by public id), whichever part it is in."""
    place = f"#step-{step}"
    where = _place(said, step)
    if where is None or part.before <= where < part.before + len(part.said):
        return place
    after = where + 1
    return f"?before={said[after].step.public_id}{place}" if after < len(said) else f"?{place}"


def _place(said: Sequence[Said], step: str) -> int | None:
    return next((place for place, one in enumerate(said) if step and one.step.public_id == step), None)
