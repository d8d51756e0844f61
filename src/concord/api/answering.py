"""How an operation is declared and how it answers: the same errors on each, JSON as it is, no second conversion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.http import JsonResponse

from concord.api.shapes import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpResponse
    from ninja import Router

    from concord.api.shapes import Shape

View = TypeVar("View", bound="Callable[..., HttpResponse]")


def operation(router: Router, address: str, shape: type[Shape], *, name: str, summary: str) -> Callable[[View], View]:
    """Declare a view as the operation `name` at an address, which answers in this shape or is refused."""
    refused: dict[int, type[Shape]] = dict.fromkeys((400, 404, 422, 503), Refused)
    found: Callable[[View], View] = router.get(
        address, response={200: shape, **refused}, operation_id=name, summary=summary, by_alias=True
    )
    return found


def answer(content: Mapping[str, Any]) -> JsonResponse:
    """Plain values as they are: their shape is described beside them and held by the tests."""
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
