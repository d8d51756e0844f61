"""Whole findings as JSON in the format `concord.explain/1`; the steps inside them are `explain`'s.

The format is described in docs/develop/explain.md; change it only with a new number.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from .explain import FORMAT, body_json, doubt_json, node_json, partnership_node, period_json
from .findings import (
    Change,
    CooperationFinding,
    DutyFinding,
    FormFinding,
    Membership,
    PartnerFinding,
    PartnerList,
    SupplyFinding,
)

if TYPE_CHECKING:
    from datetime import datetime

    from .facts import Body
    from .findings import Partnership
    from .rulebook import Rulebook


def as_json(book: Rulebook, finding: object, *, known: datetime | None = None) -> dict[str, Any]:
    """A finding as plain JSON values, with the rulebook's version and, where given, the moment of knowledge.

    Raises TypeError for what is no finding.
    """
    return {
        "format": FORMAT,
        "rulebook": {"version": book.version, "sha256": book.digest, "stands_at": book.stands_at.isoformat()},
        "known": known.isoformat() if known else None,
        **_json(finding, book),
    }


@singledispatch
def _json(finding: object, _: Rulebook) -> dict[str, Any]:
    raise TypeError(f"{type(finding).__name__} is no finding.")


@_json.register(PartnerList)
def _(finding: PartnerList, book: Rulebook) -> dict[str, Any]:
    def entry(found: Partnership) -> dict[str, Any]:
        because = node_json(
            book, partnership_node(book, finding.authority, finding.standing, found, finding.on), finding.on
        )
        return {
            "body": because["body"],
            "answer": found.answer.value,
            "provisions": list(found.provisions),
            "because": because,
        }

    return {
        "question": "partners",
        "on": finding.on.isoformat(),
        "authority": body_json(finding.authority, finding.on),
        "is_local_authority": finding.authority_answer.value,
        "says": finding.says,
        "partners": [entry(found) for found in finding.partners],
        "unknown": [entry(found) for found in finding.possible],
        "incomplete": [{"provision": gap.limb.ref, "says": gap.says} for gap in finding.gaps],
        "doubts": [doubt_json(doubt) for doubt in finding.doubts],
        "standing": node_json(book, finding.standing, finding.on),
    }


@_json.register(PartnerFinding)
def _(finding: PartnerFinding, book: Rulebook) -> dict[str, Any]:
    return {
        "question": "partner",
        "on": finding.on.isoformat(),
        "authority": body_json(finding.authority, finding.on),
        "body": body_json(finding.body, finding.on),
        "answer": finding.answer.value,
        "provisions": list(finding.provisions),
        "instead": list(finding.instead),
        "doubts": [doubt_json(doubt) for doubt in finding.doubts],
        "because": node_json(book, finding.because, finding.on),
    }


@_json.register(DutyFinding)
def _(finding: DutyFinding, book: Rulebook) -> dict[str, Any]:
    return {
        "question": "duty",
        "on": finding.on.isoformat(),
        "asker": body_json(finding.asker, finding.on),
        "asked": body_json(finding.asked, finding.on),
        "person": finding.person,
        "function": finding.function,
        "bound": finding.bound.value,
        "relevant_partner": finding.relevant_partner.value,
        "provisions": list(finding.provisions),
        "under": finding.under,
        "grounds": list(finding.grounds),
        "instead": list(finding.instead),
        "doubts": [doubt_json(doubt) for doubt in finding.doubts],
        "because": node_json(book, finding.because, finding.on),
    }


@_json.register(FormFinding)
def _(finding: FormFinding, book: Rulebook) -> dict[str, Any]:
    return {
        "question": "form",
        "on": finding.on.isoformat(),
        "complete_in_form": finding.complete.value,
        "breach": list(finding.breach),
        "doubts": [doubt_json(doubt) for doubt in finding.doubts],
        "because": node_json(book, finding.because, finding.on),
    }


@_json.register(SupplyFinding)
def _(finding: SupplyFinding, book: Rulebook) -> dict[str, Any]:
    return {
        "question": "supply",
        "must_supply": finding.must_supply.value,
        "because": node_json(book, finding.because, finding.on),
    }


@_json.register(CooperationFinding)
def _(finding: CooperationFinding, book: Rulebook) -> dict[str, Any]:
    return {
        "question": finding.question,
        "on": finding.on.isoformat(),
        "answer": finding.answer.value,
        "under": list(finding.under),
        "because": node_json(book, finding.because, finding.on),
    }


def timeline_json(
    book: Rulebook,
    authority: Body,
    members: tuple[Membership, ...],
    days: tuple[Change, ...],
    *,
    known: datetime | None = None,
) -> dict[str, Any]:
    """An authority's timeline: the stretches and the changes, in the format `concord.explain/1`."""
    return {
        "format": FORMAT,
        "rulebook": {"version": book.version, "sha256": book.digest, "stands_at": book.stands_at.isoformat()},
        "known": known.isoformat() if known else None,
        "question": "timeline",
        "authority": body_json(authority),
        "stretches": [
            {
                "body": body_json(m.body, m.period.start),
                "provision": m.ref,
                "answer": m.answer.value,
                "period": period_json(m.period),
                "began": list(m.began),
                "ended": list(m.ended),
            }
            for m in members
        ],
        "changes": [
            {
                "on": c.on.isoformat(),
                "body": body_json(c.body, c.on),
                "provision": c.ref,
                "came": c.came,
                "announced": c.announced,
                "answer": c.answer.value,
                "causes": list(c.causes),
                "says": c.says,
            }
            for c in days
        ],
    }
