"""Log lines that carry no personal data: no query string, no key, no words of an exception."""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

# A partner's link is the key to a request, and a query string may hold what somebody searched for.
_LINK = re.compile(r"/r/+[^/\s?\"']+")
# A program's key, or a calendar's, which stands in an address.
_KEY = re.compile(r"\bc[kf]_[\w-]{20,}")
_QUERY = re.compile(r"\?[^\s\"']*")


def discreet(line: str) -> str:
    """The line without the keys of links, programs and calendars, and without query strings."""
    return _QUERY.sub("?…", _KEY.sub("…", _LINK.sub("/r/…", line)))


class Discreet(logging.Filter):
    """Cleans each record's message before any formatter sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, cleaned."""
        record.msg, record.args = discreet(record.getMessage()), ()
        return True


class Line(logging.Formatter):
    """One line a record. Of an exception: its class and where it arose, not its message, which may quote a row."""

    def formatException(  # noqa: N802 (the name is logging's)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The frames and the class."""
        kind, _, frames = ei
        return "".join(traceback.format_tb(frames)) + (kind.__qualname__ if kind else "")
