"""The files of a request: put there, downloaded, taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja.params.functions import Header, Path

from concord.api.keys import actor_of
from concord.api.once import AGAIN, AGAIN_GIVEN, answer_once
from concord.api.refusals import Refusal
from concord.api.v1.requests.receipts import Receipt, receipt
from concord.api.v1.requests.routes import REF, Ref, changing, reading
from concord.base import clock
from concord.files import examining, rules
from concord.pages.downloads import download
from concord.people.replies import Reply
from concord.requests import queries, services
from concord.requests.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = Path(..., description="A file of the request: its id.")
NAME: Final = Header(
    "file",
    alias="Concord-File-Name",
    description="The file's name, percent-encoded in UTF-8. Of a form it is the name that the form gives.",
)
PIECE: Final = 64 * 1024
SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
        },
    }
}
CONTENT: dict[str, Any] = {
    "responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
}


@changing(
    "POST",
    "/{ref}/files",
    Receipt,
    name="attach_request_file",
    summary="Put a file to it",
    status=201,
    openapi_extra=SENT,
)
def attach(request: HttpRequest, ref: Ref = REF, name: str = NAME, again: str | None = AGAIN) -> HttpResponse:
    """The file's content as the body of the call, or as `file` of a form. It is scanned and told by its content.

    A file put to a draft goes out with it; one put later goes with the next thing that is said.
    """
    actor, at = actor_of(request), clock.now()
    queries.request_of(actor, ref, Event.ATTACH)
    with examining.taking(*sent_file(request, name)) as taken:

        def attached() -> Reply:
            file = services.attach_file(actor, queries.request_of(actor, ref, Event.ATTACH), taken=taken, at=at)
            return Reply(201, receipt(actor, ref, on=clock.day_of(at), file=file.public_id))

        answer = answer_once(request, again, attached, content=f"{taken.examined.name} {taken.examined.sha256}")
    if AGAIN_GIVEN in answer:
        examining.put_away(taken)  # it came with the first call
    return answer


@reading("/{ref}/files/{file}", None, name="request_file", summary="Download a file", openapi_extra=CONTENT)
def download_file(request: HttpRequest, ref: Ref = REF, file: Ref = FILE) -> HttpResponseBase:
    """Its content, under its own name. The download is recorded."""
    return download(*queries.open_file(actor_of(request), ref, file))


@changing("DELETE", "/{ref}/files/{file}", Receipt, name="detach_request_file", summary="Take a file away")
def detach(request: HttpRequest, ref: Ref = REF, file: Ref = FILE) -> HttpResponse:
    """As long as it has not gone out."""
    actor, at = actor_of(request), clock.now()
    ask, row = queries.own_file(actor, ref, file)
    services.detach_file(actor, ask, file=row, at=at)
    return answer_once(request, None, lambda: Reply(200, receipt(actor, ref, on=clock.day_of(at))))


def sent_file(request: HttpRequest, name: str) -> tuple[str, Iterator[bytes]]:
    """The name and the content that was sent. Raises `Refusal`: 413 for what is too large, 422 where there is none."""
    if int(request.headers.get("Content-Length") or 0) > settings.FILE_LIMIT + PIECE:
        raise _too_large(unquote(name))
    if request.content_type != "multipart/form-data":
        return unquote(name), iter(lambda: request.read(PIECE), b"")
    file = request.FILES.get("file")
    if file is None:
        raise Refusal(422, "missing", "Send the file as the part “file” of the form.", field="file")
    if getattr(file, "too_large", False):
        raise _too_large(file.name or "")
    return file.name or "file", iter(file.chunks())


def _too_large(name: str) -> Refusal:
    return Refusal(413, "too_large", rules.too_large(rules.clean_name(name), settings.FILE_LIMIT), field=rules.FIELD)
