"""Finding a body by what a person types: a code of any scheme, former or present, a name, nearly a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min
from rapidfuzz import fuzz, process

from concord.base.clock import day_of
from concord.base.errors import Invalid
from concord.registry.models import BodyCode, BodyLife, BodyName
from concord.registry.queries.known import OLDEST_FIRST, known
from concord.registry.queries.lines import BodyLine, body_lines, period
from concord.registry.wording import ALL_KINDS, AUTHORITY_KINDS, BODY_KINDS, SCHEMES
from concord.statute.errors import StatuteError, UnknownBody
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from concord.statute.periods import Period

NEAREST = 3
_COUNCILS = (*AUTHORITY_KINDS, "district")
NEAR_ENOUGH = 72
_COUNCIL_WORDS = re.compile(
    r"\b(the|council|county|city|borough|district|metropolitan|unitary|london borough of|royal borough of|city of)\b"
)


class AmbiguousBody(UnknownBody):
    """A name that several bodies have, of which none is the likelier; the message gives their references."""

    def __init__(self, text: str, candidates: Iterable[str]) -> None:
        self.ref = text
        self.nearest = tuple(candidates)
        StatuteError.__init__(
            self, f"“{text}” is the name of several bodies. Give a reference instead: {'; '.join(self.nearest)}."
        )


class AnotherKind(UnknownBody):
    """A body that is held, but is not of the kind asked for; the message says what it is."""

    def __init__(self, text: str, name: str, ref: str, kind: str, wanted: Collection[str]) -> None:
        self.ref = text
        self.nearest = ()
        asked_for = "a council with adult social care functions"
        if set(wanted) != set(AUTHORITY_KINDS):
            asked_for = " or ".join(f"one of the kind “{ALL_KINDS[one]}”" for one in wanted)
        StatuteError.__init__(self, f"“{text}” is {name} ({ref}), of the kind “{ALL_KINDS[kind]}”. Name {asked_for}.")


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of a body, folded for comparing, with the body's kind and life."""

    ref: str
    name: str
    folded: tuple[str, ...]
    kind: str
    exists: Period
    ends_announced: bool

    def likely(self, on: date | None) -> bool:
        """Whether it exists on the day; with no day, whether it has not ended for certain."""
        return self.exists.contains(on) if on else self.exists.closed is None or self.ends_announced


def find_body(text: str, *, kinds: Collection[str] = (), on: date | None = None, at: datetime | None = None) -> str:
    """The lasting reference of the body that `text` names. Public.

    Takes a reference, a code of any scheme with or without the scheme before it, a name or a short name of any day. A
    name of several bodies means the one that exists on `on` (or has not ended), and a council before any other. Raises
    UnknownBody with the nearest names, AmbiguousBody where the name alone does not decide, AnotherKind where the body
    is not of the `kinds` asked for.
    """
    typed = _typed(text)
    by_code = _by_code(typed, at)
    if by_code and (matches := _named(kinds, at, by_code)):
        return _one(typed, matches, on)
    named = _named(kinds, at)
    found = _by_name(typed, named)
    if not found:
        _refuse_another_kind(typed, kinds, on, at)
        _refuse_before_the_first_edition(at)
        raise UnknownBody(typed, _nearest(typed, named))
    return _one(typed, [name for name in named if name.ref in found], on)


def find_council(text: str, *, on: date | None = None, at: datetime | None = None) -> str:
    """As `find_body`, among the councils that have adult social care functions: CA2014.s1(4), and Scilly. Public."""
    return find_body(text, kinds=AUTHORITY_KINDS, on=on, at=at)


def search_bodies(
    text: str,
    *,
    kinds: Collection[str] = (),
    on: date | None = None,
    at: datetime | None = None,
    limit: int = 20,
    existing: bool = False,
) -> tuple[BodyLine, ...]:
    """Bodies that `text` may mean, likeliest first: exact, beginning with it, holding it, near it. Public.

    With `existing`, only those that exist on the day: bodies that have ended take none of the places.
    """
    typed = _typed(text)
    folded = fold(typed)
    if not folded:
        return ()
    named = [name for name in _named(kinds, at) if not existing or on is None or name.exists.contains(on)]
    by_code = _by_code(typed, at)
    ranks: dict[str, float] = {}
    for name in named:
        rank = 200.0 if name.ref in by_code else max(_rank(folded, one) for one in name.folded)
        if rank and rank > ranks.get(name.ref, 0):
            ranks[name.ref] = rank
    best = sorted(ranks, key=lambda ref: (-ranks[ref], ref))[:limit]
    lives = BodyLife.objects.filter(body__in=best)
    return tuple(sorted(body_lines(lives, on=on, at=at), key=lambda line: -ranks[line.ref]))


def nearest(text: str, *, kinds: Collection[str] = (), at: datetime | None = None) -> tuple[str, ...]:
    """The names most like `text`, at most three. Public."""
    return _nearest(text, _named(kinds, at))


def fold(text: str) -> str:
    """A name as it is compared: small letters, no punctuation, "and" for "&".

    >>> fold("King’s Lynn & West Norfolk")
    'kings lynn and west norfolk'
    """
    plain = re.sub(r"['’.]", "", text.casefold()).replace("&", " and ")
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def stem(folded: str) -> str:
    """A council's name without the words that all councils share.

    >>> stem("london borough of camden"), stem("essex council")
    ('camden', 'essex')
    """
    return " ".join(_COUNCIL_WORDS.sub(" ", folded).replace(" of ", " ").removeprefix("of ").split())


