"""Where our rulebook and an official file part: what one has and the other has not, days, words, changes to come.

A `Parting` is something that one of the two must have wrong, or that the rulebook has missed. A `Note` is worth knowing
and settles nothing. Nothing is kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from concord.statute import cited, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from concord.importers.legislation import Effect, OfficialFile, OfficialProvision
    from concord.statute import Provision, Rulebook, Version


class Parting(NamedTuple):
    """One place where the two part. `kind`: ours-only, official-only, days, standing, words, change."""

    kind: str
    ref: str
    says: str


class Note(NamedTuple):
    """Something worth knowing. `kind`: not-fixed, partly-held, undated, change, prospective, later."""

    kind: str
    ref: str
    says: str


@dataclass(frozen=True)
class Comparison:
    """An official file beside the rulebook."""

    book: Rulebook
    file: OfficialFile

    @cached_property
    def partings(self) -> tuple[Parting, ...]:
        """Every parting, in the order of the Act."""
        return tuple(found for found in self._found if isinstance(found, Parting))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Every note, in the order of the Act."""
        return tuple(found for found in self._found if isinstance(found, Note))

    @cached_property
    def ours(self) -> Mapping[str, Provision]:
        """Our provisions of the file's Act."""
        code = f"{self.file.act.code}."
        return {ref: found for ref, found in self.book.provisions.items() if ref.startswith(code)}

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections and schedule paragraphs of ours that the file is about."""
        found = dict.fromkeys(top for ref in self.ours if (top := _section(ref)))
        return tuple(ref for ref in found if not self.file.scope or _section(self.file.scope) == ref)

    def within(self, section: str) -> list[Provision]:
        """Our provisions in a section, itself first."""
        return [found for ref, found in self.ours.items() if _lies_in(ref, section)]

    def official(self, section: str) -> list[OfficialProvision]:
        """The file's provisions in a section, itself first."""
        return [found for found in self.file.provisions.values() if found.section == section]

    def both(self, section: str) -> list[OfficialProvision]:
        """The file's provisions in a section that we have too."""
        return [found for found in self.official(section) if found.ref in self.ours]

    def day_in(self, section: str) -> date | None:
        """The day on which the file's version of a section and ours are laid side by side."""
        start = next((found.start for found in self.official(section) if found.start), None)
        return start or (self.file.day if self.file.revised else None) or min(self.days(section), default=None)

    def days(self, section: str) -> set[date]:
        """The first days of our versions of a section and everything in it."""
        versions = [version for found in self.within(section) for version in found.versions]
        return {version.period.start for version in versions if version.status != "prospective"}

    def shows_a_change(self, section: str) -> bool:
        """Whether the rulebook shows a version of something in the section that is not yet in force."""
        return any(version.status == "prospective" for found in self.within(section) for version in found.versions)

    def is_spelt_out(self, ref: str) -> bool:
        """Whether the rulebook has more than half of the paragraphs of a provision: it then means to have them all."""
        return ref in self.ours and self._ours_under[ref] * 2 > self._official_under[ref]

    def is_whole(self, section: str) -> bool:
        """Whether the rulebook means to have a section in full: spelt out, or as one entry without paragraphs."""
        return self.is_spelt_out(section) or [found.ref for found in self.within(section)] == [section]

    @cached_property
    def _official_under(self) -> Counter[str]:
        return Counter(found.parent for found in self.file.provisions.values() if found.standing != "repealed")

    @cached_property
    def _ours_under(self) -> Counter[str]:
        return Counter(
            found.parent
            for found in self.file.provisions.values()
            if found.standing != "repealed" and found.ref in self.ours
        )

    @cached_property
    def _found(self) -> tuple[Parting | Note, ...]:
        found: list[Parting | Note] = []
        if not self.file.revised:
            says = "The file has the Act as enacted, without in-force days: only what it has and lacks is compared."
            found.append(Note("undated", "", says))
        for section in self.sections:
            found += _presence(self, section)
            if self.file.revised:
                found += _days(self, section)
                found += _standings(self, section)
                found += _words(self, section)
        found += (entry for effect in self.file.effects for entry in _change(self, effect))
        return tuple(found)


def _section(ref: str) -> str:
    """The section, or the paragraph of a schedule, that a reference lies in; empty for a schedule as a whole."""
    head, bracket, rest = ref.partition("(")
    if head.rpartition(".")[2].startswith("sch"):
        return f"{head}({rest.partition(')')[0]})" if bracket else ""
    return head


def _lies_in(ref: str, section: str) -> bool:
    return ref == section or ref.startswith(f"{section}(")


def _presence(side: Comparison, section: str) -> Iterator[Parting | Note]:
    """What one has and the other has not."""
    on = side.day_in(section)
    for ours in side.within(section):
        if ours.ref not in side.file.provisions and on and ours.on(on):
            says = (
                f"The rulebook has {cited(side.book, ours.ref)} in force on {in_words(on)}. The file does not have it."
            )
            yield Parting("ours-only", ours.ref, says)
    absent = [p for p in side.official(section) if p.ref not in side.ours and p.standing != "repealed"]
    for official in absent:
        if side.is_spelt_out(official.parent):
            says = f"The file has {cited(side.book, official.ref)}. The rulebook does not."
            yield Parting("official-only", official.ref, says)
    if partly := [p for p in absent if p.parent in side.ours and not side.is_spelt_out(p.parent)]:
        says = (
            f"The rulebook takes {cited(side.book, section)} only in part; the file has {len(partly)} paragraphs more."
        )
        yield Note("partly-held", section, says)


