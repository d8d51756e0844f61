"""The addresses of this door: the link itself, and the pages of the one thing behind it, by kind of link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from concord.agreements.events import PARTY
from concord.contacts.events import CHECK
from concord.partner.door import behind
from concord.partner.views import (
    agreements,
    answering,
    attaching,
    checking,
    contacts,
    entering,
    keeping,
    reading,
    waiting,
)
from concord.partner.views.contacts import PREFIX
from concord.partner.words import WORD
from concord.requests.events import ABOUT

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "partner"
_ONE = "request/<slug:public_id>"
_PLACE = "agreement/<slug:public_id>"
_YEARLY = "contacts/<slug:public_id>"


def _contacts(at: str, kind: str) -> list[URLPattern]:
    """The pages of a body's own contacts, behind one kind of link."""
    prefix = PREFIX[kind]
    return [
        path(at, behind(kind, contacts.listed), name=f"{prefix}contacts"),
        path(f"{at}/right", behind(kind, contacts.confirm), name=f"{prefix}confirm-contacts"),
        path(f"{at}/another", behind(kind, contacts.name), name=f"{prefix}name-contact"),
        path(f"{at}/<slug:contact>/correct", behind(kind, contacts.correct), name=f"{prefix}correct-contact"),
    ]


urlpatterns = [
    path(_ONE, reading.request_page, name="request"),
    path(f"{_ONE}/code", entering.code, name="code"),
    *(path(f"{_ONE}/{word}", answering.answer, {"kind": kind}, name=word) for kind, word in WORD.items()),
    path(f"{_ONE}/refuse/check", checking.check, name="check"),
    path(f"{_ONE}/join/<slug:other>", checking.join, name="join"),
    path(f"{_ONE}/save/<slug:word>", keeping.save, name="save"),
    path(f"{_ONE}/files", attaching.begin, name="files"),
    path(f"{_ONE}/files/<slug:file_id>", attaching.one, name="upload"),
    path(f"{_ONE}/file/<slug:file_id>", reading.file, name="file"),
    path(f"{_ONE}/done", reading.done, name="done"),
    *_contacts(f"{_ONE}/contacts", ABOUT),
    path("waiting/<slug:public_id>", waiting.waiting, name="waiting"),
    path("waiting/<slug:public_id>/code", entering.code, name="waiting-code"),
    path("waiting/<slug:public_id>/open/<slug:other>", waiting.open_one, name="open"),
    path(_PLACE, agreements.agreement, name="agreement"),
    path(f"{_PLACE}/code", entering.code, name="agreement-code"),
    path(f"{_PLACE}/comment", agreements.comment, name="agreement-comment"),
    path(f"{_PLACE}/agree", agreements.agree, name="agreement-agree"),
    path(f"{_PLACE}/done", agreements.done, name="agreement-done"),
    path(f"{_PLACE}/copy", agreements.copy, name="agreement-copy"),
    path(f"{_PLACE}/copy.pdf", agreements.pdf, name="agreement-pdf"),
    path(f"{_PLACE}/document/<slug:file_id>", agreements.document, name="agreement-document"),
    *_contacts(f"{_PLACE}/contacts", PARTY),
    path(f"{_YEARLY}/code", entering.code, name="yearly-code"),
    *_contacts(_YEARLY, CHECK),
    # Whatever else a mail program made of the link is answered as a link too: by its own plain page, telling nobody.
    path("<path:token>", entering.cover, name="cover"),
]
