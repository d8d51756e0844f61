"""Who may do what to an agreement: the body that keeps it, each party for itself, whoever came by a party's link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from concord.access.grants import acting_for, any_of, by_link, person_acting
from concord.access.policies import ALL, NONE, register, register_creating
from concord.agreements.events import PARTY, Event
from concord.agreements.models import PartyBody, Version
from concord.agreements.shown import versions_put_before
from concord.people.roles import Role
from concord.registry.queries import predecessors_of

if TYPE_CHECKING:
    from concord.base.actor import Actor

KEEPERS: Final = (Role.MANAGER, Role.PARTNERSHIP_LEAD)
"""Who keeps a body's agreements, and signs for it what others keep."""

READERS: Final = (*KEEPERS, Role.PRACTITIONER, Role.REGISTER_KEEPER, Role.ASSURANCE)
"""Who sees the agreements of the body acted for: they say nothing about a person."""


def _held(actor: Actor) -> Q:
    """The places at the table that the actor's body holds, held or is to hold: the service asks on which day."""
    return Q(held_by__body=actor.body) if _acts(actor, KEEPERS) else NONE


def _shared(actor: Actor) -> Q:
    """Agreements that somebody else keeps, of which a version was put before the actor's body, or agreed to by it."""
    if not _acts(actor, READERS):
        return NONE
    places = PartyBody.objects.filter(body=actor.body).exclude(party__agreement__keeper=actor.body)
    theirs = places.order_by().values("party__agreement")  # not its own thousands, each asked what was put before it
    shown = Version.objects.filter(versions_put_before(actor.body), agreement=OuterRef("pk"))
    return Q(pk__in=theirs) & Q(Exists(shown))


def _opened(actor: Actor) -> Q:
    """The agreement of the place that a partner's link opens; its pages ask whether the body holds it that day."""
    held = Q(parties__public_id=actor.reaches(PARTY), parties__held_by__body=actor.body)
    return held if actor.reaches(PARTY) else NONE


def _at_its_place(actor: Actor) -> Q:
    """The place that a partner's link opens, where its body holds or held it: the service asks on which day."""
    return Q(public_id=actor.reaches(PARTY), held_by__body=actor.body) if actor.reaches(PARTY) else NONE


def _acts(actor: Actor, roles: tuple[Role, ...]) -> bool:
    return actor.kind == "person" and bool(actor.body) and not actor.roles.isdisjoint(roles)


def seen_by(actor: Actor) -> Q:
    """The agreements that the actor may see: of the own body, those it is a party of, the one that a link opens."""
    if actor.kind == "system":
        return ALL
    return any_of(acting_for("keeper", *READERS), _shared, _opened)(actor)


def left_to(actor: Actor) -> Q:
    """What is kept by bodies that the actor's body succeeds: the service asks whether they have ended by the day."""
    return Q(keeper__in=predecessors_of(actor.body)) if _acts(actor, KEEPERS) else NONE


keepers = acting_for("keeper", *KEEPERS)
register_creating(Event.BEGIN, person_acting(*KEEPERS))
for _event in (Event.REMIND, Event.REMIND_OFFICERS, Event.CHANGE_KEEPER):
    register(_event, lambda actor: ALL if actor.kind == "system" else NONE)
register(Event.TAKE_OVER, left_to)
register_creating(Event.SET_TOPICS, person_acting(*KEEPERS))
register_creating(Event.BROWSE, person_acting(*READERS))
register_creating(Event.IMPORT, lambda actor: actor.kind == "system" or person_acting(*KEEPERS)(actor))
for _event in (
    Event.REVISE,
    Event.DISCARD,
    Event.ADD_PARTY,
    Event.CHANGE_PARTY,
    Event.REMOVE_PARTY,
    Event.WRITE_CLAUSE,
    Event.REMOVE_CLAUSE,
    Event.NEW_VERSION,
    Event.BEGIN_DOCUMENT,
    Event.ADD_DOCUMENT,
    Event.REMOVE_DOCUMENT,
    Event.SHARE,
    Event.ANSWER_COMMENT,
    Event.RECORD_SIGNATURE,
    Event.RUN_UNSIGNED,
    Event.RELY_ON,
    Event.BEGIN_REVIEW,
    Event.RECORD_REVIEW,
    Event.END,
    Event.NOVATE,
    Event.LEAVE,
    Event.SUCCEED,
    Event.HAND_OVER,
    Event.PUBLISH,
    Event.UNPUBLISH,
):
    register(_event, keepers)
for _event in (Event.COMMENT, Event.SIGN):
    register(_event, any_of(_at_its_place, _held))
register(Event.OPEN, by_link(PARTY))
register(Event.SEE, seen_by)
register(Event.OPEN_DOCUMENT, seen_by)

for _event in (
    Event.NAME_OFFICER,
    Event.END_OFFICER,
    Event.ARRANGE,
    Event.END_ARRANGEMENT,
    Event.EXERCISE,
    Event.REVIEW_ARRANGEMENT,
):
    register_creating(_event, person_acting(*KEEPERS))
register_creating(Event.BROWSE_ARRANGEMENTS, person_acting(*READERS))
