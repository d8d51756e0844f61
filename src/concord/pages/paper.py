"""What is printed: a template of `templates/paper` as an accessible PDF, and the response that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from concord.base.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

LANGUAGE: Final = "en-GB"
SENSITIVE: Final = "OFFICIAL-SENSITIVE"
"""The marking for a paper about a person. Whether a paper bears it is for the door that prints it."""
_MISSING: Final = (
    "A PDF could not be made: a library that lays out text is missing on this server. On Debian or Ubuntu:"
    " “apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation”. Then restart Concord."
)


def pdf(html: str, *, title: str, at: datetime, language: str = LANGUAGE) -> bytes:
    """A tagged PDF (PDF/UA-1) of a whole HTML page, dated `at`, an aware instant.

    Images and styles are `static:<name of a static file>`; nothing else is fetched. The same arguments are the same
    bytes, on the same machine. Raises Unavailable where this machine has no library that lays out text.
    """
    return _press()(html, title=title, at=at, language=language)


def paper(
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    at: datetime,
    reference: str = "",
    marking: str = "",
    language: str = LANGUAGE,
) -> bytes:
    """A template that extends `paper/base.html`, as a PDF.

    `title` and `reference` head every page, `marking` (such as SENSITIVE) stands above and below it.
    """
    own = {"title": title, "at": at, "reference": reference, "marking": marking, "language": language}
    return pdf(render_to_string(template, {**context, **own}), title=title, at=at, language=language)


def pdf_response(made: bytes, name: str, *, inline: bool = False) -> HttpResponse:
    """A PDF as a file called `<name>.pdf`, or `inline` to be read in the browser. `name` holds no personal data."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}.pdf"'
    return response


def _press() -> Callable[..., bytes]:
    """The press, looked for when it is first used.

    It takes half a second and libraries of the system: a server or a command that prints nothing does without both.
    """
    try:
        printed: Callable[..., bytes] = import_string("concord.pages.press.printed")
    except OSError as error:
        raise Unavailable(_MISSING) from error
    return printed
