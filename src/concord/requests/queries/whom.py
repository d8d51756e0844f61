"""Whom one can ask, and which kind of request it then is: of a council, of a body that asks a council, of a board.

Public facts of the register and the bodies that officers added; nothing about anybody. CA2014.s6(2), (4), (7), s7, s45.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from concord import statute
from concord.access import operation, policies
from concord.agreements.queries import arrangements
from concord.base.errors import NotFound
from concord.contacts import queries as contacts
from concord.registry import queries as registry
from concord.registry.wording import AUTHORITY_KINDS
from concord.requests import findings
from concord.requests.events import Event
from concord.requests.models import CooperationRequest
from concord.requests.queries.agreed import agreed_contacts
from concord.requests.rules.kinds import Group as OfficerGroup
from concord.requests.rules.kinds import Kind
from concord.requests.wording import GROUP, KIND, KIND_SAYS
from concord.statute import Answer, authority_status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.contacts.queries import Fit as ContactFit
    from concord.registry.queries import BodyLine
    from concord.requests.findings import Cited, Fit
    from concord.requests.queries.agreed import AgreedContact
    from concord.statute import Body, PartnerList, Partnership, Register
    from concord.statute import Kind as BodyKind

_MOST_OTHERS: Final = 20
_MOST_COUNCILS: Final = 40
OTHERS: Final = "CA2014.s6(2)"
"""What is open towards a body that is no partner: the council's own duty to co-operate with whom it thinks fit."""


class Asker(StrEnum):
    """What the actor's body is, as far as it decides what kind of request it can make."""

    COUNCIL = "council"
    BOARD = "board"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Choice:
    """A body that can be asked. `note` says what a chooser should know; `goes_to` whom one's own council has named."""

    ref: str
    name: str
    addressee: str
    note: str
    goes_to: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The bodies by one provision: those that are, and those that may be (`explains` says why it is not known).

    `title` heads it, and `says` which kind of request it will be; `provision` is None where none names the bodies.
    """

    title: str
    says: str
    provision: Cited | None
    sure: tuple[Choice, ...]
    possible: tuple[Choice, ...]
    explains: str


@dataclass(frozen=True, slots=True)
class OtherKind:
    """A kind of body that the register does not list and section 7 does not bind, with what is open instead."""

    id: str
    name: str
    why_not: str
    instead: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom the actor's body can ask on a day; `found` counts what matched the search `q`.

    `own` are the groups of officers inside one's own council, by `OWN` and the group. `contacts` gives by reference
    whom Concord would write to, where it knows.
    """

    asker: Asker
    q: str
    says: str
    groups: tuple[Group, ...]
    own: tuple[Choice, ...]
    others: tuple[Choice, ...]
    kinds: tuple[OtherKind, ...]
    found: int
    contacts: Mapping[str, ContactFit]
    agreed: Mapping[str, AgreedContact]

    @property
    def prison(self) -> Cited | None:
        """Why a search for a prison by its own name leads to a Minister; None for any other search."""
        cited = (group.provision for group in self.groups if group.provision)
        return next((one for one in cited if one.ref == PRISONS and _names_prison(self.q)), None)


DISTRICTS: Final = "CA2014.s6(7)(a)"
_DISTRICTS_HOUSE: Final = "For homes and homelessness ask the district council: that is a section 7 request."
PRISONS: Final = "CA2014.s6(7)(f)"
"""By which the Minister for prisons is a partner: whoever looks for a prison by its own name means the Minister."""
_PRISON_WORDS: Final = frozenset({"hmp", "hmyoi", "yoi", "prison", "prisons"})
OWN: Final = "own:"
"""How the choice of a group of officers of one's own council begins."""


