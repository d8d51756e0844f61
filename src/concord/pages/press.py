"""The press: sets HTML as an accessible PDF with WeasyPrint. `paper` alone imports it, when something is printed.

It reads nothing but Concord's own static files: no network and no file of the machine, whatever a text asks for.
"""

from __future__ import annotations

import hashlib
import logging
import mimetypes
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import weasyprint  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from datetime import datetime

SCHEME: Final = "static:"
"""What a paper calls Concord's own static files by: `static:concord/mark.svg`."""
STYLES: Final = "static:concord/paper.css"

# The libraries below WeasyPrint promise nothing about threads, and a long paper takes much memory: one at a time.
_one_at_a_time: Final = Lock()

# What WeasyPrint complains of may quote what somebody wrote, and a log holds no personal data.
for _quoting in ("weasyprint", "fontTools"):
    logging.getLogger(_quoting).propagate = False
    logging.getLogger(_quoting).addHandler(logging.NullHandler())


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Hands WeasyPrint static files by name, and refuses every other address."""

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """The file that `static:<name>` stands for."""
        try:
            found = finders.find(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        except SuspiciousFileOperation:
            found = None
        if not found:
            raise ValueError("A paper holds nothing but Concord's own static files.")
        kind = mimetypes.guess_type(str(found))[0] or "application/octet-stream"
        return URLFetcherResponse(url, Path(str(found)).read_bytes(), {"Content-Type": kind})


def printed(html: str, *, title: str, at: datetime, language: str) -> bytes:
    """A PDF/UA-1 of a whole HTML page. The same page, title, instant and language are the same bytes."""
    stamp = at.isoformat(timespec="seconds")
    variant = {"pdf_variant": "pdf/ua-1"}
    with _one_at_a_time:
        fetcher = OwnFilesOnly()
        styles = weasyprint.CSS(url=STYLES, url_fetcher=fetcher)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=settings.BASE_URL)
        document = page.render(stylesheets=[styles], **variant)
        about = document.metadata
        about.title, about.lang, about.generator = title, language, "Concord"
        about.created = about.modified = stamp
        about.attachments = []
        identifier = hashlib.sha256(f"{html}\0{title}\0{stamp}\0{language}".encode()).digest()[:16]
        made: bytes = document.write_pdf(pdf_identifier=identifier, **variant)
    return made
