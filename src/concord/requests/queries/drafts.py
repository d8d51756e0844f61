"""The pages of asking: a draft, the check before it goes, its letter, and what an officer wrote last time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord.access import operation, policies
from concord.base.errors import Conflict, NotFound
from concord.delivery.messages import write
from concord.requests import findings, privacy
from concord.requests.events import Event
from concord.requests.messages import ASKED, asked_variables, law_words
from concord.requests.models import Clock, CooperationRequest
from concord.requests.queries.attached import draft_files, files_sent
from concord.requests.queries.meetings import agreed_meetings
from concord.requests.queries.practised import practice_of
from concord.requests.queries.rows import Words, conditions_to_you, request_of, words_of
from concord.requests.queries.sharing import sharing_gap, sharing_of
from concord.requests.queries.terms import clocks_if_sent
from concord.requests.rules import drafts, timing
from concord.requests.rules.drafts import Gap
from concord.requests.rules.kinds import Kind
from concord.requests.rules.links import link_works_until
from concord.requests.rules.standing import ENDED, OPEN, Status
from concord.requests.wording import ALREADY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor
    from concord.files.queries import FileRow
    from concord.requests.findings import Cited, Fit
    from concord.requests.privacy import Spotted
    from concord.requests.queries.meetings import AgreedMeeting
    from concord.requests.queries.sharing import SharingCheck
    from concord.requests.queries.terms import Clocks
    from concord.requests.rules.timing import Due


def draft(actor: Actor, public_id: str) -> CooperationRequest:
    """A request that is still a draft. Recorded as seen. Raises NotFound, or Conflict where it is none any more."""
    ask = request_of(actor, public_id, Event.SEE)
    if ask.docket.status != Status.DRAFT:
        raise Conflict(ALREADY[Status(ask.docket.status)])
    operation.seen(actor, Event.SEE, ask)
    return ask


@dataclass(frozen=True, slots=True)
class Shown:
    """What the actor's body writes of a person beside its own reference."""

    initials: bool
    nhs_number: bool
    name: bool


def shown_of_person(actor: Actor) -> Shown:
    """What the actor's body has switched on; nothing where it has switched on nothing."""
    practice = practice_of(actor.body)
    return Shown(practice.initials, practice.nhs_number, practice.name)


_SWITCHED: Final = {
    "person_initials": ("initials", "the initials"),
    "person_nhs_number": ("nhs_number", "the NHS number"),
    "person_name": ("name", "the name"),
}


def switched_off(ask: CooperationRequest) -> tuple[Gap, ...]:
    """What a draft still says of the person that its body no longer writes: its managers have switched it off since."""
    if not any(getattr(ask, field) for field in _SWITCHED):
        return ()
    practice = practice_of(ask.asker_id)
    return tuple(
        Gap(field, f"Take out {what} of the person: your organisation does not write that in requests")
        for field, (switch, what) in _SWITCHED.items()
        if getattr(ask, field) and not getattr(practice, switch)
    )


@dataclass(frozen=True, slots=True)
class Email:
    """The e-mail as it would go out, with a note where the link will stand."""

    to: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something in free text that may say more of the person than is needed: the field, and what to do."""

    field: str
    spotted: Spotted


@dataclass(frozen=True, slots=True)
class Similar:
    """An open request about the same person to the same body."""

    public_id: str
    reference: str
    help: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A draft before sending: what it lacks, the kind that fits with the law's answer, and what to look at twice.

    `mark` stands for the draft and its files as they were looked at, for `send_request`. `similar_unseen`: there is an
    open request like it which whoever drafts under a contract may not see.
    """

    ask: CooperationRequest
    words: Words
    gaps: tuple[Gap, ...]
    kind: Kind | None
    finding: Mapping[str, Any]
    answer: str
    says: str
    may_be_sent: bool
    why_not: tuple[str, ...]
    provisions: tuple[Cited, ...]
    instead: tuple[Cited, ...]
    email: Email | None
    alarms: tuple[Alarm, ...]
    similar: tuple[Similar, ...]
    similar_unseen: bool
    together: tuple[CooperationRequest, ...]
    may_send: bool
    clocks: Clocks
    files: tuple[FileRow, ...]
    mark: str
    sharing: SharingCheck
    meetings: tuple[AgreedMeeting, ...] = ()