def _days(side: Comparison, section: str) -> Iterator[Parting | Note]:
    """Version days, which stand at the section."""
    own, listed = side.days(section), set(side.file.versions)
    starts = {found.start for found in side.official(section) if found.start}
    name = cited(side.book, section)
    for day in sorted((starts | listed) - own):
        says = f"legislation.gov.uk has a version of {name} from {in_words(day)}. The rulebook has none from that day."
        if side.is_whole(section):
            yield Parting("days", section, says)
        else:
            yield Note("partly-held", section, f"{says} It takes the section in part: the change may lie elsewhere.")
    if listed:
        yield from _days_of_ours(side, section, own - starts - listed)
    elif starts:
        yield from _days_of_ours(side, section, {day for day in own if day > max(starts)})


def _days_of_ours(side: Comparison, section: str, days: set[date]) -> Iterator[Parting | Note]:
    """Days on which the rulebook has a version and legislation.gov.uk has none."""
    edited = side.file.modified
    for day in sorted(days):
        says = f"The rulebook has a version of {cited(side.book, section)} from {in_words(day)}."
        if not side.file.versions and side.file.day and day > side.file.day:
            yield Note("later", section, f"{says} It is later than the day whose law the file states.")
        elif edited and day > edited:
            yield Note("later", section, f"{says} The file was last edited on {in_words(edited)}, before that day.")
        else:
            yield Parting("days", section, f"{says} legislation.gov.uk has none from that day.")


def _standings(side: Comparison, section: str) -> Iterator[Parting | Note]:
    """In force, not yet, or no longer."""
    for official in side.both(section):
        name = cited(side.book, official.ref)
        on = official.start or side.day_in(section)
        if on and (says := _standing(official, name, in_words(on), ours=side.ours[official.ref].on(on))):
            yield Parting("standing", official.ref, says)
        if official.standing == "prospective" or official.prospective_words:
            yield Note("prospective", official.ref, f"The file shows a change to {name} that is not yet in force.")
    if side.file.prospective_version and side.both(section) and not side.shows_a_change(section):
        says = f"legislation.gov.uk has a version of {cited(side.book, section)} that is not yet in force."
        yield Parting("change", section, f"{says} The rulebook shows no change to come.")


def _standing(official: OfficialProvision, name: str, on: str, *, ours: Version | None) -> str:
    """How the standings differ, in words; empty where they do not."""
    if official.standing == "prospective" and ours:
        return f"The file marks {name} as not yet in force. The rulebook has it in force on {on}."
    if official.standing == "repealed" and ours:
        return f"The file has no words for {name} on {on}: it is repealed. The rulebook has it in force."
    if official.standing == "in_force" and not ours:
        return f"The file has {name} in force on {on}. The rulebook does not."
    return ""


def _words(side: Comparison, section: str) -> Iterator[Parting | Note]:
    """The words themselves, by their hash."""
    for official in side.both(section):
        on = official.start or side.day_in(section)
        version = side.ours[official.ref].on(on) if on else None
        if version is None or official.standing != "in_force" or not official.sha256:
            continue
        name = cited(side.book, official.ref)
        if not version.official_sha256:
            says = f"The rulebook has not fixed which words of {name} it sums up. The file's have {official.sha256}."
            yield Note("not-fixed", official.ref, says)
        elif version.official_sha256 != official.sha256:
            says = f"The words of {name} are not those that the rulebook sums up."
            yield Parting("words", official.ref, f"{says} Read them again; correct the summary or fix the new hash.")


def _change(side: Comparison, effect: Effect) -> Iterator[Parting | Note]:
    """An effect that the official words do not have yet. It parts only where the rulebook does not have it either."""
    days = f"in force from {_and(effect.days)}" if effect.days else "not yet in force"
    tail = f"({effect.kind}) by {effect.by}, {days}; legislation.gov.uk has not worked it in."
    if not effect.affects and effect.required:
        yield Note("change", "", f"{effect.affected or side.file.act.name} {tail}")
    for section in side.sections:
        ref = next((ref for ref in effect.affects if _lies_in(ref, section)), "")
        says = f"{cited(side.book, ref)} {tail}" if ref else ""
        if ref and not effect.required:
            yield Note("change", ref, f"{says} Its editors say that it will not be applied.")
        elif ref and (_has_change(side, section, effect) or not (side.is_whole(section) or ref in side.ours)):
            yield Note("change", ref, says)
        elif ref:
            yield Parting("change", ref, f"{says} The rulebook does not have it either.")


def _has_change(side: Comparison, section: str, effect: Effect) -> bool:
    return set(effect.days) <= side.days(section) if effect.days else side.shows_a_change(section)


def _and(days: Sequence[date]) -> str:
    return " and ".join(in_words(day) for day in days)
