"""Beginning a request, saving its pages, asking another body instead, handing it over, putting it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.audit.vocabulary import fingerprint
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.people.models import Person
from concord.people.queries import person_of
from concord.requests import findings
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Together
from concord.requests.queries.again import begun_just_now
from concord.requests.rules import drafts
from concord.requests.services.docket import first_docket, write_docket
from concord.requests.services.steps import a_draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.findings import Fit

REVISABLE: Final = frozenset(drafts.FIELDS)
"""What a draft's pages may change; whom it asks is changed by `readdress_request`."""

OVERTAKEN: Final = (
    "Somebody else has changed this draft since you opened the page. What you typed is still here: compare it with what"
    " is saved, then save again."
)

HALF_GONE: Final = (
    "One of these requests has gone out already and says how they are answered: together, or each for itself. So that"
    " stays as it is."
)


@operation(Event.DRAFT)
def draft_request(
    actor: Actor,
    *,
    asked: str,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    together: Together | None = None,
    instead_of: CooperationRequest | None = None,
    only_once: bool = False,
) -> Done[CooperationRequest]:
    """Begin a request of the actor's body to the body `asked` (by reference), perhaps with words from a template.

    Raises Invalid (field "asked") for a body that the register does not hold; with `only_once` Conflict where the same
    person has begun the same just now, and not gone on with it: a button that is pressed twice makes one draft, which
    `queries.begun_just_now` finds.
    """
    if only_once:
        _only_once(actor, asked=asked, at=at, values=values or {}, instead_of=instead_of)
    ask = begun(actor, asked, values or {}, at=at)
    ask.together, ask.instead_of = together, instead_of
    write_sides(ask, asked, at=at)
    ask.save(force_insert=True)
    ask.docket = first_docket(ask, at=at)
    return Done(ask, subject=ask, facts={"asked": asked, "asked_name": ask.asked_name})


def begun(actor: Actor, asked: str, values: Mapping[str, Any], *, at: datetime) -> CooperationRequest:
    """A request of the actor's body with words in it, not saved. Raises ValueError for a field that is no page's."""
    ask = CooperationRequest(
        asker_id=actor.body, asked_id=asked, made_by=person_of(actor), team=actor.team, drafted_at=at
    )
    _write(ask, values)
    return ask


def _only_once(
    actor: Actor, *, asked: str, at: datetime, values: Mapping[str, Any], instead_of: CooperationRequest | None
) -> None:
    Person.objects.select_for_update(no_key=True).get(public_id=actor.person)  # of two presses at once one waits
    if begun_just_now(actor, asked=asked, group=values.get("asked_group", ""), instead_of=instead_of, at=at):
        raise Conflict("You have begun this draft already.")


@operation(Event.REVISE)
def revise_request(
    actor: Actor, ask: CooperationRequest, *, changes: Mapping[str, Any], at: datetime, saves: int | None = None
) -> Done[CooperationRequest]:
    """Save what a page of the draft says. `changes` are fields of `REVISABLE` with checked values.

    `saves` is how often the draft had been saved when the page was opened: where somebody else has saved since, raises
    Conflict, and nothing is lost. Raises Conflict too for a request that has been sent or discarded, and ValueError
    for a field that is no page's.
    """
    draft = a_draft(ask)
    if saves is not None and saves != draft.saves:
        raise Conflict(OVERTAKEN)
    _write(draft, changes)
    draft.saves += 1
    fit = findings.fit(draft, on=day_of(at), known_at=at)
    draft.kind = fit.kind.value if fit.kind else ""
    draft.save()
    write_docket(draft, at=at)
    return Done(draft, facts={"fields": sorted(changes)})


@operation(Event.REVISE)
def readdress_request(actor: Actor, ask: CooperationRequest, *, asked: str, at: datetime) -> Done[CooperationRequest]:
    """Ask another body instead, while the request is a draft. The e-mail address is dropped: it was the other's.

    Raises Conflict for a request that has been sent or discarded, Invalid for an unknown body.
    """
    draft = a_draft(ask)
    if draft.asked_id != asked:
        draft.partner_email = ""
    write_sides(draft, asked, at=at)
    draft.saves += 1
    draft.save()
    write_docket(draft, at=at)
    return Done(draft, facts={"fields": ["asked"], "asked": asked})


