"""The addresses of what is done to a request; `requests/urls.py` takes them in."""

from __future__ import annotations

from django.urls import path

from concord.web.requests.acts import (
    answering,
    clocks,
    considering,
    ending,
    escalating,
    links,
    moving,
    putting,
    talking,
)

urlpatterns = [
    path("requests/<slug:public_id>/message", talking.write, name="write"),
    path("requests/<slug:public_id>/answer/<slug:kind>", answering.answer, name="answer"),
    path("requests/<slug:public_id>/accept", considering.accept, name="accept"),
    path("requests/<slug:public_id>/contest", considering.contest, name="contest"),
    path("requests/<slug:public_id>/kept", considering.keep, name="keep"),
    path("requests/<slug:public_id>/not-kept", considering.break_, name="break"),
    path("requests/<slug:public_id>/another-way", considering.refer, name="refer"),
    path("requests/<slug:public_id>/escalate", escalating.escalate, name="escalate"),
    path("requests/<slug:public_id>/more-time", clocks.extend, name="extend"),
    path("requests/<slug:public_id>/pause", clocks.pause, name="pause"),
    path("requests/<slug:public_id>/resume", clocks.resume, name="resume"),
    path("requests/<slug:public_id>/link", links.reissue_link, name="reissue-link"),
    path("requests/<slug:public_id>/links/withdraw", links.revoke_links, name="revoke-links"),
    path("requests/<slug:public_id>/links/<slug:link>/withdraw", links.revoke_link, name="revoke-link"),
    path("requests/<slug:public_id>/withdraw", ending.withdraw, name="withdraw"),
    path("requests/<slug:public_id>/error", ending.error, name="error"),
    path("requests/<slug:public_id>/instead", moving.ask_instead, name="ask-instead"),
    path("requests/<slug:public_id>/again", moving.ask_again, name="ask-again"),
    path("requests/<slug:public_id>/successor", moving.follow, name="follow"),
    path("requests/<slug:public_id>/uploads", putting.uploads, name="uploads"),
    path("requests/<slug:public_id>/uploads/<slug:file_id>", putting.upload, name="upload"),
    path("requests/<slug:public_id>/attached/<slug:file_id>", putting.file, name="file"),
    path("requests/<slug:public_id>/attached/<slug:file_id>/remove", putting.detach, name="detach"),
]
