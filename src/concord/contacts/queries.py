"""Every read of contacts: those of a body, the one that fits a request best and why, and where its mail comes from.

Each takes the actor and gives only what that actor may see; but for `mailbox_domains`, which names no mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.operation import NOT_HERE
from concord.access.policies import visible
from concord.base.errors import NotFound
from concord.contacts import rules
from concord.contacts.events import Event
from concord.contacts.models import Contact
from concord.contacts.permissions import may_change_any, seen_by
from concord.contacts.rules import Step
from concord.contacts.topics import TOPICS, topic_name
from concord.registry.models import Body
from concord.registry.queries import bodies_known

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A contact as it is shown. `council_name` is empty where it serves every council; `entered` says who entered it.

    `doubt` says in words why it may be wrong, and is empty where nothing speaks against it.
    """

    public_id: str
    body: str
    topic: str
    topic_name: str
    council: str
    council_name: str
    office: str
    mailbox: str
    phone: str
    hours: str
    deputy: str
    starts: date
    ends: date | None
    entered: str
    checked_on: date
    needs_checking: bool
    doubtful_since: date | None
    doubt: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The contact that fits a request best, and why it was chosen."""

    contact: ContactLine
    why: str


def contacts_of(actor: Actor, body: str, *, on: date) -> tuple[ContactLine, ...]:
    """The contacts of a body in use on a day that the actor may see: by kind of help, the general one first."""
    rows = _in_use(on).filter(seen_by(actor), body=body)
    return tuple(sorted(_lines(actor, rows, on), key=_as_shown))


def contacts_before(actor: Actor, body: str, *, on: date) -> tuple[ContactLine, ...]:
    """The contacts of a body that were in use before a day and no longer are, the latest first."""
    rows = Contact.objects.filter(seen_by(actor), body=body, ends__lte=on)
    return tuple(sorted(_lines(actor, rows, on), key=lambda line: (line.ends or on, line.starts), reverse=True))


def contact_for(actor: Actor, body: str, *, topic: str, council: str, on: date) -> Fit | None:
    """The contact of a body to write to about a kind of help for a council, and the reason; None where there is none.

    One for that kind of help goes before the general one, one that serves this council alone before one for every
    council, and any that is sure before any that may be wrong.
    """
    return _best(contacts_of(actor, body, on=on), topic=topic, council=council)


def contacts_for(actor: Actor, bodies: Iterable[str], *, topic: str, council: str, on: date) -> dict[str, Fit]:
    """As `contact_for`, for several bodies at once, by reference; those without a contact are left out."""
    held: dict[str, list[ContactLine]] = {}
    for line in sorted(_lines(actor, _in_use(on).filter(seen_by(actor), body__in=set(bodies)), on), key=_as_shown):
        held.setdefault(line.body, []).append(line)
    found = {body: _best(lines, topic=topic, council=council) for body, lines in held.items()}
    return {body: fit for body, fit in found.items() if fit}


def _best(lines: Iterable[ContactLine], *, topic: str, council: str) -> Fit | None:
    found = [(rules.Known(line.topic, line.council, bool(line.doubtful_since)), line) for line in lines]
    fitting = [(known, line) for known, line in found if rules.fits(known, topic=topic, council=council)]
    if not fitting:
        return None
    fitting.sort(key=lambda pair: rules.likelier(pair[0]))
    known, line = fitting[0]
    better = min(rules.likelier(other)[1:] for other, _ in fitting) < rules.likelier(known)[1:]
    return Fit(line, rules.reason(known, topic=topic, passed_over=better, alone=len(fitting) == 1))


def contact_of(actor: Actor, public_id: str, *, on: date) -> ContactLine:
    """One contact. Raises NotFound where there is none that the actor may see."""
    line = next(iter(_lines(actor, Contact.objects.filter(seen_by(actor), public_id=public_id), on)), None)
    if line is None:
        raise NotFound(NOT_HERE)
    return line


def contact_row(actor: Actor, public_id: str, event: Event) -> Contact:
    """The row, for a service. Raises NotFound where the actor may not do `event` to it."""
    row = visible(actor, event, Contact.objects.filter(public_id=public_id)).first()
    if row is None:
        raise NotFound(NOT_HERE)
    return row


def may_add(actor: Actor, body: str) -> bool:
    """Whether the actor may add a contact of this body."""
    return visible(actor, Event.ADD, Body.objects.filter(pk=body)).exists()


def mailbox_domains(body: str, on: date) -> frozenset[str]:
    """The domains of the mailboxes in use by a body on a day, in small letters. Public: it names no mailbox."""
    return frozenset(
        address.rpartition("@")[2].lower()
        for address in _in_use(on).filter(body=body).values_list("mailbox", flat=True)
    )


def to_look_at(actor: Actor, *, on: date, limit: int = 100) -> tuple[ContactLine, ...]:
    """The contacts that may be wrong, or that nobody has checked for a year, for those who keep them right."""
    if not may_change_any(actor):
        return ()
    stale = Q(doubtful_since__isnull=False) | Q(checked_on__lt=on - rules.CHECKED_FOR)
    rows = visible(actor, Event.CONFIRM, _in_use(on).filter(stale)).order_by("checked_on", "pk")[:limit]
    return tuple(_lines(actor, rows, on))


def unasked(actor: Actor, *, on: date) -> tuple[tuple[str, str], ...]:
    """The mailboxes of bodies to ask whether they are still right, as body and mailbox, the longest unchecked first.

    For the work. Not asked: a body that has ended, a contact that something speaks against, and who was asked lately.
    """
    due = dict.fromkeys((row.body_id, row.mailbox.lower()) for row in _due(actor, on, Step.ASK))
    lately = Contact.objects.filter(ends__isnull=True, asked_on__gt=on - rules.ASKED_AGAIN_AFTER)
    asked = {(body, mailbox.lower()) for body, mailbox in lately.values_list("body_id", "mailbox")}
    known = bodies_known({body for body, _ in due})
    return tuple(one for one in due if one not in asked and known[one[0]].exists.contains(on))


def undoubted_at(actor: Actor, *, body: str, mailbox: str, on: date) -> tuple[Contact, ...]:
    """The contacts of a body with this mailbox that nothing speaks against yet, for a service that found a doubt."""
    rows = _in_use(on).filter(seen_by(actor), body=body, mailbox__iexact=mailbox.strip(), doubtful_since__isnull=True)
    return tuple(rows.order_by("pk"))


def unanswered(actor: Actor, *, on: date) -> tuple[Contact, ...]:
    """The contacts about which the yearly check has brought no word, for the work."""
    return tuple(_due(actor, on, Step.DOUBT))


def _due(actor: Actor, on: date, step: Step) -> list[Contact]:
    rows = _in_use(on).filter(seen_by(actor), doubtful_since__isnull=True, checked_on__lt=on - rules.CHECKED_FOR)
    return [
        row
        for row in rows.order_by("checked_on", "pk")
        if rules.next_step(row.checked_on, asked_on=row.asked_on, asked=row.asked, on=on) is step
    ]


def check_cover_public(key: str, *, on: date) -> str:
    """The name of the body whose contacts the link of a yearly check opens: public to whoever holds the link."""
    ref = key.partition("|")[0]
    body = bodies_known([ref]).get(ref)
    return body.name_on(on) if body else "your organisation"


def _in_use(on: date) -> QuerySet[Contact]:
    return Contact.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on)


def _lines(actor: Actor, rows: QuerySet[Contact], on: date) -> list[ContactLine]:
    held = list(rows)
    mine = set(
        visible(actor, Event.CHANGE, Contact.objects.filter(pk__in=[row.pk for row in held])).values_list(
            "pk", flat=True
        )
    )
    names = _names((row.council_id for row in held), on)
    return [_line(row, names.get(row.council_id or "", ""), on, may_change=row.pk in mine) for row in held]


def _names(refs: Iterable[str | None], on: date) -> dict[str, str]:
    wanted = {ref for ref in refs if ref}
    return {ref: body.name_on(on) for ref, body in bodies_known(wanted).items()} if wanted else {}


def _line(row: Contact, council_name: str, on: date, *, may_change: bool) -> ContactLine:
    return ContactLine(
        public_id=row.public_id,
        body=row.body_id,
        topic=row.topic,
        topic_name=topic_name(row.topic),
        council=row.council_id or "",
        council_name=council_name,
        office=row.office,
        mailbox=row.mailbox,
        phone=row.phone,
        hours=row.hours,
        deputy=row.deputy,
        starts=row.starts,
        ends=row.ends,
        entered=row.entered_name,
        checked_on=row.checked_on,
        needs_checking=rules.needs_checking(row.checked_on, on=on),
        doubtful_since=row.doubtful_since,
        doubt=rules.DOUBTS.get(row.doubtful_why, ""),
        may_change=may_change and row.ends is None,
    )


def _as_shown(line: ContactLine) -> tuple[int, str, str]:
    """The general contact, then the kinds of help in their own order; for every council before for one."""
    ids = ("", *TOPICS)
    return ids.index(line.topic) if line.topic in ids else len(ids), line.topic, line.council_name
