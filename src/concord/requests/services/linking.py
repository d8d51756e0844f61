"""The partner's links from the asker's side: a new one, to another mailbox if need be, and none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid, NotFound
from concord.delivery.models import SecureLink
from concord.delivery.services import revoke_link as revoke
from concord.requests import messages
from concord.requests.events import ABOUT, Event
from concord.requests.models import Step
from concord.requests.rules.steps import AT_ONCE, StepKind
from concord.requests.services.steps import close, locked, take
from concord.requests.services.telling import check_cap_of_links, new_link, tell_partner

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@operation(Event.REISSUE_LINK)
def reissue_link(actor: Actor, ask: CooperationRequest, *, to: str, at: datetime) -> Done[None]:
    """Send a new link to a mailbox of the body asked; the links before stop.

    Raises Invalid (field "to"), and Conflict where it does not fit, and where the same person has sent one to the same
    mailbox just now that still works: a form that is sent twice is one link.
    """
    if not to.strip():
        raise Invalid("Enter the e-mail address that the link goes to", field="to")
    row = locked(ask)
    _only_once(actor, row, to.strip(), at=at)
    check_cap_of_links(row, to=to.strip(), at=at)
    row.partner_email = to.strip()
    revoke_all_links(actor, row, at=at)
    step = take(actor, row, StepKind.LINK, at=at)
    row.save(update_fields=["partner_email"])
    close(actor, row, step, at=at)
    link, until, link_id = new_link(actor, row, at=at)
    tell_partner(row, messages.LINK, messages.link_variables(row, link=link, until=until), at=at)
    return Done(None, facts={"to": row.partner_email, "link": link_id})


def _only_once(actor: Actor, row: CooperationRequest, to: str, *, at: datetime) -> None:
    newest = Step.objects.filter(ask=row).order_by("-id").first()
    mine = newest and (newest.kind, newest.by) == (StepKind.LINK, actor.person)
    if newest and mine and at - newest.at < AT_ONCE and _live(row).filter(to__iexact=to, issued_at=newest.at).exists():
        raise Conflict("You have sent a new link to this mailbox already. Nothing was sent again.")


@operation(Event.REVOKE_LINK)
def revoke_link(actor: Actor, ask: CooperationRequest, *, link: str, at: datetime) -> Done[None]:
    """Withdraw one link (by public id). Raises NotFound for another request's, Conflict where it was withdrawn."""
    found = SecureLink.objects.filter(subject_kind=ABOUT, subject=ask.public_id, public_id=link).first()
    if found is None:
        raise NotFound("There is no such link to this request.")
    revoke(actor, found, at=at)
    return Done(None, facts={"link": link})


@operation(Event.REVOKE_LINKS)
def revoke_links(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[int]:
    """Withdraw every link by which the request can still be opened, those of colleagues too; how many.

    Raises Conflict where none works any more.
    """
    row = locked(ask)
    count = _live(row).filter(expires_at__gt=at).count()
    if not count:
        raise Conflict("No link to this request works any more, so there is nothing to withdraw.")
    revoke_all_links(actor, row, at=at)
    return Done(count, facts={"links": count})


def revoke_all_links(actor: Actor, ask: CooperationRequest, *, at: datetime, by_mistake: bool = False) -> None:
    """Withdraw every link to a request that still works, inside the operation that calls for it.

    `by_mistake`: the request should never have been sent, and whoever opens one is told that nothing is to be done.
    """
    for link in _live(ask):
        try:
            revoke(actor, link, at=at, by_mistake=by_mistake)
        except Conflict:
            continue


def _live(ask: CooperationRequest) -> QuerySet[SecureLink]:
    return SecureLink.objects.filter(subject_kind=ABOUT, subject=ask.public_id, revoked_at__isnull=True)
