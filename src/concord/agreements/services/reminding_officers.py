"""Reminding the named officers of two groups, and their deputies, of their arrangement's review or end: each once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from concord.access.operation import Done, operation
from concord.agreements import messages
from concord.agreements.arrangements_wording import PAIR
from concord.agreements.events import ARRANGEMENT, Event
from concord.agreements.models import Arrangement, ArrangementReminder
from concord.agreements.rules.reminding import PAST, About
from concord.base.errors import Conflict
from concord.delivery.outbox import enqueue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from concord.agreements.models import GroupOfficer
    from concord.base.actor import Actor


@operation(Event.REMIND_OFFICERS)
def remind_officers(
    actor: Actor,
    arrangement: Arrangement,
    *,
    officers: Iterable[GroupOfficer],
    about: About,
    day: date,
    lead: int,
    at: datetime,
) -> Done[int]:
    """Write to the officers and their deputies that a review or an end comes, or has come; how many were told.

    `day` is the day of the review, or the first day out. Raises Conflict where this reminder was sent before.
    """
    row = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    _, new = ArrangementReminder.objects.get_or_create(
        arrangement=row, about=about.value, day=day, lead=lead, defaults={"sent_at": at}
    )
    if not new:
        raise Conflict("This reminder was sent before.")
    told: dict[str, str] = {}
    for one in officers:
        told |= {box: name for box, name in ((one.email, one.name), (one.deputy_email, one.deputy_name)) if box}
    for mailbox, name in told.items():
        variables = {
            "name": name or "the officer",
            "title": row.title,
            "pair": PAIR[row.pair],
            "what": _says(about, day, past=lead == PAST),
            "link": f"{settings.BASE_URL}/desk/arrangements/{row.pair}",
        }
        enqueue(messages.ARRANGEMENT_DUE, to=mailbox, variables=variables, about=(ARRANGEMENT, row.public_id), at=at)
    facts = {"of": row.authority_id, "pair": row.pair, "about": about.value, "lead": lead, "told": len(told)}
    return Done(len(told), subject=row, facts=facts)


def _says(about: About, day: date, *, past: bool) -> str:
    if about is About.REVIEW:
        return f"{'was' if past else 'is'} due for review on {day:%-d %B %Y}"
    last = day - timedelta(days=1)
    return f"{'ended: its last day was' if past else 'ends: its last day is'} {last:%-d %B %Y}"
