"""What `concord work` does for files: scans those that were not, deletes what was never finished, settles what waits.

Safe to run twice at once: each file is changed once, and whoever comes second leaves it.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from concord.base.errors import Conflict, Unavailable
from concord.files import content, rules, scanner, services
from concord.files.content import Content
from concord.files.models import StoredFile
from concord.files.rules import Scan

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

log = logging.getLogger(__name__)

LOOK_AGAIN_FOR: Final = timedelta(days=8)
"""How long after a removal it is seen to that the content is really gone."""

LET_SETTLE: Final = timedelta(minutes=10)
"""How long whoever finished a file has for giving it to its store."""


@dataclass(slots=True)
class Scanned:
    """What one run did. `unreachable` says why the scanner could not be asked, in which case the run stopped."""

    clean: int = 0
    infected: int = 0
    not_scanned: int = 0
    unreachable: str = ""


def scan_waiting(actor: Actor, *, at: datetime, most: int = 50) -> Scanned:
    """Have up to `most` finished files scanned that the scanner could not be asked about before, oldest first.

    The actor is a command. Nothing happens without a scanner. An infected file is deleted and its row says so.
    """
    report = Scanned()
    if not scanner.configured():
        return report
    for row in _waiting().order_by("id")[:most]:
        try:
            with Content(row.public_id, on_disk=row.on_disk) as whole:
                outcome = scanner.scan(whole.chunks())
        except Unavailable as error:
            log.error(error.message)  # noqa: TRY400  a sentence for whoever runs the server; the trace adds nothing
            continue
        if outcome.again:
            report.unreachable = outcome.says
            break
        with suppress(Conflict):
            services.note_scan(actor, row, outcome=outcome, at=at)
            report.clean += outcome.scan is Scan.CLEAN
            report.infected += outcome.scan is Scan.INFECTED
            report.not_scanned += outcome.scan is Scan.NOT_SCANNED
    return report


def waiting_to_be_scanned() -> int:
    """How many finished files wait for the scanner, for monitoring; none where there is no scanner."""
    return _waiting().count() if scanner.configured() else 0


def forget_unfinished(actor: Actor, *, at: datetime) -> int:
    """Delete the files that were begun more than seven days ago and not finished; how many. The actor is a command.

    Also goes whatever a server that died left on disk: content of removed files, and parts that no table knows.
    """
    forgotten = 0
    unfinished = StoredFile.objects.filter(finished_at__isnull=True, removed_at__isnull=True)
    for row in unfinished.filter(begun_at__lt=at - rules.FINISH_WITHIN).order_by("id"):
        with suppress(Conflict):
            services.forget_file(actor, row, at=at)
            forgotten += 1
    removed = StoredFile.objects.filter(removed_at__gt=at - LOOK_AGAIN_FOR)
    for public_id in removed.values_list("public_id", flat=True):
        try:
            content.erase(public_id)
        except Unavailable as error:
            log.error(error.message)  # noqa: TRY400  a sentence for whoever runs the server; the trace adds nothing
            break
    for public_id in content.parts_before((at - rules.FINISH_WITHIN).timestamp()):
        if not StoredFile.objects.filter(public_id=public_id, removed_at__isnull=True).exists():
            content.discard(public_id)
    content.forget_beside((at - rules.FINISH_WITHIN).timestamp())
    return forgotten


def settle_waiting(*, at: datetime, most: int = 500) -> int:
    """Give up to `most` finished files to their store that could not take them before; how many. No fact changes.

    So files go there that came in while it was down, or before there was one. Where it is still down, they wait on.
    """
    settled = 0
    for public_id in content.unsettled_before((at - LET_SETTLE).timestamp()):
        finished = StoredFile.objects.filter(public_id=public_id, finished_at__isnull=False, removed_at__isnull=True)
        if settled == most or not finished.exists():
            continue
        try:
            content.settle(public_id)
        except Unavailable as error:
            log.error(error.message)  # noqa: TRY400  as above
            break
        settled += 1
    return settled


def _waiting() -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(
        scan=Scan.NOT_SCANNED.value, scanned_at__isnull=True, removed_at__isnull=True, finished_at__isnull=False
    )
