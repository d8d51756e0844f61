"""A bundle as a ZIP: the paper, the attachments, the story and the record as JSON, and the hashes of them all.

Sent as it is made: of an attachment no more than a piece is in memory, and nothing of it lies on disk.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import IO, TYPE_CHECKING, Any, Final, cast

from concord.base.clock import LONDON
from concord.base.errors import Unavailable
from concord.pages.bundles.as_json import record_json, request_json
from concord.pages.bundles.printing import html, name_of, pdf, too_long
from concord.requests.queries.bundle import content_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from concord.base.actor import Actor
    from concord.requests.queries.bundle import Bundle

_READ_ME: Final = """\
{name}, as Concord held it on {at}.

OFFICIAL-SENSITIVE: this archive contains personal data.

{paper}  the whole of it, to be read and printed
request.json  the same for programs: the request and its story (concord.bundle/1), the law's answer as it was kept
              (concord.explain/1) and how each due day came about (concord.clock/1)
record.json   the entries of the audit record about the request (concord.record/1), with all that their digests cover
attachments/  the files that went with it, as they were sent{absent}
hashes.txt    the SHA-256 of each file here; those of attachments are the ones kept when they were sent.
              Check them with: sha256sum -c hashes.txt

The digest of an entry of the record is the SHA-256 of its fields but "digest" and "says", as JSON in UTF-8 with the
keys in alphabetical order and no blanks between signs. "previous" is the digest of the entry before it.
"""


class _Pipe:
    """What the archive is written to: it keeps what was written until it is taken, and cannot go back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep a part."""
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> bytes:
        """All that was written since it was last taken."""
        parts, self._parts = b"".join(self._parts), []
        return parts


class _Packing:
    """Puts files into the archive one after the other, dated as the bundle, and keeps their hashes."""

    def __init__(self, bundle: Bundle) -> None:
        self.pipe = _Pipe()
        self.hashes: list[str] = []
        self._folder = name_of(bundle)
        self._dated = bundle.at.astimezone(LONDON).timetuple()[:6]
        self._zip = zipfile.ZipFile(cast("IO[bytes]", self.pipe), "w")  # write and flush are all that is asked of it

    def put(self, name: str, parts: Iterable[bytes], *, sha256: str = "", packed: bool = True) -> Iterator[bytes]:
        """Pack a file, giving what is ready to be sent. `sha256` is the hash to note, else that of what was packed."""
        info = zipfile.ZipInfo(f"{self._folder}/{name}", date_time=self._dated)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for part in parts:
                digest.update(part)
                entry.write(part)
                yield self.pipe.taken()
        self.hashes.append(f"{sha256 or digest.hexdigest()}  {name}\n")
        yield self.pipe.taken()

    def end(self) -> bytes:
        """Close the archive; its last bytes."""
        self._zip.close()
        return self.pipe.taken()


def archive(actor: Actor, bundle: Bundle) -> Iterator[bytes]:
    """The ZIP in pieces. What it cannot hold is found out, and what is opened recorded, before the first piece.

    Where the PDF would take too long, or this machine cannot make one, a page to print stands in its place.
    """
    paper_name, paper = _paper(bundle)
    contents = [(attachment.file, content_of(actor, bundle, attachment)) for attachment in bundle.attachments]
    files = [(_name(place, file.name), file.sha256, parts) for place, (file, parts) in enumerate(contents, start=1)]
    return _pieces(bundle, paper_name, paper, files)


def _pieces(
    bundle: Bundle, paper_name: str, paper: bytes, files: list[tuple[str, str, Iterator[bytes] | None]]
) -> Iterator[bytes]:
    packing = _Packing(bundle)
    absent = [name for name, _, parts in files if parts is None]
    yield from packing.put("read-me.txt", [_read_me(bundle, paper_name, absent)])
    yield from packing.put(paper_name, [paper], packed=False)
    yield from packing.put("request.json", [_json(request_json(bundle))])
    yield from packing.put("record.json", [_json(record_json(bundle))])
    for name, sha256, parts in files:
        if parts is not None:
            yield from packing.put(name, parts, sha256=sha256, packed=False)
    yield from packing.put("hashes.txt", ["".join(packing.hashes).encode()])
    yield packing.end()


def _paper(bundle: Bundle) -> tuple[str, bytes]:
    if not too_long(bundle):
        try:
            return "request.pdf", pdf(bundle)
        except Unavailable:  # a server without the libraries that lay out text still gives all the rest
            pass
    return "request.html", html(bundle, on_its_own=True).encode()


def _name(place: int, name: str) -> str:
    return f"attachments/{place:02}-{name}"


def _read_me(bundle: Bundle, paper_name: str, absent: list[str]) -> bytes:
    at = bundle.at.astimezone(LONDON)
    gone = "".join(f"\n              not here, for it was deleted or cannot be read: {name}" for name in absent)
    text = _READ_ME.format(name=name_of(bundle), at=f"{at:%Y-%m-%d %H:%M}", paper=f"{paper_name:<12}", absent=gone)
    return text.encode()


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
