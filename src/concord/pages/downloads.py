"""A stored file as the answer to a browser: always to be saved, never shown as a page of this site."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concord.files.models import StoredFile


def download(file: StoredFile, chunks: Iterable[bytes]) -> StreamingHttpResponse:
    """The answer with a file's content, from `files.queries.open_file`, under its own name and the type found in it.

    Its SHA-256 goes along (RFC 9530), so that whoever fetches it can tell that it came whole and unchanged.
    Of text no encoding is claimed, for it is not known.
    Should the content turn out to be wrong on the way, the connection breaks before its announced length is reached.
    """
    response = StreamingHttpResponse(chunks, content_type=file.content_type)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(file.sha256)).decode()}:"
    response["Cache-Control"] = "no-store"
    return response
