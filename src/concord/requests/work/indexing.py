"""The documents of the search index, read again from what the room keeps: for `concord search rebuild`.

What each holds is said in `services.noting`, which writes it as it comes; nothing of the index itself is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import prefetch_related_objects

from concord.requests.models import CooperationRequest
from concord.requests.rules.steps import StepKind
from concord.requests.services.noting import document_of, words_of_step
from concord.search.services import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concord.requests.models import Step

BATCH: Final = 200


def count_documents() -> int:
    """How many requests can be searched now: those that were sent."""
    return CooperationRequest.objects.filter(sent_at__isnull=False).count()


def documents() -> Iterator[list[Document]]:
    """Every request that was sent, with all that was said about it, the oldest first; each batch read when asked for.

    Raises access.encryption.LostKeyError for a text whose key is gone.
    """
    last = 0
    while rows := _rows(after=last):
        last = rows[-1].pk
        yield [_whole(ask) for ask in rows]


def _rows(*, after: int) -> list[CooperationRequest]:
    sent = CooperationRequest.objects.filter(sent_at__isnull=False, pk__gt=after)
    rows = list(sent.select_related("docket").order_by("pk")[:BATCH])
    prefetch_related_objects(rows, "steps__grounds", "steps__points")
    return rows


def _whole(ask: CooperationRequest) -> Document:
    itself = document_of(ask)
    said = [words for step in ask.steps.all() for words in _said(step) if words]
    return Document(itself.pk, [*itself.texts, *said], itself.exact, itself.scopes)


def _said(step: Step) -> Iterator[str]:
    if step.kind != StepKind.SENT:
        yield from words_of_step(step)
    for ground in step.grounds.all():
        yield from (ground.reasons, ground.harmed)
    for point in step.points.all():
        yield point.says
    if step.kind == StepKind.SUCCEEDED:
        yield str(step.detail.get("now_name", ""))
