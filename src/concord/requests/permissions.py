"""Who may do what to a request: officers of the body that asks, of the body asked, and whoever came by its link.

Bodies are those that hold the request today (the docket). A contractor drafts, and only the authority itself sends:
CA2014.s79(2)(b) keeps sections 6 and 7 out of what an authority can leave to others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.grants import acting_for, any_of, by_link, commands, gate, person_acting
from concord.access.policies import NONE, register, register_creating
from concord.people.roles import Role
from concord.requests.events import ABOUT, COVER, MAILBOX, Event

if TYPE_CHECKING:
    from concord.base.actor import Actor

ROLES = (Role.PRACTITIONER, Role.MANAGER)
"""Who makes and answers requests and sees those of the body, as far as the Act leaves it to the body."""

_SENT = Q(sent_at__isnull=False)


def _asked_officers(actor: Actor) -> Q:
    return acting_for("docket__asked", *ROLES)(actor) & _SENT


def _own_drafts_of_a_contractor(actor: Actor) -> Q:
    if actor.kind != "person" or Role.CONTRACTOR not in actor.roles:
        return NONE
    return Q(docket__asker=actor.body, made_by__public_id=actor.person, sent_at__isnull=True)


asker_officers = acting_for("docket__asker", *ROLES)
drafters = any_of(asker_officers, _own_drafts_of_a_contractor)
partner = any_of(by_link(ABOUT), _asked_officers)
both_sides = any_of(asker_officers, partner)
seers = any_of(drafters, _asked_officers)

register_creating(Event.DRAFT, person_acting(*ROLES, Role.CONTRACTOR))
register_creating(Event.MAKE, person_acting(*ROLES))
register_creating(Event.BROWSE, person_acting(*ROLES, Role.CONTRACTOR))
register_creating(Event.FIGURES, person_acting(*ROLES, Role.ASSURANCE))
for _event in (Event.REVISE, Event.DISCARD, Event.HAND_OVER):
    register(_event, drafters)
for _event in (
    Event.SEND,
    Event.WITHDRAW,
    Event.ENTER_IN_ERROR,
    Event.ACCEPT,
    Event.CONTEST,
    Event.KEEP,
    Event.BREAK,
    Event.REFER,
    Event.EXTEND,
    Event.PAUSE,
    Event.RESUME,
    Event.REISSUE_LINK,
    Event.REVOKE_LINK,
    Event.REVOKE_LINKS,
):
    register(_event, asker_officers)
for _event in (
    Event.ACKNOWLEDGE,
    Event.ASK_QUESTION,
    Event.PASS_ON,
    Event.COMPLY,
    Event.COMPLY_IN_PART,
    Event.OFFER,
    Event.WRONG_BODY,
    Event.NOT_BOUND,
    Event.REFUSE,
    Event.DECLINE,
    Event.JOIN,
):
    register(_event, partner)
for _event in (Event.OPEN, Event.SAVE_ANSWER, Event.READ_JOINT):
    register(_event, by_link(ABOUT))
register_creating(Event.LIST_WAITING, lambda actor: bool(actor.reaches(MAILBOX)))
register(Event.SEE, seers)
register(Event.COPY, any_of(both_sides, commands))
for _event in (Event.WRITE, Event.MARK_READ):
    register(_event, both_sides)
for _event in (Event.BEGIN_ATTACHING, Event.ATTACH, Event.DETACH, Event.DOWNLOAD):
    register(_event, any_of(drafters, both_sides))
register(Event.ESCALATE, any_of(asker_officers, commands))
register(Event.FOLLOW, any_of(asker_officers, commands))
for _event in (Event.REDATE, Event.REMIND, Event.RETURN, Event.READ_MAIL, Event.NOTE_END, Event.NOTE_LATE):
    register(_event, commands)
register_creating(Event.DIGEST, gate(commands))

managers = person_acting(Role.MANAGER)
for _event in (
    Event.SET_PRACTICE,
    Event.SET_TIME,
    Event.END_TIME,
    Event.SET_LADDER,
    Event.KEEP_TEMPLATE,
    Event.RETIRE_TEMPLATE,
):
    register_creating(_event, managers)
for _event in (Event.SAVE_SEARCH, Event.FORGET_SEARCH):
    register_creating(_event, person_acting(*ROLES))

cover = by_link(COVER)
