"""How long a partner's link works, and at which mail domains it stays in one organisation. Concord's policy, no law."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from concord.base.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Collection

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


OPEN_TO_ANYBODY: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk"),
        *("msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com"),
        *("aol.co.uk", "btinternet.com", "btopenworld.com", "sky.com", "talktalk.net", "virginmedia.com"),
        *("ntlworld.com", "blueyonder.co.uk", "proton.me", "protonmail.com", "gmx.com", "gmx.co.uk", "mail.com"),
    }
)
"""Mail domains at which anybody can have a mailbox: one there says nothing of an organisation."""

ANYBODY: Final = (
    "Anybody can have a mailbox where yours is, so we cannot tell whose colleague has one there. Ring the person who"
    " asked: their number is on the request, and they can send a link to your colleague."
)


def of_one_organisation(domains: Collection[str]) -> frozenset[str]:
    """Those of the mail domains, in small letters, at which only people of an organisation have mailboxes.

    >>> of_one_organisation({"Aldermoor.example", "gmail.com"})
    frozenset({'aldermoor.example'})
    """
    return frozenset(domain.casefold() for domain in domains) - OPEN_TO_ANYBODY
