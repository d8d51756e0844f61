"""Keeps the official words of the provisions that the rulebook has, and says what it kept and what it left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord.base.errors import Invalid
from concord.registry import services
from concord.statute import in_words

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.importers.legislation import OfficialFile, OfficialProvision
    from concord.statute import Rulebook

_WHY_NOT = {
    "prospective": "not yet in force, so it has no day to keep it under",
    "repealed": "repealed, so it has no words",
    "undated": "the file has the Act as enacted, without in-force days",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a file: `fresh` provisions whose words were new or different, of `found` that have words.

    `left` gives the rulebook's provisions that the file has and that could not be kept, each with the reason; `others`
    counts provisions of the file that the rulebook does not have.
    """

    file: str
    sha256: str
    title: str
    found: tuple[str, ...]
    fresh: int
    left: dict[str, str]
    others: int
    at: datetime

    @property
    def says(self) -> str:
        """What happened, in a sentence or two."""
        same = len(self.found) - self.fresh
        new = f"kept the words of {_provisions(self.fresh)}" if self.fresh else "nothing new to keep"
        held = f"; {_provisions(same)} held already, unchanged" if same else ""
        rest = f" {_provisions(self.others)} that the rulebook does not have were left out." if self.others else ""
        return f"{self.file} ({self.title}): {new}{held}.{rest}"

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "title": self.title,
            "kept": list(self.found),
            "new": self.fresh,
            "left": self.left,
            "not_in_the_rulebook": self.others,
            "at": self.at.isoformat(),
        }


def keep(actor: Actor, book: Rulebook, official: OfficialFile, *, at: datetime) -> Kept:
    """Keep the words of a file. Raises `Invalid` where it has none to keep, and `NotAllowed`."""
    known = [found for ref, found in official.provisions.items() if ref in book.provisions]
    ready = [found for found in known if found.start and found.standing == "in_force" and found.text]
    left = {found.ref: _why_not(found) for found in known if found not in ready}
    if not ready:
        raise Invalid(_nothing(official, left))
    wordings = [services.Wording(found.ref, found.start, found.text) for found in ready if found.start]
    fresh = services.keep_official_wording(actor, wordings=wordings, file=official.name, sha256=official.sha256, at=at)
    return Kept(
        file=official.name,
        sha256=official.sha256,
        title=official.title,
        found=tuple(found.ref for found in ready),
        fresh=fresh,
        left=left,
        others=len(official.provisions) - len(known),
        at=at,
    )


def _why_not(found: OfficialProvision) -> str:
    return _WHY_NOT.get(found.standing, "the file does not say from which day it is in force")


def _nothing(official: OfficialFile, left: dict[str, str]) -> str:
    if not left:
        return f"{official.name} has no provision that the rulebook has. Import one that it cites, such as section 6."
    if not official.revised:
        return (
            f"{official.name} has the Act as enacted, without in-force days, so its words belong to no version."
            " Download the same address without /enacted, or with a day such as /2015-04-01."
        )
    day = f" on {in_words(official.day)}" if official.day else ""
    return f"{official.name} has no provision in force{day} that the rulebook has. Nothing was kept."


def _provisions(number: int) -> str:
    return f"{number} provision{'' if number == 1 else 's'}"
