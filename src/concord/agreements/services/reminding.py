"""Reminding the owner of an agreement, and the deputy, of its review, its end, a party that ends: each once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from concord.access.operation import Done, operation
from concord.agreements import messages
from concord.agreements.events import ABOUT, Event
from concord.agreements.models import OwnerReminder
from concord.agreements.rules.reminding import PAST, TOLD_TO_WEBHOOKS, About
from concord.agreements.sentences import listed
from concord.agreements.services.noting import tell_webhooks
from concord.agreements.services.rows import locked
from concord.base.errors import Conflict
from concord.delivery.outbox import enqueue

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor


@operation(Event.REMIND)
def remind_owner(
    actor: Actor,
    agreement: Agreement,
    *,
    about: About,
    day: date,
    lead: int,
    at: datetime,
    who: tuple[str, ...] = (),
) -> Done[int]:
    """Write to owner and deputy that a review or an end comes, or has come; how many were told.

    `day` is the day of the review, or the first day out; `who` are the parties that end on it. Raises Conflict where
    this reminder was sent before.
    """
    row = locked(agreement)
    _, new = OwnerReminder.objects.get_or_create(
        agreement=row, about=about.value, day=day, lead=lead, defaults={"sent_at": at}
    )
    if not new:
        raise Conflict("This reminder was sent before.")
    if lead == PAST:
        tell_webhooks(actor, row, TOLD_TO_WEBHOOKS[about], {"day": day}, at=at)
    people = {row.owner_email: row.owner_name, row.deputy_email: row.deputy_name}
    told = {mailbox: name for mailbox, name in people.items() if mailbox}
    for mailbox, name in told.items():
        variables = {
            "name": name or "the owner",
            "title": row.title,
            "what": _says(about, day, who, past=lead == PAST),
            "then": _THEN[about, lead == PAST],
            "link": f"{settings.BASE_URL}/desk/agreements/{row.public_id}",
        }
        enqueue(messages.DUE, to=mailbox, variables=variables, about=(ABOUT, row.public_id), at=at)
    return Done(len(told), subject=row, facts={"kind": row.kind, "about": about.value, "lead": lead, "told": len(told)})


_THEN = {
    (About.REVIEW, False): "Begin the review in good time: partners need weeks to agree to a change.",
    (About.REVIEW, True): "Record what the review found, or begin it now.",
    (About.END, False): "Have a new version agreed before, or record that it is to end. Until then its clauses count.",
    (About.END, True): "Its clauses set no time to answer any more. Have a new version agreed, say that it is relied on"
    " all the same, or record that it has ended.",
    (About.PARTY, False): "Decide what becomes of its place: another body takes it, it falls away, the agreement ends,"
    " or it is to be agreed anew. The work list of changes has all that the same change touches.",
    (About.PARTY, True): "Nobody has decided yet what became of its place. Look at the work list of changes.",
}


def _says(about: About, day: date, who: tuple[str, ...], *, past: bool) -> str:
    if about is About.REVIEW:
        return f"{'was due' if past else 'is due'} for review on {day:%-d %B %Y}"
    last = day - timedelta(days=1)
    if about is About.PARTY:
        several = len(who) > 1
        verb = "ended" if past else "end" if several else "ends"
        whose = "their" if several else "its"
        return f"is with {listed(who)}, which {verb}: {whose} last day {'was' if past else 'is'} {last:%-d %B %Y}"
    return f"{'lapsed: its last day was' if past else 'ends: its last day is'} {last:%-d %B %Y}"
