"""Calls that change something: answered, and with an Idempotency-Key answered the same when they are sent again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from django.http import JsonResponse
from ninja.params.functions import Header

from concord.api.keys import entered
from concord.base import clock
from concord.people import replies

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from concord.people.replies import Reply

AGAIN: Any = Header(
    None,
    alias="Idempotency-Key",
    description="An id of your own for this call, such as a random one. Sent again within 24 hours with the same body, "
    "the call is not done again: it gets the same answer, with the header Idempotency-Replayed.",
)

AGAIN_GIVEN: Final = "Idempotency-Replayed"
"""The header of an answer that was given before: nothing was done."""


def answer_once(
    request: HttpRequest, name: str | None, give: Callable[[], Reply], *, content: str = ""
) -> HttpResponse:
    """The answer that `give` gives, or the one given before to the same call under this name.

    `content` stands for what was sent where it is not the body as a whole, such as a file's name and hash.
    """
    if name is None:
        return _written(give())
    what = content or hashlib.sha256(request.body).hexdigest()
    asked = f"{request.method} {request.get_full_path()} {what}"
    return _written(replies.once(entered(request).token, name, asked=asked, give=give, at=clock.now()))


def _written(reply: Reply) -> HttpResponse:
    response = JsonResponse(reply.content, status=reply.status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    if "address" in reply.content and reply.status == 201:  # noqa: PLR2004  created
        response["Location"] = reply.content["address"]
    if reply.again:
        response[AGAIN_GIVEN] = "true"
    return response
