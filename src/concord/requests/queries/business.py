"""How much business passes between the actor's body and each other one: requests in a year, counted and no more."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Count, Q

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event as AgreementEvent
from concord.base.errors import NotFound
from concord.requests.models import Docket
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor

YEAR: Final = timedelta(days=365)


def business(actor: Actor, *, on: date) -> dict[str, int]:
    """How many requests went between the actor's body and each other, by reference, in a year up to a day (two reads).

    Numbers only, so whoever may look through agreements may read them. Raises NotFound for others.
    """
    if not policies.may(actor, AgreementEvent.BROWSE):
        raise NotFound(NOT_HERE)
    rows = Docket.objects.filter(sent_on__gt=on - YEAR, sent_on__lte=on).exclude(status=Status.ERROR).order_by()
    found: Counter[str] = Counter()
    for ours, theirs in (("asker", "asked"), ("asked", "asker")):
        counted = rows.filter(**{ours: actor.body}).exclude(**{theirs: actor.body}).values_list(theirs)
        found.update(dict(counted.annotate(number=Count("pk"))))
    return dict(found)


class Open(NamedTuple):
    """How many requests are in flight between two bodies: those that wait for the actor's, those for the other."""

    ours: int
    theirs: int


def open_between(actor: Actor, *, other: str) -> Open:
    """How many requests are in flight between the actor's body and another, whose the next step is (two reads).

    Numbers only, as `business`. Raises NotFound for whoever may not look through agreements.
    """
    if not policies.may(actor, AgreementEvent.BROWSE):
        raise NotFound(NOT_HERE)
    rows = Docket.objects.filter(sent_on__isnull=False).order_by()
    asked, asking = {"asker": actor.body, "asked": other}, {"asker": other, "asked": actor.body}
    ours = Q(**asked, waiting=Side.ASKER) | Q(**asking, waiting=Side.ASKED)
    theirs = Q(**asked, waiting=Side.ASKED) | Q(**asking, waiting=Side.ASKER)
    return Open(rows.filter(ours).count(), rows.filter(theirs).count())
