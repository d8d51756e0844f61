"""Reading the record, and proving it. Who may read what is decided by the room whose page shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import Max

from concord.audit import chain, triggers, vocabulary
from concord.audit.models import Entry, Head
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_SECTION = re.compile(r"s\d+[A-Z]*(\(\w+\))*")
BATCH = 2_000
STRETCH = 10_000
"""Entries up to which `proof_about` proves every one that lies between those about a thing and the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What the proof found: `first_break` is the number of the first entry that fails, None where all hold."""

    ok: bool
    entries: int
    first_break: int | None
    says: str
    last: int
    digest: str


def verify(progress: Callable[[int, int], None] | None = None) -> Verification:
    """Prove the record from its first entry to its last, reading it in batches.

    `progress` is called with (entries proved, entries in all). Entries written meanwhile are left for the next proof.
    """
    newest = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
    head = Head.objects.first()
    seq, digest, found = 0, chain.START, None
    for link, recorded in _links(upto=newest):
        found = chain.fault(link, recorded, after_seq=seq, after_digest=digest)
        if found:
            break
        seq, digest = link.seq, recorded
        if progress and seq % BATCH == 0:
            progress(seq, newest)
    found = found or _end(head, seq, digest) or _guard(seq)
    return Verification(
        ok=found is None,
        entries=seq,
        first_break=found.seq if found else None,
        says=found.says if found else _holds(seq),
        last=seq,
        digest=digest,
    )


def _links(*, upto: int, after: int = -1) -> Iterator[tuple[chain.Link, str]]:
    """Every entry after one sequence number up to another, in order, a batch at a time."""
    rows = Entry.objects.order_by("seq").values_list(*chain.Link._fields, "digest")
    while batch := list(rows.filter(seq__gt=after, seq__lte=upto)[:BATCH]):
        for *fields, recorded in batch:
            yield chain.Link(*fields), recorded
        after = batch[-1][0]


def _end(head: Head | None, seq: int, digest: str) -> chain.Break | None:
    """What is wrong where the entries end. The head is read after the newest number, so it is never behind it."""
    if head is None:
        cut = chain.Break(seq + 1, "The head of the record is missing: entries may have been cut off its end.")
        return cut if seq else None
    if head.seq < seq:
        return chain.Break(head.seq + 1, f"The head of the record stands at {head.seq}, yet entries follow it.")
    if head.seq > seq and not Entry.objects.filter(seq=seq + 1).exists():
        return chain.Break(
            seq + 1, f"The record ends at {seq}, but {head.seq} entries were written: its end was cut off."
        )
    if head.seq == seq and head.digest != digest:
        return chain.Break(seq, f"Entry {seq} is not the one that was written last: the end was replaced.")
    return None


def _guard(seq: int) -> chain.Break | None:
    if absent := triggers.missing(connection):
        return chain.Break(
            seq + 1,
            f"All {seq} entries hold, but the database no longer refuses changes to them: {', '.join(absent)} missing"
            " or altered. “concord manage migrate” puts that right; find out who did it.",
        )
    return None


def _holds(seq: int) -> str:
    if not seq:
        return "The record is empty, and the database refuses changes to it."
    entries = "The 1 entry holds" if seq == 1 else f"All {seq:,} entries hold"
    return f"{entries}: each follows from the one before, none is changed or missing, and the end is as written."


class LastChange(NamedTuple):
    """The last entry about some kinds of thing, and how many there are."""

    seq: int
    entries: int


def last_change_public(kinds: Collection[str]) -> LastChange | None:
    """The last change of some kinds of thing, to see whether there was one since; None for none. Says nothing of it."""
    places = ", ".join("%s" for _ in kinds)
    with connection.cursor() as cursor:
        # Not a plain maximum: for that PostgreSQL would go back through the whole record, entry by entry.
        cursor.execute(
            f"SELECT max(seq + 0), count(*) FROM audit_entry WHERE subject_kind IN ({places})",  # noqa: S608  places only
            list(kinds),
        )
        seq, entries = cursor.fetchone()
    return LastChange(seq, entries) if entries else None


def digest_of(seq: int) -> str | None:
    """The digest of one entry, to compare with one noted down elsewhere; None where there is no such entry."""
    return Entry.objects.filter(seq=seq).values_list("digest", flat=True).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as a page shows it. `says` is a plain sentence; `facts` are what the privacy rule let in."""

    seq: int
    at: datetime
    event: str
    who: str
    body: str
    door: str
    says: str
    facts: dict[str, Any]


def entries_about(actor: Actor, subject_kind: str, subject: str) -> list[Line]:
    """The record of one thing, oldest first, as sentences, for an actor whom the calling query has let see that thing.

    People of other bodies are shown by their body only: who of them looked is for their own side to know.
    """
    return [_line(actor, entry) for entry in _about(subject_kind, subject)]


