"""Groups and pairs of an authority as they stand on a day, read as plain values, with what is missing in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from concord import statute
from concord.agreements.arrangements_wording import GROUP, LACK_OF_GROUP, LACK_OF_PAIR, NEVER_REVIEWED, PAIR
from concord.agreements.models import Arrangement, ArrangementReview, Exercise, GroupOfficer
from concord.agreements.rules.arrangements import (
    DISTRICTS,
    Group,
    Kept,
    Lack,
    Pair,
    group_lacks,
    holds,
    pair_lacks,
)
from concord.registry import queries as registry
from concord.statute import Answer
from concord.statute.cooperation import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

Row = TypeVar("Row", ArrangementReview, Exercise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Whose arrangements these are. `why_not` says why section 6(4) is not about a body; empty where it is.

    `districts` are those of a county, reference and name: they hold its housing, under section 6(7)(a).
    """

    ref: str
    name: str
    why_not: str = ""
    districts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group on a day. `ref` is its paragraph, `next` who is named from a later day, `lacks` sentences.

    `newest` is the row that was recorded last, to be followed.
    """

    group: Group
    name: str
    ref: str
    officer: GroupOfficer | None
    next: GroupOfficer | None
    newest: GroupOfficer | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """A pair on a day. `next` is what begins later, `ended` what held last where nothing holds.

    `newest` is the row that was recorded last, to be followed; `exercised_on` the newest of what was recorded and of
    the requests between the two, `by_request` says that it was a request. In a county a pair with housing lacks nothing
    where nothing is recorded.
    """

    pair: Pair
    name: str
    arrangement: Arrangement | None
    next: Arrangement | None
    ended: Arrangement | None
    newest: Arrangement | None
    reviewed_on: date | None
    review_on: date | None
    exercised_on: date | None
    by_request: bool
    lacks: tuple[str, ...]


class _Held(NamedTuple):
    """What is recorded of a pair, without what was put right on its own first day."""

    rows: list[Arrangement]
    newest: Arrangement | None
    review: ArrangementReview | None
    exercise: Exercise | None
    asked_on: date | None


def authority_of(ref: str, *, on: date, at: datetime) -> Authority:
    """What a body is as far as section 6(4) goes, and the districts that hold the housing of a county."""
    book, body = statute.rulebook(), registry.bodies_known([ref], at=at).get(ref)
    if body is None:
        return Authority(ref=ref, name=ref, why_not="The register does not hold this body.")
    status = statute.authority_status(book, body, on)
    if status.answer is Answer.NO:
        return Authority(ref=ref, name=body.name_on(on), why_not=status.says)
    found = statute.partners(book, registry.register_with(ref, at=at), authority=ref, on=on)
    districts = [(one.body.ref, one.body.name_on(on)) for one in found.partners if one.ref == DISTRICTS]
    return Authority(ref=ref, name=body.name_on(on), districts=tuple(sorted(districts, key=lambda one: one[1])))


def group_lines(authority: Authority, groups: Iterable[Group], on: date) -> list[GroupLine]:
    """Groups of an authority on a day. A county that names nobody for housing lacks nothing: its districts hold it."""
    wanted = tuple(groups)
    rows = list(GroupOfficer.objects.filter(authority=authority.ref, group__in=wanted))
    found = []
    for group in wanted:
        own = [row for row in rows if row.group == group and row.until != row.starts]
        officer = next((row for row in own if holds(row.starts, row.until, on)), None)
        lacks = group_lacks(officer=officer is not None, deputy=bool(officer and officer.deputy_name))
        if _districts_do_it(authority, (group,)) and officer is None:
            lacks = ()
        said = {"group": GROUP[group], "officer": officer.name if officer else ""}
        found.append(
            GroupLine(
                group=group,
                name=GROUP[group],
                ref=GROUPS[group],
                officer=officer,
                next=next((row for row in own if row.starts > on), None),
                newest=next((row for row in reversed(rows) if row.group == group), None),
                lacks=tuple(LACK_OF_GROUP[lack].format(**said) for lack in lacks),
            )
        )
    return found


def pair_lines(authority: Authority, pairs: Iterable[Pair], on: date, asked_on: Mapping[str, date]) -> list[PairLine]:
    """Pairs of an authority on a day; `asked_on` gives by pair the day of the newest request between the two."""
    wanted = tuple(pairs)
    mine = {"authority": authority.ref, "pair__in": [pair.key for pair in wanted]}
    recorded = list(Arrangement.objects.filter(**mine).select_related("agreement"))
    rows = [row for row in recorded if row.until != row.starts]
    reviews = _newest(ArrangementReview.objects.filter(**mine, done_on__lte=on))
    exercises = _newest(Exercise.objects.filter(**mine, done_on__lte=on))
    return [
        _pair_line(
            authority,
            pair,
            _Held(
                [row for row in rows if row.pair == pair.key],
                next((row for row in reversed(recorded) if row.pair == pair.key), None),
                reviews.get(pair.key),
                exercises.get(pair.key),
                asked_on.get(pair.key),
            ),
            on,
        )
        for pair in wanted
    ]


def _newest(rows: QuerySet[Row]) -> dict[str, Row]:
    """The newest of each pair: they come newest first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.pair, row)
    return found


def _pair_line(authority: Authority, pair: Pair, held: _Held, on: date) -> PairLine:
    now = next((row for row in held.rows if holds(row.starts, row.until, on)), None)
    kept = _kept(now, held.review) if now else None
    lacks = pair_lacks(kept, on=on)
    if kept is None and _districts_do_it(authority, pair):
        lacks = ()
    done = held.exercise.done_on if held.exercise else None
    return PairLine(
        pair=pair,
        name=PAIR[pair.key],
        arrangement=now,
        next=next((row for row in held.rows if row.starts > on), None),
        ended=None if now else next((row for row in reversed(held.rows) if row.until and row.until <= on), None),
        newest=held.newest,
        reviewed_on=held.review.done_on if held.review else None,
        review_on=kept.review_on if kept else None,
        exercised_on=max((day for day in (held.asked_on, done) if day), default=None),
        by_request=bool(held.asked_on and (done is None or held.asked_on > done)),
        lacks=tuple(_says(lack, PAIR[pair.key], kept) for lack in lacks),
    )


def _kept(row: Arrangement, review: ArrangementReview | None) -> Kept:
    return Kept(
        starts=row.starts,
        months=row.review_months,
        reviewed_on=review.done_on if review else None,
        next_on=review.next_on if review else None,
    )


def _says(lack: Lack, pair: str, kept: Kept | None) -> str:
    if kept is None:
        return LACK_OF_PAIR[lack].format(pair=pair)
    never = lack is Lack.STALE and kept.looked_at_on == kept.starts
    says = NEVER_REVIEWED if never else LACK_OF_PAIR[lack]
    return says.format(pair=pair, day=f"{kept.looked_at_on:%-d %B %Y}", review=f"{kept.review_on:%-d %B %Y}")


def _districts_do_it(authority: Authority, groups: Iterable[Group]) -> bool:
    return bool(authority.districts) and Group.HOUSING in groups
