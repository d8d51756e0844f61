"""A body's register of agreements whole, in the format `concord.agreements/1`: everything but comments on drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Party, Review, Version
from concord.agreements.queries.reading import stories
from concord.agreements.rules.standing import standing
from concord.base.clock import day_of
from concord.base.errors import NotFound
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Model

    from concord.base.actor import Actor

FORMAT: Final = "concord.agreements/1"
DAYS: Final = "“ends”, “until”, “left_from” and “ended_from” are the first day on which it no longer holds."
_OF_AGREEMENT: Final = (
    *(
        "reference",
        "title",
        "kind",
        "field",
        "owner_name",
        "owner_email",
        "deputy_name",
        "deputy_email",
        "review_months",
    ),
    *("begun_at", "running_from", "relied_on_from", "public_from", "ended_from", "ended_why"),
)
_OF_VERSION: Final = (
    *("number", "summary", "purposes", "aims", "topics", "functions", "area", "persons", "starts", "ends", "until"),
    *("review_on", "approved_by", "decision", "approved_on", "written_at", "shared_at", "made_on"),
)
_OF_CLAUSE: Final = ("place", "number", "heading", "words", "commitment", "terms")
_OF_REVIEW: Final = ("begun_on", "done_on", "found", "words", "by_name", "next_on")


def whole_register(actor: Actor, *, keeper: str, at: datetime) -> dict[str, Any]:
    """The agreements that a body keeps as plain values for JSON, by id, where they stand today among them.

    Recorded as a copy. Raises NotFound for whoever may not read them.
    """
    if actor.kind != "system" and (keeper != actor.body or not policies.may(actor, Event.BROWSE)):
        raise NotFound(NOT_HERE)
    on = day_of(at)
    rows = Agreement.objects.filter(keeper=keeper)
    statuses = {story.key: standing(story.kept, on=on).status.value for story in stories(rows, on=on)}
    places = Party.objects.order_by("place").prefetch_related("held_by")
    versions = Version.objects.order_by("number").prefetch_related("clauses", "signatures__party")
    found = rows.order_by("pk").select_related("under", "replaces")
    prefetched = list(found)
    of_party = _by_agreement(places.filter(agreement__keeper=keeper))
    of_version = _by_agreement(versions.filter(agreement__keeper=keeper))
    of_review = _by_agreement(Review.objects.filter(agreement__keeper=keeper))
    operation.seen(actor, Event.BROWSE, keeper, {"shown": len(prefetched), "as_file": "json"})
    known = registry.bodies_known({keeper}, at=at)
    return {
        "format": FORMAT,
        "days": DAYS,
        "on": on.isoformat(),
        "keeper": {"ref": keeper, "name": known[keeper].name_on(on) if keeper in known else keeper},
        "agreements": [
            {
                "id": row.public_id,
                "status": statuses[row.pk],
                **_values(row, _OF_AGREEMENT),
                "under": row.under.public_id if row.under else None,
                "replaces": row.replaces.public_id if row.replaces else None,
                "parties": [_party(party) for party in of_party.get(row.pk, ())],
                "versions": [_version(version) for version in of_version.get(row.pk, ())],
                "reviews": [_values(review, _OF_REVIEW) for review in of_review.get(row.pk, ())],
            }
            for row in prefetched
        ],
    }


def _by_agreement(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.agreement_id, []).append(row)
    return found


def _party(party: Party) -> dict[str, Any]:
    held_by = [
        {"body": held.body_id, **_values(held, ("name", "starts", "ends", "decision", "said_by"))}
        for held in party.held_by.all()
    ]
    return {
        "id": party.public_id,
        **_values(party, ("place", "contact_name", "mailbox", "left_from")),
        "held_by": held_by,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        **_values(version, _OF_VERSION),
        "clauses": [_values(clause, _OF_CLAUSE) for clause in version.clauses.all()],
        "signatures": [
            {
                "party": one.party.public_id,
                **_values(one, ("by_name", "office", "signed_on", "on_paper", "recorded_at")),
            }
            for one in version.signatures.all()
        ],
    }


def _values(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Fields as JSON takes them: days and instants in ISO form."""
    found = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in found.items()}
