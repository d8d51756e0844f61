"""A declared message, and an operation of an invented room that sends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest

from concord.access import policies
from concord.access.operation import Done, operation
from concord.audit import vocabulary
from concord.audit.vocabulary import declare
from concord.base.actor import Actor
from concord.delivery import messages, outbox, services
from kit.mail_server import mail_server

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Event(StrEnum):
    WRITE = "allotment:write"
    LINK = "allotment:link"
    UNLINK = "allotment:unlink"
    RELINK = "allotment:relink"


@pytest.fixture(autouse=True)
def _room(monkeypatch):
    monkeypatch.setattr(vocabulary, "_declared", dict(vocabulary._declared))
    monkeypatch.setattr(policies, "_policies", dict(policies._policies))
    monkeypatch.setattr(policies, "_gates", dict(policies._gates))
    monkeypatch.setattr(messages, "_declared", dict(messages._declared))
    for event in Event:
        declare(event, about="bed", sentence="{who} did it.")
        policies.register_creating(event, lambda _actor: True)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def officer():
    return Actor.signed_in("p1", "Jo Ward", body="gss:E1", roles=frozenset(), door="desk", correlation="c1")


@pytest.fixture
def worker():
    return Actor.command("concord work")


@pytest.fixture
def message():
    return messages.declare(
        "asks",
        purpose="A request",
        title="{asker} asks for help",
        text="Dear colleague,\n\n{asker} asks for help by {day}.\n\nOpen {link} to answer.\n",
        secret=("link",),
    )


@pytest.fixture
def write(message, officer):
    """Enqueue the message, as part of an operation."""

    @operation(Event.WRITE)
    def write(actor, *, to="jo@trust.example", at=AT, asker="Essex County Council", fail=False, **kwargs):
        variables = {"asker": asker, "day": "1 December 2026", "link": "https://concord.example/r/s3cr3t"}
        row = outbox.enqueue(message, to=to, variables=variables, about=("bed", "b1"), at=at, **kwargs)
        if fail:
            raise RuntimeError("changed my mind")
        return Done(row, subject="b1")

    def run(**kwargs):
        return write(officer, **kwargs)

    return run


@pytest.fixture
def issue(officer):
    """Issue a link, as part of an operation."""

    @operation(Event.LINK)
    def link(actor, *, at=AT, lasts=timedelta(days=30), to="jo@trust.example", **kwargs):
        issued = services.issue_link(
            actor, about=("bed", "b1"), body="ods:X", at=at, expires_at=at + lasts, to=to, **kwargs
        )
        return Done(issued, subject="b1")

    def run(**kwargs):
        return link(officer, **kwargs)

    return run


@pytest.fixture
def revoke(officer):
    """Withdraw a link, as part of an operation."""

    @operation(Event.UNLINK)
    def unlink(actor, *, link, at):
        return Done(services.revoke_link(actor, link, at=at), subject="b1")

    def run(link, at=AT):
        return unlink(officer, link=link, at=at)

    return run


@pytest.fixture
def replace(officer):
    """Put another link in the place of one, as part of an operation."""

    @operation(Event.RELINK)
    def relink(actor, *, link, to, at):
        issued = services.replace_link(actor, link, to=to, at=at, expires_at=at + timedelta(days=30))
        return Done(issued, subject="b1")

    def run(link, to, at=AT):
        return relink(officer, link=link, to=to, at=at)

    return run


@pytest.fixture
def smtp(settings):
    """A running mail server that Concord sends through."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        settings.MAIL_FROM = "Concord <concord@council.example>"
        yield server