def _typed(text: str) -> str:
    """What was typed, on one line, without signs that nobody sees and that a database may not take."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _refuse_before_the_first_edition(at: datetime | None) -> None:
    """Raise Invalid where nothing at all was known at `at`: the body is not unknown, the moment is too early."""
    first = BodyLife.objects.aggregate(first=Min("recorded_at"))["first"]
    if at is not None and first is not None and at < first:
        day = in_words(day_of(first))
        raise Invalid(
            f"The register knew nothing then: its first edition is of {day}. Ask from that day on.", field="known"
        )


def _by_code(typed: str, at: datetime | None) -> set[str]:
    scheme, colon, code = typed.partition(":")
    if BodyLife.objects.filter(known(at), body_id=typed).exists():
        return {typed}
    rows = BodyCode.objects.filter(known(at))
    if colon:
        rows = rows.filter(scheme=scheme.lower()) if scheme.lower() in SCHEMES else rows.none()
    else:
        # Names of places, which mean the council first: "surrey" is not the chief constable.
        code, rows = typed, rows.exclude(scheme__in=("police", "probation"))
    forms = {code, code.upper(), code.lower(), fold(code).replace(" ", "-")}
    return set(rows.filter(code__in=forms).values_list("body_id", flat=True))


def _named(kinds: Collection[str], at: datetime | None, refs: Collection[str] | None = None) -> list[_Named]:
    """The names of the bodies of some kinds; without any, of the kinds that the register of England lists."""
    among = {} if refs is None else {"body__in": list(refs)}
    lives = BodyLife.objects.filter(known(at), **among, kind__in=list(kinds or BODY_KINDS))
    bodies = {
        ref: (kind, period(starts, ends), announced)
        for ref, kind, starts, ends, announced in lives.values_list(
            "body_id", "kind", "starts", "ends", "ends_announced"
        )
    }
    names = BodyName.objects.filter(known(at), **among).order_by("body_id", OLDEST_FIRST)
    return [
        _Named(ref, name, tuple({fold(one): None for one in (name, short) if one}), *bodies[ref])
        for ref, name, short in names.values_list("body_id", "name", "short_name")
        if ref in bodies
    ]


def _by_name(typed: str, named: list[_Named]) -> set[str]:
    folded = fold(typed)
    exact = {name.ref for name in named if folded in name.folded}
    if exact or not folded:
        return exact
    if folded.startswith("nhs ") or folded.endswith((" icb", " ccg")):
        return {name.ref for name in named if _health(folded) in {_health(one) for one in name.folded}}
    short = stem(folded)
    # Not the City, whose name without "City of" is that of all London.
    councils = [name for name in named if name.kind in _COUNCILS and name.kind != "city_of_london"]
    return {name.ref for name in councils if short and short in {stem(one) for one in name.folded}}


def _refuse_another_kind(typed: str, kinds: Collection[str], on: date | None, at: datetime | None) -> None:
    """Raise AnotherKind where the text names a body, only of a kind that was not asked for."""
    if not kinds:
        return
    everybody = _named((), at)
    refs = _by_code(typed, at) or _by_name(typed, everybody)
    found = [name for name in everybody if name.ref in refs]
    if found:
        ref = _one(typed, found, on)
        one = next(name for name in reversed(found) if name.ref == ref)
        raise AnotherKind(typed, one.name, one.ref, one.kind, kinds)


def _health(folded: str) -> str:
    return (
        folded.removeprefix("nhs ")
        .replace("integrated care board", "icb")
        .replace("clinical commissioning group", "ccg")
    )


def _one(typed: str, found: list[_Named], on: date | None) -> str:
    """The one body meant, by the day, then by being a council, or an error."""
    alive = [name for name in found if name.likely(on)]
    for group in (alive, found):
        for kinds in (AUTHORITY_KINDS, ("district",), None):
            refs = {name.ref for name in group if kinds is None or name.kind in kinds}
            if len(refs) == 1:
                return refs.pop()
            if refs:
                break
    latest = {name.ref: name.name for name in alive or found}
    raise AmbiguousBody(typed, sorted(f"{name} ({ref})" for ref, name in latest.items()))


def _nearest(typed: str, named: list[_Named]) -> tuple[str, ...]:
    """The names that hold what was typed as a whole word, else those most like it; councils before others."""
    folded = fold(typed)
    holding = [name for name in named if folded and any(f" {folded} " in f" {one} " for one in name.folded)]
    if holding:
        holding.sort(key=lambda name: (name.kind not in _COUNCILS, not name.likely(None), len(name.name), name.name))
        return tuple(dict.fromkeys(name.name for name in holding))[:NEAREST]
    choices = {(name.ref, name.name, one): one for name in named for one in name.folded}
    ranked = process.extract(folded, choices, scorer=fuzz.ratio, limit=NEAREST * 4, score_cutoff=NEAR_ENOUGH)
    if not ranked:
        ranked = process.extract(folded, choices, scorer=fuzz.WRatio, limit=NEAREST * 4, score_cutoff=NEAR_ENOUGH + 8)
    kinds = {name.ref: name.kind for name in named}
    ordered = sorted(ranked, key=lambda found: (-found[1], kinds[found[2][0]] not in AUTHORITY_KINDS, found[2][1]))
    return tuple(dict.fromkeys(name for _, _, (_, name, _) in ordered))[:NEAREST]


def _rank(typed: str, name: str) -> float:
    if name == typed:
        return 150.0
    if name.startswith(typed):
        return 120.0
    if f" {typed}" in f" {name}":
        return 110.0
    near = fuzz.ratio(typed, name[: len(typed) + 2])
    return near if near >= NEAR_ENOUGH + 8 else 0.0
