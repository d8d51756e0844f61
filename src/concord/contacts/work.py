"""What `concord work` does for contacts by itself: the yearly check of each mailbox, and the doubt after silence.

Each is an operation, alone on the failure of another; what one run had not done is done by the next.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.db import OperationalError

from concord.base.clock import day_of
from concord.base.errors import Conflict, NotFound
from concord.contacts.queries import unanswered, unasked
from concord.contacts.services import ask_whether_right, doubt_contact

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from concord.base.actor import Actor

log = logging.getLogger(__name__)

AT_A_TIME = 200


@dataclass(slots=True)
class Checked:
    """What was done: mailboxes asked, contacts doubted, and how often something went wrong. `more` is due at once."""

    asked: int = 0
    doubted: int = 0
    failed: int = 0
    more: bool = False


@dataclass(slots=True)
class YearlyCheck:
    """The check as one process does it. `broken` is what went wrong, so that it does not stand in the way again."""

    broken: set[Hashable] = field(default_factory=set)

    def once(self, actor: Actor, *, at: datetime, most: int = AT_A_TIME) -> Checked:
        """Doubt what two e-mails brought no word of, then ask those that are due. Raises OperationalError."""
        done, on = Checked(), day_of(at)
        silent = [row for row in unanswered(actor, on=on) if row.pk not in self.broken]
        for row in silent[:most]:
            done.doubted += self._one(row.pk, partial(doubt_contact, actor, row, why="silence", at=at), done)
        due = [one for one in unasked(actor, on=on) if one not in self.broken]
        for body, mailbox in due[:most]:
            do = partial(ask_whether_right, actor, body=body, mailbox=mailbox, at=at)
            done.asked += self._one((body, mailbox), do, done)
        done.more = max(done.asked, done.doubted) >= most
        return done

    def _one(self, key: Hashable, do: Callable[[], object], done: Checked) -> bool:
        """Do one thing; whether it was done. Somebody quicker is no failure."""
        try:
            do()
        except (Conflict, NotFound) as why:
            log.info("The yearly check of a contact: %s", why)
            return False
        except OperationalError:
            raise
        except Exception:
            log.exception("The yearly check of a contact went wrong.")
            self.broken.add(key)
            done.failed += 1
            return False
        return True
