"""Changing a fact. To amend is to record a change on a day; to correct, that the register was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.errors import Invalid
from concord.registry.events import Event
from concord.registry.services.superseding import learn, reasoned, settled, supersede, told
from concord.statute.facts import Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.registry.models import Fact

CORRECTABLE: Final = frozenset({"starts", "ends", "evidence", "ends_announced"})


@operation(Event.AMEND)
def amend_fact(
    actor: Actor, fact: Fact, *, on: date, reason: str, at: datetime, evidence: str = ""
) -> Done[Fact | None]:
    """Record that a fact was true until `on`, and (where `evidence` is given) true differently from that day.

    Gives the fact that follows, or None where it simply ended. Before `on` every answer stays as it was. Raises Invalid
    for a day outside the fact's period or an empty reason, Conflict where it was changed meanwhile.
    """
    why = reasoned(reason)
    if (fact.starts and on <= fact.starts) or (fact.ends and on >= fact.ends and not fact.ends_announced):
        raise Invalid(
            "A true change lies inside the days of the fact. To say that they were wrong, correct it.", field="on"
        )
    supersede(fact, at=at)
    learn(fact, at=at, ends=on, ends_announced=False, note=why)
    following = None
    if evidence.strip():
        key = f"{fact.key.removesuffix(f'/{fact.starts}')}/{on}"
        following = learn(fact, at=at, key=key, starts=on, evidence=reasoned(evidence), note=why)
    facts = told(fact, was=fact.standing, reason=why) | {"on": on, "next": following.key if following else ""}
    return Done(following, subject=fact, facts=facts)


@operation(Event.CORRECT)
def correct_fact(
    actor: Actor, /, fact: Fact, *, reason: str, at: datetime, never_so: bool = False, **right: Any
) -> Done[Fact]:
    """Record that the register was wrong about a fact: what it should have said (`right`), or that it was never so.

    `right` may hold starts, ends, ends_announced and evidence. What was known before `at` stays on record. Raises
    Invalid for other fields, nothing to correct or an empty reason, Conflict where it was changed meanwhile.
    """
    why = reasoned(reason)
    if unknown := right.keys() - CORRECTABLE:
        raise Invalid(
            f"{', '.join(sorted(unknown))} cannot be corrected. Mark the fact as never so, and record another."
        )
    if never_so:
        right |= {"standing": Standing.REJECTED, **settled(actor, at=at)}
    fields = sorted(name for name, value in right.items() if getattr(fact, name) != value)
    if not fields:
        raise Invalid("This is what the register says already: there is nothing to correct.")
    supersede(fact, at=at)
    new = learn(fact, at=at, **right, note=why)
    return Done(new, subject=new, facts=told(new, was=fact.standing, reason=why) | {"fields": fields})


@operation(Event.DISPUTE)
def dispute_fact(actor: Actor, fact: Fact, *, words: str, at: datetime) -> Done[Fact]:
    """Record that the body concerned denies a fact, in its words. It counts until corrected; answers say so.

    Raises Invalid for an empty statement or a fact that does not count anyway, Conflict where it was changed meanwhile.
    """
    said = reasoned(words)
    if fact.standing in {Standing.PROPOSED, Standing.REJECTED}:
        raise Invalid(
            f"This fact is {fact.standing} and makes nobody a partner, so there is nothing to dispute."
            " Where it is proposed, tell the authority, which rejects it."
        )
    supersede(fact, at=at)
    new = learn(fact, at=at, standing=Standing.DISPUTED, note=said, **settled(actor, at=at))
    return Done(new, subject=new, facts=told(new, was=fact.standing, reason=said))
