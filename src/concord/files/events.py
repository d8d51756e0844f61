"""What the record may say about files: what they belong to, size, kind and hash. Never a name: it may be a person's."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "file"


class Event(StrEnum):
    """What happens to files."""

    BEGIN = "file:begin"
    RECEIVE = "file:receive"
    EXAMINE = "file:examine"
    FINISH = "file:finish"
    KEEP = "file:keep"
    SCAN = "file:scan"
    OPEN = "file:open"
    READ = "file:read"
    REMOVE = "file:remove"
    FORGET = "file:forget"


_PLACE: Final = {"kind": Rule.KEEP, "thing": Rule.KEEP, "size": Rule.KEEP}
_WHOLE: Final = {**_PLACE, "content_type": Rule.KEEP, "sha256": Rule.KEEP, "scan": Rule.KEEP}

declare(
    Event.BEGIN,
    about=ABOUT,
    sentence="{who} began to send file {subject} of {size} bytes for {kind} {thing}.",
    facts=_PLACE,
)
declare(
    Event.RECEIVE,
    about=ABOUT,
    sentence="{who} sent file {subject} for {kind} {thing} as far as {received} of {size} bytes.",
    facts={**_PLACE, "received": Rule.KEEP},
)
declare(
    Event.EXAMINE,
    about=ABOUT,
    sentence="File {subject} for {kind} {thing} was examined: taken {taken}, scan {scan}.",
    facts={**_WHOLE, "taken": Rule.KEEP},
)
declare(
    Event.FINISH,
    about=ABOUT,
    sentence="{who} put file {subject} ({content_type}, {size} bytes) to {kind} {thing}.",
    facts=_WHOLE,
)
declare(
    Event.KEEP,
    about=ABOUT,
    sentence="{who} put file {subject} ({content_type}, {size} bytes) to {kind} {thing}.",
    facts=_WHOLE,
)
declare(
    Event.SCAN,
    about=ABOUT,
    sentence="{who} had file {subject} of {kind} {thing} scanned for viruses: {scan}.",
    facts=_WHOLE,
)
declare(Event.OPEN, about=ABOUT, sentence="{who} opened file {subject} of {kind} {thing}.", facts=_WHOLE)
declare(
    Event.READ,
    about=ABOUT,
    sentence="The words of file {subject} of {kind} {thing} were read for search: {words}.",
    facts={**_PLACE, "words": Rule.KEEP},
)
declare(
    Event.REMOVE,
    about=ABOUT,
    sentence="{who} removed file {subject} of {kind} {thing}; its content was deleted.",
    facts=_WHOLE,
)
declare(
    Event.FORGET,
    about=ABOUT,
    sentence="{who} deleted the unfinished file {subject} for {kind} {thing}.",
    facts=_PLACE,
)
