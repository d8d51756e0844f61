"""Coming in by a secure link: what the partners' door calls. A wrong link tells nothing, and too many of them wait.

Showing the first page only looks (`find`), for mail scanners follow links; the button on it enters (`enter`); the pages
after it ask again whether the link still holds (`partner`).
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from concord.audit.vocabulary import fingerprint
from concord.base.actor import Actor
from concord.base.errors import Gone, NotFound, TooMany
from concord.delivery import rules, services, tokens
from concord.delivery.models import LinkGuess, SecureLink

if TYPE_CHECKING:
    from datetime import datetime

PATH = "/r/"
FORGET_GUESSES_AFTER = timedelta(days=1)


def address(token: str) -> str:
    """The whole address of a link, as it goes into an e-mail."""
    return f"{settings.BASE_URL}{PATH}{token}"


def find(token: str, *, at: datetime, address: str) -> SecureLink:
    """The link of a token, if it works. `address` is the network address of whoever tries it.

    Raises NotFound for a token that is not right, TooMany (with the seconds to wait) after twenty of these within
    fifteen minutes, and Gone for a link withdrawn, past its day or used up. A right link works through all of that:
    whole hospitals share one network address, and 256 random bits are not guessed.
    """
    link = SecureLink.objects.filter(digest=tokens.digest(token)).first() if tokens.SHAPE.match(token) else None
    if link is None:
        _count_wrong_try(fingerprint(address), at=at)
        raise NotFound(rules.WRONG_LINK)
    if fault := link.fault(at=at):
        raise Gone(fault)
    return link


def enter(actor: Actor, token: str, *, at: datetime, address: str) -> Actor:
    """Use a link: its use is counted and recorded, and the actor who may go on is returned. Raises as `find`.

    `actor` is `Actor.public("partner", …)`. The door keeps the returned actor's `person`, which names the link, in its
    session.
    """
    link = services.open_link(actor, find(token, at=at, address=address), at=at)
    return _actor(link, actor.correlation)


def partner(link: str, *, at: datetime, correlation: str) -> Actor:
    """Who goes on by a link entered before, named by its public id. Raises NotFound, and Gone once it has ended."""
    found = SecureLink.objects.filter(public_id=link).first()
    if found is None:
        raise NotFound(rules.WRONG_LINK)
    if fault := found.fault(at=at, entering=False):
        raise Gone(fault)
    return _actor(found, correlation)


def _actor(link: SecureLink, correlation: str) -> Actor:
    return Actor.partner(
        link.public_id, body=link.body, kind=link.subject_kind, subject=link.subject, correlation=correlation
    )


def _count_wrong_try(address: str, *, at: datetime) -> None:
    recent = LinkGuess.objects.filter(address=address, at__gt=at - rules.WRONG_TRIES_WITHIN).order_by("-at")
    tries = list(recent.values_list("at", flat=True)[: rules.WRONG_TRIES])
    if len(tries) == rules.WRONG_TRIES:
        wait = tries[-1] + rules.WRONG_TRIES_WITHIN - at
        raise TooMany(rules.SLOW_DOWN, wait=max(1, math.ceil(wait.total_seconds())))
    LinkGuess.objects.create(address=address, at=at)
    LinkGuess.objects.filter(at__lt=at - FORGET_GUESSES_AFTER).delete()
