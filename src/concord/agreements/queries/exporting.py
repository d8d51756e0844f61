"""A body's register of agreements to take away: as the rows of a sheet that an import takes again, and whole as JSON.

Only what the body itself keeps. What a sheet has no column for (clauses, what reviews found) is in JSON.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Party, PartyBody, Signature, Version
from concord.agreements.queries.coverage import topics_of
from concord.agreements.queries.reading import stories
from concord.agreements.rules.cells import DOCUMENT, NOT_SIGNED
from concord.agreements.rules.kinds import Aim, Field, Kind, Purpose
from concord.agreements.rules.mailboxes import WrittenTo, as_line
from concord.agreements.rules.standing import Status, standing
from concord.agreements.wording import AIM, FIELD, KIND, PURPOSE, STATUS
from concord.base.clock import day_of
from concord.base.errors import NotFound
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from concord.agreements.queries.reading import Story
    from concord.agreements.rules.standing import Standing, Text
    from concord.base.actor import Actor
    from concord.statute.facts import Body

DAY: Final = timedelta(days=1)
REPLACED: Final = "Replaced"
"""What a sheet says of a version that another took the place of."""


def sheet_rows(actor: Actor, *, keeper: str, at: datetime, as_file: str) -> list[dict[str, Any]]:
    """The agreements that a body keeps, a row for each version, as `rules.columns` names the columns.

    Last days are days on which it still holds. Recorded as a copy of the kind `as_file`. Raises NotFound for
    whoever may not read them.
    """
    _check(actor, keeper)
    kept = _Kept(actor, keeper, on=day_of(at), at=at)
    operation.seen(actor, Event.BROWSE, keeper, {"shown": len(kept.stories), "as_file": as_file})
    return [row for story in kept.stories for row in kept.rows(story)]


def _check(actor: Actor, keeper: str) -> None:
    if actor.kind != "system" and (keeper != actor.body or not policies.may(actor, Event.BROWSE)):
        raise NotFound(NOT_HERE)


@dataclass(frozen=True, slots=True)
class _Seat:
    party: str
    left_from: date | None
    held_by: tuple[tuple[str, date | None], ...]
    written_to: WrittenTo


class _Kept:
    """Everything that a body keeps, read once; nine reads, however many there are."""

    def __init__(self, actor: Actor, keeper: str, *, on: date, at: datetime) -> None:
        self._on = on
        rows = Agreement.objects.filter(keeper=keeper)
        self.stories = stories(rows, on=on)
        self._agreements = {row.pk: row for row in rows.select_related("under", "replaces")}
        self._versions = _gathered((row.agreement_id, row) for row in Version.objects.filter(agreement__keeper=keeper))
        signatures = Signature.objects.filter(version__agreement__keeper=keeper).select_related("party")
        self._signatures = {(one.version_id, one.party.public_id): one for one in signatures}
        self._seats = _seats(keeper)
        refs = {ref for seats in self._seats.values() for seat in seats for ref, _ in seat.held_by}
        self._bodies: Mapping[str, Body] = registry.bodies_known(refs, at=at)
        self._topics = topics_of(actor, keeper)

    def rows(self, story: Story) -> list[dict[str, Any]]:
        """The versions of an agreement, each as a row."""
        stands = standing(story.kept, on=self._on)
        versions = self._versions[story.key]
        whole = self._whole(story)
        return [whole | self._row(story, version, stands, newest=version is versions[-1]) for version in versions]

    def _whole(self, story: Story) -> dict[str, Any]:
        """What belongs to the agreement as a whole: the same in each of its rows."""
        row = self._agreements[story.key]
        names = ("reference", "title", "owner_name", "owner_email", "deputy_name", "deputy_email", "ended_why")
        return {
            **{name: getattr(row, name) or None for name in names},
            "kind": KIND[Kind(row.kind)],
            "about": FIELD[Field(row.field)] if row.field else None,
            "review_months": row.review_months,
            "under": _called(row.under),
            "replaces": _called(row.replaces),
            "running_from": row.running_from,
            "relied_on_from": row.relied_on_from,
            "review_begun_on": story.kept.review_begun_on,
            "ended_on": row.ended_from - DAY if row.ended_from else None,
            "public_from": row.public_from,
        }

    def _row(self, story: Story, version: Version, stands: Standing, *, newest: bool) -> dict[str, Any]:
        text = next(text for text in story.kept.texts if text.number == version.number)
        seats = [
            seat
            for seat in self._seats[story.key]
            if seat.party in text.parties and not (newest and seat.left_from is not None and seat.left_from <= self._on)
        ]
        until = version.until if version.made_on and _after(version.until, version.starts) else version.ends
        status = _status(text, stands, on=self._on)
        summary, _, document = version.summary.partition(DOCUMENT)
        return {
            "version": version.number,
            "parties": "\n".join(self._named(seat, version.starts or self._on) for seat in seats),
            "mailboxes": _written_to(seats),
            "starts": version.starts,
            "ends": until - DAY if until else None,
            "review_on": version.review_on,
            "status": status,
            "purposes": "; ".join(PURPOSE[Purpose(one)] for one in version.purposes) or None,
            "aims": "; ".join(AIM[Aim(one)] for one in version.aims) or None,
            "topics": "; ".join(self._topics.get(one, one) for one in version.topics) or None,
            "summary": summary.strip() or None,
            "document": document.strip() or None,
            **{
                name: getattr(version, name) or None
                for name in ("functions", "area", "persons", "approved_by", "decision")
            },
            "shared_on": day_of(version.shared_at) if version.shared_at else None,
            "approved_on": version.approved_on,
            **self._signed(version, seats, unsigned=status == STATUS[Status.ENDED]),
        }

    def _named(self, seat: _Seat, starts: date) -> str:
        parts: list[str] = []
        for ref, since in seat.held_by:
            name = self._bodies[ref].name_on(since or starts) if ref in self._bodies else ""
            parts.append(f"{name} ({ref})" + (f" from {since:%-d %B %Y}" if parts and since else ""))
        return " > ".join(parts)

    def _signed(self, version: Version, seats: Sequence[_Seat], *, unsigned: bool) -> dict[str, str | None]:
        """Who signed, line by line beside the parties; empty where nobody has, unless `unsigned` is to be said."""
        found = [self._signatures.get((version.pk, seat.party)) for seat in seats]
        if not any(found) and not unsigned:
            return {}
        return {
            "signatories": "\n".join(_line(one.by_name) if one else NOT_SIGNED for one in found),
            "offices": "\n".join(_line(one.office) if one else NOT_SIGNED for one in found),
            "signed_on": "\n".join(one.signed_on.isoformat() if one else NOT_SIGNED for one in found),
        }


def _written_to(seats: Sequence[_Seat]) -> str | None:
    """Where each party is written to, line by line beside the parties; empty where none is."""
    return "\n".join(as_line(seat.written_to) for seat in seats) if any(any(one.written_to) for one in seats) else None


def _line(text: str) -> str:
    return " ".join(text.replace(";", ",").split())


def _after(until: date | None, starts: date | None) -> bool:
    return until is not None and (starts is None or until > starts)


def _called(row: Agreement | None) -> str | None:
    return (row.reference or row.title) if row else None


def _status(text: Text, stands: Standing, *, on: date) -> str:
    """What the sheet says of a version: where the agreement stands, where it is the one that counts."""
    if text.number == stands.text.number:
        return STATUS[stands.status]
    if text.in_force_from:
        over = text.until is not None and text.until <= on
        return REPLACED if over else STATUS[Status.SIGNED if text.in_force_from > on else Status.IN_FORCE]
    return STATUS[Status.PART_SIGNED if text.signed else Status.SHARED if text.shared_on else Status.DRAFT]


def _gathered(pairs: Iterable[tuple[int, Version]]) -> Mapping[int, list[Version]]:
    found: dict[int, list[Version]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row.number)
    return found


def _seats(keeper: str) -> Mapping[int, list[_Seat]]:
    """The places of each agreement in their order, with the bodies that held each, the first first."""
    held: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    bodies = PartyBody.objects.filter(party__agreement__keeper=keeper).order_by("pk")
    for party, ref, starts in bodies.values_list("party_id", "body_id", "starts"):
        held[party].append((ref, starts))
    found: dict[int, list[_Seat]] = defaultdict(list)
    rows = Party.objects.filter(agreement__keeper=keeper).order_by("agreement_id", "place")
    names = ("pk", "agreement_id", "public_id", "left_from", "mailbox", "contact_name")
    for key, agreement, public_id, left_from, mailbox, contact in rows.values_list(*names):
        found[agreement].append(_Seat(public_id, left_from, tuple(held[key]), WrittenTo(mailbox, contact)))
    return found
