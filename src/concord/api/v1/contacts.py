"""The contacts of bodies, by kind of help: read, added, changed, checked, doubted and ended by key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.params.functions import Path, Query

from concord.api.asked import Email, OneOf, Words, Written
from concord.api.keys import Key, actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.shapes import Shape, absent
from concord.api.v1.requests.acts import Nothing
from concord.api.v1.requests.asking import body_of
from concord.api.v1.requests.reading import Searched
from concord.api.v1.requests.routes import Ref, changing, nothing_else, reading, shown
from concord.base import clock
from concord.contacts import queries, services
from concord.contacts.events import Event
from concord.contacts.topics import TOPICS
from concord.people.replies import Reply
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.contacts.queries import ContactLine

router = Router(tags=["Contacts"], auth=Key())
ADDRESS: Final = "/api/v1/contacts/"
CONTACT: Any = Path(..., description="A contact: its id.")
KindOfHelpOrAny = Annotated[str, OneOf("kind of help", ("", *TOPICS))]
_DAYS: Final = ("starts", "ends", "checked_on", "doubtful_since")
_WORDS: Final = (
    *("body", "topic", "topic_name", "council", "council_name", "office", "mailbox", "phone", "hours", "deputy"),
    *("entered", "needs_checking", "doubt", "may_change"),
)


class ContactsAsked(Schema):
    """Whose contacts. Without a body: those that may be wrong, or that nobody has checked for a year."""

    body: Searched = Field("", description="A body: any code, its reference, or its name.")


ASKED: ContactsAsked = Query(...)


class ContactShown(Shape):
    """A contact of a body. `council` is empty where it serves every council; `topic` is empty for any kind of help."""

    id: str
    address: str
    body: str
    topic: str
    topic_name: str
    council: str
    council_name: str
    office: str
    mailbox: str
    phone: str
    hours: str
    deputy: str = Field(..., description="Whom to ask when nobody answers.")
    starts: date
    ends: date | None = Field(..., description="The first day on which it is no longer in use.")
    entered: str = Field(..., description="Who entered it.")
    checked_on: date
    needs_checking: bool = Field(..., description="Nobody has checked it for a year.")
    doubtful_since: date | None
    doubt: str = Field(..., description="Why it may be wrong; empty where nothing speaks against it.")
    may_change: bool


class ContactsAnswer(Shape):
    """The contacts of a body that are in use today, the general one first."""

    format: Literal["concord.contacts/1"]
    on: date
    contacts: list[ContactShown]


class ContactFields(Shape):
    """The parts of a contact. What is left out stays as it is, or is empty."""

    topic: KindOfHelpOrAny = absent("The kind of help; empty for any.")
    council: Searched = absent("The council that it serves: any code or name; empty for every council.")
    office: Annotated[str, Written(120)] = absent("The office or team.")
    mailbox: Email = absent("A team's mailbox is better than one person's.")
    phone: Annotated[str, Written(40)] = absent("The telephone number.")
    hours: Annotated[str, Written(120)] = absent("When somebody is there.")
    deputy: Annotated[str, Written(200)] = absent("Whom to ask when nobody answers.")


class NewContact(ContactFields):
    """A contact to be added, in use from today."""

    body: Words = Field(..., description="Whose contact it is: a code, a reference or a name.")
    mailbox: Email


@reading("", ContactsAnswer, name="contacts", summary="The contacts of a body", on=router)
def listed(request: HttpRequest, given: ContactsAsked = ASKED) -> HttpResponse:
    """Those in use today, by kind of help; or without a body those that somebody should look at."""
    nothing_else(request, ContactsAsked)
    actor, on = actor_of(request), clock.today()
    if given.body:
        lines = queries.contacts_of(actor, body_of(actor, given.body, field="body"), on=on)
    else:
        lines = queries.to_look_at(actor, on=on)
    contacts = [_contact(line) for line in lines]
    return shown({"format": "concord.contacts/1", "on": on.isoformat(), "contacts": contacts})


@reading("/{ref}", ContactShown, name="contact", summary="One contact", on=router)
def one(request: HttpRequest, ref: Ref = CONTACT) -> HttpResponse:
    """Also one that has ended: what was in use on a day stays known."""
    return shown(_contact(queries.contact_of(actor_of(request), ref, on=clock.today())))


@changing("POST", "", ContactShown, name="add_contact", summary="Add a contact of a body", status=201, on=router)
def add(request: HttpRequest, given: NewContact, again: str | None = AGAIN) -> HttpResponse:
    """From today. A council adds those that serve it or every council, a body its own."""
    actor, on = actor_of(request), clock.today()

    def added() -> Reply:
        body = registry.body_row(body_of(actor, given.body, field="body"))
        row = services.add_contact(actor, body, details=_parts(actor, given), on=on)
        return Reply(201, _contact(queries.contact_of(actor, row.public_id, on=on)))

    return answer_once(request, again, added)


@changing("PATCH", "/{ref}", ContactShown, name="change_contact", summary="Say what is different about it", on=router)
def change(request: HttpRequest, given: ContactFields, ref: Ref = CONTACT) -> HttpResponse:
    """From today: what it was before stays known under its old id, and the answer has the new one."""

    def changed(actor: Actor, at: datetime) -> str:
        row = queries.contact_row(actor, ref, Event.CHANGE)
        changes = _parts(actor, given)
        return services.change_contact(actor, row, changes=changes, on=clock.day_of(at)).public_id

    return _done(request, None, changed)


@changing("DELETE", "/{ref}", ContactShown, name="end_contact", summary="Use it no longer", on=router)
def end(request: HttpRequest, ref: Ref = CONTACT) -> HttpResponse:
    """From today. It stays known for the days on which it was in use."""

    def ended(actor: Actor, at: datetime) -> str:
        row = queries.contact_row(actor, ref, Event.END)
        return services.end_contact(actor, row, on=clock.day_of(at)).public_id

    return _done(request, None, ended)


@changing("POST", "/{ref}/confirm", ContactShown, name="confirm_contact", summary="Say that it is right", on=router)
def confirm(
    request: HttpRequest,
    given: Nothing,
    ref: Ref = CONTACT,
    again: str | None = AGAIN,
) -> HttpResponse:
    """Somebody has checked it today. Any doubt is gone."""

    def confirmed(actor: Actor, at: datetime) -> str:
        row = queries.contact_row(actor, ref, Event.CONFIRM)
        return services.confirm_contact(actor, row, on=clock.day_of(at)).public_id

    return _done(request, again, confirmed)


@changing("POST", "/{ref}/doubt", ContactShown, name="doubt_contact", summary="Say that it is wrong", on=router)
def doubt(
    request: HttpRequest,
    given: Nothing,
    ref: Ref = CONTACT,
    again: str | None = AGAIN,
) -> HttpResponse:
    """Where the right one is not known. It is marked until somebody confirms or changes it."""

    def doubted(actor: Actor, at: datetime) -> str:
        row = queries.contact_row(actor, ref, Event.DOUBT)
        return services.doubt_contact(actor, row, why="told", at=at).public_id

    return _done(request, again, doubted)


def _done(request: HttpRequest, again: str | None, do: Callable[[Actor, datetime], str]) -> HttpResponse:
    """Change a contact, and answer with it, or with the one that took its place."""
    actor, at = actor_of(request), clock.now()

    def done() -> Reply:
        return Reply(200, _contact(queries.contact_of(actor, do(actor, at), on=clock.day_of(at))))

    return answer_once(request, again, done)


def _parts(actor: Actor, given: ContactFields) -> dict[str, str]:
    found = {name: getattr(given, name) for name in sorted(given.model_fields_set - {"body"})}
    if found.get("council"):
        found["council"] = body_of(actor, found["council"], field="council")
    return found


def _contact(line: ContactLine) -> dict[str, Any]:
    days = {name: getattr(line, name) for name in _DAYS}
    return {
        "id": line.public_id,
        "address": ADDRESS + line.public_id,
        **{name: getattr(line, name) for name in _WORDS},
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