def check(actor: Actor, public_id: str, *, on: date, at: datetime) -> Check:
    """A draft with "which kind is it, is the body bound, and why" answered for the day. Recorded as seen."""
    ask = draft(actor, public_id)
    fit = findings.fit(ask, on=on, known_at=at)
    shared = sharing_of(ask, on=on)
    missing = (*drafts.gaps(vars(ask), kind=fit.kind or "", on=on), *switched_off(ask), *sharing_gap(shared))
    kept = fit.as_json(at)
    complete = fit.may_be_sent and not missing
    if complete and fit.kind:
        ask.kind = fit.kind.value
    clocks = clocks_if_sent(ask, at=at)
    may_send = policies.may(actor, Event.SEND, ask)
    return Check(
        ask=ask,
        words=words_of(ask),
        gaps=missing,
        kind=fit.kind,
        finding=kept,
        answer=fit.answer.value,
        says=fit.says,
        may_be_sent=fit.may_be_sent,
        why_not=findings.what_is_in_the_way(kept),
        provisions=findings.cited(fit.under, on=on),
        instead=findings.cited(fit.instead, on=on),
        email=_email(ask, fit, clocks, on) if complete else None,
        alarms=alarms_of(ask),
        similar=similar_to(actor, ask),
        similar_unseen=not may_send and _similar_unseen(actor, ask),
        together=asked_together(actor, ask),
        may_send=may_send,
        clocks=clocks,
        files=tuple(draft_files(actor, ask)),
        mark=mark_of(actor, ask),
        sharing=shared,
        meetings=agreed_meetings(ask, on=on),
    )


def mark_of(actor: Actor, ask: CooperationRequest) -> str:
    """What changes with each change of a draft and of its files, for an actor whom the calling query let see it."""
    return " ".join([str(ask.saves), *sorted(file.public_id for file in draft_files(actor, ask))])


def asked_together(actor: Actor, ask: CooperationRequest) -> tuple[CooperationRequest, ...]:
    """The same request to other bodies, drafts or sent, as far as the actor may see them; those put away left out."""
    if ask.together_id is None:
        return ()
    rows = CooperationRequest.objects.filter(together=ask.together_id, discarded_at__isnull=True).exclude(pk=ask.pk)
    return tuple(policies.visible(actor, Event.SEE, rows.select_related("docket")).order_by("pk"))


def may_be_sent(ask: CooperationRequest, *, on: date, at: datetime) -> bool:
    """Whether some kind of request fits this draft, as far as it is filled in."""
    return findings.fit(ask, on=on, known_at=at).may_be_sent or (ask.kind == Kind.SUPPLY and not ask.conditions)


FREE_TEXTS: Final = (
    "what",
    "needed_by_why",
    "otherwise",
    "wishes",
    "told_words",
    "format_needs",
    "sharing_words",
    "person_reference",
    "function_words",
)
"""The fields of a draft in which somebody could write more of the person than is needed."""


def alarms_of(ask: CooperationRequest) -> tuple[Alarm, ...]:
    """What in a draft's free text may say more of the person than is needed."""
    return tuple(Alarm(field, spotted) for field in FREE_TEXTS for spotted in privacy.warnings(getattr(ask, field)))


def similar_to(actor: Actor, ask: CooperationRequest) -> tuple[Similar, ...]:
    """Open requests of the same asker about the same person to the same body, as far as the actor may see them."""
    if not ask.person_key:
        return ()
    found = policies.visible(actor, Event.SEE, _open_like(ask)).order_by("-pk")[:5]
    return tuple(Similar(row.public_id, row.reference, row.help, row.sent_at) for row in found)


