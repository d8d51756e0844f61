"""Escalation ladders of Safeguarding Adults Boards to begin from, as shipped in `data/ladders.toml`. Policy, no law.

Each level says where its working days come from: the board's own page, or the shape that such procedures share.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from concord.requests.rules.ladders import Rung

if TYPE_CHECKING:
    from collections.abc import Mapping


class From(StrEnum):
    """Where the working days of a level come from."""

    PAGE = "page"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of an example, and where its working days come from."""

    rung: Rung
    days_from: From


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A ladder to begin from. `states` is what the board's page at `url` says; the rest is not on that page."""

    id: str
    board: str
    name: str
    url: str
    states: tuple[str, ...]
    skips_to: int
    levels: tuple[Level, ...]

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """Its levels, lowest first."""
        return tuple(level.rung for level in self.levels)

    @property
    def mediates(self) -> bool:
        """Whether somebody mediates at a level of it."""
        return any(rung.mediates for rung in self.rungs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """All of them, with what they share. `read` is the month in which the pages were read."""

    read: str
    shape: str
    mediator: str
    mediator_board: str
    mediator_url: str
    ladders: tuple[Example, ...]

    def named(self, id_: str) -> Example | None:
        """The example of an id; None where there is none."""
        return next((example for example in self.ladders if example.id == id_), None)


@cache
def examples() -> Examples:
    """The shipped ladders.

    >>> [(one.id, len(one.rungs)) for one in examples().ladders]
    [('cheshire-west-and-chester', 4), ('south-tyneside', 4), ('staffordshire-and-stoke', 4)]
    """
    held = tomllib.loads(files("concord.requests").joinpath("data/ladders.toml").read_text(encoding="utf-8"))
    return Examples(
        read=held["read"],
        shape=held["shape"]["says"],
        mediator=held["mediator"]["says"],
        mediator_board=held["mediator"]["board"],
        mediator_url=held["mediator"]["url"],
        ladders=tuple(_example(one) for one in held["ladders"]),
    )


def _example(held: Mapping[str, Any]) -> Example:
    levels = (_level(number, level) for number, level in enumerate(held["levels"], start=1))
    plain = {name: held[name] for name in ("id", "board", "name", "url", "skips_to")}
    return Example(**plain, states=tuple(held["states"]), levels=tuple(levels))


def _level(number: int, held: Mapping[str, Any]) -> Level:
    values = {name: value for name, value in held.items() if name != "days_from"}
    return Level(Rung(level=number, **values), From(held["days_from"]))
