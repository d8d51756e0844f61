"""One provision as its page shows it: what it says in every version, what Concord uses it for, and its doubts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.public.law import index
from concord.statute import Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.public.law.index import Branch
    from concord.registry.queries import OfficialWords
    from concord.statute import Doubt, Kind, Provision, Rulebook, Version

CERTAINTY = {
    "seen": "Seen: we read the Act or the instrument.",
    "memory": "From memory: check the day and the instrument before you rely on them.",
    "inferred": "Inferred from what we read: check before you rely on it.",
}
TESTS = {
    "district_of": "they lie in the county council’s area",
    "area_in": "any part of their area lies in the council’s area",
    "provides_services": "they provide services in the council’s area",
    "probation_for": "they have been identified for the council’s area",
    "agreed": "the two agree that co-operation under section 6 is right",
    "exercises": "they hold the national functions that the provision names",
}
USES = {
    "duty": "Concord uses it to say whether a request about a person binds the body that is asked.",
    "ground": "Concord offers it as a ground on which the body that is asked may refuse.",
    "reasons": "Concord uses it to say whether an answer is complete in form. It never judges if reasons are good.",
    "supply": "Concord uses it to say whether a body must supply information to a Safeguarding Adults Board.",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """One version: how it stands today, how sure its day and maker are, and the official words if imported."""

    version: Version
    standing: str
    certainty: str
    official: tuple[OfficialWords, ...]
    dated_link: str


@dataclass(frozen=True, slots=True)
class Page:
    """A provision with all that the rulebook holds about it."""

    provision: Provision
    current: Version | None
    versions: tuple[Dated, ...]
    over: tuple[Provision, ...]
    under: tuple[Branch, ...]
    uses: tuple[str, ...]
    examples: tuple[Kind, ...]
    doubts: tuple[Doubt, ...]
    imported: bool


def page(book: Rulebook, ref: str, today: date, imported: Iterable[OfficialWords]) -> Page:
    """The page of a provision, newest version first and what is not in force last."""
    provision = book.provisions[ref]
    words = tuple(imported)
    dated = sorted(provision.versions, key=lambda v: (v.status != "prospective", v.period), reverse=True)
    return Page(
        provision=provision,
        current=provision.on(today),
        versions=tuple(_dated(provision, version, today, words) for version in dated),
        over=index.over(book, ref),
        under=index.under(book, ref),
        uses=_uses(book, provision),
        examples=tuple(kind for kind in book.kinds.values() if kind.example_of == ref),
        doubts=tuple(doubt for doubt in book.doubts if doubt.provision == ref),
        imported=bool(words),
    )


def _dated(provision: Provision, version: Version, today: date, words: tuple[OfficialWords, ...]) -> Dated:
    return Dated(
        version=version,
        standing=_standing(version, today),
        certainty=CERTAINTY[version.certainty],
        official=tuple(one for one in words if _is_of(one, version)),
        dated_link=_as_it_stood(provision, version),
    )


def _is_of(words: OfficialWords, version: Version) -> bool:
    """Whether imported words are those of this version. Words without a day are shown beside every version in force."""
    day = words.in_force_from
    return version.status == "in_force" and (day is None or version.period.contains(day))


def _standing(version: Version, today: date) -> str:
    if version.status == "prospective":
        return "Not in force"
    if version.period.contains(today):
        return "Omitted" if version.status == "omitted" else "In force today"
    return "Not in force yet" if version.period.start > today else "No longer in force"


def _as_it_stood(provision: Provision, version: Version) -> str:
    """Where legislation.gov.uk shows the section as it stood on the version's first day: it dates whole sections."""
    opened = version.period.opened
    if opened is None or version.status != "in_force" or "/section/" not in provision.link:
        return ""
    return f"{provision.link}/{opened}"


def _uses(book: Rulebook, provision: Provision) -> tuple[str, ...]:
    """What the evaluator uses it for, in words; for each version that makes partners, whom."""
    if provision.gives == "relevant_partner":
        return _partners(book, [version for version in provision.versions if version.when])
    if provision.gives == "local_authority":
        ids = [kind for version in provision.versions for kind in version.when.get("body_kinds", ())]
        kinds = [book.kinds[kind].plural for kind in ids]
        return (f"Concord counts these as local authorities under it: {', '.join(kinds)}.",)
    return (USES[provision.gives],) if provision.gives else ()


def _partners(book: Rulebook, versions: list[Version]) -> tuple[str, ...]:
    """Whom the versions make partners, each different test once; with its days where there was another."""
    tests: dict[str, list[Version]] = {}
    for version in versions:
        tests.setdefault(_makes(book, version), []).append(version)
    days = {says: Period(same[0].period.start, same[-1].period.end) for says, same in tests.items()}
    return tuple(f"{says}{f', {days[says]}' if len(tests) > 1 else ''}." for says in tests)


def _makes(book: Rulebook, version: Version) -> str:
    kinds = ", ".join(book.kinds[kind].plural for kind in version.when["body_kinds"])
    councils = [book.kinds[kind].plural for kind in version.when.get("authority_kinds", ())]
    whose = ", ".join(councils) if councils else "any council with adult social care duties"
    return f"Under it these are relevant partners of {whose}: {kinds}, if {TESTS[version.when['fact']]}"
