"""What anybody may read of the agreements that a body has put on its public page: no clause, and no officer's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from concord.agreements.models import Agreement
from concord.agreements.queries.reading import stories
from concord.agreements.rules.standing import Status, standing

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published agreement: its codes, who is party to it by name, and its days; the version that all agreed to."""

    title: str
    kind: str
    field: str
    parties: tuple[str, ...]
    status: Status
    starts: date | None
    last_day: date | None
    review_on: date | None
    purposes: tuple[str, ...]


def published_public(keeper: str, *, on: date) -> tuple[Published, ...]:
    """What a body has published of what it keeps, by title, without what has ended; seven reads."""
    rows = Agreement.objects.filter(keeper=keeper, public_from__lte=on)
    fields = dict(rows.values_list("pk", "field"))
    found = []
    for story in stories(rows, on=on):
        made = tuple(text for text in story.kept.texts if text.made_on)
        stands = standing(replace(story.kept, texts=made), on=on) if made else None
        if stands is None or stands.status is Status.ENDED:
            continue
        text = stands.text
        found.append(
            Published(
                title=story.title,
                kind=story.kind,
                field=fields.get(story.key, ""),
                parties=tuple(seat.name for seat in story.seats if seat.party in text.parties),
                status=stands.status,
                starts=text.in_force_from,
                last_day=text.until - timedelta(days=1) if text.until else None,
                review_on=text.review_on,
                purposes=story.filed[text.number].purposes,
            )
        )
    return tuple(sorted(found, key=lambda one: one.title.casefold()))
