"""A bundle as a PDF, or as one HTML page that a browser prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from markupsafe import Markup

from concord.pages import paper
from concord.pages.bundles.showing import shown

if TYPE_CHECKING:
    from concord.requests.queries.bundle import Bundle

MARKING: Final = "OFFICIAL-SENSITIVE: contains personal data"
TEMPLATE: Final = "paper/bundle.html"
MOST_SIGNS: Final = 750_000
"""Signs of HTML that are laid out as a PDF while somebody waits: some ten seconds, some sixty pages."""
STYLES: Final = ("concord/paper.css", "concord/paper-narrow.css")


def too_long(bundle: Bundle) -> bool:
    """Whether a PDF of it takes too long to be made while somebody waits, and holds up all others who print."""
    return len(html(bundle)) > MOST_SIGNS


def pdf(bundle: Bundle) -> bytes:
    """The PDF. The same bundle is the same bytes. Raises Unavailable where this machine cannot lay out text."""
    return paper.paper(TEMPLATE, _context(bundle, frame="paper/base.html"), title=title(bundle), **_heads(bundle))


def html(bundle: Bundle, *, on_its_own: bool = False) -> str:
    """The same as one HTML page to be printed. `on_its_own`: with its styles in it, for a file that is kept."""
    context = {**_context(bundle, frame="paper/print.html"), **_heads(bundle), "title": title(bundle)}
    styles = Markup("\n".join(map(_own, STYLES))) if on_its_own else ""  # noqa: S704  own files
    return render_to_string(TEMPLATE, {**context, "language": paper.LANGUAGE, "styles": styles})


def _own(name: str) -> str:
    return Path(str(finders.find(name))).read_text("utf-8")


def title(bundle: Bundle) -> str:
    """What it is called, without a word about the person."""
    return f"Request from {bundle.ask.asker_name} to {bundle.ask.asked_name}"


def name_of(bundle: Bundle) -> str:
    """The name of its file, without an ending and without a word about the person."""
    return f"request-{bundle.ask.reference}"


def _heads(bundle: Bundle) -> dict[str, Any]:
    return {"at": bundle.at, "reference": bundle.ask.reference, "marking": MARKING}


def _context(bundle: Bundle, *, frame: str) -> dict[str, Any]:
    return {"frame": frame, **shown(bundle)}
