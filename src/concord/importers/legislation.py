"""Official legislation as legislation.gov.uk serves it: the provisions of one Act, or of one section, in one version.

Each provision gets our reference from its identifier (`…/id/ukpga/2014/23/section/6/7/a` is CA2014.s6(7)(a)). In-force
days stand at the section, not at each paragraph: what a file says of a paragraph is that it stood so in that version.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from concord.base.errors import Invalid
from concord.importers import clml, wording
from concord.importers.clml import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from concord.statute import Act, Rulebook

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0"
    " (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/). Source: legislation.gov.uk."
)
_SITE = re.compile(r"https?://www\.legislation\.gov\.uk/(?:id/)?")
_VERSION = "http://purl.org/dc/terms/hasVersion"
_SECTION = re.compile(r"(\w+\.s)(\d+)\Z")
_TAIL = re.compile(r"/(enacted|prospective|\d{4}-\d{2}-\d{2})\Z")


@dataclass(frozen=True, slots=True)
class OfficialProvision:
    """One numbered provision. `section` is the reference of the section or schedule paragraph whose days it shares.

    `standing`: in_force, prospective, repealed (the whole section, or dots in place of its words), or undated where the
    file carries no days. `sha256` is that of the normalised own words (see `wording`); `text` is for people, and only
    of provisions that the rulebook has.
    """

    ref: str
    section: str
    parent: str
    heading: str
    text: str
    sha256: str
    start: date | None
    end: date | None
    standing: str
    prospective_words: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """A change that legislation.gov.uk knows of and has not yet worked into the words: an "unapplied effect".

    `affects` are our references; empty means the Act as a whole. `required` is False where the editors decided that it
    will not be applied.
    """

    kind: str
    affects: tuple[str, ...]
    affected: str
    by: str
    by_link: str
    days: tuple[date, ...]
    prospective: bool
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """What one file says. `scope` is the reference of the section that it is about, or empty for a whole Act.

    `day` is the day whose law the file states, `versions` the first days of the versions of that section that
    legislation.gov.uk lists; of a whole Act they are not kept, because they do not tell one section from another.
    """

    name: str
    sha256: str
    act: Act
    title: str
    identifier: str
    scope: str
    day: date | None
    modified: date | None
    revised: bool
    versions: tuple[date, ...]
    prospective_version: bool
    provisions: Mapping[str, OfficialProvision]
    effects: tuple[Effect, ...]


def read(book: Rulebook, path: Path, *, progress: Callable[[float], None] = lambda _: None) -> OfficialFile:
    """The official file at a path. Raises `Invalid`: not XML, not legislation, an Act that is not in the rulebook."""
    return read_bytes(book, path.name, clml.content_of(path), progress=progress)


def read_bytes(
    book: Rulebook, name: str, content: bytes, *, progress: Callable[[float], None] = lambda _: None
) -> OfficialFile:
    """The official file with this content. Raises `Invalid`."""
    root = clml.parse(name, content, progress=lambda done: progress(done / 3))
    refs = References(book, _act(book, name, root))
    identifier = clml.text(root, "ukm:Metadata/dc:identifier") or root.get("DocumentURI") or ""
    bare = _TAIL.sub("", identifier)
    scope = refs.ref(bare)
    provisions: dict[str, OfficialProvision] = {}
    for done, found in _provisions(root, refs):
        provisions.setdefault(found.ref, found)
        progress(1 / 3 + done * 2 / 3)
    if not provisions:
        raise Invalid(
            f"{name} has no numbered provisions of the {refs.act.name}. Download the section or the Act again."
        )
    titles = _version_titles(root) if scope else []
    return OfficialFile(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        act=refs.act,
        title=clml.title(root),
        identifier=identifier,
        scope=scope,
        day=_day_of(root, identifier),
        modified=_date(name, clml.text(root, "ukm:Metadata/dc:modified")),
        revised=_status(root) == "revised",
        versions=tuple(sorted({day for title in titles if (day := _date_or_none(title))})),
        prospective_version="prospective" in titles,
        provisions=provisions,
        effects=tuple(_effects(root, refs)),
    )


class References:
    """Our references for the identifiers of one Act: the rulebook's own where it has the provision, else by pattern."""

    def __init__(self, book: Rulebook, act: Act) -> None:
        self.act = act
        self.home = _SITE.sub("", act.link)
        self._known = {_SITE.sub("", found.eli): found.ref for found in book.provisions.values()}
        self._ours = book.provisions.keys()

    def has(self, ref: str) -> bool:
        """Whether the rulebook has this provision."""
        return ref in self._ours

    def ref(self, uri: str) -> str:
        """Our reference for an identifier of this Act, or empty for the Act itself and for anything else.

        `section/6/7/a` becomes s6(7)(a), `schedule/2/paragraph/1/2` becomes sch2(1)(2).
        """
        path = _SITE.sub("", uri)
        if path in self._known:
            return self._known[path]
        parts = path.removeprefix(f"{self.home}/").split("/") if path.startswith(f"{self.home}/") else []
        if len(parts) > 1 and parts[0] in {"section", "schedule"}:
            numbers = [part for part in parts[2:] if part != "paragraph"]
            first = "s" if parts[0] == "section" else "sch"
            return f"{self.act.code}.{first}{parts[1]}" + "".join(f"({number})" for number in numbers)
        return ""


