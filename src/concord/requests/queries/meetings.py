"""What the two sides of a request to come to a meeting agreed to: who comes to which, how often, with which notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.agreements import queries as agreements
from concord.agreements.rules.commitments import Attendance
from concord.agreements.sentences import attends
from concord.requests.saying import why_short

if TYPE_CHECKING:
    from datetime import date

    from concord.requests.models import CooperationRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedMeeting:
    """Who comes to which meeting, in pairs of words, by a clause. `short` says why it does not count; mostly empty."""

    cited: str
    agreement: str
    pairs: tuple[tuple[str, str], ...]
    short: str


_MEETING: Final = "meeting"
"""The kind of help that is somebody's presence at a meeting."""


def agreed_meetings(ask: CooperationRequest, *, on: date) -> tuple[AgreedMeeting, ...]:
    """What both sides agreed to about meetings, of a request to come to one; those in force on a day first.

    For whom the calling query let see the request. Nothing is read for another kind of help.
    """
    if ask.help != _MEETING or ask.asker_id == ask.asked_id:
        return ()
    found = [
        AgreedMeeting(
            cited=one.agreed.cited,
            agreement=one.agreed.agreement,
            pairs=tuple(attends(one.agreed.terms, names)),
            short=why_short(one.short) if one.short else "",
        )
        for one, names in agreements.meetings_between_public(ask.asker_id, ask.asked_id, on=on)
        if isinstance(one.agreed.terms, Attendance)
    ]
    return tuple(sorted(found, key=lambda one: bool(one.short)))
