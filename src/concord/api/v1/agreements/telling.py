"""Agreements as plain values for JSON, as `shapes` describes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from concord.agreements.queries.fitting import fitting
from concord.agreements.sentences import where_it_stands
from concord.api.v1.agreements.receipts import FORMAT
from concord.api.v1.agreements.routes import ADDRESS
from concord.people.queries import body_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from concord.agreements.models import Clause, Comment, Signature, Version
    from concord.agreements.queries import AgreementPage, Documents, Line, Seat, Why
    from concord.agreements.rules.standing import Standing, Text
    from concord.base.actor import Actor
    from concord.files.queries import FileRow

_OF_AGREEMENT: Final = (
    *("kind", "field", "title", "reference", "owner_name", "owner_email", "deputy_name", "deputy_email"),
    *("review_months", "running_from", "relied_on_from", "public_from", "ended_from", "ended_why", "saves"),
)
_OF_VERSION: Final = (
    *("number", "summary", "purposes", "aims", "topics", "functions", "area", "persons", "starts", "ends", "until"),
    *("review_on", "approved_by", "decision", "approved_on", "written_at", "shared_at", "made_on"),
)
_OF_REVIEW: Final = ("begun_on", "done_on", "found", "words", "by_name", "next_on")
_OF_CLAUSE: Final = ("place", "number", "heading", "words", "commitment")
_OF_SIGNATURE: Final = ("by_name", "office", "signed_on", "on_paper", "recorded_at")
_OF_LINE: Final = ("kind", "field", "title", "reference")


def page_json(actor: Actor, page: AgreementPage, documents: Iterable[Documents], *, on: date) -> dict[str, Any]:
    """An agreement whole."""
    row = page.agreement
    files = {one.version.number: one for one in documents}
    ours = row.keeper_id == actor.body
    return {
        "format": FORMAT,
        "id": row.public_id,
        "address": ADDRESS + row.public_id,
        "on": on.isoformat(),
        "keeper": {"ref": row.keeper_id, "name": body_name(row.keeper_id, on=on)},
        "ours": ours,
        **values(row, _OF_AGREEMENT),
        "under": row.under.public_id if row.under else None,
        "replaces": row.replaces.public_id if row.replaces else None,
        "standing": _standing(page, on),
        "parties": [seat_json(seat, actor, shown=ours) for seat in page.seats],
        "versions": [_version(page, version, files[version.number]) for version in page.versions],
        "reviews": [values(review, _OF_REVIEW) for review in page.reviews],
        "may": list(fitting(page)),
    }


def line_json(actor: Actor, line: Line, seats: Iterable[Seat], why: Sequence[Why]) -> dict[str, Any]:
    """An agreement in a list."""
    row, stands = line.agreement, line.standing
    return {
        "id": row.public_id,
        "address": ADDRESS + row.public_id,
        **values(row, _OF_LINE),
        "keeper": row.keeper_id,
        "ours": line.ours,
        **_stands(stands),
        "version": stands.text.number,
        "parties": [seat_json(seat, actor, shown=line.ours) for seat in seats],
        "purposes": sorted(line.purposes),
        "topics": sorted(line.topics),
        "attention": [one.value for one in why],
    }


def seat_json(seat: Seat, actor: Actor, *, shown: bool) -> dict[str, Any]:
    """A place at the table; where it is written to is shown to the keeper alone."""
    return {
        "party": seat.party,
        "body": seat.body,
        "name": seat.name,
        "ours": seat.body == actor.body,
        "mailbox": seat.mailbox if shown else "",
        "contact_name": seat.contact_name if shown else "",
    }


def documents_json(documents: Documents) -> list[dict[str, Any]]:
    """The documents of a version."""
    ref = documents.version.agreement.public_id
    return [_document(ref, file, stays=file.public_id in documents.stay) for file in documents.files]


def values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Fields as JSON takes them: days and instants in ISO form."""
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: Any) -> Any:
    """A value as JSON takes it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _standing(page: AgreementPage, on: date) -> dict[str, Any]:
    stands = page.standing
    return {
        **_stands(stands),
        "says": where_it_stands(stands, page.agreement, page.names, reviews=page.reviews, on=on),
        "version": stands.text.number,
        "next": stands.next.number if stands.next else None,
    }


def _stands(stands: Standing) -> dict[str, Any]:
    return {
        "status": stands.status.value,
        "in_force": _days(stands.text),
        "missing": sorted(stands.missing),
        "review_on": plain(stands.text.review_on),
        "review_due": stands.review_due,
    }


def _days(text: Text) -> dict[str, Any] | None:
    return {"from": plain(text.in_force_from), "to": plain(text.until)} if text.in_force_from else None


def _version(page: AgreementPage, version: Version, documents: Documents) -> dict[str, Any]:
    number = version.number
    return {
        **values(version, _OF_VERSION),
        "clauses": [_clause(clause) for clause in version.clauses.all()],
        "signatures": [_signature(one, page) for one in page.signatures[number]],
        "comments": [_comment(one) for one in page.comments[number]],
        "documents": documents_json(documents),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    terms = {name: value for name, value in clause.terms.items() if value is not None}
    return {**values(clause, _OF_CLAUSE), "terms": terms}


def _signature(one: Signature, page: AgreementPage) -> dict[str, Any]:
    party = one.party.public_id
    return {"party": party, "name": page.names.get(party, ""), **values(one, _OF_SIGNATURE)}


def _comment(one: Comment) -> dict[str, Any]:
    party = one.party.public_id if one.party else ""
    return {"party": party, **values(one, ("by_name", "words", "said_at"))}


def _document(ref: str, file: FileRow, *, stays: bool) -> dict[str, Any]:
    return {
        "id": file.public_id,
        "address": f"{ADDRESS}{ref}/documents/{file.public_id}",
        **values(file, ("name", "content_type", "size", "sha256", "at", "scan", "removed_at")),
        "stays": stays,
    }
