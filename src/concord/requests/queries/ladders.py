"""Which ladder a request climbs: the one that both bodies had agreed to when it was sent, else the asker's own today.

A ladder that was agreed stays the request's own when its agreement lapses meanwhile, and the page says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.agreements import queries as agreements
from concord.requests.models import LadderRung
from concord.requests.rules.ladders import Ladder, Rung
from concord.requests.saying import over_since, why_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from concord.agreements.queries import LadderBetween
    from concord.agreements.rules.commitments import Level
    from concord.requests.models import CooperationRequest


def ladder_of(ask: CooperationRequest, *, on: date) -> Ladder | None:
    """The ladder that a request under way climbs, None for none; one read, five where the two share an agreement.

    Of a request that a successor holds on either side, what was agreed is asked of today: Concord does not guess that
    a successor is bound by what went before.
    """
    docket = ask.docket
    rows = _own_rungs(docket.asker_id, docket.asked_id)
    if docket.asker_id == docket.asked_id or (rows and not getattr(rows[0], "shared", False)):
        return _own(rows, docket.asker_name)
    same = (docket.asker_id, docket.asked_id) == (ask.asker_id, ask.asked_id)
    day = ask.law_on if same and ask.law_on else on
    found = agreements.ladder_between_public(docket.asker_id, docket.asked_id, on=day)
    if found and found.short is None:
        return _agreed(found, on)
    return _own(rows, docket.asker_name, note=_does_not_count(found) if found else "")


def _own_rungs(asker: str, asked: str) -> list[LadderRung]:
    rows = LadderRung.objects.filter(ladder__body=asker, ladder__ends__isnull=True).select_related("ladder")
    return list(rows.annotate(shared=agreements.ever_share_within(asker, asked)).order_by("level"))


def _own(rows: Sequence[LadderRung], name: str, *, note: str = "") -> Ladder | None:
    if not rows:
        return None
    held = rows[0].ladder
    return Ladder(
        ref=held.public_id,
        name=f"the escalation ladder of {name}",
        rungs=tuple(
            Rung(
                level=row.level,
                own_role=row.own_role,
                their_role=row.their_role,
                days=row.days,
                urgent_days=row.urgent_days,
                mediates=row.mediates,
                mediator=row.mediator_mailbox,
                own_mailbox=row.own_mailbox,
            )
            for row in rows
        ),
        skips_to=held.skips_to,
        by_itself=held.by_itself,
        note=note,
    )


def _agreed(found: LadderBetween, on: date) -> Ladder:
    over = agreements.clause_over_public(found.agreed.clause, on=on)
    levels = enumerate(found.ladder.levels, start=1)
    return Ladder(
        ref=found.agreed.clause,
        name=f"the escalation ladder in {found.agreed.cited}",
        rungs=tuple(_rung(number, level, found) for number, level in levels),
        skips_to=found.ladder.skips_to,
        by_itself=found.ladder.by_itself,
        cited=found.agreed.cited,
        agreement=found.agreed.agreement,
        note=over_since(*over) if over else "",
    )


def _rung(number: int, level: Level, found: LadderBetween) -> Rung:
    posts = {post.party: post for post in level.posts}
    own, theirs = posts.get(found.asker), posts.get(found.asked)
    return Rung(
        level=number,
        own_role=(own.role if own else "") or level.role,
        their_role=(theirs.role if theirs else "") or level.role,
        days=level.days,
        urgent_days=level.urgent_days,
        mediates=level.mediates,
        mediator=level.mediator,
        own_mailbox=own.mailbox if own else "",
        their_mailbox=theirs.mailbox if theirs else "",
    )


def _does_not_count(found: LadderBetween) -> str:
    why = why_short(found.short) if found.short else ""
    return f"“{found.agreed.title}” has an escalation ladder that did not count when this was sent: {why}."