def whom(actor: Actor, *, q: str, on: date, at: datetime, help_: str = "") -> Whom:
    """Whom the actor's body can ask on a day: its relevant partners, or the councils whose partner it is, and others.

    Other bodies are those whose name matches `q`; the contacts are those for the kind of help `help_` (any: empty).
    Raises NotFound for an actor who may not make requests.
    """
    if not policies.may(actor, Event.DRAFT):
        raise NotFound(operation.NOT_HERE)
    councils, asker = _asker(actor, on, at)
    register = registry.register_of(*councils, at=at)
    groups, says, two_tier = _of_body(actor, q, on, at), "", False
    lines = _named(actor, q, on, at) if q else ()
    if asker is not Asker.OTHER:
        book = statute.rulebook()
        listed = [statute.partners(book, register, authority=council, on=on) for council in councils]
        kind = Kind.BY_AUTHORITY if asker is Asker.COUNCIL else Kind.SUPPLY
        made = _groups(listed, kind, q, on, {line.ref for line in lines})
        groups = tuple(group for group in made if group.sure or group.possible)
        says = " ".join(one.says for one in listed)
        two_tier = any(entry.ref == DISTRICTS for one in listed for entry in one.partners)
    taken = {choice.ref for group in groups for choice in (*group.sure, *group.possible)}
    own = _own(actor.body, q, on, two_tier=two_tier) if asker is Asker.COUNCIL else ()
    others = _others(actor, [line for line in lines if line.ref not in taken], on, at)
    found = len(taken) + len(others) + (len(own) if q else 0)
    kinds = _kinds(q, on) if q and asker is Asker.COUNCIL else ()
    refs = {*taken, *(choice.ref for choice in others)}
    return Whom(
        asker=asker,
        q=q,
        says=says,
        groups=groups,
        own=own,
        others=others,
        kinds=kinds,
        found=found,
        contacts=contacts.contacts_for(actor, refs, topic=help_, council=actor.body, on=on),
        agreed=agreed_contacts(actor.body, refs, topic=help_, on=on),
    )


def _names_prison(q: str) -> bool:
    return not _PRISON_WORDS.isdisjoint(q.casefold().replace("/", " ").split())


def _asker(actor: Actor, on: date, at: datetime) -> tuple[tuple[str, ...], Asker]:
    """The bodies whose relevant partners count (a board's are all its councils), and what the actor's body is."""
    if actor.body.startswith(findings.BOARD) and (councils := registry.board_of(actor.body, on, at=at)):
        return councils, Asker.BOARD
    body = registry.bodies_known([actor.body], at=at).get(actor.body)
    council = body is not None and authority_status(statute.rulebook(), body, on).answer is not Answer.NO
    return (actor.body,), Asker.COUNCIL if council else Asker.OTHER


def _groups(listed: Sequence[PartnerList], kind: Kind, q: str, on: date, named: Collection[str]) -> list[Group]:
    """The partners by provision that a search means; `named` are those that the register finds by it."""
    explains = {gap.limb.ref: gap.says for one in listed for gap in one.gaps}
    made = []
    for ref, found in groupby(_each_once(listed), key=lambda entry: entry.ref):
        provision = findings.cited((ref,), on=on)[0]
        every = ref == PRISONS and _names_prison(q)
        shown = [
            entry for entry in found if every or entry.body.ref in named or _matches(entry.body, on, q, provision.title)
        ]
        made.append(
            Group(
                title=provision.title,
                says=_kind_says(kind),
                provision=provision,
                sure=_choices((entry for entry in shown if entry.answer == "yes"), on),
                possible=_choices((entry for entry in shown if entry.answer != "yes"), on),
                explains=explains.get(ref, ""),
            )
        )
    return made


def _each_once(listed: Sequence[PartnerList]) -> list[Partnership]:
    """The partners of one council, or of several whose board asks, by provision: who is certain for one is certain."""
    sure = [entry for one in listed for entry in one.partners]
    possible = [entry for one in listed for entry in one.possible]
    first: dict[tuple[str, str], Partnership] = {}
    for entry in (*sure, *possible):
        first.setdefault((entry.ref, entry.body.ref), entry)
    return sorted(first.values(), key=lambda entry: entry.ref)


def _kind_says(kind: Kind) -> str:
    return f"{KIND[kind]}. {KIND_SAYS[kind]}"


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


def _matches(body: Body, on: date, q: str, title: str = "") -> bool:
    """Whether a body is meant: by its own words, or by what the Act calls it, as the Minister is by “prison”."""
    return _all_in(f"{body.name_on(on)} {body.addressee} {body.ref} {title}", q)


def _all_in(text: str, q: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in q.casefold().split())


