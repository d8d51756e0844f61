"""Which owners are to be reminded today, and of what: of reviews and ends at their lead times, each once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from concord.access.operation import NOT_HERE
from concord.agreements.models import Agreement, OwnerReminder
from concord.agreements.queries.reading import stories
from concord.agreements.rules.reminding import LEADS, PAST_FOR, About, lead
from concord.agreements.rules.standing import ALIVE, Status, standing
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from concord.agreements.queries.reading import Story
    from concord.base.actor import Actor

_WATCHED = ALIVE | {Status.LAPSED, Status.RELIED_ON}


class DueReminder(NamedTuple):
    """A reminder to send: `day` is the day of the review, or the first day out; `lead` as in `rules.reminding`."""

    agreement: Agreement
    about: About
    day: date
    lead: int


def reminders_due(actor: Actor, *, on: date) -> list[DueReminder]:
    """The reminders due on a day that were not sent, in eight reads; for `concord work`. Raises NotFound for others."""
    if actor.kind != "system":
        raise NotFound(NOT_HERE)
    window = (on - PAST_FOR, on + timedelta(days=max(LEADS)))
    soon = Q(versions__review_on__range=window) | Q(versions__until__range=window)
    rows = Agreement.objects.exclude(owner_email="", deputy_email="").filter(soon, ended_from__isnull=True)
    by_key = {row.pk: row for row in rows}
    sent = set(OwnerReminder.objects.filter(agreement__in=by_key).values_list("agreement", "about", "day", "lead"))
    return [
        DueReminder(by_key[story.key], about, day, days)
        for story in stories(Agreement.objects.filter(pk__in=by_key), on=on)
        for about, day in _days(story, on)
        if (days := lead(day, on=on)) is not None and (story.key, about.value, day, days) not in sent
    ]


def _days(story: Story, on: date) -> Iterator[tuple[About, date]]:
    """The days that its owner is to think of: not of a review that has begun, nor an end that a new version fills."""
    stands = standing(story.kept, on=on)
    if stands.status not in _WATCHED:
        return
    if stands.text.review_on and stands.status in ALIVE - {Status.UNDER_REVIEW}:
        yield About.REVIEW, stands.text.review_on
    follows = stands.next is not None and stands.next.made_on is not None
    if stands.text.until and not follows:
        yield About.END, stands.text.until
