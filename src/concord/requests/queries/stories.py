"""Requests that were sent, as both sides read them: what was asked, by which law, what came of it, the clocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef

from concord import statute
from concord.access import operation, policies
from concord.agreements import queries as agreements
from concord.audit import queries as audit
from concord.base.errors import NotFound
from concord.delivery import queries as delivery
from concord.files import queries as files
from concord.registry import queries as registry
from concord.requests import findings
from concord.requests.events import ABOUT, Event
from concord.requests.models import CooperationRequest, SavedAnswer, Step
from concord.requests.queries.ladders import ladder_of
from concord.requests.queries.meetings import agreed_meetings
from concord.requests.queries.rows import Words, conditions_to_you, request_of, waiting_words, words_of
from concord.requests.queries.saved import HalfWritten, half_written
from concord.requests.rules import timing
from concord.requests.rules.kinds import ANSWERS_TO, Kind, is_overdue
from concord.requests.rules.ladders import cuts_short, next_rung
from concord.requests.rules.standing import (
    ANSWERED,
    ENDED,
    Standing,
    Status,
    Taken,
    is_past,
    later_than_asked,
    may,
    stand,
)
from concord.requests.rules.steps import ANSWERS, Side, StepKind, for_asker_alone
from concord.requests.saying import asked_as, asker_as, over_since
from concord.requests.wording import STEP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from concord.audit.queries import Line
    from concord.base.actor import Actor
    from concord.delivery.models import SecureLink
    from concord.delivery.queries import Delivery
    from concord.files.queries import FileRow
    from concord.requests.findings import Cited
    from concord.requests.queries.meetings import AgreedMeeting
    from concord.requests.rules.ladders import Cut, Ladder, Rung
    from concord.requests.rules.timing import Due


@dataclass(frozen=True, slots=True)
class GroundGiven:
    """A ground of refusal with the body's own reasons, and what it says would be harmed."""

    id: str
    name: str
    provision: Cited
    reasons: str
    harmed: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point in dispute: the ground that it is about (empty: the answer as a whole), and what the asker says."""

    ground: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Said:
    """A step as the conversation shows it."""

    step: Step
    kind: StepKind
    side: Side
    title: str
    unread: bool
    grounds: tuple[GroundGiven, ...] = ()
    points: tuple[Point, ...] = ()
    files: tuple[FileRow, ...] = ()
    late: bool = False
    """Whether it promises a later day than was asked for."""

    @property
    def is_answer(self) -> bool:
        """Whether it answers the request."""
        return self.kind in ANSWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A request that was sent, with everything that came of it, as both sides may read it."""

    ask: CooperationRequest
    standing: Standing
    kind: Kind
    waiting: str
    words: Words
    finding: Mapping[str, Any]
    bound: str
    in_the_way: tuple[str, ...]
    provisions: tuple[Cited, ...]
    said: tuple[Said, ...]
    clocks: tuple[Due, ...]
    files: tuple[FileRow, ...]
    day_passed: bool
    hidden: bool
    over: Mapping[str, str] = field(default_factory=dict)
    """By the clause that set a day: that its agreement is over since, in a sentence."""

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.standing.status

    @property
    def overdue(self) -> bool:
        """Whether the body asked is late with what it owes."""
        return is_overdue(self.kind, day_passed=self.day_passed)

    @property
    def answer(self) -> Said | None:
        """The answer that stands, or stood last."""
        return next((said for said in reversed(self.said) if said.is_answer), None)

    @property
    def answer_due(self) -> Due | None:
        """The clock of the answer, where one runs or stands still."""
        return next((due for due in self.clocks if due.which is timing.Which.ANSWER), None)

    @property
    def acknowledge_due(self) -> Due | None:
        """The clock of the acknowledgement, where one runs."""
        return next((due for due in self.clocks if due.which is timing.Which.ACKNOWLEDGE), None)

    @property
    def conditions_to_you(self) -> tuple[str, ...]:
        """The conditions of section 45, as whoever is asked reads them."""
        return conditions_to_you(self.ask)

    def may(self, kind: StepKind) -> bool:
        """Whether a step fits where the request stands."""
        return may(self.standing, kind)

    @property
    def may_answer(self) -> tuple[StepKind, ...]:
        """The answers that the body asked may give now, in the order of a page."""
        return tuple(kind for kind in ANSWERS_TO[self.kind] if self.may(kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """The officers' page of a request, from the side of either body.

    `cut` is what of the asker's own word the next level would cut short.
    """

    story: Story
    side: Side
    form: Mapping[str, Any] | None
    form_provision: Cited | None
    links: tuple[SecureLink, ...]
    deliveries: tuple[Delivery, ...]
    ladder: Ladder | None
    next_rung: Rung | None
    cut: Cut | None
    together: tuple[CooperationRequest, ...]
    meetings: tuple[AgreedMeeting, ...] = ()

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The levels of the ladder that it climbs, lowest first."""
        return self.ladder.rungs if self.ladder else ()


def request_page(actor: Actor, public_id: str, *, on: date) -> RequestPage:
    """A request that was sent, for an officer of either side. Recorded as seen. Raises NotFound (drafts too)."""
    ask = request_of(actor, public_id, Event.SEE, **_sharing())
    side = Side.ASKER if ask.docket.asker_id == actor.body else Side.ASKED
    story = story_of(actor, ask, on=on, side=side)
    operation.seen(actor, Event.SEE, ask)
    own = side is Side.ASKER
    answer = story.answer
    ladder = ladder_of(ask, on=on) if own and (story.standing.level or story.may(StepKind.ESCALATED)) else None
    return RequestPage(
        story=story,
        side=side,
        form=answer.step.form if answer else None,
        form_provision=findings.cited(("CA2014.s7(3)",), on=_law_on(ask))[0],
        links=tuple(delivery.links_about(actor, ABOUT, public_id)) if own else (),
        deliveries=tuple(delivery.deliveries_about(actor, ABOUT, public_id)) if own else (),
        ladder=ladder,
        next_rung=_next_rung(ladder, story),
        cut=cuts_short(story.answer_due, paused=story.standing.paused, urgency=ask.urgency, on=on),
        together=_together(actor, ask) if own else (),
        meetings=_meetings(ask, on),
    )


def _meetings(ask: CooperationRequest, on: date) -> tuple[AgreedMeeting, ...]:
    """What was agreed about meetings as the request was sent; no read where the two share no agreement."""
    return agreed_meetings(ask, on=ask.law_on or on) if getattr(ask, "shared", True) else ()


def _sharing() -> dict[str, Exists]:
    """Whether the two sides ever were parties of one agreement, to be read with the request."""
    return {"shared": agreements.ever_share_within(OuterRef("asker"), OuterRef("asked"))}


def _next_rung(ladder: Ladder | None, story: Story) -> Rung | None:
    """The level to which `escalate_request` would take it; None at the top, or where it may not go up."""
    if ladder is None or not story.may(StepKind.ESCALATED):
        return None
    return next_rung(ladder.rungs, level=story.standing.level, urgency=story.ask.urgency, skips_to=ladder.skips_to)


def record_of(actor: Actor, public_id: str) -> tuple[CooperationRequest, tuple[Line, ...]]:
    """The record of a request, for an officer of either side. Recorded as seen. Raises NotFound."""
    ask = request_of(actor, public_id, Event.SEE)
    operation.seen(actor, Event.SEE, ask)
    return ask, tuple(audit.entries_about(actor, ABOUT, public_id))


def _together(actor: Actor, ask: CooperationRequest) -> tuple[CooperationRequest, ...]:
    if ask.together_id is None:
        return ()
    rows = CooperationRequest.objects.filter(together=ask.together_id).exclude(pk=ask.pk).select_related("docket")
    return tuple(policies.visible(actor, Event.SEE, rows).order_by("pk"))


def story_of(actor: Actor, ask: CooperationRequest, *, on: date, side: Side) -> Story:
    """Everything that came of a request that was sent, for whom the calling query let see it. Raises NotFound."""
    if ask.finding is None:
        raise NotFound(operation.NOT_HERE)
    attached = files.files_about(actor, ABOUT, ask.public_id) if ask.docket.files else []
    said = _said(ask, side, attached)
    standing = _standing(ask, said)
    docket = ask.docket
    clocks = tuple(timing.from_json(derivation) for derivation in docket.clocks)
    with_request = {file for one in said if one.kind is StepKind.SENT for file in one.step.detail.get("files", ())}
    return Story(
        ask=ask,
        standing=standing,
        kind=Kind(docket.kind),
        waiting=waiting_words(docket, asked_as(ask, docket.asked_name), asker_as(ask, docket.asker_name)),
        words=words_of(ask),
        finding=ask.finding,
        bound=findings.answer_in(ask.finding),
        in_the_way=findings.what_is_in_the_way(ask.finding),
        provisions=findings.cited(findings.provisions_in(ask.finding), on=_law_on(ask)),
        said=said,
        clocks=clocks,
        over=_over(clocks, on),
        files=tuple(file for file in attached if file.public_id in with_request),
        day_passed=is_past(
            waiting=docket.waiting, paused=docket.paused, due_on=docket.promised_on or docket.due_on, on=on
        ),
        hidden=standing.status in ENDED and side is Side.ASKED,
    )


def _over(clocks: Sequence[Due], on: date) -> dict[str, str]:
    """Which clauses that set a day are over since, in sentences; a read for each clause, none without."""
    clauses = {due.ref for due in clocks if due.source is timing.Source.AGREEMENT}
    found = ((ref, agreements.clause_over_public(ref, on=on)) for ref in clauses)
    return {ref: over_since(*over) for ref, over in found if over}


def _said(ask: CooperationRequest, side: Side, attached: Sequence[FileRow]) -> tuple[Said, ...]:
    found = []
    for _, rows in groupby(_steps(ask), key=attrgetter("pk")):
        step, *more = rows
        if not _is_for(step, side):
            continue
        kind = StepKind(step.kind)
        grounds = _grounds((step, *more), on=_law_on(ask)) if kind is StepKind.REFUSED else ()
        points = _points((step, *more)) if kind is StepKind.CONTESTED else ()
        unread = step.to_read and step.read_at is None and step.side != side
        with_step = () if kind is StepKind.SENT else step.detail.get("files", ())
        own_files = tuple(file for file in attached if file.public_id in with_step)
        late = later_than_asked(step.promised_on, ask.needed_by)
        found.append(Said(step, kind, Side(step.side), STEP[kind], unread, grounds, points, own_files, late))
    return tuple(found)


def _steps(ask: CooperationRequest) -> QuerySet[Any]:
    """The steps in order, in one read with the grounds and points of each: a step of several comes as often."""
    given = {f"given_{name}": F(f"grounds__{name}") for name in ("ground", "reasons", "harmed")}
    put = {f"put_{name}": F(f"points__{name}") for name in ("ground", "says")}
    rows = Step.objects.filter(ask=ask).annotate(**given, **put)
    return rows.order_by("at", "id", "grounds__pk", "points__pk")


def _grounds(rows: Sequence[Any], *, on: date) -> tuple[GroundGiven, ...]:
    named = [(row, statute.rulebook().grounds[row.given_ground]) for row in rows if row.given_ground]
    return tuple(
        GroundGiven(
            word.id, word.name, findings.cited((word.provision,), on=on)[0], row.given_reasons, row.given_harmed
        )
        for row, word in named
    )


def _points(rows: Sequence[Any]) -> tuple[Point, ...]:
    book = statute.rulebook()
    return tuple(
        Point(row.put_ground, book.grounds[row.put_ground].name if row.put_ground else "", row.put_says)
        for row in rows
        if row.put_ground is not None
    )


def _is_for(step: Step, side: Side) -> bool:
    """What came back of our mail, and what the asker's own side wrote back to Concord, is for the asker alone."""
    return side is not Side.ASKED or not for_asker_alone(step.kind, step.detail)


def _standing(ask: CooperationRequest, said: Sequence[Said]) -> Standing:
    taken = (
        Taken(
            kind=one.kind,
            side=one.side,
            at=one.step.at,
            promised_on=one.step.promised_on,
            level=one.step.level,
            read=not one.step.to_read or one.step.read_at is not None,
        )
        for one in said
    )
    return stand(taken, discarded=ask.discarded_at is not None, needed_by=ask.needed_by)


def _law_on(ask: CooperationRequest) -> Any:
    return ask.law_on


@dataclass(frozen=True, slots=True)
class Cover:
    """What anyone who holds the link may know: who asks whom. Nothing about the person."""

    asker_name: str
    asked_name: str
    withdrawn: bool
    contact_name: str = ""
    contact_phone: str = ""
    kind: Kind = Kind.BY_AUTHORITY


def cover_public(public_id: str) -> Cover:
    """The cover of a request that was sent: public to whoever holds its link. Raises NotFound."""
    ask = CooperationRequest.objects.filter(public_id=public_id, sent_at__isnull=False).select_related("docket").first()
    if ask is None:
        raise NotFound(operation.NOT_HERE)
    ended = ask.docket.status in ENDED
    docket = ask.docket
    names = asker_as(ask, docket.asker_name), asked_as(ask, docket.asked_name)
    return Cover(*names, ended, ask.contact_name, ask.contact_phone, Kind(docket.kind))


@dataclass(frozen=True, slots=True)
class GroundOpen:
    """A ground on which the body may refuse: in its own words, what it means, and where it stands."""

    id: str
    name: str
    says: str
    provision: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPage:
    """The request as the body asked reads it: the story, what may still be said, and the grounds that exist.

    `joint` are the other bodies of a joint request; `half` is what this body has begun to answer and not sent. Up to
    `holidays_until` all bank holidays are known.
    """

    story: Story
    next: tuple[StepKind, ...]
    grounds: tuple[GroundOpen, ...]
    joint: tuple[Joined, ...] = ()
    half: tuple[HalfWritten, ...] = ()
    holidays_until: date | None = None
    meetings: tuple[AgreedMeeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Another body of a joint request, and its answer where it has given one that this body may join."""

    public_id: str
    asked_name: str
    status: Status
    answer: Said | None


def partner_page(actor: Actor, *, on: date) -> PartnerPage:
    """The one request that a partner's link opens. Recorded as seen through the link. Raises NotFound."""
    begun = SavedAnswer.objects.filter(ask=OuterRef("pk"), body=actor.body)
    rows = CooperationRequest.objects.select_related("docket").annotate(
        begun=Exists(begun), holidays_until=registry.holidays_known_until_within(), **_sharing()
    )
    ask = policies.visible(actor, Event.OPEN, rows).filter(public_id=actor.reaches(ABOUT)).first()
    if ask is None:
        raise NotFound(operation.NOT_HERE)
    story = story_of(actor, ask, on=on, side=Side.ASKED)
    operation.seen(actor, Event.OPEN, ask, {"asked_name": ask.docket.asked_name})
    return PartnerPage(
        story=story,
        next=_next(story),
        grounds=grounds_open(ask),
        joint=_joint(ask) if ask.together_id and not story.hidden else (),
        half=half_written(actor, ask) if getattr(ask, "begun", False) else (),
        holidays_until=getattr(ask, "holidays_until", None),
        meetings=() if story.hidden else _meetings(ask, on),
    )


def _next(story: Story) -> tuple[StepKind, ...]:
    first = [kind for kind in (StepKind.ACKNOWLEDGED, StepKind.QUESTION) if story.may(kind)]
    return (*first, *story.may_answer)


def grounds_open(ask: CooperationRequest) -> tuple[GroundOpen, ...]:
    """The grounds on which a request may be refused, by the law as it stood when it was sent."""
    words = (statute.rulebook().grounds[ground] for ground in (ask.finding or {}).get("grounds", ()))
    return tuple(
        GroundOpen(word.id, word.name, word.says, findings.cited((word.provision,), on=_law_on(ask))[0])
        for word in words
    )


def joined_answer(actor: Actor, page: PartnerPage, joined: Joined) -> Said:
    """Another body's answer to the joint request of a page, to be shown in full. The record of its request says so.

    Raises NotFound where it has given none.
    """
    if joined.answer is None:
        raise NotFound(operation.NOT_HERE)
    ask = page.story.ask
    names = {"asked_name": joined.asked_name, "other_name": ask.docket.asked_name}
    operation.seen(actor, Event.READ_JOINT, joined.public_id, {**names, "other": ask.public_id})
    return joined.answer


def _joint(ask: CooperationRequest) -> tuple[Joined, ...]:
    """The others who were asked: not where it is still a draft, was put away, or should never have been sent."""
    rows = CooperationRequest.objects.filter(together=ask.together_id, together__joint=True, sent_at__isnull=False)
    rows = rows.exclude(pk=ask.pk).exclude(docket__status=Status.ERROR)
    found = []
    for other in rows.select_related("docket").order_by("pk"):
        said = _said(other, Side.ASKED, ()) if Status(other.docket.status) in ANSWERED else ()
        answer = next((one for one in reversed(said) if one.is_answer), None)
        found.append(Joined(other.public_id, other.docket.asked_name, Status(other.docket.status), answer))
    return tuple(found)
