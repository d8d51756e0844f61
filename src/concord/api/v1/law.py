"""The law as the rulebook has it: every provision, its versions, our readings, and official words where imported."""

from __future__ import annotations

import difflib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router
from ninja.params.functions import Path

from concord import statute
from concord.api.answering import answer, operation
from concord.api.asked import Words
from concord.api.refusals import Refusal
from concord.api.shapes import Days, RulebookUsed, Shape
from concord.api.v1.explaining import DoubtShown
from concord.registry import queries
from concord.statute.explain import doubt_json, period_json

if TYPE_CHECKING:
    from concord.registry.queries import OfficialWords
    from concord.statute import Provision, Version

router = Router(tags=["The law"])
FORMAT = "concord.law/1"
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0"
PROVISION = Path(..., description="A reference such as CA2014.s6(7)(a).", example="CA2014.s6")


class Stated(Shape):
    """What every answer about the law begins with."""

    format: Literal["concord.law/1"]
    rulebook: RulebookUsed


class ProvisionLine(Shape):
    """A provision in the list."""

    ref: str
    cited: str
    title: str
    parent: str = Field(..., description="The provision that it stands in; empty for a section.")
    id: str
    link: str


class LawAnswer(Stated):
    """Every provision of the rulebook, in its order."""

    provisions: list[ProvisionLine]


class VersionShown(Shape):
    """A version of a provision, in Concord's own words."""

    status: Literal["in_force", "prospective", "omitted"] = Field(..., description="Omitted: gone from that day.")
    in_force: Days = Field(..., description="Of a prospective version both days are null.")
    expected: str
    made_by: str
    made_by_link: str
    summary: str
    certainty: Literal["seen", "memory", "inferred"] = Field(..., description="How the day and the maker are known.")


class ReadingShown(Shape):
    """A doubt about the provision: Concord's reading and the other."""

    doubt: str
    ours: str
    other: str
    source: str


class OfficialWordsShown(Shape):
    """The official words, where this installation has imported them from legislation.gov.uk."""

    in_force_from: date
    text: str
    file: str
    sha256: str
    imported_at: datetime
    licence: str


class ProvisionAnswer(Stated):
    """One provision in every version."""

    provision: ProvisionLine
    versions: list[VersionShown]
    readings: list[ReadingShown]
    doubts: list[DoubtShown] = Field(..., description="Doubts about it that make answers arguable.")
    parts: list[str] = Field(..., description="The provisions that stand in it.")
    official_words: list[OfficialWordsShown]


@operation(router, "", LawAnswer, name="law", summary="Every provision")
def law(request: HttpRequest) -> HttpResponse:
    """Sections 6 and 7 of the Care Act 2014 paragraph by paragraph, and what they lean on."""
    book = statute.rulebook()
    return answer({**_heading(), "provisions": [_line(found) for found in book.provisions.values()]})


@operation(router, "/{ref}", ProvisionAnswer, name="provision", summary="One provision")
def provision(request: HttpRequest, ref: Words = PROVISION) -> HttpResponse:
    """A provision with each version of it: from when, made by what, summed up in Concord's own words."""
    book = statute.rulebook()
    found = book.provisions.get(ref)
    if found is None:
        raise Refusal(404, "not_found", _unknown(ref), field="ref")
    told = {
        "provision": _line(found),
        "versions": [_version(version) for version in found.versions],
        "readings": [{name: getattr(one, name) for name in ReadingShown.model_fields} for one in found.readings],
        "doubts": [doubt_json(doubt) for doubt in book.doubts if doubt.provision == ref],
        "parts": [other.ref for other in book.provisions.values() if other.parent == ref],
        "official_words": [_official(words) for words in queries.official_wording(ref)],
    }
    return answer({**_heading(), **told})


def _heading() -> dict[str, Any]:
    book = statute.rulebook()
    used = {"version": book.version, "sha256": book.digest, "stands_at": book.stands_at.isoformat()}
    return {"format": FORMAT, "rulebook": used}


def _line(found: Provision) -> dict[str, Any]:
    return {
        "ref": found.ref,
        "cited": statute.cited(statute.rulebook(), found.ref),
        "title": found.title,
        "parent": found.parent,
        "id": found.eli,
        "link": found.link,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "status": version.status,
        "in_force": period_json(version.period),
        "expected": version.expected,
        "made_by": version.made_by,
        "made_by_link": version.made_by_link,
        "summary": version.summary,
        "certainty": version.certainty,
    }


def _official(words: OfficialWords) -> dict[str, Any]:
    return {
        "in_force_from": words.in_force_from.isoformat(),
        "text": words.text,
        "file": words.file,
        "sha256": words.sha256,
        "imported_at": words.imported_at.isoformat(),
        "licence": LICENCE,
    }


def _unknown(ref: str) -> str:
    near = difflib.get_close_matches(ref, statute.rulebook().provisions, n=3)
    hint = f"Did you mean {', '.join(near)}?" if near else "/api/v1/law lists those that it has."
    return f"The rulebook has no provision “{ref}”. {hint}"