@operation(Event.HAND_OVER)
def hand_over_request(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[CooperationRequest]:
    """Say that a draft is ready for the authority's own officers to send. CA2014.s79(2)(b)."""
    draft = a_draft(ask)
    draft.handed_over_at = at
    draft.save(update_fields=["handed_over_at"])
    return Done(draft)


@operation(Event.DISCARD)
def discard_request(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[CooperationRequest]:
    """Put a draft away for good. Raises Conflict for one that has been sent or discarded."""
    draft = a_draft(ask)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    write_docket(draft, at=at)
    return Done(draft)


@operation(Event.REVISE)
def ask_others_too(
    actor: Actor, ask: CooperationRequest, *, bodies: Mapping[str, str], joint: bool, at: datetime
) -> Done[tuple[CooperationRequest, ...]]:
    """Make the same draft for further bodies, each a request of its own; `bodies` gives each its mailbox, or none.

    `joint`: they are asked to answer together. A body that is asked already is left out. Raises as `draft_request`,
    and Conflict where `joint` would change what a request that was sent says.
    """
    draft = a_draft(ask)
    together = draft.together or Together.objects.create(asker_id=draft.asker_id, joint=joint, made_at=at)
    if joint != together.joint and CooperationRequest.objects.filter(together=together, sent_at__isnull=False).exists():
        raise Conflict(HALF_GONE)
    together.joint = joint
    together.save(update_fields=["joint"])
    draft.together = together
    draft.save(update_fields=["together"])
    values = {name: getattr(draft, name) for name in REVISABLE - {"partner_email"}}
    asked = set(_asked(together))
    others = tuple(
        draft_request(actor, asked=body, at=at, values={**values, "partner_email": mailbox}, together=together)
        for body, mailbox in bodies.items()
        if body not in asked
    )
    return Done(others, facts={"fields": ["together"]})


@operation(Event.REVISE)
def copy_to_others(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[tuple[CooperationRequest, ...]]:
    """Give the drafts of the same request to other bodies the words of this one; those that were sent stay as they are.

    Whom each asks, its mailbox, and who is asked inside a council stay its own. Raises Conflict where this is no draft.
    """
    draft = a_draft(ask)
    values = {name: getattr(draft, name) for name in REVISABLE - {"partner_email", "asker_group", "asked_group"}}
    rows = CooperationRequest.objects.filter(
        together=draft.together_id, together__isnull=False, sent_at__isnull=True, discarded_at__isnull=True
    )
    others = tuple(
        revise_request(actor, other, changes=values, at=at) for other in rows.exclude(pk=draft.pk).order_by("pk")
    )
    return Done(others, facts={"fields": ["together"]})


def _asked(together: Together) -> list[str]:
    rows = CooperationRequest.objects.filter(together=together, discarded_at__isnull=True)
    return list(rows.values_list("asked_id", flat=True))


def _write(ask: CooperationRequest, values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - REVISABLE:
        raise ValueError(f"A draft's pages do not change: {', '.join(sorted(unknown))}.")
    for field, value in values.items():
        setattr(ask, field, value)
    ask.person_key = person_key(ask.asker_id, ask.person_reference)


def person_key(asker: str, reference: str) -> str:
    """By which requests about the same person are found again: a keyed hash of the asker's own reference."""
    plain = "".join(sign for sign in reference.casefold() if sign.isalnum())
    return fingerprint(f"{asker} {plain}") if plain else ""


def write_sides(ask: CooperationRequest, asked: str, *, at: datetime) -> Fit:
    """Write the two sides, and the kind that fits them, onto a draft as they are called that day; what fits.

    Raises Invalid (field "asked") for a body that the register does not hold.
    """
    on = day_of(at)
    ask.asked_id = asked
    register, councils = findings.register_for(ask, on=on, known_at=at)
    if asked not in register.bodies:
        raise Invalid("The register holds no such body. Choose one from the list.", field="asked")
    body = register.bodies[asked]
    ask.asked_name, ask.addressee = body.name_on(on), body.addressee
    ask.asker_name = register.body(ask.asker_id).name_on(on)
    fit = findings.fit_in(register, ask, councils=councils, on=on)
    ask.kind = fit.kind.value if fit.kind else ""
    return fit
