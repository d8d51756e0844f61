"""Agreements as the rules take them, read as plain values: for one or for thousands at once, in six reads.

`stories` reads all that a list tells; `outlines` only what says on a day what an agreement is worth, and to whom.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from concord.agreements.models import Agreement, Party, PartyBody, Review, Signature, Version
from concord.agreements.rules.standing import Kept, Text, standing
from concord.base.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet


class Filed(NamedTuple):
    """Under which purposes and topics a version is filed."""

    purposes: tuple[str, ...]
    topics: tuple[str, ...]


class Seat(NamedTuple):
    """A place at the table on a day: its party's id, and the body that holds it, by the name under which it came."""

    party: str
    body: str
    name: str
    mailbox: str
    contact_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An agreement as lists need it. `seats` are as on the day asked for, `filed` goes by version number."""

    key: int
    public_id: str
    kind: str
    title: str
    kept: Kept
    seats: tuple[Seat, ...]
    filed: Mapping[int, Filed]


def stories(rows: QuerySet[Agreement], *, on: date) -> list[Story]:
    """These agreements with all that their standing on any day needs, and who sits at the table on the day `on`."""
    head = list(
        rows.order_by("pk")
        .distinct()
        .values_list("pk", "public_id", "kind", "title", "ended_from", "running_from", "relied_on_from")
    )
    keys = rows.order_by().values("pk")
    parties = _parties(keys)
    seats = _seats(keys, parties, on)
    versions = _versions(keys, parties, on)
    open_reviews = Review.objects.filter(agreement__in=keys, done_on__isnull=True)
    reviews = dict(open_reviews.values_list("agreement_id", "begun_on"))
    return [
        Story(
            key=key,
            public_id=public_id,
            kind=kind,
            title=title,
            kept=Kept(
                texts=tuple(text for text, _ in versions[key]),
                ended_from=ended,
                running_from=running,
                relied_on_from=relied,
                review_begun_on=reviews.get(key),
            ),
            seats=tuple(seats[key]),
            filed={text.number: filed for text, filed in versions[key]},
        )
        for key, public_id, kind, title, ended, running, relied in head
    ]


class _Place(NamedTuple):
    public_id: str
    mailbox: str
    contact_name: str
    left_from: date | None


def _parties(keys: QuerySet[Agreement, Any]) -> dict[int, list[_Place]]:
    """The places of each agreement, in their order."""
    found: dict[int, list[_Place]] = defaultdict(list)
    rows = Party.objects.filter(agreement__in=keys).order_by("agreement_id", "place")
    columns = rows.values_list("agreement_id", "public_id", "mailbox", "contact_name", "left_from")
    for agreement, public_id, mailbox, contact_name, left_from in columns:
        found[agreement].append(_Place(public_id, mailbox, contact_name, left_from))
    return found


def _seats(keys: QuerySet[Agreement, Any], parties: Mapping[int, Iterable[_Place]], on: date) -> dict[int, list[Seat]]:
    """Who sits at the table of each agreement on the day; a place that nobody held yet is shown with who came first."""
    held: dict[str, tuple[str, str]] = {}
    bodies = PartyBody.objects.filter(party__agreement__in=keys).order_by("-pk")
    for party, body, name, starts, ends in bodies.values_list("party__public_id", "body_id", "name", "starts", "ends"):
        if party not in held or ((starts is None or starts <= on) and (ends is None or on < ends)):
            held[party] = (body, name)
    return defaultdict(
        list,
        {
            agreement: [
                Seat(place.public_id, *held[place.public_id], place.mailbox, place.contact_name)
                for place in places
                if place.left_from is None or place.left_from > on
            ]
            for agreement, places in parties.items()
        },
    )


def _versions(
    keys: QuerySet[Agreement, Any], parties: Mapping[int, Iterable[_Place]], on: date
) -> dict[int, list[tuple[Text, Filed]]]:
    """The versions of each agreement. Who is a party: whoever signed it and, until it is made, whoever has not left."""
    signed: dict[int, dict[str, date]] = defaultdict(dict)
    signatures = Signature.objects.filter(version__agreement__in=keys)
    for version, party, day in signatures.values_list("version_id", "party__public_id", "signed_on"):
        signed[version][party] = day
    found: dict[int, list[tuple[Text, Filed]]] = defaultdict(list)
    rows = Version.objects.filter(agreement__in=keys).order_by("agreement_id", "number")
    for key, agreement, number, starts, until, review_on, shared_at, made_on, purposes, topics in rows.values_list(
        "pk", "agreement_id", "number", "starts", "until", "review_on", "shared_at", "made_on", "purposes", "topics"
    ):
        places = () if made_on else parties.get(agreement, ())
        open_still = (place.public_id for place in places if place.left_from is None or place.left_from > on)
        text = Text(
            number=number,
            parties=frozenset((*signed[key], *open_still)),
            signed=signed[key],
            starts=starts,
            until=until,
            review_on=review_on,
            shared_on=day_of(shared_at) if shared_at else None,
        )
        found[agreement].append((text, Filed(tuple(purposes), tuple(topics))))
    return found


# ── Outlines ────────────────────────────────────────────────────────────────────────────────────────────────────────

_WHOEVER: Final = "whoever signed"
_ALL_WHO_SIGNED: Final = frozenset({_WHOEVER})


class Outline(NamedTuple):
    """An agreement as far as its worth on a day goes: its dates, its versions as filed, who its parties are then.

    Of a version that is made the signatures are not read: the day of the last is in the version. `missing` of its
    standing is therefore not to be used. What many share is one object: thousands of these are made at once.
    """

    public_id: str
    title: str
    kept: Kept
    versions: Sequence[tuple[Text, Filed]]
    bodies: Sequence[str]

    def filed(self, text: Text) -> Filed:
        """Under which purposes and topics one of its versions is filed."""
        return next(filed for version, filed in self.versions if version is text)


def outlines(rows: QuerySet[Agreement] | None, *, on: date, shown: Q | None = None) -> Iterator[Outline]:
    """Agreements (all of them where `rows` is None) that have not ended by a day, in four reads.

    `shown` are the versions that whoever reads may know of; all, where it is not given.
    """
    only = {} if rows is None else {"agreement__in": rows.order_by().values("pk")}
    written = _written(only, on, shown or Q())
    open_still = {row.agreement for row in written if not row.made_on}
    bodies, places = _places(only, on, open_still=open_still)
    signed, agreed = _signed(only), _agreed(open_still)
    whoever: dict[date, dict[str, date]] = {}
    for key, versions in groupby(written, key=attrgetter("agreement")):
        outlined = []
        for row in versions:
            if row.made_on:
                by, parties = whoever.setdefault(row.made_on, {_WHOEVER: row.made_on}), _ALL_WHO_SIGNED
            else:
                by = signed.get(row.version, {})
                parties = frozenset((*by, *places.get(key, ())))
            text = Text(number=row.number, parties=parties, signed=by, starts=row.starts, until=row.until)
            outlined.append((text, _filed(row.purposes, row.topics)))
        kept = Kept(
            texts=tuple(text for text, _ in outlined),
            ended_from=row.ended_from,
            running_from=row.running_from,
            relied_on_from=row.relied_on_from,
            review_begun_on=row.review_begun_on,
        )
        seated = bodies.get(key, ())
        if key in open_still and (text := standing(kept, on=on).text).made_on:
            seated = [body for body in seated if body in agreed[key, text.number]]
        yield Outline(row.public_id, row.title, kept, outlined, seated)


class _Written(NamedTuple):
    """A version as it is stored, with its agreement's own dates."""

    version: int
    agreement: int
    number: int
    starts: date | None
    until: date | None
    made_on: date | None
    purposes: str
    topics: str
    public_id: str
    title: str
    ended_from: date | None
    running_from: date | None
    relied_on_from: date | None
    review_begun_on: date | None


