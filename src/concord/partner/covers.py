"""What anybody who holds a link may know of what it opens, before the code: who asks or shares, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from concord.agreements import queries as agreements
from concord.agreements.events import PARTY
from concord.base import clock
from concord.base.errors import Gone
from concord.contacts import queries as contacts
from concord.contacts.events import CHECK
from concord.delivery import links
from concord.requests import queries
from concord.requests.events import MAILBOX

if TYPE_CHECKING:
    from collections.abc import Callable


class Cover(NamedTuple):
    """The page that a link opens, and what it is given; `caption` stands over the page that asks for the code."""

    template: str
    caption: str
    context: dict[str, Any]


def cover_of(kind: str, subject: str, body: str) -> Cover:
    """The cover of a link to a thing of a kind, for a body. Raises Gone where it opens nothing any more."""
    return _COVERS.get(kind.removesuffix(links.COVER), _request)(subject, body)


def _request(subject: str, _body: str) -> Cover:
    page = queries.cover_public(subject)
    if page.withdrawn:
        raise Gone(f"{page.asker_name} has withdrawn this request. You need not answer it.")
    context = {"cover": page, "listed": "", "who": page.asked_name, "by_telephone": True}
    return Cover("partner/cover.html", f"Request from {page.asker_name}", context)


def _waiting(subject: str, _body: str) -> Cover:
    name = queries.waiting_cover_public(subject, on=clock.today())
    context = {"cover": None, "listed": name, "who": name, "by_telephone": True}
    return Cover("partner/cover.html", f"Requests that wait for {name}", context)


def _agreement(subject: str, body: str) -> Cover:
    page = agreements.party_cover_public(subject, body=body, on=clock.today())
    context = {"shared": page, "who": page.body_name}
    return Cover("partner/agreements/cover.html", f"“{page.title}”, shared by {page.keeper_name}", context)


def _contacts(subject: str, _body: str) -> Cover:
    name = contacts.check_cover_public(subject, on=clock.today())
    return Cover("partner/contacts/cover.html", f"Contacts of {name}", {"who": name})


_COVERS: dict[str, Callable[[str, str], Cover]] = {MAILBOX: _waiting, PARTY: _agreement, CHECK: _contacts}
