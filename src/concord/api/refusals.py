"""What goes wrong, as JSON: `{"error": {"code", "message", "field"}}`, in the sentences that pages use."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from ninja.errors import ValidationError

from concord.base.errors import ConcordError, Invalid
from concord.statute import StatuteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse
    from ninja import NinjaAPI

log = logging.getLogger(__name__)

NO_ADDRESS = "There is no such address in this API. /api/ lists the addresses."
NOT_READY = "The register cannot be read just now: its database is not set up, or busy. Try again in a minute."


class Refusal(Exception):  # noqa: N818  named for what it is to the one who asks
    """An answer that is an error: status, a word for machines, a sentence for people, the field it belongs to."""

    def __init__(self, status: int, code: str, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.field = field


def refusal(status: int, code: str, message: str, *, field: str = "") -> JsonResponse:
    """The answer for an error."""
    body = {"error": {"code": code, "message": message, "field": field}}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def no_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """404 for an address below /api/ that is none."""
    return refusal(404, "no_address", NO_ADDRESS)


def register_refusals(api: NinjaAPI) -> None:
    """Turn every expected error of this door into its answer."""

    @api.exception_handler(Refusal)
    def refused(_: HttpRequest, error: Refusal) -> HttpResponse:
        return refusal(error.status, error.code, error.message, field=error.field)

    @api.exception_handler(ConcordError)
    def expected(_: HttpRequest, error: ConcordError) -> HttpResponse:
        status = 422 if isinstance(error, Invalid) else error.status
        return refusal(status, type(error).__name__.lower(), error.message, field=error.field)

    @api.exception_handler(StatuteError)
    def of_the_law(_: HttpRequest, error: StatuteError) -> HttpResponse:
        return refusal(422, "invalid", str(error))

    @api.exception_handler(ValidationError)
    def not_valid(_: HttpRequest, error: ValidationError) -> HttpResponse:
        code, message, field = _first(error.errors)
        return refusal(422, code, message, field=field)

    @api.exception_handler(DatabaseError)
    def not_ready(_: HttpRequest, error: DatabaseError) -> HttpResponse:
        log.error("The API could not read the database: %s.", type(error).__name__)
        return refusal(503, "not_ready", NOT_READY)


def _first(errors: Iterable[dict[str, Any]]) -> tuple[str, str, str]:
    """The first thing that is wrong: one sentence at a time is what a person can put right."""
    error = next(iter(errors))
    field = str(error["loc"][-1])
    if error["type"] == "missing":
        return "missing", f"“{field}” is missing. Give it in the query string, such as ?{field}=…", field
    reason = error.get("ctx", {}).get("error")
    return "invalid", str(reason) if reason else f"“{field}” cannot be read: {error['msg']}.", field
