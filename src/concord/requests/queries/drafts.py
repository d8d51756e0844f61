"""The pages of asking: whom one can ask, a draft, and the check before it goes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from concord import statute
from concord.access import operation, policies
from concord.base.errors import Conflict, NotFound
from concord.delivery.messages import write
from concord.registry import queries as registry
from concord.requests import findings, privacy
from concord.requests.events import Event
from concord.requests.messages import ASKED, asked_variables
from concord.requests.models import CooperationRequest, Practice
from concord.requests.queries.rows import Words, request_of, words_of
from concord.requests.rules import drafts
from concord.requests.rules.kinds import Kind
from concord.requests.rules.links import link_works_until
from concord.requests.rules.standing import OPEN, Status
from concord.requests.wording import ALREADY
from concord.statute import Answer, authority_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.findings import Cited, Fit
    from concord.requests.privacy import Spotted
    from concord.requests.rules.drafts import Gap
    from concord.statute import Body, PartnerList, Partnership, Register
    from concord.statute import Kind as BodyKind


_MOST_OTHERS: Final = 20
OTHERS: Final = "CA2014.s6(2)"
"""What is open towards a body that is no partner: the council's own duty to co-operate with whom it thinks fit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A body that can be asked. `note` says what a chooser should know about it."""

    ref: str
    name: str
    addressee: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The partners by one provision: those that are, and those that may be (`explains` says why it is not known)."""

    provision: Cited
    sure: tuple[Choice, ...]
    possible: tuple[Choice, ...]
    explains: str


@dataclass(frozen=True, slots=True)
class OtherKind:
    """A kind of body that the register does not list and section 7 does not bind, with what is open instead."""

    name: str
    why_not: str
    instead: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom the actor's body can ask on a day; `found` counts what matched the search `q`."""

    q: str
    says: str
    groups: tuple[Group, ...]
    others: tuple[Choice, ...]
    kinds: tuple[OtherKind, ...]
    found: int


def whom(actor: Actor, *, q: str, on: date, at: datetime) -> Whom:
    """The relevant partners of the actor's body on a day, by provision, and other bodies whose name matches `q`.

    Public facts only. Raises NotFound for an actor who may not make requests.
    """
    if not policies.may(actor, Event.DRAFT):
        raise NotFound(operation.NOT_HERE)
    register = registry.register_of(actor.body, at=at)
    listed = statute.partners(statute.rulebook(), register, authority=actor.body, on=on)
    groups = tuple(group for group in _groups(listed, q) if group.sure or group.possible)
    others, kinds = (_others(listed, q, on, at), _kinds(q, on)) if q else ((), ())
    found = sum(len(group.sure) + len(group.possible) for group in groups) + len(others)
    return Whom(q, listed.says, groups, others, kinds, found)


def _groups(listed: PartnerList, q: str) -> list[Group]:
    explains = {gap.limb.ref: gap.says for gap in listed.gaps}
    entries = sorted((*listed.partners, *listed.possible), key=lambda entry: entry.ref)
    made = []
    for ref, found in groupby(entries, key=lambda entry: entry.ref):
        shown = [entry for entry in found if _matches(entry.body, listed.on, q)]
        made.append(
            Group(
                provision=findings.cited((ref,), on=listed.on)[0],
                sure=_choices((entry for entry in shown if entry.answer == "yes"), listed.on),
                possible=_choices((entry for entry in shown if entry.answer != "yes"), listed.on),
                explains=explains.get(ref, ""),
            )
        )
    return made


def _choices(entries: Iterable[Partnership], on: date) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            entry.body.ref,
            entry.body.name_on(on),
            entry.body.addressee,
            f"Evidence: {entry.bases[0].fact.evidence}" if entry.answer != "yes" else "",
        )
        for entry in entries
    )


def _matches(body: Body, on: date, q: str) -> bool:
    text = f"{body.name_on(on)} {body.addressee} {body.ref}".casefold()
    return all(word in text for word in q.casefold().split())


