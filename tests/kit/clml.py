"""Writes XML as legislation.gov.uk serves it (Crown Legislation Markup Language), with invented words.

The structure is that of the files served at …/section/6/data.xml: metadata with the list of versions and the unapplied
effects, then the section in its place in the Act. The words of Acts are never used here.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

HOME = "http://www.legislation.gov.uk"
CARE_ACT = "ukpga/2014/23"
HAS_VERSION = "http://purl.org/dc/terms/hasVersion"
SPACES = (
    f'xmlns:ukm="{HOME}/namespaces/metadata" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/"'
)
NOTE = "<Commentary id='key-1' Type='I'><Para><Text>An invented note of an editor.</Text></Para></Commentary>"


@dataclass(frozen=True)
class Part:
    """A numbered provision: its number, its words (XML is let through), what stands under them, words after that."""

    number: str
    words: str = ""
    parts: tuple[Part, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Section:
    """A section, with the days and the standing that legislation.gov.uk gives to sections."""

    part: Part
    heading: str = "An invented heading"
    start: str = "2023-04-01"
    end: str = ""
    status: str = ""
    path: str = "section"


@dataclass(frozen=True)
class File:
    """A whole file. `scope` is the path that was asked for, such as section/6; empty for the whole Act."""

    sections: tuple[Section, ...]
    act: str = CARE_ACT
    title: str = "Care Act 2014"
    scope: str = ""
    version: str = ""
    document_status: str = "revised"
    modified: str = "2026-07-05"
    versions: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    schedules: tuple[Section, ...] = ()


def file_xml(file: File) -> bytes:
    """The file as bytes."""
    body = "".join(section_xml(file.act, section) for section in file.sections)
    schedules = "".join(schedule_xml(file.act, section) for section in file.schedules)
    part = f"<Part {uris(file.act, 'part/1')}><Number>Part 1</Number><Title>Invented part</Title>{body}</Part>"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Legislation xmlns="{HOME}/namespaces/legislation" {uris(file.act)} SchemaVersion="1.0">\n'
        f"{metadata_xml(file)}\n"
        f"<Primary><Body>{part}</Body><Schedules>{schedules}</Schedules></Primary>\n"
        f"<Commentaries>{NOTE}</Commentaries></Legislation>\n"
    ).encode()


def metadata_xml(file: File) -> str:
    """What the file says of itself: its address, title and editing, its versions, the changes not worked in."""
    asked = "/".join(part for part in (HOME, file.act, file.scope, file.version) if part)
    links = "".join(
        f'<atom:link rel="{HAS_VERSION}" href="{HOME}/{file.act}/{file.scope}/{title}" title="{title}"/>'
        for title in file.versions
    )
    status = f'<ukm:DocumentCategory Value="primary"/><ukm:DocumentStatus Value="{file.document_status}"/>'
    return (
        f"<ukm:Metadata {SPACES}><dc:identifier>{asked}</dc:identifier><dc:title>{file.title}</dc:title>"
        f"<dc:modified>{file.modified}</dc:modified>{links}"
        f"<ukm:PrimaryMetadata><ukm:DocumentClassification>{status}</ukm:DocumentClassification>"
        f"<ukm:UnappliedEffects>{''.join(file.effects)}</ukm:UnappliedEffects></ukm:PrimaryMetadata></ukm:Metadata>"
    )


def section_xml(act: str, section: Section) -> str:
    """A section in its group, which carries the heading and the days."""
    marks = {"RestrictStartDate": section.start, "RestrictEndDate": section.end, "Status": section.status}
    held = "".join(f" {name}={quoteattr(value)}" for name, value in marks.items() if value)
    inside = part_xml(act, section.path, section.part, 1)
    return f"<P1group{held}><Title>{escape(section.heading)}</Title>{inside}</P1group>"


def schedule_xml(act: str, section: Section) -> str:
    """A schedule: its number, its title, and paragraphs that carry days as sections do."""
    path = f"schedule/{section.part.number}"
    paragraphs = "".join(
        section_xml(act, Section(part, section.heading, section.start, path=f"{path}/paragraph"))
        for part in section.part.parts
    )
    return (
        f"<Schedule {uris(act, path)}><Number>SCHEDULE {section.part.number}</Number>"
        f"<TitleBlock><Title>Invented schedule</Title></TitleBlock><ScheduleBody>{paragraphs}</ScheduleBody></Schedule>"
    )


def part_xml(act: str, path: str, part: Part, level: int) -> str:
    """One numbered provision with everything under it."""
    here = f"{path}/{part.number}"
    words = f"<Text>{part.words}</Text>" if part.words else ""
    after = f"<Text>{part.after}</Text>" if part.after else ""
    under = "".join(part_xml(act, here, child, level + 1) for child in part.parts)
    return (
        f"<P{level} {uris(act, here)}><Pnumber><CommentaryRef Ref='key-1'/>{part.number}</Pnumber>"
        f"<P{level}para>{words}{under}{after}</P{level}para></P{level}>"
    )


def uris(act: str, path: str = "") -> str:
    """The two addresses of a thing: of the document, and of its identifier."""
    here = f"{act}/{path}" if path else act
    return f'DocumentURI="{HOME}/{here}" IdURI="{HOME}/id/{here}"'


def effect_xml(
    *, on: str = "", path: str = "section/6/8/a", shown: str = "s. 6(8)(a)", required: bool = True, up_to: str = ""
) -> str:
    """A change that is not worked in: from a day, or prospective."""
    in_force = f'Date="{on}" Qualification="wholly in force"' if on else 'Prospective="true" Qualification=""'
    last = f' UpTo="{HOME}/id/{CARE_ACT}/{up_to}"' if up_to else ""
    return (
        f'<ukm:UnappliedEffect Type="words substituted" AffectedURI="{HOME}/id/{CARE_ACT}"'
        f' AffectedProvisions="{shown}" AffectingURI="{HOME}/id/ukpga/2099/1" AffectingProvisions="s. 1"'
        f' RequiresApplied="{str(required).lower()}"><ukm:AffectedProvisions>'
        f'<ukm:Section URI="{HOME}/id/{CARE_ACT}/{path}"{last}>{shown}</ukm:Section></ukm:AffectedProvisions>'
        f"<ukm:AffectingTitle>Invented Act 2099</ukm:AffectingTitle>"
        f'<ukm:InForceDates><ukm:InForce Applied="false" {in_force}/></ukm:InForceDates></ukm:UnappliedEffect>'
    )


def section_of(refs: list[str], number: str) -> Part:
    """Section `number` with every paragraph that the references name, each with invented words of its own."""
    tree: dict[str, dict] = {}
    for ref in refs:
        path, bracket, rest = ref.partition("(")
        if path.endswith(f".s{number}") and bracket:
            node = tree
            for label in rest.rstrip(")").split(")("):
                node = node.setdefault(label, {})
    return Part(number, "", _parts(tree, f"section {number}"))


def _parts(tree: dict[str, dict], where: str) -> tuple[Part, ...]:
    return tuple(
        Part(label, f"Invented words of {where} at {label}.", _parts(under, f"{where} {label}"))
        for label, under in tree.items()
    )
