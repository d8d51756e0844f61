"""The files of a request, as far as they are not shown with its story: those of a draft, and those that wait to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access import operation
from concord.base.errors import NotFound
from concord.files import queries as files
from concord.requests.events import ABOUT, Event
from concord.requests.models import Step
from concord.requests.queries.rows import request_of
from concord.requests.rules.standing import ENDED, Status
from concord.requests.rules.steps import StepKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concord.base.actor import Actor
    from concord.files.models import StoredFile
    from concord.files.queries import FileRow
    from concord.requests.models import CooperationRequest


def waiting_files(actor: Actor, ask: CooperationRequest) -> list[FileRow]:
    """The files that the actor put to a request that was sent, and that went with nothing that was said yet."""
    if ask.sent_at is None or not ask.docket.files:
        return []
    found = [
        file
        for file in files.files_about(actor, ABOUT, ask.public_id)
        if (file.put_by, file.body) == (actor.person, actor.body) and file.removed_at is None
    ]
    gone = gone_with_steps(ask) if found else frozenset()
    return [file for file in found if file.public_id not in gone]


def gone_with_steps(ask: CooperationRequest) -> frozenset[str]:
    """The files (by public id) that went with a step, the request itself among them."""
    details = Step.objects.filter(ask=ask).values_list("detail", flat=True)
    return frozenset(file for detail in details for file in detail.get("files", ()))


def draft_files(actor: Actor, ask: CooperationRequest) -> list[FileRow]:
    """The files of a draft, for an actor whom the calling query let see it."""
    return files.files_about(actor, ABOUT, ask.public_id) if ask.docket.files else []


def files_sent(actor: Actor, ask: CooperationRequest) -> list[FileRow]:
    """The files that went out with a request, for an actor whom the calling query let see it."""
    if not ask.docket.files:
        return []
    details = Step.objects.filter(ask=ask, kind=StepKind.SENT).values_list("detail", flat=True)
    went = {file for detail in details for file in detail.get("files", ())}
    return [file for file in files.files_about(actor, ABOUT, ask.public_id) if file.public_id in went]


def own_file(actor: Actor, public_id: str, file_id: str) -> tuple[CooperationRequest, StoredFile]:
    """A file that the actor may take away again, finished or not, with its request. Raises NotFound, and Gone."""
    ask = request_of(actor, public_id, Event.DETACH)
    about = (ABOUT, ask.public_id)
    if ask.sent_at is None:
        return ask, files.file_of(actor, file_id, about=about)
    return ask, files.upload_of(actor, file_id, about=about)


def open_file(actor: Actor, public_id: str, file_id: str) -> tuple[StoredFile, Iterator[bytes]]:
    """A file of a request and its content, for whom its policy lets download it; recorded with both.

    A file that waits to go is shown to nobody but who put it there, and none to the other side once the request is
    taken back. Raises NotFound, and Gone where it was deleted.
    """
    ask = request_of(actor, public_id, Event.DOWNLOAD)
    file = files.file_of(actor, file_id, about=(ABOUT, ask.public_id))
    if not _shown(actor, ask, file):
        raise NotFound(files.NO_FILE)
    pieces = files.open_file(actor, file)
    operation.seen(actor, Event.DOWNLOAD, ask, {"file": file.public_id})
    return file, pieces


def _shown(actor: Actor, ask: CooperationRequest, file: StoredFile) -> bool:
    asker = actor.kind == "person" and actor.body == ask.docket.asker_id
    if ask.docket.status in ENDED and not asker:
        return False
    if ask.docket.status == Status.DRAFT or (file.put_by, file.body) == (actor.person, actor.body):
        return True
    return file.public_id in gone_with_steps(ask)
