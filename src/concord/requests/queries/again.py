"""What the next step of a request needs to know first: the words to ask another body with, and who took over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from concord.access import policies
from concord.contacts import queries as contacts
from concord.registry import queries as registry
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Docket
from concord.requests.queries.rows import request_of
from concord.requests.queries.whom import Choice
from concord.requests.rules.drafts import FIELDS
from concord.requests.rules.steps import AT_ONCE, Side

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.registry.queries.successors import Next

_WORDS: Final = tuple(name for name in FIELDS if name not in {"asked_group", "conditions", "partner_email"})
"""What stays the same whoever is asked; the mailbox, and the conditions of section 45, do not."""


_LOOKED_THROUGH: Final = 40
_MOST_LATELY: Final = 4

_ALIKE: Final = (
    "asker_group", "asked_group", "person_category", "function", "function_words", "purposes", "help", "sharing_basis",
    "contact_name", "contact_phone", "contact_email",
)  # fmt: skip
"""What a request about somebody else to the same body begins with; how urgent it is, is asked anew."""


def words_again(actor: Actor, public_id: str) -> tuple[CooperationRequest, dict[str, Any]]:
    """A request of the actor's own body, and its words for a draft to another body. Raises NotFound."""
    ask = request_of(actor, public_id, Event.REFER)
    return ask, {name: getattr(ask, name) for name in _WORDS}


def like_again(actor: Actor, public_id: str, *, on: date) -> tuple[str, dict[str, Any]]:
    """Whom a request of the actor's own body asked, and what a request like it begins with. Raises NotFound.

    Nothing of the person, no free text of the case, no day. The mailbox is the one of the earlier request where no
    contact of the body asked is known; else the page of contacts offers that.
    """
    ask = request_of(actor, public_id, Event.REFER)
    asked = ask.docket.asked_id
    values = {name: getattr(ask, name) for name in _ALIKE}
    if contacts.contact_for(actor, asked, topic=ask.help, council=actor.body, on=on) is None:
        values["partner_email"] = ask.partner_email
    return asked, values


def lately_asked(actor: Actor) -> tuple[Choice, ...]:
    """The bodies that the actor asked last, newest first, as they are called today (one read)."""
    rows = Docket.objects.filter(made_by__public_id=actor.person, asker=actor.body).exclude(asked=actor.body)
    latest = rows.order_by("-ask").values_list("asked", "asked_name")[:_LOOKED_THROUGH]
    names: dict[str, str] = {}
    for ref, name in latest:
        names.setdefault(ref, name)
    return tuple(Choice(ref, name, "", "") for ref, name in list(names.items())[:_MOST_LATELY])


def last_sharing_basis(actor: Actor, ask: CooperationRequest) -> str:
    """On what basis the actor shared last in a request of the same kind; empty for the first (one read)."""
    rows = CooperationRequest.objects.filter(made_by__public_id=actor.person, asker=actor.body, kind=ask.kind)
    last = rows.exclude(sharing_basis="").exclude(pk=ask.pk).order_by("-pk")
    return last.values_list("sharing_basis", flat=True).first() or ""


def begun_just_now(
    actor: Actor, *, asked: str, at: datetime, group: str = "", instead_of: CooperationRequest | None = None
) -> CooperationRequest | None:
    """The draft that the actor has just begun with the same choice and not gone on with; None where there is none."""
    rows = CooperationRequest.objects.filter(
        made_by__public_id=actor.person, asked=asked, asked_group=group, instead_of=instead_of, together=None, saves=0,
        sent_at=None, discarded_at=None, drafted_at__gt=at - AT_ONCE,
    )  # fmt: skip
    return policies.visible(actor, Event.REVISE, rows).first()


class Ended(NamedTuple):
    """A side of a request whose body has ended, and the bodies that took over and exist."""

    side: Side
    name: str
    next: tuple[Next, ...]


def ended_sides(ask: CooperationRequest, *, on: date, at: datetime) -> tuple[Ended, ...]:
    """The sides of a request whose body does not exist on a day, for whom the calling query let see it."""
    docket = ask.docket
    holders = {Side.ASKER: (docket.asker_id, docket.asker_name), Side.ASKED: (docket.asked_id, docket.asked_name)}
    bodies = registry.bodies_known({ref for ref, _ in holders.values()}, at=at)
    return tuple(
        Ended(side, name, tuple(one for one in registry.successors_of(ref, on=on, at=at) if one.exists))
        for side, (ref, name) in holders.items()
        if ref in bodies and not bodies[ref].exists.contains(on)
    )
