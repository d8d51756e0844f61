"""The list of a body's requests, sent and received: one page of one shelf, newest first, by key and never by number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from concord.access import operation
from concord.requests.events import Event
from concord.requests.queries.rows import waiting_words
from concord.requests.queries.searching import MOST_LOOKED_AT, search
from concord.requests.queries.shelves import Filters, asks_for
from concord.requests.rules.kinds import Kind, Urgency, is_overdue
from concord.requests.rules.standing import ENDED, Status, is_past
from concord.requests.rules.steps import Side
from concord.requests.saying import asked_as, asker_as
from concord.requests.wording import HELP, STATUS, STATUS_COLOUR, URGENCY

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Docket

PAGE: Final = 50
"""How many requests a page of the list shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A request in the list."""

    public_id: str
    reference: str
    kind: Kind | None
    asker: str
    asker_name: str
    asked: str
    asked_name: str
    to: str
    """The body asked; inside a council with the officers asked."""
    received: bool
    person_reference: str
    help: str
    urgency: str
    needed_by: date | None
    due_on: date | None
    promised_on: date | None
    paused: bool
    day_passed: bool
    status: Status
    waiting: str
    waiting_on_us: bool
    unread: int
    level: int
    handed_over: bool
    drafted_at: datetime
    sent_at: datetime | None
    last_at: datetime

    @property
    def overdue(self) -> bool:
        """Whether the body asked is late with what it owes."""
        return is_overdue(self.kind, day_passed=self.day_passed)

    @property
    def words(self) -> str:
        """The status in words."""
        return STATUS[self.status]

    @property
    def colour(self) -> str:
        """The colour of the status's tag."""
        return STATUS_COLOUR[self.status]

    @property
    def other(self) -> str:
        """The reference of the body on the other side."""
        return self.asker if self.received else self.asked

    @property
    def other_name(self) -> str:
        """The body on the other side."""
        return self.asker_name if self.received else self.to


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the list. `older` and `newer` are the requests from which the next pages go on, empty without more.

    `cut`: a search ended before every match was held against the filters; it goes on at `older`.
    """

    filters: Filters
    rows: tuple[Row, ...]
    older: str
    newer: str
    cut: bool = False
    looked_at: int = MOST_LOOKED_AT

    @property
    def started(self) -> bool:
        """Whether newer requests stand on a page before."""
        return bool(self.newer)


def inbox(actor: Actor, *, filters: Filters, on: date, before: str = "", after: str = "") -> Inbox:
    """The requests that the actor may see on one shelf of `wording.SHELVES`, newest first.

    `before` is the public id of the last request of the page before, `after` of the first of the page behind. Raises
    NotFound for an unknown shelf and for an actor who may see no requests, and Invalid (field "query") for a search of
    too many words. Recorded as seen, because it shows references to people.
    """
    page = _found(actor, filters, on, before) if filters.q else _read(actor, filters, on, before, after)
    if page.rows:
        operation.seen(actor, Event.BROWSE, actor.body, {"shown": [row.public_id for row in page.rows]})
    return page


def _read(actor: Actor, filters: Filters, on: date, before: str, after: str) -> Inbox:
    asks = list(asks_for(actor, filters, on=on, before=before, after=after, limit=PAGE + 1))
    more, asks = len(asks) > PAGE, asks[:PAGE]
    rows = tuple(row_of(actor, ask, on) for ask in (reversed(asks) if after else asks))
    first, last = (rows[0].public_id, rows[-1].public_id) if rows else ("", "")
    older, newer = (True, more) if after else (more, bool(before))
    return Inbox(filters, rows, older=last if older else "", newer=first if newer else "")


def _found(actor: Actor, filters: Filters, on: date, before: str) -> Inbox:
    """A page of what a search found. It reads in one direction: the way back leads to its beginning."""
    found = search(actor, filters, on=on, before=before, limit=PAGE + 1)
    rows = tuple(row_of(actor, ask, on) for ask in islice(found.asks, PAGE))
    older = rows[-1].public_id if len(found.asks) > PAGE else found.go_on
    return Inbox(filters, rows, older=older, newer=before, cut=bool(found.go_on))


def row_of(actor: Actor, ask: CooperationRequest, on: date, *, about_person: bool = True) -> Row:
    """A request as a list shows it. Without `about_person` it holds no personal data, and nothing is recorded."""
    docket = ask.docket
    received = docket.asked_id == actor.body and docket.asker_id != actor.body
    shown = about_person and not (docket.status in ENDED and received)
    return Row(
        public_id=ask.public_id,
        reference=ask.reference,
        kind=Kind(docket.kind) if docket.kind else None,
        asker=docket.asker_id,
        asker_name=docket.asker_name,
        asked=docket.asked_id,
        asked_name=docket.asked_name,
        to=asked_as(ask, docket.asked_name),
        received=received,
        person_reference=ask.person_reference if shown else "",
        help=HELP.get(docket.help, ""),
        urgency=URGENCY[Urgency(docket.urgency)],
        needed_by=ask.needed_by,
        due_on=docket.due_on,
        promised_on=docket.promised_on,
        paused=docket.paused,
        day_passed=is_past(
            waiting=docket.waiting, paused=docket.paused, due_on=docket.promised_on or docket.due_on, on=on
        ),
        status=Status(docket.status),
        waiting=waiting_words(docket, asked_as(ask, docket.asked_name), asker_as(ask, docket.asker_name)),
        waiting_on_us=_is_ours(actor, docket),
        unread=_unread(actor, docket),
        level=docket.level,
        handed_over=ask.sent_at is None and ask.handed_over_at is not None,
        drafted_at=ask.drafted_at,
        sent_at=ask.sent_at,
        last_at=docket.last_at,
    )


def _is_ours(actor: Actor, docket: Docket) -> bool:
    """Whether it is the move of the actor's body; inside one body it always is."""
    return (docket.waiting == Side.ASKER and docket.asker_id == actor.body) or (
        docket.waiting == Side.ASKED and docket.asked_id == actor.body
    )


def _unread(actor: Actor, docket: Docket) -> int:
    """What waits to be read by the actor's body: on either side, inside one body."""
    asked, received = docket.asker_id == actor.body, docket.asked_id == actor.body
    return docket.unread_by_asker * asked + docket.unread_by_asked * received
