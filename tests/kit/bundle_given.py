"""Builders of requests with a whole story: asked, refused, contested, escalated, with files. Everybody is invented."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

from concord.pages import bundles
from concord.people.roles import Role
from concord.requests import services
from concord.requests.queries.bundle import bundle
from concord.requests.rules.ladders import Rung
from kit import given
from kit.attaching_given import attached
from kit.files_given import TEXT

if TYPE_CHECKING:
    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest
    from concord.requests.queries.bundle import Bundle

LATER = datetime(2026, 12, 20, 9, tzinfo=UTC)


def a_story(officer: Actor, **changes: object) -> CooperationRequest:
    """Sent with a file, silent, acknowledged, refused on both grounds, contested on one of them."""
    draft = given.a_draft(officer, **changes)
    attached(officer, draft, "chronology.txt", TEXT)
    ask = services.send_request(officer, draft, at=given.AT)
    given.acknowledged(ask, at=given.AT + timedelta(days=8))
    given.refused(ask, at=given.AT + timedelta(days=9))
    points = {"adverse-effect": "Interviews can be held the day after."}
    services.contest_answer(officer, ask, points=points, at=given.AT + timedelta(days=10))
    services.pause_clock(officer, ask, why="Their officer is ill.", at=given.AT + timedelta(days=11))
    services.resume_clock(officer, ask, why="She is back.", at=given.AT + timedelta(days=13))
    return ask


def a_ladder() -> None:
    """A ladder of two levels for Westshire."""
    manager = given.acting(given.a_person("Ines Quarry", role=Role.MANAGER))
    rungs = [
        Rung(level=1, own_role="Team manager", their_role="Head of housing", days=5, urgent_days=1, mediates=False),
        Rung(level=2, own_role="Director", their_role="Chief executive", days=5, urgent_days=1, mediates=False),
    ]
    services.set_ladder(
        manager, name="Ours", rungs=rungs, mailboxes={1: "managers@westshire.example"}, skips_to=2, by_itself=False,
        on=date(2026, 1, 1),
    )  # fmt: skip


def bundle_of(actor: Actor, ask: CooperationRequest, *, at: datetime = LATER) -> Bundle:
    """Its bundle, as an actor may have it."""
    return bundle(actor, ask.public_id, at=at, on=at.date())


def text_of(made: Bundle) -> str:
    """What a reader of the bundle reads, without its marks."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", bundles.html(made), flags=re.DOTALL)).split())
