"""Requests that were sent, as officers and as partners read them: what was asked, by which law, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord import statute
from concord.access import operation
from concord.audit import queries as audit
from concord.base.errors import NotFound
from concord.delivery import queries as delivery
from concord.delivery.models import SecureLink
from concord.requests import findings, rules
from concord.requests.events import ABOUT, Event
from concord.requests.models import CooperationRequest
from concord.requests.queries.rows import Words, request_of, waiting_words, words_of
from concord.requests.rules import ANSWERS, ReplyKind, Status, next_replies
from concord.requests.wording import REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from concord.audit.queries import Line
    from concord.base.actor import Actor
    from concord.delivery.queries import Delivery
    from concord.requests.findings import Cited
    from concord.requests.models import Reply


@dataclass(frozen=True, slots=True)
class GroundGiven:
    """A ground of refusal with the partner's own reasons."""

    name: str
    provision: Cited
    reasons: str


@dataclass(frozen=True, slots=True)
class Story:
    """A request that was sent, with everything that came of it, as both sides may read it."""

    ask: CooperationRequest
    status: Status
    waiting: str
    words: Words
    finding: Mapping[str, Any]
    in_the_way: tuple[str, ...]
    provisions: tuple[Cited, ...]
    answer: Reply | None
    acknowledged: Reply | None
    given: tuple[GroundGiven, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """A step in the story of a request. `note` is what somebody wrote with it."""

    at: datetime
    title: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestPage:
    """The officers' page of a request: its story, whether the answer is complete in form, the link, and the record."""

    story: Story
    form: Mapping[str, Any] | None
    form_provision: Cited | None
    link: SecureLink | None
    link_last_day: date | None
    deliveries: tuple[Delivery, ...]
    timeline: tuple[Happened, ...]
    record: tuple[Line, ...]
    may_be_withdrawn: bool


def request_page(actor: Actor, public_id: str) -> RequestPage:
    """A request that was sent, for an officer of the body that asks. Recorded as seen. Raises NotFound (drafts too)."""
    story = _story(request_of(actor, public_id, Event.SEE))
    operation.seen(actor, Event.SEE, story.ask)
    link = delivery.links_about(actor, ABOUT, public_id).first()
    return RequestPage(
        story=story,
        form=story.answer.form if story.answer else None,
        form_provision=findings.cited(("CA2014.s7(3)",), on=_law_on(story.ask))[0],
        link=link,
        link_last_day=rules.last_day(link.expires_at) if link else None,
        deliveries=tuple(delivery.deliveries_about(actor, ABOUT, public_id)),
        timeline=tuple(sorted(_timeline(story, link), key=lambda step: step.at)),
        record=tuple(audit.entries_about(actor, ABOUT, public_id)),
        may_be_withdrawn=rules.may_be_withdrawn(story.status),
    )


def _story(ask: CooperationRequest) -> Story:
    if ask.finding is None:
        raise NotFound(operation.NOT_HERE)
    replies = list(ask.replies.all())
    answer = next((reply for reply in replies if reply.kind in ANSWERS), None)
    kinds = [reply.kind for reply in replies]
    status = rules.status_of(sent=True, withdrawn=ask.withdrawn_at is not None, replies=kinds)
    return Story(
        ask=ask,
        status=status,
        waiting=waiting_words(status, ask.asked_name),
        words=words_of(ask),
        finding=ask.finding,
        in_the_way=findings.what_is_in_the_way(ask.finding),
        provisions=findings.cited((ask.finding["under"], *ask.finding["provisions"]), on=_law_on(ask)),
        answer=answer,
        acknowledged=next((reply for reply in replies if reply.kind == ReplyKind.ACKNOWLEDGED), None),
        given=_given(ask, answer) if answer else (),
    )


def _given(ask: CooperationRequest, answer: Reply) -> tuple[GroundGiven, ...]:
    book = statute.rulebook()
    return tuple(
        GroundGiven(
            name=book.grounds[given.ground].name,
            provision=findings.cited((book.grounds[given.ground].provision,), on=_law_on(ask))[0],
            reasons=given.reasons,
        )
        for given in answer.grounds.all()
    )


def _timeline(story: Story, link: SecureLink | None) -> Iterator[Happened]:
    ask = story.ask
    yield Happened(ask.drafted_at, "Request begun", ask.made_by.name)
    if ask.sent_at and ask.sent_by:
        yield Happened(ask.sent_at, "Request sent", ask.sent_by.name)
    if link and link.first_opened_at:
        yield Happened(link.first_opened_at, "Link first opened", f"The link sent to {ask.asked_name}")
    for reply in filter(None, (story.acknowledged, story.answer)):
        yield Happened(reply.at, REPLY[ReplyKind(reply.kind)], f"{reply.by_name}, {reply.by_post}")
    if ask.withdrawn_at and ask.withdrawn_by:
        yield Happened(ask.withdrawn_at, "Request withdrawn", ask.withdrawn_by.name, ask.withdrawn_why)


def _law_on(ask: CooperationRequest) -> Any:
    return ask.law_on


@dataclass(frozen=True, slots=True)
class Cover:
    """What anyone who holds the link may know: who asks whom. Nothing about the person."""

    asker_name: str
    asked_name: str
    withdrawn: bool


def cover_public(public_id: str) -> Cover:
    """The cover of a request that was sent: public to whoever holds its link. Raises NotFound."""
    ask = CooperationRequest.objects.filter(public_id=public_id, sent_at__isnull=False).first()
    if ask is None:
        raise NotFound(operation.NOT_HERE)
    return Cover(ask.asker_name, ask.asked_name, ask.withdrawn_at is not None)


@dataclass(frozen=True, slots=True)
class GroundOpen:
    """A ground on which the partner may refuse: in its own words, what it means, and where it stands."""

    id: str
    name: str
    says: str
    provision: Cited


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """The request as its partner reads it: the story, what may still be said, and the grounds that exist."""

    story: Story
    next: tuple[ReplyKind, ...]
    grounds: tuple[GroundOpen, ...]
    until: date


def partner_page(actor: Actor) -> PartnerPage:
    """The one request that a partner's link opens. Recorded as seen through the link. Raises NotFound."""
    story = _story(request_of(actor, actor.reaches(ABOUT), Event.OPEN))
    operation.seen(actor, Event.OPEN, story.ask, {"asked_name": story.ask.asked_name})
    book = statute.rulebook()
    words = (book.grounds[ground] for ground in story.finding["grounds"])
    return PartnerPage(
        story=story,
        next=next_replies(story.status),
        grounds=tuple(
            GroundOpen(word.id, word.name, word.says, findings.cited((word.provision,), on=_law_on(story.ask))[0])
            for word in words
        ),
        until=rules.last_day(SecureLink.objects.get(public_id=actor.person).expires_at),
    )
