"""Coming in by a secure link: what the partners' door calls. A wrong link tells nothing, and too many of them wait.

Showing the first page only looks (`find`): mail scanners follow links. Its button enters (`enter`), and a code goes to
the mailbox that the link was sent to (`begin`, `send_code`). Who has entered reaches only the cover of the thing; who
has given the code as well reaches the thing (`prove`). Pages after it ask whether the link still holds (`partner`).
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from concord.audit.vocabulary import fingerprint
from concord.base.actor import Actor
from concord.base.errors import Gone, Invalid, NotFound, TooMany
from concord.delivery import rules, services, tokens
from concord.delivery.models import LinkCode, LinkGuess, SecureLink
from concord.delivery.queries import links_going_to

if TYPE_CHECKING:
    from datetime import datetime

PATH = "/r/"
COVER = "-cover"
"""Ends the kind of what somebody reaches who has entered and not yet proved the mailbox: `request-cover`."""


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
    """Use a link: its use is counted and recorded. Returned is who may go on to the code. Raises as `find`.

    `actor` is `Actor.public("partner", …)`. The door keeps the returned actor's `person`, which names the link, in its
    session.
    """
    link = services.open_link(actor, find(token, at=at, address=address), at=at)
    return _actor(link, actor.correlation, proved=False)


def begin(actor: Actor, *, at: datetime) -> None:
    """Send whoever has entered a code, unless one is just under way or no more may be sent: `queries.code_sent` says.

    Raises Gone where the link has ended or takes no more codes.
    """
    link = _entered(actor)
    if fault := link.code_fault(at=at):
        raise Gone(fault)
    if link.codes.filter(used_at=None, sent_at__gt=at - rules.CODE_UNDER_WAY).exists():
        return
    with suppress(TooMany):
        services.send_code(actor, link, at=at)


def send_code(actor: Actor, *, at: datetime) -> None:
    """Send whoever has entered another code, which ends the last. Raises Gone, and TooMany with the seconds to wait."""
    services.send_code(actor, _entered(actor), at=at)


def prove(actor: Actor, *, code: str, at: datetime) -> Actor:
    """Whoever entered and gives the code from the mailbox, as one who reaches the thing itself.

    Raises Invalid (field "code") for a wrong code, with how many tries are left, and for one that has ended; Gone as
    `begin`.
    """
    link = _entered(actor)
    tried = services.enter_code(actor, link, code=code, at=at)
    if not tried.right:
        raise Invalid(rules.wrong_code(tried.tries_left), field="code")
    return _actor(link, actor.correlation, proved=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who goes on by a link, and what its pages say of it: the mailbox it was sent to, the instant at which it ends."""

    actor: Actor
    mailbox: str
    ends_at: datetime


def visit(link: str, *, at: datetime, correlation: str, proved: bool = False) -> Visit:
    """Who goes on by a link entered before, named by its public id. Raises NotFound, and Gone once it has ended.

    `proved` is what the door remembers: that the code was given, no longer ago than it lets a session last. One read.
    """
    found = SecureLink.objects.filter(public_id=link).first()
    if found is None:
        raise NotFound(rules.WRONG_LINK)
    if fault := found.fault(at=at, entering=False):
        raise Gone(fault)
    return Visit(actor=_actor(found, correlation, proved=proved), mailbox=found.to, ends_at=found.expires_at)


def partner(link: str, *, at: datetime, correlation: str, proved: bool = False) -> Actor:
    """As `visit`, without what the pages say of the link."""
    return visit(link, at=at, correlation=correlation, proved=proved).actor


def go_on(visitor: Visit, *, about: tuple[str, str], at: datetime) -> Actor:
    """From the list of a mailbox that was proved to one thing in it, without another code.

    By the newest link to that thing (`about`: its kind and reference) that went to the same mailbox of the same body
    and still works; its use is counted and recorded. Raises NotFound where there is none.
    """
    actor = visitor.actor
    if not actor.person or actor.only[0].endswith(COVER):
        raise NotFound(rules.WRONG_LINK)
    live = links_going_to(visitor.mailbox, body=actor.body, kind=about[0], at=at)
    link = live.filter(subject=about[1]).order_by("-id").first()
    if link is None:
        raise NotFound(rules.WRONG_LINK)
    opened = services.open_link(Actor.public("partner", correlation=actor.correlation), link, at=at)
    return _actor(opened, actor.correlation, proved=True)


def forget_old(*, at: datetime) -> int:
    """Delete the codes and the counted wrong links of which nothing follows any more; how many. For `concord work`."""
    old = at - rules.FORGET_AFTER
    guesses, _ = LinkGuess.objects.filter(at__lt=old).delete()
    codes, _ = LinkCode.objects.filter(sent_at__lt=old).delete()
    return guesses + codes


def _entered(actor: Actor) -> SecureLink:
    """The link that somebody entered by. Raises NotFound for anybody else."""
    link = SecureLink.objects.filter(public_id=actor.person).first() if actor.kind == "partner" else None
    if link is None:
        raise NotFound(rules.WRONG_LINK)
    return link


def _actor(link: SecureLink, correlation: str, *, proved: bool) -> Actor:
    kind = link.subject_kind if proved else f"{link.subject_kind}{COVER}"
    return Actor.partner(link.public_id, body=link.body, kind=kind, subject=link.subject, correlation=correlation)


def _count_wrong_try(address: str, *, at: datetime) -> None:
    recent = LinkGuess.objects.filter(address=address, at__gt=at - rules.WRONG_TRIES_WITHIN).order_by("-at")
    tries = list(recent.values_list("at", flat=True)[: rules.WRONG_TRIES])
    if len(tries) == rules.WRONG_TRIES:
        wait = tries[-1] + rules.WRONG_TRIES_WITHIN - at
        raise TooMany(rules.SLOW_DOWN, wait=max(1, math.ceil(wait.total_seconds())))
    LinkGuess.objects.create(address=address, at=at)
