"""What the header of every page offers: the same few ways, marked where the reader is. A context processor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from concord.access.policies import may
from concord.agreements.events import Event as AgreementEvent
from concord.base import clock
from concord.contacts.permissions import may_change_any
from concord.people.queries import body_name, standing
from concord.people.sessions import ACTING_FOR, STANDING
from concord.registry.queries.settling import may_settle
from concord.requests.events import Event

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from concord.people.models import Person


class Way(NamedTuple):
    """A way on: what it is called, the page that it leads to, and the pages under which a reader has taken it."""

    text: str
    page: str
    under: str
    also: tuple[str, ...] = ()


PUBLIC = (
    Way("Find a council", "public:start", "public:search"),
    Way("The law", "public:law", "public:law"),
    Way("About the register", "public:register", "public:register"),
)
STRANGER = (Way("Sign in", "people:sign-in", "people:sign-in"),)
REQUESTS = Way("Requests", "requests:inbox", "requests:inbox")
FIGURES = Way("Figures", "requests:figures", "requests:figures")
AGREEMENTS = Way("Agreements", "agreements:register", "agreements:register", ("coverage:table", "arrangements:start"))
CONTACTS = Way("Contacts", "contacts:search", "contacts:search")
PRACTICE = Way("Practice", "practice:start", "practice:start")
REGISTER = Way("Register", "registry:trusts", "registry:trusts")
CONNECTIONS = Way("Connections", "people:api-keys", "people:api-keys")
SIGN_OUT = Way("Sign out", "people:sign-out", "people:sign-out")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The items of the service navigation; a view replaces them by passing its own `navigation`."""
    user = getattr(request, "user", None)
    own = _officers(request, user) if user is not None and user.is_authenticated else STRANGER
    return {
        "navigation": [*public_navigation(request.path), *_items(own, request.path)],
        "demonstration": settings.DEMONSTRATION,
    }


def public_navigation(path: str) -> list[dict[str, Any]]:
    """What anyone is offered, whoever they are: for pages that ask nothing of the database."""
    return _items(PUBLIC, path)


def _officers(request: HttpRequest, person: Person) -> tuple[Way, ...]:
    """What somebody who has signed in may go to; a page that would not be there for them is not offered."""
    on, body = clock.today(), request.session.get(ACTING_FOR, "")
    found = getattr(request, STANDING, None) or standing(person, door="desk", on=on, correlation="", body=body)
    actor = found.actor
    requests = (REQUESTS,) if may(actor, Event.BROWSE) else (FIGURES,) if may(actor, Event.FIGURES) else ()
    agreements = (AGREEMENTS,) if may(actor, AgreementEvent.BROWSE) else ()
    register = (REGISTER,) if may_settle(actor) else ()
    contacts = (CONTACTS,) if may_change_any(actor) else ()
    practice = (PRACTICE,) if may(actor, Event.SET_PRACTICE) else ()
    connections = (CONNECTIONS,) if actor.body else ()
    several = (_acting_for(actor.body, on=on),) if len(found.bodies) > 1 else ()
    return (*requests, *agreements, *contacts, *practice, *register, *connections, *several, SIGN_OUT)


def _acting_for(body: str, *, on: date) -> Way:
    """Whom somebody who works for several bodies acts for, and the way to choose another."""
    return Way(f"For {body_name(body, on=on)}", "people:acting-for", "people:acting-for")


def _items(ways: tuple[Way, ...], path: str) -> list[dict[str, Any]]:
    return [{"text": way.text, "href": reverse(way.page), "active": _is_on(way, path)} for way in ways]


def _is_on(way: Way, path: str) -> bool:
    return path == reverse(way.page) or any(path.startswith(reverse(page)) for page in (way.under, *way.also))
