"""The list as it is narrowed, to take away as a file; with references to people only where somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.base import clock
from concord.base.errors import Invalid, NotFound
from concord.pages.filters import address
from concord.pages.spreadsheets import Column, csv_response, json_response, xlsx_response
from concord.requests import queries
from concord.requests.events import Event
from concord.requests.queries import MOST_COPIED
from concord.web.door import officer
from concord.web.requests.lists.narrowing import kept, narrowed, shelf_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

    from concord.base.actor import Actor

KINDS: Final = {"csv": "CSV, for any spreadsheet", "xlsx": "Excel", "json": "JSON, for programs"}

COLUMNS: Final = (
    Column("reference", "Reference"),
    Column("kind", "Kind of request"),
    Column("asker", "Asked by"),
    Column("asked", "Asked of"),
    Column("help", "Kind of help"),
    Column("urgency", "Urgency"),
    Column("status", "Where it stands"),
    Column("sent", "Sent", "moment"),
    Column("due", "Answer due", "day"),
    Column("due_by", "The due day comes from"),
    Column("acknowledged", "Acknowledged", "day"),
    Column("answered", "First answered", "day"),
    Column("answer", "Answer"),
    Column("grounds", "Grounds of refusal"),
    Column("considered", "What the asker says of the answer"),
    Column("promised", "Promised for", "day"),
    Column("promise_kept", "Promise kept", "yes_no"),
    Column("round", "Round", "number"),
    Column("level", "Level of escalation", "number"),
)
PERSON: Final = Column("person", "Reference to the person")


@require_safe
@officer
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What a copy is to be: its format, and whether it holds references to people. Says how much it will hold."""
    if not may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    asked = narrowed(actor, request.GET, show="us")
    context = {
        "title": shelf_name(asked.filters.show),
        "chosen": [one.text for one in asked.chosen],
        "looked_for": bool(asked.filters.q),
        "wrong": asked.lost,
        "kinds": {kind: (words, reverse("requests:list-copy", args=[kind])) for kind, words in KINDS.items()},
        "carried": kept(request.GET),
        "most": MOST_COPIED,
        "back": address(request.GET, reverse("requests:inbox")),
    }
    return render(request, "requests/copies.html", context)


@require_safe
@officer
def copy(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The file."""
    if kind not in KINDS:
        raise Http404
    asked = narrowed(actor, request.GET, show="us")
    if asked.lost:
        raise Invalid(asked.lost)
    if asked.form.errors:  # the list says what is wrong; a file of more than was meant would not
        return redirect(address(request.GET, reverse("requests:inbox")))
    about_people = request.GET.get("people") == "yes"
    copied = queries.copy_of_list(
        actor, filters=asked.filters, on=clock.today(), as_file=kind, about_people=about_people
    )
    columns = (*COLUMNS, PERSON) if about_people else COLUMNS
    name = f"requests-{clock.today().isoformat()}{f'-newest-{copied.number}' if copied.cut else ''}"
    return as_file(kind, columns, copied.rows, name)


def as_file(
    kind: str, columns: tuple[Column, ...], rows: Iterable[Mapping[str, Any]], name: str
) -> StreamingHttpResponse | FileResponse:
    """Rows as a file of one of `KINDS`."""
    if kind == "xlsx":
        return xlsx_response(columns, rows, name, at=clock.now())
    return csv_response(columns, rows, name) if kind == "csv" else json_response(columns, rows, name)