def _written(only: Mapping[str, Any], on: date, shown: Q) -> list[_Written]:
    """The versions of agreements that have not ended by a day, agreement by agreement, by their numbers."""
    review = Review.objects.filter(agreement=OuterRef("agreement"), done_on__isnull=True).order_by()
    rows = Version.objects.filter(
        shown, Q(agreement__ended_from__isnull=True) | Q(agreement__ended_from__gt=on), **only
    ).order_by("agreement_id", "number")
    rows = rows.annotate(
        purposes_text=Cast("purposes", TextField()),
        topics_text=Cast("topics", TextField()),
        review_begun_on=Subquery(review.values("begun_on")[:1]),
    )
    columns = (
        *("pk", "agreement_id", "number", "starts", "until", "made_on", "purposes_text", "topics_text"),
        *("agreement__public_id", "agreement__title", "agreement__ended_from", "agreement__running_from"),
        *("agreement__relied_on_from", "review_begun_on"),
    )
    return [_Written(*row) for row in rows.values_list(*columns)]


def _places(
    only: Mapping[str, Any], on: date, *, open_still: Collection[int]
) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    """Of each agreement the bodies that sit at its table on a day; of those `open_still` the places nobody has left."""
    bodies: dict[int, list[str]] = defaultdict(list)
    places: dict[int, list[str]] = defaultdict(list)
    rows = PartyBody.objects.filter(**{f"party__{name}": value for name, value in only.items()}).order_by()
    columns = ("party__agreement_id", "party_id", "body_id", "starts", "ends", "party__left_from")
    for agreement, party, body, starts, ends, left in rows.values_list(*columns):
        if ends is None and (left is None or left > on) and agreement in open_still:
            places[agreement].append(str(party))
        if (left is None or left > on) and (starts is None or starts <= on) and (ends is None or on < ends):
            bodies[agreement].append(body)
    return bodies, places


def _signed(only: Mapping[str, Any]) -> Mapping[int, dict[str, date]]:
    """Who has signed the versions that not all have signed yet, and when."""
    signed: dict[int, dict[str, date]] = defaultdict(dict)
    of_version = {f"version__{name}": value for name, value in only.items()}
    unmade = Signature.objects.filter(**of_version, version__made_on__isnull=True).order_by()
    for version, party, day in unmade.values_list("version_id", "party_id", "signed_on"):
        signed[version][str(party)] = day
    return signed


def _agreed(open_still: Collection[int]) -> Mapping[tuple[int, int], set[str]]:
    """Of agreements with a version that is still open, the bodies that agreed to the others, by agreement and number.

    Whoever was added for the next version is at the table, and no party of what holds until then.
    """
    agreed: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = Signature.objects.filter(version__agreement__in=open_still, version__made_on__isnull=False).order_by()
    columns = ("version__agreement_id", "version__number", "party__held_by__body")
    for agreement, number, body in rows.values_list(*columns) if open_still else ():
        agreed[agreement, number].add(body)
    return agreed


@lru_cache(maxsize=4_096)
def _filed(purposes: str, topics: str) -> Filed:
    """Two lists of codes as they are stored: few differ, so that each is read once."""
    return Filed(tuple(json.loads(purposes)), tuple(json.loads(topics)))
