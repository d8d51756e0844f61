"""The checklist of topics that an authority keeps for its matrix of coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import slugify

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Topic
from concord.agreements.rules.topics import LONGEST, MOST, STARTER, mark
from concord.base.errors import Conflict, Invalid
from concord.registry.models import Body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concord.base.actor import Actor

OVERTAKEN: Final = (
    "Somebody else has saved the topics since you opened this page. What they saved stands below, and what you typed is"
    " still in the form. Put the two together, then save again."
)


@operation(Event.SET_TOPICS)
def set_topics(actor: Actor, *, names: Sequence[str], was: str | None = None) -> Done[None]:
    """Keep this list of topics, in this order, for the actor's body. A name that was there keeps its code.

    `was` is the mark (`rules.topics.mark`) of the list that was seen when the page was opened. Raises Invalid (field
    "names") for none, for too many, for a name twice and for one that is too long, and Conflict where somebody else
    has saved another list meanwhile.
    """
    Body.objects.select_for_update(no_key=True).get(pk=actor.body)
    wanted = [name.strip() for name in names if name.strip()]
    if not wanted or len(wanted) > MOST:
        raise Invalid(f"Enter at least one topic, and at most {MOST}, each on its own line", field="names")
    if long := next((name for name in wanted if len(name) > LONGEST), ""):
        raise Invalid(f"Shorten “{long[:40]}…” to {LONGEST} characters", field="names")
    folded = [name.casefold() for name in wanted]
    if twice := next((name for name in wanted if folded.count(name.casefold()) > 1), ""):
        raise Invalid(f"“{twice}” is there twice", field="names")
    rows = list(Topic.objects.filter(keeper=actor.body))
    saved = [row.name for row in rows] or list(STARTER.values())
    if was is not None and was != mark(saved) and wanted != saved:
        raise Conflict(OVERTAKEN)
    known = {name.casefold(): code for code, name in STARTER.items()} | {row.name.casefold(): row.code for row in rows}
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
