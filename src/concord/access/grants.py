"""The few shapes that policies and gates take, to compose: `any_of(acting_for("asker__ref"), by_link("request"))`."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.policies import ALL, NONE

if TYPE_CHECKING:
    from concord.access.policies import Gate, Policy
    from concord.base.actor import Actor


def anyone(actor: Actor) -> Q:  # noqa: ARG001  a policy takes the actor, even one that does not ask
    """Every row, to everybody: for what is public."""
    return ALL


def nobody(actor: Actor) -> Q:  # noqa: ARG001  as anyone
    """No row, to anybody."""
    return NONE


def commands(actor: Actor) -> Q:
    """Every row, to commands run on the server."""
    return ALL if actor.kind == "system" else NONE


def in_role(*roles: str) -> Policy:
    """Every row, to a person who holds one of these roles in the body acted for."""
    return lambda actor: ALL if _holds(actor, roles) else NONE


def acting_for(field: str, *roles: str) -> Policy:
    """Rows whose `field` is the body that the person acts for (in one of these roles, where roles are named)."""
    return lambda actor: Q(**{field: actor.body}) if _holds(actor, roles) else NONE


def by_link(kind: str, field: str = "public_id") -> Policy:
    """The one row of this kind that a partner's secure link opens."""
    return lambda actor: Q(**{field: actor.reaches(kind)}) if actor.reaches(kind) else NONE


def any_of(*policies: Policy) -> Policy:
    """Rows that any of the policies lets through."""
    return lambda actor: reduce(or_, (policy(actor) or ALL for policy in policies), NONE)


def gate(*policies: Policy) -> Gate:
    """A yes or no from policies that do not depend on a row: yes where one of them lets every row through."""
    return lambda actor: any((policy(actor) or ALL) == ALL for policy in policies)


def person_acting(*roles: str) -> Gate:
    """Yes to a person who acts for a body, in one of these roles where roles are named."""
    return lambda actor: _holds(actor, roles)


def _holds(actor: Actor, roles: tuple[str, ...]) -> bool:
    return actor.kind == "person" and bool(actor.body) and (not roles or not actor.roles.isdisjoint(roles))
