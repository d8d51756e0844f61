"""Who may do what. A policy turns an actor into a filter; "may A do E to this row?" is "is it inside the filter?".

So the yes or no and the list can never disagree. An event that creates something has no row yet: its policy is a gate,
a yes or no from the actor alone. An event without a policy raises: nothing is allowed by having been forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, Q

from concord.base.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

Policy = Callable[[Actor], Q]
Gate = Callable[[Actor], bool]
Row = TypeVar("Row", bound=Model)
T = TypeVar("T")

NONE = Q(pk__in=[])
ALL = ~NONE
"""Every row. Not `Q()`, which vanishes when it is or-ed with another filter and so would narrow it."""

_policies: dict[str, Policy] = {}
_gates: dict[str, Gate] = {}


class NoPolicyError(LookupError):
    """An event for which no room has registered a policy of the kind that is asked for: a mistake in the code."""


def register(event: str, policy: Policy) -> None:
    """Register who may do `event` to which rows, once."""
    _add(_policies, event, policy)


def register_creating(event: str, allows: Gate) -> None:
    """Register who may do an `event` that has no row to ask about, such as one that creates its subject; once."""
    _add(_gates, event, allows)


def _add(table: dict[str, T], event: str, rule: T) -> None:
    if str(event) in _policies or str(event) in _gates:
        raise ValueError(f"{event} has a policy already.")
    table[str(event)] = rule


def declared() -> Mapping[str, Policy | Gate]:
    """Every event that has a policy or a gate, for the checks of the house."""
    return MappingProxyType({**_policies, **_gates})


def creates(event: str) -> bool:
    """Whether the event is allowed from the actor alone. Raises NoPolicyError for one without any policy."""
    if str(event) in _gates:
        return True
    if str(event) in _policies:
        return False
    raise NoPolicyError(f"No room has registered who may do “{event}” (see access.policies.register).")


def may(actor: Actor, event: str, row: Model | None = None) -> bool:
    """Whether the actor may do `event`, to this row where there is one to ask about.

    Raises NoPolicyError for an event without a policy and TypeError where a row is missing or too many.
    """
    if creates(event):
        return _gates[str(event)](actor)
    if row is None:
        raise TypeError(f"“{event}” is allowed row by row: say to which.")
    rows = type(row)._base_manager  # noqa: SLF001  Django's documented name for the manager that leaves nothing out
    return rows.filter(policy(event)(actor), pk=row.pk).exists()


def visible(actor: Actor, event: str, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of the rows to which the actor may do `event`."""
    return rows.filter(policy(event)(actor))


def policy(event: str) -> Policy:
    """The filter policy of an event. Raises NoPolicyError where there is none, or only a gate."""
    if creates(event):
        raise NoPolicyError(f"“{event}” is allowed from the actor alone: it filters no rows.")
    return _policies[str(event)]
