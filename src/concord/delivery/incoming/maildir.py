"""The Maildir that a mail server delivers into (`CONCORD_MAIL_IN`): each message in it is taken in, then put aside.

new/ → cur/ (claimed) → .taken/cur/ (kept in the database too), or .failed/cur/ (too large). A run that dies leaves its
messages in cur/, where the next finds them; two at once may take the same one, which is kept once all the same.
"""

from __future__ import annotations

import contextlib
import mailbox
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from concord.base.errors import Invalid, Unavailable
from concord.delivery.incoming import rules, taking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from concord.base.actor import Actor

TAKEN, FAILED = "taken", "failed"
CLAIMED = ":2,"


@dataclass(slots=True)
class Report:
    """How many messages were taken in, and how many cannot be, which lie in the folder `.failed`."""

    taken: int = 0
    failed: int = 0


def take_all(actor: Actor, *, at: datetime, most: int = 100) -> Report:
    """Take in up to `most` messages of the Maildir that the setting names; none where it names none.

    The actor is a command. Raises Unavailable where the folder cannot be used. What the database cannot take stays.
    """
    report = Report()
    if not settings.MAIL_IN:
        return report
    try:
        box = _opened(Path(settings.MAIL_IN))
        for _, file in zip(range(most), _claimed(box), strict=False):
            _take(actor, box, file, report, at=at)
        _clear(box / f".{TAKEN}" / "cur", at=at)
    except OSError as error:
        raise Unavailable(
            f"The Maildir of CONCORD_MAIL_IN cannot be used ({error.strerror or type(error).__name__}). Let the user"
            " that runs Concord read and write there. No mail is lost meanwhile."
        ) from error
    return report


def _opened(folder: Path) -> Path:
    if not (folder / "new").is_dir():
        raise Unavailable("CONCORD_MAIL_IN names no Maildir: a folder with new, cur and tmp in it. Make it first.")
    box = mailbox.Maildir(folder, create=False)
    for name in {TAKEN, FAILED}.difference(box.list_folders()):
        box.add_folder(name)
    return folder


def _claimed(box: Path) -> Iterator[Path]:
    """What lies in new/ and cur/, oldest name first; each is in cur/ when it is handed out."""
    for file in sorted([*(box / "cur").iterdir(), *(box / "new").iterdir()], key=lambda path: path.name):
        if file.name.startswith("."):
            continue
        if file.parent.name == "cur":
            yield file
            continue
        claimed = box / "cur" / (file.name if CLAIMED in file.name else f"{file.name}{CLAIMED}")
        with contextlib.suppress(FileNotFoundError):  # another run was quicker
            yield file.rename(claimed)


def _take(actor: Actor, box: Path, file: Path, report: Report, *, at: datetime) -> None:
    try:
        with file.open("rb") as opened:
            raw = opened.read(rules.LARGEST + 1)
    except FileNotFoundError:
        return
    try:
        taken = taking.take(actor, raw, at=at)
    except Invalid:
        _put_aside(box, file, FAILED)
        report.failed += 1
    else:
        _put_aside(box, file, TAKEN, at=at)
        report.taken += not taken.again


def _put_aside(box: Path, file: Path, folder: str, *, at: datetime | None = None) -> None:
    with contextlib.suppress(FileNotFoundError):
        aside = file.rename(box / f".{folder}" / "cur" / file.name)
        if at is not None:
            os.utime(aside, (at.timestamp(), at.timestamp()))


def _clear(folder: Path, *, at: datetime) -> None:
    """Remove what has lain long enough: the database has it, and here it lies in the open."""
    before = (at - rules.KEPT_IN_THE_MAILDIR).timestamp()
    for file in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if file.stat().st_mtime < before:
                file.unlink()
