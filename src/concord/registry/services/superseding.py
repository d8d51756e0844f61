"""How a row gives way to what is learnt anew: it is marked as superseded, and a new row says what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry.models import Fact, Source
from concord.registry.queries.known import OFFICERS
from concord.registry.queries.snapshots import bodies_known
from concord.registry.tables.columns import CONTROL, LONGEST
from concord.statute.facts import Standing

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor

HERE = "here"
"""The source of what people of this installation record themselves."""


def supersede(fact: Fact, *, at: datetime) -> None:
    """Mark a fact as no longer what is known. Raises Conflict where it is so already, or was learnt later than `at`."""
    if at <= fact.recorded_at:
        raise Conflict("This fact was recorded later than the change that you make to it. Check the server's clock.")
    if not Fact.objects.filter(pk=fact.pk, superseded_at__isnull=True).update(superseded_at=at):
        raise Conflict("Somebody has changed this fact meanwhile. Read it again, then decide.")
    fact.superseded_at = at


def learn(fact: Fact, *, at: datetime, **values: Any) -> Fact:
    """A new row, as `fact` but for `values`, known from `at`.

    Raises Conflict where its key is in use or another fact says the same of some of its new days, Invalid for days that
    are none.
    """
    kept = {name: getattr(fact, name) for name in _CARRIED}
    new = Fact(**(kept | values), source_id=here().pk, recorded_at=at)
    if Fact.objects.filter(key=new.key, superseded_at__isnull=True).exists():
        raise Conflict(f"The register has a fact “{new.key}” already. Correct or amend that one.")
    if new.starts and new.ends and new.ends <= new.starts:
        raise Invalid("The end is not after the start. Give the first day on which it is no longer so.", field="ends")
    if new.ends_announced and not new.ends:
        raise Invalid("An end that is announced has a day. Give the first day after it.", field="ends")
    if {"starts", "ends"} & values.keys():
        _alone(new)
    new.save(force_insert=True)
    return new


def _alone(new: Fact) -> None:
    """Raise Conflict where another fact says the same of some of the days."""
    same = {name: getattr(new, name) for name in ("kind", "authority_id", "body_id", "matter")}
    others = Fact.objects.filter(superseded_at__isnull=True, **same).exclude(key=new.key)
    others = others.exclude(standing=Standing.REJECTED)
    if new.starts:
        others = others.filter(Q(ends__isnull=True) | Q(ends__gt=new.starts))
    if new.ends:
        others = others.filter(Q(starts__isnull=True) | Q(starts__lt=new.ends))
    if other := others.first():
        raise Conflict(f"The fact “{other.key}” says the same of some of these days already. Correct that one first.")


_CARRIED = (
    "key", "kind", "authority_id", "body_id", "matter", "starts", "ends", "standing", "ends_announced", "evidence",
    "confidence", "settled_by", "settled_on", "note",
)  # fmt: skip


def here() -> Source:
    """The source under which people of this installation record facts; made when first needed."""
    source, _ = Source.objects.get_or_create(
        code=HERE,
        defaults={
            "title": "Recorded in this Concord",
            "publisher": "the body named with the fact",
            "vintage": "when recorded",
            "licence": "none",
            "note": "Not part of any edition of the register; the audit record says who recorded it.",
        },
    )
    return source


def officers_word(actor: Actor, *, at: datetime) -> Source:
    """The source of what an officer says of a body that no edition lists: one for each body that officers act for."""
    council = bodies_known([actor.body], at=at).get(actor.body)
    name = council.name_on(day_of(at)) if council else "this server"
    source, _ = Source.objects.get_or_create(
        code=f"{OFFICERS}{actor.body or 'server'}"[:60],
        defaults={
            "title": f"An officer of {name} says so"[:200],
            "publisher": name[:200],
            "vintage": "when recorded",
            "licence": "none",
            "note": "Not part of any edition of the register; the audit record says who recorded it.",
        },
    )
    return source


def settled(actor: Actor, *, at: datetime) -> dict[str, Any]:
    """For whom a fact is settled and when, as the fact keeps it for everyone to read; who it was is in the record."""
    bodies = bodies_known([actor.body], at=at)
    by = bodies[actor.body].name_on(day_of(at)) if actor.body in bodies else actor.name
    return {"settled_by": by[:200], "settled_on": day_of(at)}


def told(fact: Fact, *, was: str = "", reason: str = "") -> dict[str, Any]:
    """What the audit record keeps about a change of a fact (a reason is free text and is dropped)."""
    return {
        "authority": fact.authority_id or "",
        "concerned": fact.body_id,
        "kind": fact.kind,
        "was": was,
        "reason": reason,
    }


def reasoned(reason: str) -> str:
    """The reason, as a table of the register can hold it. Raises Invalid where it is empty or too long for one."""
    words = CONTROL.sub(" ", reason).strip()
    if not words:
        raise Invalid("Say why, in a sentence: whoever reads the register later will ask.", field="reason")
    if len(words) > LONGEST:
        raise Invalid(f"This is longer than {LONGEST} signs. Say it in fewer words.", field="reason")
    return words
