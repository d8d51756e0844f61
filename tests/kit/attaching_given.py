"""Builders of files put to requests, through services only, whole and in parts. What is in them is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.files import examining, receiving
from concord.files import services as files
from concord.requests import services
from kit import given
from kit.files_given import PDF

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.files.models import StoredFile
    from concord.requests.models import CooperationRequest


def attached(
    actor: Actor,
    ask: CooperationRequest,
    name: str = "chronology.pdf",
    content: bytes = PDF,
    *,
    at: datetime = given.AT,
) -> StoredFile:
    """A file put to a request whole, as a plain form does it."""
    return services.attach_file(actor, ask, taken=examining.take(name, [content]), at=at)


def sent_in_parts(
    actor: Actor,
    ask: CooperationRequest,
    name: str = "chronology.pdf",
    content: bytes = PDF,
    *,
    at: datetime = given.AT,
) -> StoredFile:
    """A file put to a request in parts, as the script does it."""
    file = services.begin_attaching(actor, ask, name=name, size=len(content), at=at)
    files.receive_chunk(actor, file, offset=0, chunk=content, at=at)
    receiving.examine_file(actor, file, at=at)
    return services.finish_attaching(actor, ask, file=file, at=at)
