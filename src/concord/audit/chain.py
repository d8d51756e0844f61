"""How entries hang together: the digest of an entry covers all its fields and the digest before it. Pure."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

START = "0" * 64
"""Stands before the first entry."""

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class Link(NamedTuple):
    """All fields that the digest of an entry covers, in the order in which they are read back from the database."""

    seq: int
    at: datetime
    event: str
    actor_kind: str
    person: str
    actor_name: str
    body: str
    door: str
    correlation: str
    subject_kind: str
    subject: str
    facts: dict[str, Any]
    previous: str


def digest(link: Link) -> str:
    """SHA-256 over the canonical JSON of the entry: keys in order, no blanks, the instant in UTC to the microsecond."""
    fields = link._asdict() | {"at": link.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return hashlib.sha256(_CANONICAL.encode(fields).encode()).hexdigest()


class Break(NamedTuple):
    """Where the chain first fails and how, in words."""

    seq: int
    says: str


def fault(link: Link, recorded: str, *, after_seq: int, after_digest: str) -> Break | None:
    """What is wrong with an entry, given the sequence number and digest of the one before; None where it holds."""
    if link.seq != after_seq + 1:
        return Break(after_seq + 1, f"Entry {after_seq + 1} is missing: after {after_seq} comes {link.seq}.")
    if link.previous != after_digest:
        return Break(link.seq, f"Entry {link.seq} does not follow from entry {after_seq}: one of the two was replaced.")
    if digest(link) != recorded:
        return Break(link.seq, f"Entry {link.seq} was changed after it was written: its digest does not fit its words.")
    return None
