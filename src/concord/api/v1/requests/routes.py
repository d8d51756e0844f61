"""How an operation about requests is declared: by key, with its errors, and never kept by anything on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from django.http import JsonResponse
from ninja import Router
from ninja.params.functions import Path
from pydantic import BeforeValidator, WithJsonSchema

from concord.access.operation import NOT_HERE
from concord.api.keys import Key
from concord.api.refusals import Refusal
from concord.api.shapes import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from ninja import Schema

    from concord.api.shapes import Shape

View = TypeVar("View", bound="Callable[..., HttpResponseBase]")

router = Router(tags=["Requests"], auth=Key())
beforehand = Router(tags=["Requests"], auth=Key())
"""For addresses that would be taken for the id of a request, were they not looked at first."""
ADDRESS: Final = "/api/v1/requests/"


def _id(value: Any) -> str:
    """An id as Concord makes them; anything else names nothing."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Refusal(404, "not_found", NOT_HERE)
    return value


_ID: Final = re.compile(r"[a-z0-9]{1,24}")
Ref = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "minLength": 1})]
REF: Any = Path(..., description="A request: its id.", example="7k3f92xqbdmhpt8v")

_READING: Final = (400, 401, 404, 409, 410, 422, 503)
_CHANGING: Final = (400, 401, 403, 404, 409, 410, 413, 422, 503)


def reading(
    address: str, shape: type[Shape] | None, *, name: str, summary: str, on: Router = router, **more: Any
) -> Callable[[View], View]:
    """Declare a view that shows something."""
    refused: dict[int, Any] = dict.fromkeys(_READING, Refused)
    return on.get(address, response={200: shape, **refused}, operation_id=name, summary=summary, by_alias=True, **more)


def changing(
    method: str,
    address: str,
    shape: type[Shape],
    *,
    name: str,
    summary: str,
    status: int = 200,
    on: Router = router,
    **more: Any,
) -> Callable[[View], View]:
    """Declare a view that changes something and answers with `status`."""
    refused: dict[int, Any] = dict.fromkeys(_CHANGING, Refused)
    return on.api_operation(
        [method],
        address,
        response={status: shape, **refused},
        operation_id=name,
        summary=summary,
        by_alias=True,
        **more,
    )


def shown(content: Mapping[str, Any]) -> HttpResponse:
    """Plain values, which nobody on the way may keep: they may be about a person."""
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def nothing_else(request: HttpRequest, asked: type[Schema]) -> None:
    """Raise `Refusal` for a word in the query string that this shape does not have: a slip would widen a list."""
    known = {field.alias or name for name, field in asked.model_fields.items()}
    for name in request.GET:
        if name not in known:
            says = f"“{name[:40]}” is nothing that can be asked here. Use any of: {', '.join(sorted(known))}."
            raise Refusal(422, "unknown", says, field=name[:40])
