"""Files sent in parts by `concord/uploads.js`: the protocol, for a door to wire with its actor and its room's services.

Two addresses, `U` and `U/<id>`. Every change carries the form's token in `X-CSRFToken`. Answers are JSON; a fault has
the status of its kind, `error` (a sentence), and `received` where the sender should go on from there.

    POST U               name, size (form-encoded)          201 {id, received, url}      begin
    GET  U/<id>                                             200 {id, received, finished} where to go on (HEAD alike:
                                                            `Upload-Offset`)
    PATCH U/<id>         Upload-Offset: n; the part's bytes 200 {received}               the next part, 64 KB to 2 MB
    POST U/<id>                                             200 {id, name, size, scan}   finish: examined, then attached
    DELETE U/<id>                                           200 {id}                     take it back
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.request import UnreadablePostError

from concord.base import clock
from concord.base.errors import ConcordError, Conflict, Invalid, Unavailable
from concord.files import queries, receiving, services
from concord.files.rules import FIELD, WrongOffsetError
from concord.pages.errors import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from concord.base.actor import Actor
    from concord.files.models import StoredFile

MOST_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What a door gives. `about` is the thing that the files belong to; `url` the address `U`.

    `begin` (of name and size), `finish` and `remove` run the operations of the thing's room, which run those of
    `files.services` within them.
    """

    actor: Actor
    about: tuple[str, str]
    url: str
    begin: Callable[[str, int], StoredFile]
    finish: Callable[[StoredFile], object]
    remove: Callable[[StoredFile], object]


def begin(request: HttpRequest, wiring: Wiring) -> HttpResponse:
    """The view of `U`."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return _answer(lambda: _begun(request, wiring))


def one(request: HttpRequest, wiring: Wiring, public_id: str) -> HttpResponse:
    """The view of `U/<id>`."""
    views = {"GET": _where, "HEAD": _where, "PATCH": _part, "POST": _finished, "DELETE": _removed}
    view = views.get(request.method or "")
    if view is None:
        return HttpResponseNotAllowed(list(views))
    return _answer(lambda: view(request, wiring, queries.upload_of(wiring.actor, public_id, about=wiring.about)))


def _begun(request: HttpRequest, wiring: Wiring) -> HttpResponse:
    name, size = request.POST.get("name", ""), _number(request.POST.get("size", ""))
    if size is None:
        raise Invalid("The size of the file is missing. Choose it again.", field=FIELD)
    file = wiring.begin(name, size)
    return _json({"id": file.public_id, "received": 0, "url": f"{wiring.url.rstrip('/')}/{file.public_id}"}, status=201)


def _where(_request: HttpRequest, _wiring: Wiring, file: StoredFile) -> HttpResponse:
    answer = _json({"id": file.public_id, "received": file.received, "finished": file.finished_at is not None})
    answer["Upload-Offset"] = str(file.received)
    return answer


def _part(request: HttpRequest, wiring: Wiring, file: StoredFile) -> HttpResponse:
    offset = _number(request.headers.get("Upload-Offset", ""))
    if offset is None:
        raise Invalid("The header Upload-Offset says from which byte the part goes on.", field=FIELD)
    try:
        chunk = request.body
    except RequestDataTooBig:
        raise Invalid("The part is too large. Send parts of 1 MB.", field=FIELD) from None
    except UnreadablePostError:
        raise WrongOffsetError(file.received) from None
    file = services.receive_chunk(wiring.actor, file, offset=offset, chunk=chunk, at=clock.now())
    return _json({"received": file.received})


def _finished(_request: HttpRequest, wiring: Wiring, file: StoredFile) -> HttpResponse:
    """Finishing twice is finishing once: whose answer was lost asks again."""
    if file.finished_at is None:
        file = receiving.examine_file(wiring.actor, file, at=clock.now())
        try:
            wiring.finish(file)
        except Conflict:
            file.refresh_from_db()
            if file.finished_at is None:
                raise
        file.refresh_from_db()
    row = queries.row_of(file)
    return _json({"id": row.public_id, "name": row.name, "size": row.size_words, "scan": row.scan_says})


def _removed(_request: HttpRequest, wiring: Wiring, file: StoredFile) -> HttpResponse:
    if file.removed_at is None:
        wiring.remove(file)
    return _json({"id": file.public_id})


def _answer(view: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return view()
    except Unavailable as error:
        log.error(error.message)
        return _json({"error": "Concord cannot take files at present. Try again later."}, status=error.status)
    except ConcordError as error:
        told: dict[str, Any] = {"error": error.message}
        if isinstance(error, WrongOffsetError):
            told["received"] = error.received
        return _json(told, status=error.status)


def _json(content: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