def _others(listed: PartnerList, q: str, on: date, at: datetime) -> tuple[Choice, ...]:
    """Bodies of the register whose name matches and that are no relevant partner; what section 7 says of each."""
    partners = {entry.body.ref for entry in (*listed.partners, *listed.possible)}
    lines = registry.search_bodies(q, on=on, at=at, limit=_MOST_OTHERS)
    refs = [line.ref for line in lines if line.exists.contains(on) and line.ref not in partners]
    register = registry.register_of(listed.authority.ref, *refs, at=at)
    bodies = [register.body(ref) for ref in refs]
    return tuple(
        Choice(body.ref, body.name_on(on), body.addressee, _note(register, body, listed.authority.ref, on))
        for body in bodies
    )


def _note(register: Register, body: Body, asker: str, on: date) -> str:
    book = statute.rulebook()
    if body.ref == asker:
        return "Your own council: section 6(4) is about its departments"
    if authority_status(book, body, on).answer is not Answer.NO:
        return "Another council: section 7 can bind it all the same"
    if statute.partner(book, register, authority=asker, body=body.ref, on=on).answer is Answer.NO:
        return "Section 7 does not bind it to your request"
    return "The register cannot say whether section 7 binds it"


def _kinds(q: str, on: date) -> tuple[OtherKind, ...]:
    words = q.casefold().split()
    kinds = [kind for kind in statute.rulebook().kinds.values() if not kind.listed and _kind_matches(kind, words)]
    return tuple(OtherKind(kind.name, kind.why_not, findings.cited(kind.instead or (OTHERS,), on=on)) for kind in kinds)


def _kind_matches(kind: BodyKind, words: list[str]) -> bool:
    text = f"{kind.name} {kind.plural}".casefold()
    return all(word in text for word in words)


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
    row = Practice.objects.filter(body=actor.body).first()
    return Shown(row.initials, row.nhs_number, row.name) if row else Shown(initials=False, nhs_number=False, name=False)


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
    """A draft before sending: what it lacks, the kind that fits with the law's answer, and what to look at twice."""

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
    together: tuple[CooperationRequest, ...]
    may_send: bool


def check(actor: Actor, public_id: str, *, on: date, at: datetime) -> Check:
    """A draft with "which kind is it, is the body bound, and why" answered for the day. Recorded as seen."""
    ask = draft(actor, public_id)
    fit = findings.fit(ask, on=on, known_at=at)
    missing = drafts.gaps(vars(ask), kind=fit.kind or "", on=on)
    kept = fit.as_json(at)
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
        email=_email(ask, fit, on) if fit.may_be_sent and not missing else None,
        alarms=alarms_of(ask),
        similar=similar_to(actor, ask),
        together=tuple(_together(actor, ask)),
        may_send=policies.may(actor, Event.SEND, ask),
    )


def _together(actor: Actor, ask: CooperationRequest) -> Iterable[CooperationRequest]:
    if ask.together_id is None:
        return ()
    rows = CooperationRequest.objects.filter(together=ask.together_id, discarded_at__isnull=True).exclude(pk=ask.pk)
    return policies.visible(actor, Event.SEE, rows.select_related("docket")).order_by("pk")


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
    rows = CooperationRequest.objects.filter(
        person_key=ask.person_key, docket__asked=ask.asked_id, docket__status__in=sorted(OPEN)
    )
    found = policies.visible(actor, Event.SEE, rows.exclude(pk=ask.pk)).order_by("-pk")[:5]
    return tuple(Similar(row.public_id, row.reference, row.help, row.sent_at) for row in found)


def _email(ask: CooperationRequest, fit: Fit, on: date) -> Email:
    until = link_works_until(sent_on=on, needed_by=ask.needed_by or on)
    ask.kind = fit.kind.value if fit.kind else ask.kind
    variables = asked_variables(ask, bound=fit.answer.value, link="(here stands the secure link)", until=until)
    written = write(ASKED, variables)
    return Email(ask.partner_email, written.title, written.text)
