"""What somebody wrote in a form that was not taken: read out of it once more, so that a page can show it to be copied.

Nothing of it is kept. Signing in again, or a request that went on meanwhile, must not cost anybody their words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.http.request import RawPostDataException, UnreadablePostError

if TYPE_CHECKING:
    from django.http import HttpRequest

_NOT_WRITTEN: Final = frozenset({"csrfmiddlewaretoken", "next", "by_name", "by_post"})


def written(request: HttpRequest) -> list[str]:
    """The texts of the form, in its order. Marks, choices and single words are none: they have no blank in them."""
    if request.method != "POST":
        return []
    try:
        sent = [text for name, texts in request.POST.lists() if name not in _NOT_WRITTEN for text in texts]
    except (RawPostDataException, UnreadablePostError):
        return []
    shown = [text.replace("\0", "").strip() for text in sent]
    return [text for text in shown if len(text.split()) > 1]


def from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form is from a page of this site: another site's words are never shown."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def page_before(request: HttpRequest) -> str:
    """The page of this site on which the form stood, as the browser names it; else the address it was sent to."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return request.get_full_path()
    return f"{before.path}?{before.query}" if before.query else before.path
