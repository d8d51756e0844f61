"""The step between the last part of a file and its finish: it is examined before any operation makes others wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.policies import may
from concord.base.errors import Invalid, NotFound
from concord.files import examining, services
from concord.files.events import Event
from concord.files.queries import NO_FILE
from concord.files.rules import FIELD, WrongOffsetError

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.files.models import StoredFile


def examine_file(actor: Actor, file: StoredFile, *, at: datetime) -> StoredFile:
    """Hash a file that has come whole, have it scanned, tell its kind, and note that; nothing where that was done.

    What is infected, or of no kind that is taken, is deleted at once, its row says so, and Invalid (field "files") is
    raised with a sentence for whoever sent it. Raises WrongOffsetError where parts are missing.
    """
    if not may(actor, Event.EXAMINE, file):
        raise NotFound(NO_FILE)
    file.refresh_from_db()
    if file.received != file.size:
        raise WrongOffsetError(file.received)
    if file.sha256 or file.removed_at or file.finished_at:
        return file
    found = examining.examine(file.public_id, file.name)
    noted = services.note_examined(actor, file, found=found, at=at)
    if found.refusal:
        raise Invalid(found.fault, field=FIELD)
    return noted
