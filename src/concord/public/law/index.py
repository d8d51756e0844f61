"""The rulebook as a reader goes through it: Acts, their sections in order, and what stands under each. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concord.statute import Act, Provision, Rulebook, Version


@dataclass(frozen=True, slots=True)
class Branch:
    """A provision and those under it."""

    provision: Provision
    short: str
    under: tuple[Branch, ...]

    @property
    def changed(self) -> tuple[Version, ...]:
        """Its later versions, which amendments made."""
        return tuple(version for version in self.provision.versions[1:] if version.status != "prospective")

    @property
    def to_come(self) -> bool:
        """Whether a version of it is not in force yet."""
        return any(version.status == "prospective" for version in self.provision.versions)


@dataclass(frozen=True, slots=True)
class Part:
    """An Act with its sections."""

    act: Act
    branches: tuple[Branch, ...]


def index(book: Rulebook) -> tuple[Part, ...]:
    """Every Act that the rulebook cites, with every provision of it that the rulebook holds."""
    under = _by_parent(book)
    return tuple(Part(act, tuple(_branch(one, under) for one in under.get(act.code, ()))) for act in book.acts.values())


def under(book: Rulebook, ref: str) -> tuple[Branch, ...]:
    """What stands under a provision."""
    tree = _by_parent(book)
    return tuple(_branch(one, tree) for one in tree.get(ref, ()))


def over(book: Rulebook, ref: str) -> tuple[Provision, ...]:
    """The provisions that a provision stands under, the section first."""
    found: list[Provision] = []
    parent = book.provisions[ref].parent
    while parent:
        found.insert(0, book.provisions[parent])
        parent = found[0].parent
    return tuple(found)


def short(ref: str) -> str:
    """A reference without its Act, as lists show it.

    >>> short("CA2014.s6(7)(a)"), short("CA2014.sch2(1)")
    ('Section 6(7)(a)', 'Schedule 2(1)')
    """
    path = ref.partition(".")[2]
    return f"Schedule {path[3:]}" if path.startswith("sch") else f"Section {path[1:]}"


def _branch(provision: Provision, tree: dict[str, list[Provision]]) -> Branch:
    below = tuple(_branch(one, tree) for one in tree.get(provision.ref, ()))
    return Branch(provision, short(provision.ref), below)


def _by_parent(book: Rulebook) -> dict[str, list[Provision]]:
    """Provisions by what they stand under, an Act or a provision, in the order of their numbers."""
    found: dict[str, list[Provision]] = {}
    for provision in _in_order(book.provisions.values()):
        found.setdefault(provision.parent or provision.ref.partition(".")[0], []).append(provision)
    return found


def _in_order(provisions: Iterable[Provision]) -> list[Provision]:
    return sorted(provisions, key=lambda provision: _place(provision.ref))


def _place(ref: str) -> list[tuple[int, str]]:
    """Sections before schedules, numbers by their size, and 1 before 1A."""
    path = ref.partition(".")[2]
    return [(int(path.startswith("sch")), "")] + [
        (int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[A-Za-z]+", path.lstrip("sch"))
    ]
