"""Writing entries. Called by `access` only, inside the transaction of the operation that is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from concord.audit import chain
from concord.audit.models import Entry, Head
from concord.base.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from concord.base.actor import Actor


class BrokenRecordError(Unavailable):
    """The head of the chain is gone while entries remain: nothing more can be recorded until a person has looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry about to be written. `facts` have passed the privacy rule (`vocabulary.keep`)."""

    actor: Actor
    at: datetime
    event: str
    subject_kind: str
    subject: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def record(drafts: Iterable[Draft]) -> None:
    """Append the drafts, in their order, to the chain.

    Must run inside a transaction, last before its end: from here to the commit every other writer waits.
    Raises TransactionManagementError outside a transaction and BrokenRecordError where the head row is gone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("The record is written inside the transaction of what it records.")
    head = _head()
    entries = []
    for draft in drafts:
        link = _link(draft, seq=head.seq + 1, previous=head.digest)
        head.seq, head.digest = link.seq, chain.digest(link)
        entries.append(Entry(**link._asdict(), digest=head.digest))
    if entries:
        Entry.objects.bulk_create(entries)
        head.save(update_fields=["seq", "digest"])


def _head() -> Head:
    """The head of the chain, locked; made where the database is empty."""
    head = _locked_head()
    if head is None and not Entry.objects.exists():
        Head.objects.bulk_create([Head(seq=0, digest=chain.START)], ignore_conflicts=True)
    # Looked for again, for another writer may have made it, and written the first entries, since the first look.
    head = head or _locked_head()
    if head is None:
        raise BrokenRecordError(
            "The head of the audit record is missing, so nothing can be recorded. Run “concord audit verify”,"
            " and restore the database from its last good copy."
        )
    return head


def _locked_head() -> Head | None:
    return Head.objects.select_for_update().first()


def _link(draft: Draft, *, seq: int, previous: str) -> chain.Link:
    actor = draft.actor
    return chain.Link(
        seq=seq,
        at=draft.at,
        event=draft.event,
        actor_kind=actor.kind,
        person=actor.person,
        actor_name=actor.name,
        body=actor.body,
        door=actor.door,
        correlation=actor.correlation,
        subject_kind=draft.subject_kind,
        subject=draft.subject,
        facts=dict(draft.facts),
        previous=previous,
    )
