"""What `concord work` does for agreements by itself: reminding their owners, and following a decision on their keeper.

Each is an operation, alone on the failure of another; what one run had not done is done by the next.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.db import OperationalError

from concord.agreements.queries.arrangements_due import officers_to_remind
from concord.agreements.queries.handing import handovers_due
from concord.agreements.queries.reminding import reminders_due
from concord.agreements.services.handing import change_keeper
from concord.agreements.services.reminding import remind_owner
from concord.agreements.services.reminding_officers import remind_officers
from concord.base.clock import day_of
from concord.base.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from concord.agreements.queries.arrangements_due import OfficersReminder
    from concord.agreements.queries.reminding import DueReminder
    from concord.base.actor import Actor

log = logging.getLogger(__name__)

AT_A_TIME = 200


@dataclass(slots=True)
class Reminded:
    """What was done: reminders sent or keepers changed, and how often something went wrong. `more` is due at once."""

    sent: int = 0
    failed: int = 0
    more: bool = False


@dataclass(slots=True)
class OwnersReminders:
    """Reminding as one process does it. `broken` is what went wrong, so that it does not stand in the way again."""

    broken: set[Hashable] = field(default_factory=set)

    def once(self, actor: Actor, *, at: datetime, most: int = AT_A_TIME) -> Reminded:
        """Send what is due. Safe to run twice at once. Raises OperationalError."""
        done = Reminded()
        due = [one for one in reminders_due(actor, on=day_of(at)) if (one.agreement.pk, *one[1:]) not in self.broken]
        for one in due[:most]:
            key = (one.agreement.pk, *one[1:])
            self._do(done, key, partial(_remind, actor, one, at=at))
        done.more = len(due) > most
        return done

    def officers(self, actor: Actor, *, at: datetime, most: int = AT_A_TIME) -> Reminded:
        """Remind the officers of arrangements inside authorities. Safe to run twice at once."""
        done = Reminded()
        due = [one for one in officers_to_remind(actor, on=day_of(at)) if _key(one) not in self.broken]
        for one in due[:most]:
            self._do(done, _key(one), partial(_remind_officers, actor, one, at=at))
        done.more = len(due) > most
        return done

    def keepers(self, actor: Actor, *, at: datetime, most: int = AT_A_TIME) -> Reminded:
        """Have agreements follow to the body that keeps them next, on the day. Safe to run twice at once."""
        done = Reminded()
        due = [row for row in handovers_due(actor, on=day_of(at)) if ("keeper", row.pk) not in self.broken]
        for row in due[:most]:
            self._do(done, ("keeper", row.pk), partial(change_keeper, actor, row, at=at))
        done.more = len(due) > most
        return done

    def _do(self, done: Reminded, key: Hashable, do: Callable[[], object]) -> None:
        try:
            do()
            done.sent += 1
        except Conflict as why:
            log.info("Work on an agreement: %s", why)
        except OperationalError:
            raise
        except Exception:
            log.exception("Work on an agreement went wrong.")
            self.broken.add(key)
            done.failed += 1


def _remind(actor: Actor, one: DueReminder, *, at: datetime) -> None:
    remind_owner(actor, one.agreement, about=one.about, day=one.day, lead=one.lead, at=at, who=one.who)


def _key(one: OfficersReminder) -> Hashable:
    return ("officers", one.due.arrangement.pk, one.due.about, one.due.day, one.lead)


def _remind_officers(actor: Actor, one: OfficersReminder, *, at: datetime) -> None:
    due = one.due
    remind_officers(actor, due.arrangement, officers=due.officers, about=due.about, day=due.day, lead=one.lead, at=at)
