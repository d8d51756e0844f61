"""The addresses of this door: the link itself, the pages of the one request behind it, and the list of a mailbox."""

from __future__ import annotations

from django.urls import path

from concord.partner.views import answering, attaching, checking, entering, keeping, reading, waiting
from concord.partner.words import WORD

app_name = "partner"
_ONE = "request/<slug:public_id>"
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
    path("waiting/<slug:public_id>", waiting.waiting, name="waiting"),
    path("waiting/<slug:public_id>/code", entering.code, name="waiting-code"),
    path("waiting/<slug:public_id>/open/<slug:other>", waiting.open_one, name="open"),
    # Whatever else a mail program made of the link is answered as a link too: by its own plain page, telling nobody.
    path("<path:token>", entering.cover, name="cover"),
]
