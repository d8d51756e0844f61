"""The chores in a sensible order: first who holds a request and when it is due, then who is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db import OperationalError

from concord.registry import queries as registry
from concord.requests.rules.chasing import goes_out
from concord.requests.work import escalations, holidays, reminders, successions
from concord.requests.work.turns import Done, Turn

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Chore(NamedTuple):
    """A part of the work; `in_hours`: on working days from seven only."""

    name: str
    do: Callable[[Turn], Done]
    in_hours: bool = False


ALL: Final = (
    Chore("succession", successions.follow),
    Chore("bank holidays", holidays.redate),
    Chore("lateness", escalations.tell_of_lateness),
    Chore("escalations", escalations.escalate, in_hours=True),
    Chore("reminders", reminders.remind, in_hours=True),
    Chore("digests", reminders.send_digests, in_hours=True),
)


def everything_due(turn: Turn) -> Done:
    """Do every chore, each alone on the failure of another. Raises OperationalError where the database fails."""
    done = Done()
    open_ = goes_out(turn.at, registry.bank_holidays())
    for chore in ALL:
        if chore.in_hours and not open_:
            continue
        try:
            done.add(chore.do(turn))
        except OperationalError:
            raise
        except Exception:
            log.exception("%s went wrong.", chore.name)
            done.failed += 1
    return done
