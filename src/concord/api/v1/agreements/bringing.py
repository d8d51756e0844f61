"""A register brought in whole: a council's spreadsheet, or its rows in JSON, tried out, then taken in or refused."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field

from concord.agreements import services
from concord.agreements.queries import import_plan
from concord.agreements.rules.tables import MOST_ROWS
from concord.api.keys import actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.refusals import Refusal
from concord.api.shapes import Shape
from concord.api.v1.agreements.routes import whole
from concord.api.v1.requests.attaching import NAME, sent_file
from concord.api.v1.requests.routes import changing
from concord.base import clock
from concord.base.errors import Invalid
from concord.files.rules import clean_name
from concord.people.replies import Reply

if TYPE_CHECKING:
    from datetime import datetime

    from concord.agreements.queries import Plan
    from concord.agreements.rules.plans import Planned
    from concord.agreements.rules.sheets import Told
    from concord.base.actor import Actor

SHOWN: Final = 1_000
"""Faults, notes and agreements that are told one by one."""
IN_JSON: Final = "rows.json"
_FILE: Final = {"type": "string", "format": "binary"}
SHEET: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["rows"],
                    "properties": {
                        "rows": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MOST_ROWS,
                            "description": "Each row by the headings that a sheet may have, or by the names of the"
                            " columns: title, parties, kind, starts, ends, status …",
                            "items": {
                                "type": "object",
                                "additionalProperties": {
                                    "type": ["string", "number", "null", "array"],
                                    "items": {"type": "string"},
                                },
                            },
                        }
                    },
                }
            },
            "application/octet-stream": {"schema": _FILE},
            "multipart/form-data": {"schema": {"type": "object", "properties": {"file": _FILE}, "required": ["file"]}},
        },
    }
}


class CellTold(Shape):
    """Something about a cell: what is so, and the remedy. Rows in JSON count from 1."""

    row: int
    cell: str
    heading: str
    says: str
    remedy: str


class ColumnLeftOut(Shape):
    """A column that is not known."""

    column: str
    heading: str


class AgreementPlanned(Shape):
    """An agreement that a sheet makes, and where it would stand today."""

    title: str
    kind: str
    status: str
    versions: int
    parties: list[str]


class ImportTried(Shape):
    """What a sheet would make. With faults nothing can be made of it; notes keep nobody from it."""

    format: Literal["concord.agreements.trial/1"]
    name: str
    sha256: str
    rows: int
    number: int = Field(..., description="How many agreements.")
    statuses: dict[str, int]
    agreements: list[AgreementPlanned] = Field(..., description=f"The first {SHOWN:,}.")
    number_of_faults: int
    faults: list[CellTold] = Field(..., description=f"The first {SHOWN:,}, by row.")
    notes: list[CellTold] = Field(..., description=f"The first {SHOWN:,}, by row.")
    left_out: list[ColumnLeftOut]


class Imported(Shape):
    """What was taken in."""

    format: Literal["concord.agreements.import/1"]
    sha256: str
    rows: int
    number: int = Field(..., description="How many agreements.")
    statuses: dict[str, int] = Field(..., description="Where they stand today.")


@changing(
    "POST",
    "/import/trial",
    ImportTried,
    name="try_agreements_import",
    summary="Try a spreadsheet of agreements out",
    on=whole,
    openapi_extra=SHEET,
)
def trial(request: HttpRequest, name: str = NAME, again: str | None = AGAIN) -> HttpResponse:
    """CSV or XLSX as the body of the call, or as `file` of a form; or rows in JSON.

    Each fault is told with its cell and the remedy. Nothing is kept, so that an Idempotency-Key does nothing here.
    """
    actor, at = actor_of(request), clock.now()
    plan = _plan(request, actor, name, at)
    return answer_once(request, None, lambda: Reply(200, _tried(plan)))


@changing(
    "POST",
    "/import",
    Imported,
    name="import_agreements",
    summary="Take a spreadsheet of agreements in",
    status=201,
    on=whole,
    openapi_extra=SHEET,
)
def take_in(request: HttpRequest, name: str = NAME, again: str | None = AGAIN) -> HttpResponse:
    """All of it or nothing: with one fault nothing is taken in (422, the first fault is named; a trial tells all).

    What it says is in force is recorded as agreed; nobody is written to.
    """
    actor, at = actor_of(request), clock.now()
    plan = _plan(request, actor, name, at)

    def taken() -> Reply:
        number = services.import_agreements(actor, plan=plan, at=at)
        kept = {"sha256": plan.sha256, "rows": plan.rows, "number": number, "statuses": _statuses(plan)}
        return Reply(201, {"format": "concord.agreements.import/1", **kept})

    return answer_once(request, again, taken, content=f"{plan.name} {plan.sha256}")


def _plan(request: HttpRequest, actor: Actor, name: str, at: datetime) -> Plan:
    called, data = _sheet(request, name)
    try:
        return import_plan(actor, keeper=actor.body, name=called, data=data, at=at)
    except Invalid as error:
        field = "rows" if called == IN_JSON else "file"
        raise Refusal(422, "invalid", error.message, field=field if error.field else "") from None


def _sheet(request: HttpRequest, name: str) -> tuple[str, bytes]:
    """The file's name and content, or the rows of a JSON body as a file of their own. Raises `Refusal`."""
    if request.content_type != "application/json":
        called, pieces = sent_file(request, name)
        return clean_name(called), b"".join(pieces)
    try:
        said = json.loads(request.body)
        rows = json.dumps(said["rows"], ensure_ascii=False).encode()
    except (ValueError, TypeError, KeyError):
        raise Refusal(422, "invalid", "Give the rows as {“rows”: [{…}, …]}, in JSON.", field="rows") from None
    _check_rows(said)
    return IN_JSON, rows


