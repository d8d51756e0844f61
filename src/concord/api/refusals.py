"""What goes wrong, as JSON: `{"error": {"code", "message", "field"}}`, in the sentences that pages use."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from concord.base.errors import ConcordError, Conflict, Gone, Invalid, NotFound, TooMany, Unavailable
from concord.statute import StatuteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse
    from ninja import NinjaAPI

log = logging.getLogger(__name__)

UNAUTHENTICATED = 401

NO_ADDRESS = "There is no such address in this API. /api/ lists the addresses."
NOT_READY = "The database cannot be used just now: it is not set up, or busy. Nothing was done. Try again in a minute."
NO_KEY = (
    "Give your key in the header “Authorization: Bearer ck_…”. A manager of your body makes one, under “Connections”."
)
TOO_LARGE = "This is more than can be taken at once. Send less, or send files one by one."
NO_JSON = "The body of the call cannot be read. Send JSON in UTF-8, as the description of the API says."
OUR_FAULT = "Something went wrong in Concord itself, and nothing was done. Tell whoever runs the server when it was."
NO_BODY = "Send a JSON object as the body of the call; an empty one, {}, where there is nothing to say."
THE_BODY: Final = ("body", "given")
NO_ROOM = "Concord cannot do this just now. Try again later, and tell whoever runs the server if it stays so."

CODES: Final[tuple[tuple[type[ConcordError], int, str], ...]] = (
    (Invalid, 422, "invalid"),
    (Conflict, 409, "conflict"),
    (NotFound, 404, "not_found"),
    (Gone, 410, "gone"),
    (TooMany, 429, "too_many"),
    (Unavailable, 503, "unavailable"),
)
"""The status and the word for each kind of error. What one may not do is told as what is not there."""


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
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    if status == UNAUTHENTICATED:
        answer["WWW-Authenticate"] = 'Bearer realm="Concord"'
    return answer


def no_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """404 for an address below /api/ that is none."""
    return refusal(404, "no_address", NO_ADDRESS)


def register_refusals(api: NinjaAPI) -> None:
    """Turn every expected error of this door into its answer."""
    _register_http(api)

    @api.exception_handler(Refusal)
    def refused(_: HttpRequest, error: Refusal) -> HttpResponse:
        return refusal(error.status, error.code, error.message, field=error.field)

    @api.exception_handler(ConcordError)
    def expected(_: HttpRequest, error: ConcordError) -> HttpResponse:
        return _of_concord(error)

    @api.exception_handler(StatuteError)
    def of_the_law(_: HttpRequest, error: StatuteError) -> HttpResponse:
        return refusal(422, "invalid", str(error))

    @api.exception_handler(ValidationError)
    def not_valid(_: HttpRequest, error: ValidationError) -> HttpResponse:
        code, message, field = _first(error.errors)
        return refusal(422, code, message, field=field)

    @api.exception_handler(DatabaseError)
    def not_ready(_: HttpRequest, error: DatabaseError) -> HttpResponse:
        log.error("The API could not use the database: %s.", type(error).__name__)
        return refusal(503, "not_ready", NOT_READY)

    @api.exception_handler(Exception)
    def our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("Internal Server Error: %s", request.path, exc_info=error)
        return refusal(500, "our_fault", OUR_FAULT)


def _register_http(api: NinjaAPI) -> None:
    """What is wrong with a call before anybody has looked at what it asks for."""

    @api.exception_handler(HttpError)
    def by_the_rules_of_http(_: HttpRequest, error: HttpError) -> HttpResponse:
        if isinstance(error, AuthenticationError):
            return refusal(401, "no_key", NO_KEY)
        if isinstance(error.__cause__, RequestDataTooBig):
            return refusal(413, "too_large", TOO_LARGE)
        return refusal(400, "illegible", NO_JSON)

    @api.exception_handler(RequestDataTooBig)
    def too_large(_: HttpRequest, __: RequestDataTooBig) -> HttpResponse:
        return refusal(413, "too_large", TOO_LARGE)

    @api.exception_handler(BadRequest)
    @api.exception_handler(MultiPartParserError)
    def illegible(_: HttpRequest, __: Exception) -> HttpResponse:
        return refusal(400, "illegible", NO_JSON)


def _of_concord(error: ConcordError) -> HttpResponse:
    status, code = next(((status, code) for kind, status, code in CODES if isinstance(error, kind)), (400, "invalid"))
    says = error.message
    if isinstance(error, Unavailable):
        log.error(error.message)
        says = NO_ROOM
    answer = refusal(status, code, says, field=error.field)
    if isinstance(error, TooMany):
        answer["Retry-After"] = str(error.wait)
    return answer


def _first(errors: Iterable[dict[str, Any]]) -> tuple[str, str, str]:
    """The first thing that is wrong: one sentence at a time is what a person can put right."""
    error = next(iter(errors))
    field = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    in_body = error["loc"][0] == "body"
    if tuple(error["loc"]) == THE_BODY:
        return "missing", NO_BODY, ""
    if error["type"] == "missing":
        where = "Give it in the body of the call." if in_body else f"Give it in the query string, such as ?{field}=…"
        return "missing", f"“{field}” is missing. {where}", field
    if error["type"] == "extra_forbidden":
        return (
            "unknown",
            f"“{field}” is nothing that can be said here. The description of the API lists what is.",
            field,
        )
    reason = error.get("ctx", {}).get("error")
    return "invalid", str(reason) if reason else f"“{field}” cannot be read: {error['msg']}.", field
