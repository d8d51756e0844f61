"""Everything about one request that was sent, to be printed as one: for counsel, an ombudsman or a court.

The law is asked again as the register knew it then, the record is proved. What is shown how is for `pages.bundles`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord.access import operation
from concord.audit import queries as audit
from concord.audit.vocabulary import recognised
from concord.base.errors import ConcordError, Conflict, NotFound
from concord.delivery import queries as delivery
from concord.files import queries as files
from concord.registry import queries as registry
from concord.requests import findings
from concord.requests.events import ABOUT, Event
from concord.requests.models import Clock, CooperationRequest
from concord.requests.queries.rows import request_of
from concord.requests.queries.stories import story_of
from concord.requests.rules import timing
from concord.requests.rules.silence import silences
from concord.requests.rules.standing import Status, Taken
from concord.requests.rules.steps import Side, StepKind
from concord.requests.wording import ALREADY
from concord.statute import StatuteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from concord.audit.queries import Proof
    from concord.base.actor import Actor
    from concord.delivery.queries import Delivery
    from concord.files.queries import FileRow
    from concord.requests.models import Step
    from concord.requests.queries.stories import Story
    from concord.requests.rules.silence import Silence
    from concord.requests.rules.timing import Due
    from concord.statute import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side: its name when the request was sent, the name of that body today, and who holds the request today."""

    ref: str
    then: str
    today: str
    holder: str
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockKept:
    """A due day as it was worked out once. `superseded_at` is empty for the one that stands."""

    due: Due
    round: int
    set_at: datetime
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that went with something that was said: with the step, and the name of the body that put it there."""

    file: FileRow
    step: Step
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The finding asked for again, compared with what was kept; `fault` says why where that failed."""

    finding: Mapping[str, Any]
    same_rulebook: bool
    same_answer: bool
    same: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Hashed:
    """Something that the record keeps as a keyed hash only, and whether what the request says still gives it."""

    what: str
    kept: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A request with all that belongs to it, as one side may have it. `replay` is empty where its law is not shown."""

    at: datetime
    on: date
    side: Side
    story: Story
    asker: Party
    asked: Party
    silences: tuple[Silence, ...]
    clocks: tuple[ClockKept, ...]
    holidays: Mapping[date, str]
    attachments: tuple[Attachment, ...]
    emails: tuple[Delivery, ...]
    replay: Replay | None
    proof: Proof
    hashed: tuple[Hashed, ...]

    @property
    def ask(self) -> CooperationRequest:
        """The request."""
        return self.story.ask


_HASHED: Final = (("to", "The mailbox it was sent to", "partner_email"),)
_HASHED_OF_PERSON: Final = (("person_reference", "The asker’s own reference for the person", "person_reference"),)


def bundle(actor: Actor, public_id: str, *, at: datetime, on: date, what: str = "bundle") -> Bundle:
    """Everything about a request that was sent, as the actor's side may have it; recorded as a copy (`what`).

    The side asked gets none of the asker's e-mails, and nothing about the person once the request was taken back.
    Raises NotFound, and Conflict for a draft. What this very call records is not in it.
    """
    ask = sent_request(actor, public_id)
    side = _side(actor, ask)
    story = story_of(actor, ask, on=on, side=side)
    proof = audit.proof_about(actor, ABOUT, ask.public_id)
    bodies = registry.bodies_known({ask.asker_id, ask.asked_id}, at=at)
    docket = ask.docket
    made = Bundle(
        at=at,
        on=on,
        side=side,
        story=story,
        asker=_party(ask.asker_id, ask.asker_name, docket.asker_name, bodies, on),
        asked=_party(ask.asked_id, ask.asked_name, docket.asked_name, bodies, on),
        silences=silences([Taken(kind=said.kind, side=said.side, at=said.step.at) for said in story.said], on=on),
        clocks=_clocks(ask),
        holidays={one.day: one.title for one in registry.holidays_from(ask.law_on or on, at)},
        attachments=() if story.hidden else tuple(_attachments(story)),
        emails=tuple(delivery.deliveries_about(actor, ABOUT, public_id)) if side is Side.ASKER else (),
        replay=None if story.hidden else _replay(ask),
        proof=proof,
        hashed=tuple(_hashed(ask, proof, side=side, hidden=story.hidden)),
    )
    operation.seen(actor, Event.COPY, ask, {"what": what})
    return made


def sent_request(actor: Actor, public_id: str) -> CooperationRequest:
    """A request of which an officer, or a command, may take a copy. Raises NotFound, and Conflict for a draft."""
    ask = request_of(actor, public_id, Event.COPY)
    if actor.kind == "partner":  # whoever came by a link reads the request, and not who of the asker looked at it
        raise NotFound(operation.NOT_HERE)
    if ask.sent_at is None:
        raise Conflict(ALREADY[Status(ask.docket.status)])
    return ask


def public_id_of(actor: Actor, text: str) -> str:
    """The id of the one request that a reference (`7K3F9-2XQBD`) or an id names, for a command. Raises NotFound."""
    begins = text.strip().lower().replace("-", "")
    rows = CooperationRequest.objects.filter(public_id__startswith=begins, sent_at__isnull=False)
    found = list(rows.values_list("public_id", flat=True)[:2]) if actor.kind == "system" and begins else []
    if len(found) != 1:
        raise NotFound(f"There is no request that was sent with the reference “{text}”.")
    return found[0]


def content_of(actor: Actor, made: Bundle, attachment: Attachment) -> Iterator[bytes] | None:
    """The content of a file of a bundle in pieces, recorded as opened; None where it is gone or cannot be read.

    For whom the bundle was made. Raises Unavailable on the way where what is on disk is not what was put there.
    """
    try:
        file = files.file_of(actor, attachment.file.public_id, about=(ABOUT, made.ask.public_id))
        return files.open_file(actor, file)
    except ConcordError:
        return None


def _side(actor: Actor, ask: CooperationRequest) -> Side:
    own = actor.kind == "system" or (actor.kind == "person" and actor.body == ask.docket.asker_id)
    return Side.ASKER if own else Side.ASKED


def _party(ref: str, then: str, holder: str, bodies: Mapping[str, Body], on: date) -> Party:
    body = bodies.get(ref)
    ended = body.exists.closed if body and body.exists.closed and body.exists.closed <= on else None
    return Party(ref=ref, then=then, today=body.name_on(on) if body else then, holder=holder, ended_on=ended)


def _clocks(ask: CooperationRequest) -> tuple[ClockKept, ...]:
    return tuple(
        ClockKept(
            due=timing.from_json(row.derivation), round=row.round, set_at=row.set_at, superseded_at=row.superseded_at
        )
        for row in Clock.objects.filter(ask=ask).order_by("set_at", "id")
    )


def _attachments(story: Story) -> Iterator[Attachment]:
    """The files that went with the request, and with what was said after it, in order."""
    names = {story.ask.asker_id: story.ask.asker_name, story.ask.asked_id: story.ask.asked_name}
    names |= {story.ask.docket.asker_id: story.ask.docket.asker_name}
    names |= {story.ask.docket.asked_id: story.ask.docket.asked_name}
    for said in story.said:
        for file in story.files if said.kind is StepKind.SENT else said.files:
            yield Attachment(file=file, step=said.step, body=names.get(file.body, file.body))


def _replay(ask: CooperationRequest) -> Replay:
    """Ask the law again, on the facts that the register knew then and by the rulebook of today."""
    kept = ask.finding or {}
    on, known_at = ask.law_on, ask.law_known_at
    if on is None or known_at is None:
        raise ValueError("Only a request that was sent can be replayed.")
    try:
        fresh = json.loads(json.dumps(findings.fit(ask, on=on, known_at=known_at).as_json(known_at)))
    except (StatuteError, ConcordError) as error:
        return Replay(finding={}, same_rulebook=False, same_answer=False, same=False, fault=str(error))
    book = fresh.get("rulebook", {})
    return Replay(
        finding=fresh,
        same_rulebook=book == kept.get("rulebook"),
        same_answer=findings.answer_in(fresh) == findings.answer_in(kept),
        same={**fresh, "rulebook": None} == {**kept, "rulebook": None},
    )


def _hashed(ask: CooperationRequest, proof: Proof, *, side: Side, hidden: bool) -> Iterator[Hashed]:
    """What the entry of sending keeps as a keyed hash, compared with what the request says."""
    sent = next((one.line.facts for one in proof.entries if one.line.event in {Event.SEND, Event.MAKE}), {})
    fields = (*(_HASHED if side is Side.ASKER else ()), *(() if hidden else _HASHED_OF_PERSON))
    for fact, what, field in fields:
        kept, value = str(sent.get(fact) or ""), str(getattr(ask, field))
        if kept and value:
            yield Hashed(what, kept, recognised(value, kept))
