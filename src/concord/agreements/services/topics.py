"""The checklist of topics that an authority keeps for its matrix of coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Topic
from concord.agreements.rules.topics import LONGEST, MOST, STARTER
from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concord.base.actor import Actor


@operation(Event.SET_TOPICS)
def set_topics(actor: Actor, *, names: Sequence[str]) -> Done[None]:
    """Keep this list of topics, in this order, for the actor's body. A name that was there keeps its code.

    Raises Invalid (field "names") for none, for too many, for a name twice and for one that is too long.
    """
    wanted = [name.strip() for name in names if name.strip()]
    if not wanted or len(wanted) > MOST:
        raise Invalid(f"Enter at least one topic, and at most {MOST}, each on its own line", field="names")
    if long := next((name for name in wanted if len(name) > LONGEST), ""):
        raise Invalid(f"Shorten “{long[:40]}…” to {LONGEST} characters", field="names")
    folded = [name.casefold() for name in wanted]
    if twice := next((name for name in wanted if folded.count(name.casefold()) > 1), ""):
        raise Invalid(f"“{twice}” is there twice", field="names")
    known = {name.casefold(): code for code, name in STARTER.items()}
    known |= {row.name.casefold(): row.code for row in Topic.objects.filter(keeper=actor.body)}
    codes: list[str] = []
    for name in wanted:
        code = known.get(name.casefold()) or slugify(name)[:32] or "topic"
        codes.append(code if code not in codes else f"{code[:32]}-{len(codes)}")
    Topic.objects.filter(keeper=actor.body).delete()
    Topic.objects.bulk_create(
        Topic(keeper_id=actor.body, code=code, name=name, place=place)
        for place, (code, name) in enumerate(zip(codes, wanted, strict=True))
    )
    return Done(None, subject=actor.body, facts={"topics": len(wanted)})
