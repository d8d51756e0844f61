"""Bodies that no edition lists, added by people here: those asked under CA2014.s6(2), and boards under CA2014.s43."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.base.ids import new_id
from concord.registry.events import Event
from concord.registry.models import BoardCouncil, Body, BodyCode, BodyLife, BodyName
from concord.registry.queries.finding import fold
from concord.registry.queries.known import so
from concord.registry.queries.others import bodies_alike
from concord.registry.services.superseding import officers_word
from concord.registry.tables.columns import CONTROL
from concord.registry.wording import AUTHORITY_KINDS, BOARD_KIND, OTHER_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.registry.models import Source

LONGEST_NAME: Final = 200

CODE_SHAPES: Final = {
    "gp-practice": (re.compile(r"[A-Z][0-9]{5}"), "a letter and five numbers, like A81001"),
    "dental-practice": (re.compile(r"V[0-9A-Z]{5}"), "V and five more signs, like V00123"),
    "pharmacy": (re.compile(r"F[0-9A-Z]{4}"), "F and four more signs, like FA123"),
}
"""The shapes of NHS organisation codes that the NHS gives by kind of body, and how to say them."""

_ANY_CODE: Final = (re.compile(r"[0-9A-Z]{3,10}"), "three to ten letters and numbers, like NT219")


@operation(Event.ADD_BODY)
def add_other_body(
    actor: Actor, *, kind: str, name: str, at: datetime, on: date, code: str = "", although_alike: bool = False
) -> Done[Body]:
    """Add a body that the register of England does not list, so that a request can name it: CA2014.s6(2).

    `code` is its NHS organisation code where it has one. Raises Invalid for a kind, a name or a code that is none, and
    Conflict for a code that is held, or (unless `although_alike`) a name like that of a body held already.
    """
    if kind not in OTHER_KINDS or kind == BOARD_KIND:
        raise Invalid("Choose what kind of body it is from the list.", field="kind")
    name, code = _named(name), _coded(kind, code)
    ref = f"ods:{code}" if code else f"other:{new_id()}"
    _not_held(ref, code)
    alike = () if although_alike else bodies_alike(actor, name, on=on)
    if alike:
        names = "; ".join(f"{line.name} ({line.kind_name})" for line in alike[:3])
        raise Conflict(
            f"There is a body of this name, or nearly, already: {names}. Use it, or say that yours is another.",
            field="name",
        )
    body = _added(ref, kind, name, source=officers_word(actor, at=at), at=at)
    if code:
        BodyCode.objects.create(
            key=f"ods/{code}", body=body, scheme="ods", code=code, source=officers_word(actor, at=at), recorded_at=at
        )
    return Done(body, subject=body, facts={"kind": kind, "name": name, "code": code})


@operation(Event.ADD_BOARD)
def add_board(
    actor: Actor, *, name: str, authorities: Iterable[str], at: datetime, starts: date | None = None
) -> Done[Body]:
    """Add a Safeguarding Adults Board and the councils whose board it is, one or several: CA2014.s43(1), (6).

    `starts` is the first day, where it is known. Raises Invalid for what is no name or no council (officers name their
    own among them), Conflict where one of the councils has a board, or the name is taken.
    """
    name, councils = _named(name), sorted(set(authorities))
    if not councils:
        raise Invalid("Name the council, or the councils, whose board it is.", field="authorities")
    if actor.kind == "person" and actor.body not in councils:
        raise Invalid(
            "Your own council is not among them. Only officers of a council say which board is its own.",
            field="authorities",
        )
    ref = f"sab:{_slug(name)}"
    if Body.objects.filter(pk=ref).exists():
        raise Conflict(f"There is a board “{ref}” already. Use that one, or give the full name.", field="name")
    _boardless(councils, starts or day_of(at))
    source = officers_word(actor, at=at)
    board = _added(ref, BOARD_KIND, name, source=source, at=at, starts=starts)
    for council in councils:
        key = f"board_of/{ref.partition(':')[2]}/{council.partition(':')[2]}"
        BoardCouncil.objects.create(
            key=key, board=board, council_id=council, starts=starts, source=source, recorded_at=at
        )
    return Done(board, subject=board, facts={"name": name, "authorities": councils})


def _added(ref: str, kind: str, name: str, *, source: Source, at: datetime, starts: date | None = None) -> Body:
    """The rows of a body. When it began is not known here, unless somebody says."""
    body = Body.objects.create(ref=ref)
    told = {"body": body, "source": source, "recorded_at": at, "starts": starts}
    BodyLife.objects.create(**told, key=ref, kind=kind, start_certainty="exact" if starts else "unknown")
    BodyName.objects.create(**told, key=f"{ref}/{starts or ''}".rstrip("/"), name=name)
    return body


def _named(name: str) -> str:
    words = " ".join(CONTROL.sub(" ", name).split())
    if not fold(words):
        raise Invalid("Enter the name of the body.", field="name")
    if len(words) > LONGEST_NAME:
        raise Invalid(f"The name must be {LONGEST_NAME} characters or fewer.", field="name")
    return words


def _coded(kind: str, code: str) -> str:
    plain = "".join(code.split()).upper().removeprefix("ODS:")
    shape, says = CODE_SHAPES.get(kind, _ANY_CODE)
    if plain and not shape.fullmatch(plain):
        raise Invalid(
            f"This is not the code of such a body: it has {says}. Leave it empty if you do not know it.", field="code"
        )
    return plain


def _not_held(ref: str, code: str) -> None:
    """Raise Conflict where the register holds a body of this code, as its reference or in the scheme of the NHS."""
    rows = BodyCode.objects.filter(scheme="ods", code=code, superseded_at__isnull=True)
    held = next(iter(rows.values_list("body_id", flat=True)), None) if code else None
    if held is None and code and Body.objects.filter(pk=ref).exists():
        held = ref
    if held is not None:
        name = BodyName.objects.filter(body=held, superseded_at__isnull=True).order_by("starts").last()
        raise Conflict(f"The code {code} is that of {name or held}, which is here already. Use that one.", field="code")


def _boardless(councils: list[str], on: date) -> None:
    """Raise where one of them is no council with a board of its own duty, or has a board that day."""
    rows = BodyLife.objects.filter(so(on), body__in=councils, kind__in=AUTHORITY_KINDS, superseded_at__isnull=True)
    known = set(rows.values_list("body_id", flat=True))
    if other := [ref for ref in councils if ref not in known]:
        raise Invalid(
            f"{other[0]} is no council with adult social care functions on that day. Check the code.",
            field="authorities",
        )
    held = BoardCouncil.objects.filter(so(on), council__in=councils, superseded_at__isnull=True).first()
    if held is not None:
        raise Conflict(f"{held.council_id} has a board already: {held.board_id}. Use that one.", field="authorities")


def _slug(name: str) -> str:
    """What is left of a board's name without the words that all boards share, as its reference has it.

    >>> _slug("Essex Safeguarding Adults Board"), _slug("The Barchester & Plumstead Safeguarding Adults Board")
    ('essex', 'barchester-and-plumstead')
    """
    words = re.sub(r"\b(the|safeguarding|adults?|board|partnership)\b", " ", fold(name))
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:60] or new_id()