def _act(book: Rulebook, name: str, root: etree._Element) -> Act:
    uri = _SITE.sub("", root.get("IdURI") or root.get("DocumentURI") or "")
    for act in book.acts.values():
        home = _SITE.sub("", act.link)
        if uri == home or uri.startswith(f"{home}/"):
            return act
    cited = ", ".join(act.name for act in book.acts.values())
    raise Invalid(f"{name} is the {clml.title(root)}, which the rulebook does not cite. It cites: {cited}.")


def _provisions(root: etree._Element, refs: References) -> Iterator[tuple[float, OfficialProvision]]:
    """Every numbered provision of body and schedules, and how far it is; versions for other extents are left out."""
    revised = _status(root) == "revised"
    primary = root.find("leg:Primary", NAMES)
    numbered = [] if primary is None else [found for found in primary.iter() if wording.is_provision(found)]
    for place, element in enumerate(numbered, 1):
        if ref := refs.ref(element.get("IdURI", "")):
            yield place / len(numbered), _provision(refs, element, ref, revised=revised)


def _provision(refs: References, element: etree._Element, ref: str, *, revised: bool) -> OfficialProvision:
    above = wording.nearest_provision(element)
    first = next((up for up in (element, *element.iterancestors()) if wording.name_of(up) == "P1"), element)
    group = first.getparent()
    holders = [first, group] if group is not None and wording.name_of(group) == "P1group" else [first]
    start, end = (_first_date(holders, f"Restrict{side}Date") for side in ("Start", "End"))
    digest = wording.digest(element)
    has_parts = any(wording.is_provision(found) for found in element.iterdescendants())
    status = next((held.get("Status", "") for held in holders if held.get("Status")), "")
    return OfficialProvision(
        ref=ref,
        section=refs.ref(first.get("IdURI", "")) or ref,
        parent=refs.ref(above.get("IdURI", "")) if above is not None else "",
        heading=clml.text(group, "leg:Title") if len(holders) > 1 and group is not None else "",
        text="\n".join(wording.lines(element)) if refs.has(ref) else "",
        sha256=digest,
        start=start,
        end=end,
        standing=_standing(status, gone=not digest and not has_parts, dated=start is not None or revised),
        prospective_words=wording.has_prospective_words(element),
    )


def _standing(status: str, *, gone: bool, dated: bool) -> str:
    if status == "Prospective":
        return "prospective"
    if status in {"Repealed", "Discarded", "Dead"} or gone:
        return "repealed"
    return "in_force" if dated else "undated"


def _status(root: etree._Element) -> str:
    found = root.find(".//ukm:DocumentClassification/ukm:DocumentStatus", NAMES)
    return (found.get("Value") or "") if found is not None else ""


def _version_titles(root: etree._Element) -> list[str]:
    links = root.findall("ukm:Metadata/atom:link", NAMES)
    return [link.get("title") or "" for link in links if link.get("rel") == _VERSION]


def _day_of(root: etree._Element, identifier: str) -> date | None:
    """The day whose law the file states: the one asked for, or the day on which it was last edited."""
    asked = _TAIL.search(identifier)
    if asked and (day := _date_or_none(asked[1])):
        return day
    return _date_or_none(clml.text(root, "ukm:Metadata/dc:modified")) if asked is None else None


def _effects(root: etree._Element, refs: References) -> Iterator[Effect]:
    for found in root.iterfind(".//ukm:UnappliedEffects/ukm:UnappliedEffect", NAMES):
        places = [found, *found.iterfind("ukm:AffectedProvisions/*", NAMES)]
        in_force = found.findall("ukm:InForceDates/ukm:InForce", NAMES)
        days = {day for one in in_force if (day := _date_or_none(one.get("Date", "")))}
        yield Effect(
            kind=found.get("Type", ""),
            affects=tuple(dict.fromkeys(ref for place in places for ref in _affected(refs, place))),
            affected=found.get("AffectedProvisions", ""),
            by=" ".join(
                part for part in (clml.text(found, "ukm:AffectingTitle"), found.get("AffectingProvisions", "")) if part
            ),
            by_link=found.get("AffectingURI", ""),
            days=tuple(sorted(days)),
            prospective=any(one.get("Prospective") == "true" for one in in_force) or not days,
            required=found.get("RequiresApplied", "true") != "false",
            note=found.get("Notes", ""),
        )


def _affected(refs: References, place: etree._Element) -> Iterator[str]:
    """The references that one place of an effect names; of a range of sections, every section in it."""
    start = refs.ref(place.get("AffectedURI") or place.get("URI") or "")
    end = refs.ref(place.get("AffectedUpTo") or place.get("UpTo") or "")
    if (one := _SECTION.match(start)) and (last := _SECTION.match(end)) and one[1] == last[1]:
        yield from (f"{one[1]}{number}" for number in range(int(one[2]), min(int(last[2]), int(one[2]) + 999) + 1))
    yield from (ref for ref in (start, end) if ref)


def _first_date(holders: list[etree._Element], attribute: str) -> date | None:
    return next((day for held in holders if (day := _date_or_none(held.get(attribute, "")))), None)


def _date_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _date(name: str, text: str) -> date | None:
    if text and _date_or_none(text) is None:
        raise Invalid(f"{name} says that it was changed on “{text[:20]}”, which is no date. Download it again.")
    return _date_or_none(text)
