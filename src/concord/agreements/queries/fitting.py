"""Which acts fit an agreement now, for the actor that its page was read for: what a page offers, and what the API says.

Words only; whether an act is done, its service decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.agreements.events import Event
from concord.agreements.rules.standing import ALIVE, Status

if TYPE_CHECKING:
    from concord.agreements.queries.pages import AgreementPage

EVENT: Final = {
    "write": Event.REVISE,
    "share": Event.SHARE,
    "answer-comments": Event.ANSWER_COMMENT,
    "comment": Event.COMMENT,
    "sign": Event.SIGN,
    "record-signature": Event.RECORD_SIGNATURE,
    "about": Event.REVISE,
    "new-version": Event.NEW_VERSION,
    "run-unsigned": Event.RUN_UNSIGNED,
    "rely-on": Event.RELY_ON,
    "begin-review": Event.BEGIN_REVIEW,
    "record-review": Event.RECORD_REVIEW,
    "publish": Event.PUBLISH,
    "unpublish": Event.UNPUBLISH,
    "end": Event.END,
}
"""The acts by their words, in the order in which they are offered, and what each needs to be allowed."""


def fitting(page: AgreementPage) -> tuple[str, ...]:
    """The words of the acts that the actor may do and that fit where the agreement stands now."""
    fits = {**_next(page), **_at_any_time(page)}
    return tuple(word for word, event in EVENT.items() if event in page.may and fits[word])


def _next(page: AgreementPage) -> dict[str, bool]:
    """What brings a version on that not every party has agreed to."""
    newest, seat = page.versions[-1], page.seat
    open_still = newest.made_on is None and page.agreement.ended_from is None
    shared = newest.shared_at is not None
    signed = {signature.party.public_id for signature in page.signatures[newest.number]}
    ours = seat is not None and seat.party not in signed and open_still
    keeps = Event.REVISE in page.may
    return {
        "write": page.draft is not None,
        "share": open_still and len(page.seats) > 1,
        "answer-comments": open_still and shared,
        "comment": open_still and shared and not keeps,
        "sign": ours and newest.starts is not None and (shared or keeps),
        "record-signature": open_still and newest.starts is not None,
    }


def _at_any_time(page: AgreementPage) -> dict[str, bool]:
    """What keeps it alive, or lets it end."""
    row, status, newest = page.agreement, page.standing.status, page.versions[-1]
    ended = row.ended_from is not None
    made = any(one.made_on for one in page.versions)
    seen = any(one.shared_at or page.signatures[one.number] for one in page.versions) or row.running_from
    under_way = any(review.done_on is None for review in page.reviews)
    return {
        "about": page.draft is None and not ended,
        "new-version": page.draft is None and not ended,
        "run-unsigned": newest.made_on is None and not ended,
        "rely-on": status in {Status.LAPSED, Status.RELIED_ON},
        "begin-review": status in ALIVE and not under_way and not ended,
        "record-review": under_way and not ended,
        "publish": made and row.public_from is None and not ended,
        "unpublish": row.public_from is not None,
        "end": not ended and bool(made or seen),
    }