def _of_body(actor: Actor, q: str, on: date, at: datetime) -> tuple[Group, ...]:
    """The councils whose relevant partner a body is, or may be; none where the register lists no facts about it."""
    try:
        held = registry.body_page(actor.body, on=on, at=at)
    except statute.UnknownBody:
        return ()
    councils = sorted({fact.authority for fact in held.facts if fact.authority and fact.body == actor.body})
    if not councils or len(councils) > _MOST_COUNCILS:
        return ()
    register, book = registry.register_of(actor.body, *councils, at=at), statute.rulebook()
    found = [statute.partner(book, register, authority=ref, body=actor.body, on=on) for ref in councils]
    shown = [one for one in found if one.answer is not Answer.NO and _matches(one.authority, on, q)]
    shown.sort(key=lambda one: one.authority.name_on(on))
    sure, possible = (
        tuple(
            Choice(one.authority.ref, one.authority.name_on(on), one.authority.addressee, "")
            for one in shown
            if (one.answer is Answer.YES) is certain
        )
        for certain in (True, False)
    )
    if not shown:
        return ()
    explains = "The register cannot say for certain that your organisation is a relevant partner of these councils."
    title = "Councils whose relevant partner your organisation is"
    return (Group(title, _kind_says(Kind.OF_AUTHORITY), None, sure, possible, explains if possible else ""),)


def _own(council: str, q: str, on: date, *, two_tier: bool) -> tuple[Choice, ...]:
    """The four groups of the council's own officers: CA2014.s6(4). In a county the homes are the districts'."""
    named = arrangements.officers_public(council, on=on)
    notes = {OfficerGroup.HOUSING: f"{_kind_says(Kind.INTERNAL)} {_DISTRICTS_HOUSE}"} if two_tier else {}
    return tuple(
        Choice(
            f"{OWN}{group.value}",
            f"{GROUP[group]} in your own council",
            "",
            notes.get(group, _kind_says(Kind.INTERNAL)),
            f"{named[group].name}, {named[group].email}" if group in named else "",
        )
        for group in OfficerGroup
        if not q or _all_in(f"{GROUP[group]} own council internal {council}", q)
    )


def _named(actor: Actor, q: str, on: date, at: datetime) -> tuple[BodyLine, ...]:
    """The bodies that exist on a day and that the register finds by a name, but for one's own."""
    lines = registry.living_bodies(actor, q, on=on, at=at, limit=_MOST_OTHERS)
    return tuple(line for line in lines if line.ref != actor.body)


def _others(actor: Actor, lines: Sequence[BodyLine], on: date, at: datetime) -> tuple[Choice, ...]:
    """Bodies that are in no group; which kind of request each could be sent."""
    if not lines:
        return ()
    councils = registry.board_of(actor.body, on, at=at) if actor.body.startswith(findings.BOARD) else ()
    register = registry.register_of(actor.body, *(line.ref for line in lines), *councils, at=at)
    return tuple(_choice(actor, register, line, councils, on) for line in lines)


def _choice(actor: Actor, register: Register, line: BodyLine, councils: Sequence[str], on: date) -> Choice:
    body = register.body(line.ref)
    fit = findings.fit_in(
        register, CooperationRequest(asker_id=actor.body, asked_id=line.ref), councils=councils, on=on
    )
    return Choice(line.ref, body.name_on(on), body.addressee, f"{line.kind_name}. {_note(fit, line)}")


def _note(fit: Fit, line: BodyLine) -> str:
    if fit.kind is None:
        return "No request under the Care Act fits here: the next page says why, and what is open instead."
    if fit.kind is Kind.BY_AUTHORITY and line.kind in AUTHORITY_KINDS:
        return f"{KIND[fit.kind]}: another council, which section 7 can bind all the same."
    doubt = "" if fit.answer is not Answer.UNKNOWN or fit.kind is Kind.SUPPLY else " That it is bound is not certain."
    return f"{_kind_says(fit.kind)}{doubt}"


def _kinds(q: str, on: date) -> tuple[OtherKind, ...]:
    kinds = [kind for kind in statute.rulebook().kinds.values() if not kind.listed and _kind_matches(kind, q)]
    return tuple(
        OtherKind(kind.id, kind.name, kind.why_not, findings.cited(kind.instead or (OTHERS,), on=on)) for kind in kinds
    )


def _kind_matches(kind: BodyKind, q: str) -> bool:
    return _all_in(f"{kind.name} {kind.plural}", q)
