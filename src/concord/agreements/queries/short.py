"""Agreements between two bodies with a clause of a kind that is not in force on a day, and what each is short of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.agreements.models import Agreement, Clause
from concord.agreements.queries.commitments import both_parties, share_any
from concord.agreements.queries.reading import stories
from concord.agreements.rules import commitments
from concord.agreements.rules.standing import ALIVE, Status, as_shared, standing

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.queries.reading import Story
    from concord.agreements.rules.commitments import Commitment, Terms
    from concord.agreements.rules.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """An agreement that says such a thing and is not in force: where it stands, and by which day or whom.

    `last_day` is the last day on which it held, `begins` the day on which it will, `unsigned` who has not agreed to it.
    """

    agreement: str
    title: str
    status: Status
    terms: tuple[Terms, ...]
    last_day: date | None
    begins: date | None
    unsigned: tuple[str, ...]


def short_of_force_public(commitment: Commitment, one: str, other: str, *, on: date) -> tuple[Short, ...]:
    """What `one` knows of between the two that would say it, were it in force, the newest first; one read, or ten.

    What others keep and have not shared yet is left out, a whole agreement or a version of one.
    """
    if not share_any(one, other):
        return ()
    clauses = Clause.objects.filter(*both_parties(one, other, on), commitment=commitment).select_related("version")
    texts: dict[tuple[int, int], list[Clause]] = defaultdict(list)
    for clause in clauses:
        texts[clause.version.agreement_id, clause.version.number].append(clause)
    if not texts:
        return ()
    shown = Q(keeper=one) | Q(versions__shared_at__isnull=False) | Q(versions__made_on__isnull=False)
    rows = Agreement.objects.filter(shown, pk__in={key for key, _ in texts})
    ours = set(rows.filter(keeper=one).values_list("pk", flat=True))
    found = [
        (story, standing(story.kept if story.key in ours else as_shared(story.kept), on=on))
        for story in stories(rows, on=on)
    ]
    shorts = [
        _short(story, stands, texts[story.key, stands.text.number])
        for story, stands in found
        if stands.status not in ALIVE and texts[story.key, stands.text.number]
    ]
    return tuple(reversed(shorts))


def _short(story: Story, stands: Standing, clauses: list[Clause]) -> Short:
    names = {seat.party: seat.name for seat in story.seats}
    ends = [day for day in (stands.text.until, story.kept.ended_from) if day]
    over = stands.status in {Status.LAPSED, Status.RELIED_ON, Status.ENDED}
    return Short(
        agreement=story.public_id,
        title=story.title,
        status=stands.status,
        terms=tuple(commitments.read(clause.commitment, clause.terms) for clause in clauses),
        last_day=min(ends) - timedelta(days=1) if over and ends else None,
        begins=stands.text.in_force_from,
        unsigned=tuple(names[party] for party in names if party in stands.missing),
    )
