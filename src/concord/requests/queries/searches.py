"""The searches that a person keeps: the filters of the list, each under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests.models import SavedSearch

if TYPE_CHECKING:
    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Kept:
    """A search that the actor keeps. `filters` are as the door gave them; words looked for are encrypted in them."""

    public_id: str
    name: str
    filters: dict[str, Any]


def searches(actor: Actor) -> tuple[Kept, ...]:
    """The actor's own searches for the body acted for, by name; nobody else's."""
    rows = SavedSearch.objects.filter(person__public_id=actor.person, body_id=actor.body).order_by("name")
    return tuple(Kept(row.public_id, row.name, row.filters) for row in rows)


def kept_search(actor: Actor, public_id: str) -> Kept:
    """One of the actor's own searches. Raises NotFound."""
    found = next((one for one in searches(actor) if one.public_id == public_id), None)
    if found is None:
        raise NotFound(NOT_HERE)
    return found
