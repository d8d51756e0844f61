"""The templates of a body: words for requests that it uses again. Nothing in them is about one person or one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests import privacy
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, RequestTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

WORDS: Final = ("what", "needed_by_why", "otherwise", "sharing_words")
"""The free texts of a template, in the order of the pages of asking."""

IN_TEMPLATES: Final = (
    "help",
    "urgency",
    "person_category",
    "function",
    "function_words",
    "purposes",
    *WORDS,
    "sharing_basis",
    "conditions",
    "asker_group",
    "asked_group",
    "contact_name",
    "contact_phone",
    "contact_email",
)
"""The fields of a draft that a template may hold."""

NEVER: Final = frozenset(
    {
        privacy.Kind.NHS_NUMBER,
        privacy.Kind.NATIONAL_INSURANCE,
        privacy.Kind.BORN,
        privacy.Kind.EMAIL,
        privacy.Kind.PHONE,
    }
)
"""What in a text is sure to be about one person. The rest may be meant, and is asked about."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a template that look like one person's. `never`: a template cannot hold them."""

    field: str
    words: str
    says: str
    never: bool


def marked_in(values: Mapping[str, Any]) -> tuple[Marked, ...]:
    """What in the free texts of a template looks like something about one person. Public: the words are given."""
    texts = ((field, str(values.get(field) or "")) for field in WORDS)
    return tuple(
        Marked(field, text[one.start : one.end], one.says, one.kind in NEVER)
        for field, text in texts
        for one in privacy.warnings(text)
        if one.kind != privacy.Kind.LONG
    )


@dataclass(frozen=True, slots=True)
class Template:
    """Words for a request. `values` are fields of a draft, ready for `draft_request`; a field left empty is not there.

    `id` is a public id; an edit makes a new one, so an id stands for the same words always.
    """

    id: str
    name: str
    values: Mapping[str, Any]
    made_at: datetime

    @property
    def help(self) -> str:
        """The kind of help that it is for; empty for any."""
        return str(self.values.get("help", ""))


def templates(actor: Actor) -> list[Template]:
    """The templates of the actor's body that are in use, by name; none for one who makes no requests (one read)."""
    return [_template(row) for row in _in_use(actor)]


def template(actor: Actor, public_id: str) -> Template:
    """One template of the actor's body that is in use. Raises NotFound."""
    row = _in_use(actor).filter(public_id=public_id).first()
    if row is None:
        raise NotFound(NOT_HERE)
    return _template(row)


def values_of_request(actor: Actor, public_id: str) -> dict[str, Any]:
    """What a template may take from a request or draft of the actor's body; the request is looked at, on the record.

    Raises NotFound for one that the body did not make.
    """
    rows = policies.visible(actor, Event.REVISE, CooperationRequest.objects.all())
    ask = rows.filter(public_id=public_id).first()
    if ask is None:
        raise NotFound(NOT_HERE)
    operation.seen(actor, Event.SEE, ask)
    return {name: value for name in IN_TEMPLATES if (value := getattr(ask, name))}


def request_called(actor: Actor, reference: str) -> str:
    """The public id of the request or draft of the actor's body that people call by this reference; empty for none."""
    signs = "".join(reference.split()).replace("-", "").lower()
    if len(signs) < _LEAST_SIGNS or not signs.isalnum():
        return ""
    rows = policies.visible(actor, Event.REVISE, CooperationRequest.objects.all())
    found = rows.filter(public_id__startswith=signs).values_list("public_id", flat=True)[:2]
    return found[0] if len(found) == 1 else ""


_LEAST_SIGNS: Final = 10


def _in_use(actor: Actor) -> QuerySet[RequestTemplate]:
    rows = RequestTemplate.objects.filter(body=actor.body, retired_at__isnull=True)
    return rows if policies.may(actor, Event.BROWSE) else rows.none()


def _template(row: RequestTemplate) -> Template:
    return Template(row.public_id, row.name, row.values, row.made_at)
