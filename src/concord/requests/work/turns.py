"""Doing many things one after the other: each alone on the failure of another, not too many, and saying how far it is.

Each is an operation: what a killed run had not done is done by the next, and of two at once one comes second.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db import OperationalError

from concord.base.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime

    from concord.base.actor import Actor

log = logging.getLogger(__name__)

QUIET_SECONDS: Final = 2.0


@dataclass(slots=True)
class Done:
    """What was done, by what it was; how often something went wrong; and whether more is due at once."""

    of: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    more: bool = False

    def add(self, other: Done) -> None:
        """Count another's together with these."""
        self.of.update(other.of)
        self.failed += other.failed
        self.more = self.more or other.more


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of the work: who does it, at what instant, how much of each thing at most, and where progress is said.

    `broken` remembers over the turns of one process what went wrong, so that it does not stand in the way of the rest.
    """

    actor: Actor
    at: datetime
    most: int = 200
    say: Callable[[str], None] = print
    broken: set[Hashable] = field(default_factory=set)

    def each(self, what: str, things: Iterable[tuple[Hashable, Callable[[], object]]]) -> Done:
        """Do each thing, named by its key. Somebody quicker is no failure; a database that fails ends the turn."""
        done, started = Done(), time.monotonic()
        for key, do in things:
            if (what, key) in self.broken:
                continue
            if sum(done.of.values()) >= self.most:
                done.more = True
                break
            self._one(what, key, do, done)
            if time.monotonic() - started > QUIET_SECONDS:
                started = time.monotonic()
                self.say(f"  {what} so far: {done.of[what]}")
        return done

    def _one(self, what: str, key: Hashable, do: Callable[[], object], done: Done) -> None:
        try:
            do()
        except (Conflict, NotFound) as why:
            log.info("%s, %s: %s", what, key, why)
        except OperationalError:
            raise
        except Exception:
            log.exception("%s: %s went wrong.", what, key)
            self.broken.add((what, key))
            done.failed += 1
        else:
            done.of[what] += 1