def _check_rows(said: dict[str, Any]) -> None:
    rows = said["rows"]
    if extra := said.keys() - {"rows"}:
        raise Refusal(422, "unknown", "Beside “rows” nothing is to be said.", field=min(extra)[:40])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refusal(422, "invalid", "Give the rows as a list of objects.", field="rows")
    for number, row in enumerate(rows, start=1):
        for key, value in row.items():
            parts = value if isinstance(value, list) else [value]
            plain = all(isinstance(one, str | int | float | None) and not isinstance(one, bool) for one in parts)
            if not plain:
                says = f"Row {number}, “{key[:40]}”: give text, a number, null, or a list of texts."
                raise Refusal(422, "invalid", says, field="rows")


def _tried(plan: Plan) -> dict[str, Any]:
    return {
        "format": "concord.agreements.trial/1",
        "name": plan.name,
        "sha256": plan.sha256,
        "rows": plan.rows,
        "number": len(plan.agreements),
        "statuses": _statuses(plan),
        "agreements": [_planned(one) for one in plan.agreements[:SHOWN]],
        "number_of_faults": len(plan.faults),
        "faults": [_told(one) for one in plan.faults[:SHOWN]],
        "notes": [_told(one) for one in plan.notes[:SHOWN]],
        "left_out": [{"column": column, "heading": heading} for column, heading in plan.left_out],
    }


def _statuses(plan: Plan) -> dict[str, int]:
    return dict(Counter(one.status.value for one in plan.agreements).most_common())


def _planned(one: Planned) -> dict[str, Any]:
    typed = one.newest.typed
    return {
        "title": typed.texts["title"],
        "kind": typed.kind,
        "status": one.status.value,
        "versions": len(one.versions),
        "parties": [place[-1].name for place in one.places],
    }


def _told(one: Told) -> dict[str, Any]:
    return {"row": one.row, "cell": one.cell, "heading": one.heading, "says": one.says, "remedy": one.remedy}
