"""What is open in the register and no breach: it is shown, so that somebody settles it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from concord.registry.rules.checking import COMMENCEMENT, Tables, rule
from concord.registry.wording import TRUST_KINDS
from concord.statute.facts import FactKind
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "ended-with-successor",
    "Each body that has ended has a successor",
    "An agreement with a body that is gone is not silently dead: somebody has to know whom to ask",
    "note",
)
def ended_with_successor(tables: Tables) -> Iterator[str]:
    """Bodies that ended after commencement and were followed by none."""
    followed = {found.old for found in tables.register.successions}
    for body in tables.register.bodies.values():
        if body.exists.closed and body.exists.end > COMMENCEMENT and body.ref not in followed:
            last_day = in_words(body.exists.end - timedelta(days=1))
            yield f"{body.name} ({body.ref}) ended on {last_day}; no successor is held"


@rule(
    "announced-apart",
    "What is only announced says so",
    "A change that is announced is shown from its day, and may still be changed or dropped",
    "note",
)
def announced_apart(tables: Tables) -> Iterator[str]:
    """Bodies whose beginning or end is announced."""
    for body in tables.register.bodies.values():
        if body.starts_announced:
            yield f"{body.name} is announced to begin on {in_words(body.exists.start)}"
        if body.ends_announced:
            yield f"{body.name} is announced to end on {in_words(body.exists.end - timedelta(days=1))}"


@rule(
    "trusts-to-settle",
    "Where each trust provides services is settled",
    "Care Act 2014 s6(8)(c): no public source says where a trust provides services; until somebody confirms it, the"
    " answer is “unknown”",
    "note",
)
def trusts_to_settle(tables: Tables) -> Iterator[str]:
    """How many proposals wait, and which open trusts have none."""
    register = tables.register
    facts = [fact for fact in register.facts if fact.kind is FactKind.PROVIDES_SERVICES]
    standings = Counter(fact.standing.value for fact in facts)
    if standings["proposed"]:
        yield f"{standings['proposed']} of {len(facts)} facts are proposed and wait for a decision"
    spoken_of = {fact.body for fact in facts}
    for body in register.bodies.values():
        if body.kind in TRUST_KINDS and body.exists.closed is None and body.ref not in spoken_of:
            yield f"{body.name}: no area is proposed"
