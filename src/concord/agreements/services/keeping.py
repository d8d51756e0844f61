"""Keeping an agreement alive, or letting it end: worked by before or after its time, reviewed, ended, made public.

`saves` is everywhere the count of changes that was seen: Conflict where somebody changed the agreement since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Review, Version
from concord.agreements.rules.days import check_day
from concord.agreements.services import law
from concord.agreements.services.noting import tell_webhooks
from concord.agreements.services.rows import alive, locked, newest, written
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor

FOUND: Final = frozenset({"continue", "change", "end"})
"""What a review can find: it goes on as it is, it needs a new version, or it should end."""


@operation(Event.RUN_UNSIGNED)
def run_unsigned(actor: Actor, agreement: Agreement, *, on: date | None, saves: int | None = None) -> Done[None]:
    """Note since when it is worked by although not all have agreed; None takes the note back. Raises Conflict."""
    row = alive(locked(agreement, saves=saves))
    check_day(on, field="on")
    if on and newest(row).made_on:
        raise Conflict("Every party has agreed to the newest version, so it does not run unsigned.")
    row.running_from = on
    written(row, "running_from")
    return Done(None, subject=row, facts={"kind": row.kind, "on": on})


@operation(Event.RELY_ON)
def rely_on(actor: Actor, agreement: Agreement, *, on: date | None, saves: int | None = None) -> Done[None]:
    """Note since when it is still worked by although it lapsed; None takes the note back. Raises Conflict.

    It does not come back into force by that: no clock and no fact of law rests on it.
    """
    row = alive(locked(agreement, saves=saves))
    check_day(on, field="on")
    lapsed = (
        Version.objects.filter(agreement=row, made_on__isnull=False, until__isnull=False).order_by("-until").first()
    )
    if on and (lapsed is None or lapsed.until is None or lapsed.until > on):
        raise Conflict("It has not lapsed by that day, so it is not relied on beyond its end.")
    if on and row.versions.filter(Q(until__isnull=True) | Q(until__gt=on), made_on__lte=on, starts__lte=on).exists():
        raise Conflict("A version of it is in force on that day, so it is not relied on beyond its end.")
    row.relied_on_from = on
    written(row, "relied_on_from")
    return Done(None, subject=row, facts={"kind": row.kind, "on": on})


@operation(Event.BEGIN_REVIEW)
def begin_review(actor: Actor, agreement: Agreement, *, on: date, saves: int | None = None) -> Done[Review]:
    """Begin a review on a day. Raises Conflict while one is under way."""
    row = alive(locked(agreement, saves=saves))
    check_day(on, field="on")
    if Review.objects.filter(agreement=row, done_on__isnull=True).exists():
        raise Conflict("A review is under way. Record what it found first.")
    review = Review.objects.create(agreement=row, begun_on=on)
    written(row)
    return Done(review, subject=row, facts={"kind": row.kind, "on": on})


@operation(Event.RECORD_REVIEW)
def record_review(
    actor: Actor,
    agreement: Agreement,
    *,
    found: str,
    words: str,
    on: date,
    next_on: date | None,
    saves: int | None = None,
) -> Done[Review]:
    """Record what a review found on a day, and when the next one is due. Raises Invalid with its field, Conflict."""
    row = alive(locked(agreement, saves=saves))
    review = Review.objects.filter(agreement=row, done_on__isnull=True).first()
    if review is None:
        raise Conflict("No review is under way. Begin one first.")
    if found not in FOUND:
        raise Invalid("Choose what the review found", field="found")
    check_day(on, field="on")
    check_day(next_on, field="next_on")
    if on < review.begun_on:
        raise Invalid("The day is before the day on which the review began", field="on")
    if next_on and next_on <= on:
        raise Invalid("The next review is not after this one. Enter a later day", field="next_on")
    review.found, review.words, review.done_on = found, words.strip(), on
    review.by_name, review.next_on = actor.name, next_on
    review.save()
    made = Version.objects.filter(agreement=row, made_on__isnull=False).order_by("-number").first()
    if made is not None:
        made.review_on = next_on
        made.save(update_fields=["review_on"])
    written(row)
    return Done(review, subject=row, facts={"kind": row.kind, "found": found, "next": next_on})


@operation(Event.END)
def end_of_agreement(
    actor: Actor, agreement: Agreement, *, on: date, why: str, at: datetime, saves: int | None = None
) -> Done[None]:
    """Record that it ends: `on` is the first day on which none of it holds. Raises Invalid with its field, Conflict."""
    row = alive(locked(agreement, saves=saves))
    check_day(on, field="on")
    if not why.strip():
        raise Invalid("Say why it ends", field="why")
    _check_end(row, on=on, today=day_of(at))
    made = Version.objects.filter(Q(until__isnull=True) | Q(until__gt=on), agreement=row, made_on__isnull=False)
    law.cease(actor, row, on=on, reason=f"Agreement {row.public_id} ended.", at=at)
    for version in made:
        version.until = max(on, version.starts or on)
        version.save(update_fields=["until"])
    row.ended_from, row.ended_why = on, why.strip()
    written(row, "ended_from", "ended_why")
    tell_webhooks(actor, row, "agreement.ended", {"ended_from": on}, at=at)
    return Done(None, subject=row, facts={"kind": row.kind, "on": on})


def _check_end(row: Agreement, *, on: date, today: date) -> None:
    """That an agreement which has begun does not end before. One that is still to begin may fall away before it."""
    made = Version.objects.filter(agreement=row, made_on__isnull=False).values_list("made_on", "starts")
    begun = min((max(filter(None, days)) for days in made), default=None)
    if begun and on <= begun <= today:
        raise Invalid(
            f"It began on {begun:%-d %B %Y}, so its last day cannot be before that. Enter a later day", field="on"
        )


@operation(Event.PUBLISH)
def publish_agreement(actor: Actor, agreement: Agreement, *, on: date) -> Done[None]:
    """Put it on the public page from a day. Raises Conflict before every party has agreed to a version."""
    row = alive(locked(agreement))
    if not Version.objects.filter(agreement=row, made_on__isnull=False).exists():
        raise Conflict("The parties have not agreed to it yet, so the public page cannot show it.")
    row.public_from = on
    written(row, "public_from")
    return Done(None, subject=row, facts={"kind": row.kind, "on": on})


@operation(Event.UNPUBLISH)
def unpublish_agreement(actor: Actor, agreement: Agreement) -> Done[None]:
    """Take it off the public page."""
    row = locked(agreement)
    row.public_from = None
    written(row, "public_from")
    return Done(None, subject=row, facts={"kind": row.kind})