def _about(subject_kind: str, subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject_kind=subject_kind, subject=subject).order_by("seq")


def _line(actor: Actor, entry: Entry) -> Line:
    hidden = actor.kind != "system" and entry.actor_kind == "person" and entry.body != actor.body
    who = "An officer" if hidden else _capital(entry.actor_name or "Someone")
    return Line(
        seq=entry.seq,
        at=entry.at,
        event=entry.event,
        who=who,
        body=entry.body,
        door=entry.door,
        says=sentence(entry.event, who=who, subject=entry.subject, body=entry.body, facts=entry.facts),
        facts=entry.facts,
    )


def sentence(event: str, *, who: str, subject: str, body: str, facts: dict[str, Any]) -> str:
    """An entry in plain English; an event that no room declares any more is named as it was recorded."""
    kind = vocabulary.declared().get(event)
    if kind is None:
        return f"{who} did “{event}” to {subject}."
    words = {name: _word(value, kind.words) for name, value in facts.items()}
    return kind.sentence.format_map(defaultdict(lambda: "(not recorded)", words, who=who, subject=subject, body=body))


def _word(value: Any, called: Mapping[str, str]) -> str:
    if value is None or (not value and isinstance(value, str | list)):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_word(one, called) for one in value)
    return called.get(str(value)) or _in_words(str(value))


def _in_words(code: str) -> str:
    """A day as people write it, and a section by its name; any other code as it is kept."""
    if _DAY.fullmatch(code):
        return in_words(date.fromisoformat(code))
    return f"section {code.removeprefix('s')}" if _SECTION.fullmatch(code) else code


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """An entry with what its digest covers: whoever has `link` can work the digest out again (`chain.digest`)."""

    line: Line
    link: chain.Link
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The entries about one thing, and what was proved of them; `head` is the last entry of the whole record then.

    `whole`: every entry from the first about the thing to the head was proved, also those about others. Else each about
    the thing, and how it hangs on the entries beside it. `fault` is the first thing that is wrong, empty for nothing.
    """

    entries: tuple[Proved, ...]
    head: int
    head_digest: str
    whole: bool
    fault: str


def proof_about(actor: Actor, subject_kind: str, subject: str) -> Proof:
    """The entries about one thing, proved, for an actor whom the calling query has let see that thing.

    At most `STRETCH` entries about others are read; where more lie between, `verify` proves the whole.
    """
    head = Head.objects.first()
    last, digest = (head.seq, head.digest) if head else (0, chain.START)
    rows = [entry for entry in _about(subject_kind, subject) if entry.seq <= last]
    entries = tuple(Proved(line=_line(actor, row), link=_link_of(row), digest=row.digest) for row in rows)
    first = rows[0].seq if rows else last
    whole = last - first <= STRETCH
    found = _stretch_fault(rows[0], last, digest) if rows and whole else _fault_beside(entries)
    return Proof(entries=entries, head=last, head_digest=digest, whole=whole, fault=found.says if found else "")


def _link_of(row: Entry) -> chain.Link:
    return chain.Link(*(getattr(row, name) for name in chain.Link._fields))


def _stretch_fault(first: Entry, last: int, head_digest: str) -> chain.Break | None:
    """What is wrong from an entry to the end of the record."""
    seq, digest = first.seq - 1, first.previous
    for link, recorded in _links(after=seq, upto=last):
        if found := chain.fault(link, recorded, after_seq=seq, after_digest=digest):
            return found
        seq, digest = link.seq, recorded
    return None if digest == head_digest else chain.Break(seq, f"The record does not end as its head says, at {last}.")


def _fault_beside(entries: tuple[Proved, ...]) -> chain.Break | None:
    """What is wrong with some entries, or between each and the one before it and after it."""
    numbers = {number for one in entries for number in (one.link.seq - 1, one.link.seq + 1)}
    beside: dict[int, tuple[str, str]] = {}
    for part in _parts(sorted(numbers)):
        rows = Entry.objects.filter(seq__in=part).values_list("seq", "previous", "digest")
        beside |= {seq: (previous, digest) for seq, previous, digest in rows}
    for one in entries:
        seq = one.link.seq
        before = beside.get(seq - 1, ("", chain.START if seq == 1 else ""))[1]
        if found := chain.fault(one.link, one.digest, after_seq=seq - 1, after_digest=before):
            return found
        if seq + 1 in beside and beside[seq + 1][0] != one.digest:
            return chain.Break(seq, f"Entry {seq + 1} does not follow from entry {seq}: one of the two was replaced.")
    return None


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(numbers), BATCH):
        yield numbers[at : at + BATCH]