def _similar_unseen(actor: Actor, ask: CooperationRequest) -> bool:
    """Whether colleagues have made such a request that the actor may not see: that it is there, and nothing of it."""
    if not ask.person_key:
        return False
    seen = policies.visible(actor, Event.SEE, _open_like(ask)).values("pk")
    return _open_like(ask).filter(docket__asker=ask.asker_id).exclude(pk__in=seen).exists()


def _open_like(ask: CooperationRequest) -> QuerySet[CooperationRequest]:
    rows = CooperationRequest.objects.filter(
        person_key=ask.person_key, docket__asked=ask.asked_id, docket__status__in=sorted(OPEN)
    )
    return rows.exclude(pk=ask.pk)


def _email(ask: CooperationRequest, fit: Fit, clocks: Clocks, on: date) -> Email:
    due = clocks.answer.due_on if clocks.answer else None
    until = link_works_until(sent_on=on, needed_by=max(due or on, ask.needed_by or on))
    link = "(here stands the secure link)"
    variables = asked_variables(ask, bound=fit.answer.value, due=clocks.answer, link=link, until=until)
    written = write(ASKED, variables)
    return Email(ask.partner_email, written.title, written.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A request as a letter: before it is sent as it would go that day, and afterwards as it went.

    `law` is what it says of the law, `due` by when an answer is due and whose rule that is.
    """

    ask: CooperationRequest
    words: Words
    kind: Kind | None
    law: str
    provisions: tuple[Cited, ...]
    due: Due | None
    on: date
    sent: bool
    files: tuple[FileRow, ...]

    @property
    def conditions_to_you(self) -> tuple[str, ...]:
        """The conditions of section 45, as whoever is asked reads them."""
        return conditions_to_you(self.ask)


def letter(actor: Actor, public_id: str, *, on: date, at: datetime, copied: bool = False) -> Letter:
    """A request of either side as a letter; recorded as seen, and as copied where it leaves as a file. Raises NotFound.

    Raises Conflict for a draft that was discarded.
    """
    ask = request_of(actor, public_id, Event.SEE)
    if ask.docket.status in ENDED and actor.body != ask.docket.asker_id:
        raise NotFound(operation.NOT_HERE)
    if ask.discarded_at:
        raise Conflict(ALREADY[Status.DISCARDED])
    operation.seen(actor, Event.SEE, ask)
    if copied:
        operation.seen(actor, Event.COPY, ask, {"what": "letter"})
    if ask.sent_at is None:
        fit = findings.fit(ask, on=on, known_at=at)
        kind, bound, under, due = fit.kind, fit.answer.value, fit.under, clocks_if_sent(ask, at=at).answer
        files = draft_files(actor, ask)
    else:
        kind, bound = Kind(ask.kind), findings.answer_in(ask.finding or {})
        under, due = findings.provisions_in(ask.finding or {}), _due_when_sent(ask)
        files = files_sent(actor, ask)
    day = ask.law_on or on
    return Letter(
        ask=ask,
        words=words_of(ask),
        kind=kind,
        law=law_words(kind, bound) if kind else "",
        provisions=findings.cited(under, on=day),
        due=due,
        on=day,
        sent=ask.sent_at is not None,
        files=tuple(files),
    )


def _due_when_sent(ask: CooperationRequest) -> Due | None:
    """By when an answer was due as the letter went: what came of that day later is not in the letter."""
    first = Clock.objects.filter(ask=ask, which=timing.Which.ANSWER).order_by("id").first()
    return timing.from_json(first.derivation) if first else None


def last_contact(actor: Actor) -> dict[str, str]:
    """Whom the other side could ring about the actor's last request: as the next one begins. Empty for the first."""
    rows = CooperationRequest.objects.filter(made_by__public_id=actor.person, asker=actor.body)
    fields = ("contact_name", "contact_phone", "contact_email")
    found = rows.exclude(contact_phone="").order_by("-pk").values_list(*fields).first()
    return dict(zip(fields, found, strict=True)) if found else {}
