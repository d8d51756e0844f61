"""The words and the attachments of a message, out of however many parts it was put into."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from concord.delivery.incoming import hypertext, rules, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    Part = Message[str, str]

OUTLOOK_OWN: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
SIGNED: Final = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
ENCIPHERED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})

BEGIN: Final = re.compile(r"begin [0-7]{3,4} (\S.{0,200})\Z")
UUENCODED: Final = re.compile(r"[ -`]{1,62}\Z")
LONGEST_PART: Final = 5_000_000
"""Bytes of a part that are read as words, files written into them included."""

WINMAIL: Final = (
    "Outlook sent what was attached in a form of its own (winmail.dat) that Concord does not open. Ask the sender for"
    " the files again, in a message in plain text or HTML."
)
LOCKED: Final = "The message was enciphered, and Concord has no key to it. Ask the sender to send it again in the open."
NESTED: Final = "The message was put together so deeply that Concord did not read all of it."
SHORTENED: Final = "The message was very long. Concord kept its beginning."
TOO_MANY: Final = f"Concord kept the first {rules.MOST_ATTACHMENTS} attachments and left out the others."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message. `inline`: a picture within the words, such as a logo under a signature."""

    name: str
    content: bytes
    content_type: str
    inline: bool = False


@dataclass(slots=True)
class Body:
    """What a message says and carries, and in `notes` what could not be read, in sentences."""

    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        """Add a sentence, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)


def read(message: Part) -> Body:
    """The body of a message."""
    body, texts = Body(), list[str]()
    for part, inline in _leaves(message, body):
        if part.get_content_type() in OUTLOOK_OWN or wording.file_name(part, 0).lower() == "winmail.dat":
            body.note(WINMAIL)
        elif part.get_content_type() in ENCIPHERED:
            body.note(LOCKED)
        elif _is_words(part):
            texts.append(_words_of(part))
        elif part.get_content_type() not in SIGNED:
            _attach(body, wording.file_name(part, len(body.attachments) + 1), content_of(part), part, inline=inline)
    text = _without_uuencoded("\n\n".join(text for text in texts if text.strip()), body)
    if len(text) > rules.LONGEST_TEXT:
        body.note(SHORTENED)
    body.text = text[: rules.LONGEST_TEXT]
    return body


def content_of(part: Part) -> bytes:
    """The bytes of a part, decoded; those of a message within the message as it stands."""
    if part.is_multipart():
        try:
            return b"".join(each.as_bytes() for each in part.get_payload())  # type: ignore[union-attr]  # a list
        except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
            return b""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = None
    if isinstance(content, bytes):
        return content
    payload = part.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _leaves(message: Part, body: Body) -> Iterator[tuple[Part, bool]]:
    """The parts to be read, in order, of alternatives only the best, with whether each belongs into the words."""
    waiting, read_parts = [(message, 0, False)], 0
    while waiting:
        part, depth, inline = waiting.pop(0)
        read_parts += 1
        if read_parts > rules.MOST_PARTS:
            body.note(NESTED)
            return
        if depth > rules.DEEPEST:
            body.note(NESTED)
            continue
        if not part.is_multipart() or part.get_content_maintype() == "message":
            yield part, inline or (part.get_content_disposition() == "inline" and bool(part.get("Content-ID")))
            continue
        inside: list[Part] = [each for each in part.get_payload() if not isinstance(each, str)]
        related = part.get_content_subtype() == "related"
        if part.get_content_subtype() == "alternative":
            inside = _best_of(inside[: rules.MOST_ATTACHMENTS])
        waiting[:0] = [(each, depth + 1, inline or (related and number > 0)) for number, each in enumerate(inside)]


def _best_of(alternatives: list[Part]) -> list[Part]:
    """Plain text where it says anything, else HTML; and what is neither, such as an invitation, as well."""
    plain = [part for part in alternatives if _is_words(part) and part.get_content_subtype() == "plain"]
    said = [part for part in plain if _words_of(part).strip()]
    words = said or [part for part in alternatives if part not in plain and _carries_words(part)]
    others = [part for part in alternatives if part not in plain and not _carries_words(part)]
    files = [part for part in alternatives if said and part.get_content_subtype() in {"mixed", "related"}]
    return [*words[-1:], *others, *(extra for part in files for extra in _files_in(part))]


def _files_in(part: Part) -> list[Part]:
    """What lies beside the words in an alternative that was not chosen for its words."""
    return [each for each in part.get_payload() if not isinstance(each, str) and not _carries_words(each)]


def _carries_words(part: Part) -> bool:
    if part.get_content_maintype() == "multipart":
        return True
    return _is_words(part)


def _is_words(part: Part) -> bool:
    return part.get_content_type() in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment"


def _words_of(part: Part) -> str:
    text = wording.signs(content_of(part)[:LONGEST_PART], _charset(part))
    if part.get_content_subtype() == "html":
        return hypertext.text_of(text)
    return _unwrapped(text) if _param(part, "format").lower() == "flowed" else text


def _unwrapped(text: str) -> str:
    """Lines that a mail program broke at their length and marked by a blank at the end, put together (RFC 3676)."""
    lines: list[str] = []
    flowing = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        plain = line if quoted else line.removeprefix(" ")
        if flowing and not quoted and plain != "-- ":
            lines[-1] += plain
        else:
            lines.append(plain)
        flowing = plain.endswith(" ") and plain != "-- " and not quoted
    return "\n".join(lines)


def _charset(part: Part) -> str:
    try:
        return part.get_content_charset() or ""
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def _param(part: Part, name: str) -> str:
    try:
        return str(part.get_param(name) or "")
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def _attach(body: Body, name: str, content: bytes, part: Part, *, inline: bool) -> None:
    if len(body.attachments) >= rules.MOST_ATTACHMENTS:
        body.note(TOO_MANY)
        return
    kind = part.get_content_type()
    if kind == "message/rfc822" and not name.lower().endswith(".eml"):
        name = f"{name}.eml"
    body.attachments.append(Attachment(name, content, kind, inline=inline and kind.startswith("image/")))


def _without_uuencoded(text: str, body: Body) -> str:
    """The text without the files that an old mail program wrote into it; they become attachments."""
    if "\nend" not in text:
        return text
    kept: list[str] = []
    begun: list[str] = []
    for line in text.split("\n"):
        if begun and line.strip() == "end" and _attach_uuencoded(begun, body):
            begun = []
        elif begun and (UUENCODED.match(line) or not line):
            begun.append(line)
        else:
            kept += begun
            begun = [line] if BEGIN.match(line) else []
            kept += [] if begun else [line]
    return "\n".join([*kept, *begun])


def _attach_uuencoded(lines: list[str], body: Body) -> bool:
    """Attach what the lines hold, of which the first names it; whether that could be done."""
    named = BEGIN.match(lines[0])
    try:
        content = b"".join(binascii.a2b_uu(line) for line in lines[1:] if line)
    except (binascii.Error, ValueError):
        return False
    if named is None or len(body.attachments) >= rules.MOST_ATTACHMENTS:
        body.note(TOO_MANY)
        return False
    name = re.split(r"[/\\]", named[1].strip())[-1][: rules.LONGEST_NAME]
    body.attachments.append(Attachment(name or "attachment", content, "application/octet-stream"))
    return True
