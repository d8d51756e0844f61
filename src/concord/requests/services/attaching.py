"""Putting files to a request and taking them away, for both sides: at the desk, and behind a secure link.

What the files are, and whether they are taken, is for `concord.files`. A file put to a draft goes out with the request;
one put later waits for the next thing that whoever put it says (`queries.waiting_files`), and goes with that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, NotFound
from concord.files import queries as files
from concord.files import services as keeping
from concord.requests.events import ABOUT, Event
from concord.requests.models import Docket
from concord.requests.queries.attached import waiting_files
from concord.requests.rules.standing import ENDED, Status
from concord.requests.rules.steps import Side
from concord.requests.services.steps import locked
from concord.requests.wording import ALREADY

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.files.examining import Taken
    from concord.files.models import StoredFile
    from concord.requests.models import CooperationRequest


@operation(Event.BEGIN_ATTACHING)
def begin_attaching(actor: Actor, ask: CooperationRequest, *, name: str, size: int, at: datetime) -> Done[StoredFile]:
    """Begin to send a file of `size` bytes in parts; `pages.uploads` goes on with it.

    Raises Invalid (field "files") where name or size rule it out, and Conflict once the request is taken back.
    """
    row = _open(ask)
    file = keeping.begin_file(actor, about=(ABOUT, row.public_id), name=name, size=size, at=at)
    return Done(file, subject=row, facts={"file": file.public_id, "side": _side(actor, row)})


@operation(Event.ATTACH)
def finish_attaching(actor: Actor, ask: CooperationRequest, *, file: StoredFile, at: datetime) -> Done[StoredFile]:
    """Put a file that has come whole, in parts, to the request.

    Raises NotFound for a file that this actor did not begin for this request, Conflict, Gone and Invalid as the files.
    """
    row = _open(ask)
    own = files.upload_of(actor, file.public_id, about=(ABOUT, row.public_id))
    return _attached(actor, row, keeping.finish_file(actor, own, at=at))


@operation(Event.ATTACH)
def attach_file(actor: Actor, ask: CooperationRequest, *, taken: Taken, at: datetime) -> Done[StoredFile]:
    """Put a file to the request that came whole in a plain form, and that `files.examining.take` has put on disk.

    Raises Invalid (field "files") where there are too many already, and Conflict once the request is taken back.
    """
    row = _open(ask)
    return _attached(actor, row, keeping.keep_taken(actor, about=(ABOUT, row.public_id), taken=taken, at=at))


@operation(Event.DETACH)
def detach_file(actor: Actor, ask: CooperationRequest, *, file: StoredFile, at: datetime) -> Done[StoredFile]:
    """Take a file away that has not gone out yet; its content is deleted.

    While the request is a draft, any file of it; afterwards one's own, until it went with what was said. Raises
    NotFound for any other, and Conflict for one that the other side has been given.
    """
    row = _open(ask)
    if file.subject_kind != ABOUT or file.subject != row.public_id:
        raise NotFound(files.NO_FILE)
    if row.sent_at and file.finished_at and file.public_id not in {one.public_id for one in waiting_files(actor, row)}:
        raise Conflict("This file has gone out already, so it stays with the request.", field="files")
    removed = keeping.remove_file(actor, file, at=at)
    count_files(actor, row)
    return Done(removed, subject=row, facts={"file": file.public_id})


def _open(ask: CooperationRequest) -> CooperationRequest:
    row = locked(ask)
    status = Status(row.docket.status)
    if status in ENDED:
        raise Conflict(ALREADY[status], field="files")
    return row


def _attached(actor: Actor, row: CooperationRequest, file: StoredFile) -> Done[StoredFile]:
    count_files(actor, row)
    return Done(file, subject=row, facts={"file": file.public_id, "side": _side(actor, row)})


def count_files(actor: Actor, row: CooperationRequest) -> None:
    """Keep how many files the request has where its pages look before they ask for them."""
    Docket.objects.filter(ask=row).update(files=len(files.files_about(actor, ABOUT, row.public_id)))


def _side(actor: Actor, row: CooperationRequest) -> Side:
    asker = actor.kind == "person" and actor.body == row.docket.asker_id
    return Side.ASKER if asker else Side.ASKED
