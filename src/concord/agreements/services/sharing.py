"""A draft shared with the parties for comment, what they say of it, and what the keeper answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.access.operation import Done, operation
from concord.agreements import messages
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Comment
from concord.agreements.queries.reached import reached
from concord.agreements.queries.reading import stories
from concord.agreements.rules.kinds import parties_fault
from concord.agreements.services.noting import tell_webhooks
from concord.agreements.services.rows import alive, at_the_table, locked, newest, sits, written
from concord.agreements.services.telling import tell_parties
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.models import Party
    from concord.base.actor import Actor

LONGEST_COMMENT: Final = 20_000
REACHES_NOBODY: Final = (
    "Nobody would be asked: no party has an e-mail address here, and none of them works with Concord. Write an address"
    " at one of the parties first"
)


@operation(Event.SHARE)
def share_for_comment(actor: Actor, agreement: Agreement, *, at: datetime, saves: int | None = None) -> Done[int]:
    """Send each other party that has a mailbox a link to the newest version; how many were told.

    A party without one is not written to; where it keeps agreements with Concord it finds the version at its desk. To
    share again sends new links. With `saves` nothing goes that nobody has read. Raises Invalid (field "parties")
    where parties are missing, or it would reach nobody, Conflict in words.
    """
    row = alive(locked(agreement, saves=saves))
    version = newest(row)
    if fault := parties_fault(row.kind, at_the_table(row, on=day_of(at)).count()):
        raise Invalid(fault, field="parties")
    _check_reached(row, on=day_of(at))
    keeper = registry.bodies_known({row.keeper_id})[row.keeper_id].name
    told = tell_parties(actor, row, messages.SHARED, keeper=keeper, at=at, version=str(version.number))
    version.shared_at = version.shared_at or at
    version.save(update_fields=["shared_at"])
    written(row)
    tell_webhooks(actor, row, "agreement.shared", {"version": version.number}, at=at)
    return Done(told, subject=row, facts={"kind": row.kind, "version": version.number, "told": told})


@operation(Event.COMMENT)
def comment(actor: Actor, party: Party, *, words: str, by_name: str, at: datetime) -> Done[Comment]:
    """A party says what it thinks of the version that was shared with it. Raises Invalid with its field, Conflict."""
    row = locked(party.agreement)
    if newest(row).made_on:
        raise Conflict("Every party has agreed to this version, so nothing more is said of it here.")
    place = sits(party, actor.body, on=day_of(at))
    said = _said(row, words, by_name, party=party, at=at)
    facts = {"kind": row.kind, "version": said.version.number, "party": place.name, "held_by": place.body_id}
    return Done(said, subject=row, facts=facts)


@operation(Event.ANSWER_COMMENT)
def answer_comments(actor: Actor, agreement: Agreement, *, words: str, at: datetime) -> Done[Comment]:
    """The keeper answers, for every party to read. Raises Invalid with its field, Conflict."""
    row = locked(agreement)
    said = _said(row, words, actor.name, party=None, at=at)
    return Done(said, subject=row, facts={"kind": row.kind, "version": said.version.number})


def _check_reached(row: Agreement, *, on: date) -> None:
    (story,) = stories(Agreement.objects.filter(pk=row.pk), on=on)
    found = reached(story.seats, keeper=row.keeper_id, on=on)
    if found.nobody and found.missed:
        raise Invalid(REACHES_NOBODY, field="parties")
    if found.nobody:
        raise Invalid("No other body is a party, so there is nobody to share it with", field="parties")


def _said(row: Agreement, words: str, by_name: str, *, party: Party | None, at: datetime) -> Comment:
    version = newest(alive(row))
    if version.shared_at is None:
        raise Conflict("This version has not been shared with the parties yet.")
    if not words.strip():
        raise Invalid("Enter what you want to say", field="words")
    if len(words) > LONGEST_COMMENT:
        raise Invalid(f"Shorten it to {LONGEST_COMMENT:,} characters; put the rest in a document", field="words")
    if not by_name.strip():
        raise Invalid("Enter your name", field="by_name")
    return Comment.objects.create(version=version, party=party, by_name=by_name.strip(), words=words, said_at=at)
