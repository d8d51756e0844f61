"""Whether a message says that one of ours came back, and why: by RFC 3464, or as older mail servers say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.delivery.incoming import wording

if TYPE_CHECKING:
    from email.message import Message

    Part = Message[str, str]

GENERAL: Final = "5.0.0"
MACHINES: Final = re.compile(r"(mailer-daemon|postmaster|mail-?daemon|microsoftexchange[0-9a-f]*)@", re.IGNORECASE)
ENHANCED: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
BASIC: Final = re.compile(r"(?<![\d.])([45])[0-7]\d(?=[ -])")
BY_WORDS: Final = (
    # What older servers say; what RFC 3463 calls it. The first that fits counts.
    (re.compile(r"(over quota|quota exceeded|mailbox (is )?full|not enough (storage|space))", re.IGNORECASE), "5.2.2"),
    (
        re.compile(
            r"(user unknown|unknown user|no such (user|mailbox|recipient|address)|does(n't| not) exist"
            r"|recipient address rejected|mailbox (not found|unavailable)|invalid (recipient|mailbox)"
            r"|isn't in a (domain|notes) |address (could not be|couldn't be|wasn't) found|not listed in)",
            re.IGNORECASE,
        ),
        "5.1.1",
    ),
    (
        re.compile(r"(host (unknown|not found)|domain not found|unrouteable address|name server)", re.IGNORECASE),
        "5.1.2",
    ),
    (re.compile(r"(too large|size limit|exceeds .{0,20}size)", re.IGNORECASE), "5.3.4"),
    (re.compile(r"(spam|policy|blocked|blacklist|denied|not permitted)", re.IGNORECASE), "5.7.1"),
)
STILL_TRYING: Final = re.compile(
    r"(still (be )?(trying|tried|retry)|will (be retried|retry|keep trying|continue)|delayed|"
    r"do(es)? not need to resend|this is a warning|temporarily)",
    re.IGNORECASE,
)
GAVE_UP: Final = re.compile(
    r"(could(n't| not) be delivered|undeliver|delivery (has )?failed|failed permanently|permanent (fatal )?error"
    r"|returned to sender|returned mail|delivery failure|not able to deliver|unable to deliver|i've given up)",
    re.IGNORECASE,
)
READ_OF_THE_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a mail server says of one of our messages. `code` is RFC 3463's; `original` are headers that it quotes."""

    for_good: bool
    code: str
    recipient: str
    original: tuple[str, ...]


def read(message: Part, text: str) -> Bounce | None:
    """What the message says of one of ours that came back; None where it is no such notice."""
    told = text[:READ_OF_THE_TEXT]
    original = _original(message)
    if _reports(message):
        return _by_report(message, told, original)
    if failed := wording.header(message, "X-Failed-Recipients"):
        return Bounce(
            for_good=not STILL_TRYING.search(_title_and(message, told)),
            code=_code(told),
            recipient=failed.partition(",")[0].strip(),
            original=original,
        )
    return _by_its_looks(message, told, original)


def _by_report(message: Part, told: str, original: tuple[str, ...]) -> Bounce | None:
    """The worst that a report says of any recipient. None for a report of success, or that somebody read it."""
    found = [_by_fields(block, told, original) for report in _reports(message) for block in _blocks(report)]
    bounces = [bounce for bounce in found if bounce]
    return next((bounce for bounce in bounces if bounce.for_good), next(iter(bounces), None))


def _by_fields(block: Part, told: str, original: tuple[str, ...]) -> Bounce | None:
    action = wording.header(block, "Action").lower().split(" ")[0]
    status = ENHANCED.search(wording.header(block, "Status"))
    said = wording.header(block, "Diagnostic-Code")
    if action not in {"failed", "delayed", ""} or not (action or status):
        return None
    if not action and status and status[1].startswith("2"):
        return None
    exact = status if status and not status[1].endswith(".0.0") else ENHANCED.search(said)
    code = exact[1] if exact is not None else _code(f"{said}\n{told}")
    recipient = wording.header(block, "Final-Recipient") or wording.header(block, "Original-Recipient")
    return Bounce(
        for_good=action == "failed" or (not action and status is not None and status[1].startswith("5")),
        code=code,
        recipient=recipient.rpartition(";")[2].strip(" <>"),
        original=original,
    )


def _by_its_looks(message: Part, told: str, original: tuple[str, ...]) -> Bounce | None:
    """A notice in words only: from a mail server's own mailbox or with an empty return path, and saying so."""
    address, _ = wording.sender(message)
    empty = wording.header(message, "Return-Path") == "<>"
    said = _title_and(message, told)
    if not (MACHINES.match(address) or empty) or not (GAVE_UP.search(said) or STILL_TRYING.search(said)):
        return None
    for_good = bool(GAVE_UP.search(said)) and not STILL_TRYING.search(said)
    return Bounce(for_good=for_good, code=_code(told), recipient="", original=original)


def _title_and(message: Part, told: str) -> str:
    return f"{wording.header(message, 'Subject')}\n{told}"


def _code(said: str) -> str:
    for found in ENHANCED.finditer(said):
        if not found[1].startswith("2") and not found[1].endswith(".0.0"):
            return found[1]
    means = next((code for words, code in BY_WORDS if words.search(said)), "")
    basic = BASIC.search(said)
    return means or (f"{basic[1]}.0.0" if basic else GENERAL)


def _reports(message: Part) -> list[Part]:
    return [part for part in _near(message) if part.get_content_type() == "message/delivery-status"]


def _blocks(report: Part) -> list[Part]:
    payload = report.get_payload()
    return [block for block in payload if not isinstance(block, str)] if isinstance(payload, list) else []


def _original(message: Part) -> tuple[str, ...]:
    """Of our message, where the notice carries it or its head, the headers that hold its reply address."""
    found: list[str] = []
    for part in _near(message):
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            found += [text for each in _blocks(part) for text in wording.headers(each, "Reply-To")]
        elif part.get_content_type() == "text/rfc822-headers":
            found += re.findall(r"(?im)^reply-to:.*(?:\n[ \t].*)*", str(part.get_payload())[:READ_OF_THE_TEXT])
    return tuple(found)


def _near(message: Part) -> list[Part]:
    """The parts of the message itself, and theirs; no deeper, for what lies there is somebody else's mail."""
    parts = _blocks(message) if message.get_content_maintype() == "multipart" else []
    return [*parts, *(each for part in parts if part.get_content_maintype() == "multipart" for each in _blocks(part))]
