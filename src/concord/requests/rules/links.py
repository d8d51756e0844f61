"""How long a partner's link works, and what is written behind it is kept. Concord's policy, no law."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from concord.base.clock import day_of

_DAYS_FROM_SENDING: Final = 28
_DAYS_FROM_DAY_ASKED: Final = 14

KEPT_UNSENT: Final = timedelta(days=60)
"""How long an answer that was begun and left is kept after it was last saved."""


def link_works_until(*, sent_on: date, needed_by: date) -> date:
    """The last day on which the partner's link works.

    Four weeks from sending, or two weeks past the day asked for, whichever is later, so that a late answer still has
    a way in.
    """
    return max(sent_on + timedelta(days=_DAYS_FROM_SENDING), needed_by + timedelta(days=_DAYS_FROM_DAY_ASKED))


def last_day(expires_at: datetime) -> date:
    """The last whole day, in London, on which something works that ends at an instant."""
    return day_of(expires_at - timedelta(microseconds=1))
