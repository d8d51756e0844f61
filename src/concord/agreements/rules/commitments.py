"""What a clause can commit to so that Concord works by it: read from what was typed, or from stored JSON, and checked.

Each kind is one frozen value; `read` is the one way in, and its faults name the field. Pure.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from concord.agreements.rules.kinds import DataClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_DAYS: Final = 90
URGENCIES: Final = ("routine", "urgent", "immediate")
"""As requests call them (`requests.rules.kinds.Urgency`), which stand above this room."""


class Commitment(StrEnum):
    """What a clause commits to."""

    RESPONSE_TIME = "response-time"
    CONTACT = "contact"
    LADDER = "ladder"
    ATTENDANCE = "attendance"
    SHARING = "sharing"


class CommitmentError(ValueError):
    """Terms that say nothing Concord can work by: the field, and what to do in a sentence."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field, self.says = field, says


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTime:
    """Working days to acknowledge and to answer. `asked` is the party (its id) asked, empty for whichever is.

    `topic` is a kind of help, empty for any; `urgency` one of `URGENCIES`.
    """

    urgency: str
    answer_days: int
    acknowledge_days: int | None = None
    topic: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedContact:
    """Whom a party (its id) has named for a kind of help (empty: any)."""

    party: str
    office: str
    mailbox: str
    topic: str = ""
    phone: str = ""
    hours: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Who takes a level up at one party (its id), where that is another post than the level's; and its mailbox."""

    party: str
    role: str = ""
    mailbox: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a ladder: who takes it up, and within how many working days, or how many where it is urgent.

    `role` is the post at each party but those of `posts`. `mediator` is the mailbox of whoever mediates at it.
    """

    role: str
    days: int
    urgent_days: int
    posts: tuple[Post, ...] = ()
    mediates: bool = False
    mediator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLadder:
    """The levels through which a disagreement goes, the lowest first.

    Immediate danger goes at once to level `skips_to`; `by_itself`: silence goes up without anybody's click.
    """

    levels: tuple[Level, ...]
    skips_to: int = 1
    by_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who comes to which meeting: the party (its id, empty: each) and the office that attends.

    `often` is how often it meets, in words; `notice_days` the working days of notice, None where nothing is agreed.
    """

    meeting: str
    office: str
    party: str = ""
    often: str = ""
    notice_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """The kinds of information that may be shared, and the lawful basis that the parties rely on, in their words."""

    classes: tuple[str, ...]
    basis: str


Terms = ResponseTime | NamedContact | EscalationLadder | Attendance | Sharing


def read(commitment: str, terms: Mapping[str, Any]) -> Terms:
    """The terms of a clause, checked. Raises CommitmentError.

    >>> read("response-time", {"urgency": "urgent", "answer_days": "2"}).answer_days
    2
    """
    return _READERS[Commitment(commitment)](terms)


def as_json(terms: Terms) -> dict[str, Any]:
    """Terms as they are stored: what `read` takes again."""
    return asdict(terms)


def parties_named(terms: Mapping[str, Any]) -> dict[str, str]:
    """The parties (their ids) that stored terms name, each with the field that names it.

    >>> parties_named({"asked": "p1", "levels": [{"role": "Head", "posts": [{"party": "p2"}]}]})
    {'p1': 'asked', 'p2': 'levels'}
    """
    posts = (post["party"] for level in terms.get("levels", ()) for post in level.get("posts", ()))
    return {**{terms[name]: name for name in ("party", "asked") if terms.get(name)}, **dict.fromkeys(posts, "levels")}


def _response_time(terms: Mapping[str, Any]) -> ResponseTime:
    urgency = _text(terms, "urgency")
    if urgency not in URGENCIES:
        raise CommitmentError("urgency", "Choose for which urgency the time is")
    answer = _days(terms, "answer_days", "Enter the working days to answer as a whole number, from 0 to 90")
    first = None
    if terms.get("acknowledge_days") not in {None, ""}:
        first = _days(terms, "acknowledge_days", "Enter the working days to acknowledge as a whole number, or none")
        if first > answer:
            raise CommitmentError("acknowledge_days", "The time to acknowledge is longer than the time to answer")
    return ResponseTime(
        urgency=urgency,
        answer_days=answer,
        acknowledge_days=first,
        topic=_text(terms, "topic"),
        asked=_text(terms, "asked"),
    )


def _contact(terms: Mapping[str, Any]) -> NamedContact:
    party = _needed(terms, "party", "Choose whose contact it is")
    office = _needed(terms, "office", "Enter the office or post of the contact")
    mailbox = _needed(terms, "mailbox", "Enter the mailbox of the contact")
    if "@" not in mailbox:
        raise CommitmentError("mailbox", "Enter the mailbox as an e-mail address, like discharge.hub@trust.example")
    return NamedContact(
        party=party, office=office, mailbox=mailbox, **{name: _text(terms, name) for name in _MORE_OF_CONTACT}
    )


_MORE_OF_CONTACT: Final = ("topic", "phone", "hours", "deputy")


def _ladder(terms: Mapping[str, Any]) -> EscalationLadder:
    levels = [_level(level) for level in terms.get("levels") or () if _text(level, "role")]
    if not levels:
        raise CommitmentError("levels", "Enter at least one level: who takes it up, and within how many working days")
    skips_to = _text(terms, "skips_to") or "1"
    if not skips_to.isdecimal() or not 1 <= int(skips_to) <= len(levels):
        says = f"Enter the number of a level, from 1 to {len(levels)}, to which immediate danger goes at once"
        raise CommitmentError("skips_to", says)
    return EscalationLadder(levels=tuple(levels), skips_to=int(skips_to), by_itself=bool(terms.get("by_itself")))


def _level(terms: Mapping[str, Any]) -> Level:
    says = "Enter the working days of each level as a whole number, from 0 to 90"
    days = _days(terms, "days", says, field="levels")
    urgent = days if terms.get("urgent_days") in {None, ""} else _days(terms, "urgent_days", says, field="levels")
    mediates, mediator = bool(terms.get("mediates")), _mailbox(terms, "mediator")
    if mediator and not mediates:
        raise CommitmentError("levels", "Say that somebody mediates at the level, or take the mediator’s mailbox out")
    posts = (_post(post) for post in terms.get("posts") or ())
    return Level(
        role=_text(terms, "role"),
        days=days,
        urgent_days=urgent,
        posts=tuple(post for post in posts if post.party and (post.role or post.mailbox)),
        mediates=mediates,
        mediator=mediator,
    )


def _post(terms: Mapping[str, Any]) -> Post:
    return Post(party=_text(terms, "party"), role=_text(terms, "role"), mailbox=_mailbox(terms, "mailbox"))


def _mailbox(terms: Mapping[str, Any], name: str) -> str:
    mailbox = _text(terms, name)
    if mailbox and "@" not in mailbox:
        raise CommitmentError("levels", "Enter each mailbox of a level as an e-mail address, like name@trust.example")
    return mailbox


def _attendance(terms: Mapping[str, Any]) -> Attendance:
    notice = None
    if terms.get("notice_days") not in {None, ""}:
        notice = _days(terms, "notice_days", "Enter the working days of notice as a whole number, or none")
    return Attendance(
        meeting=_needed(terms, "meeting", "Enter which meeting it is"),
        office=_needed(terms, "office", "Enter which office or post attends"),
        party=_text(terms, "party"),
        often=_text(terms, "often"),
        notice_days=notice,
    )


def _sharing(terms: Mapping[str, Any]) -> Sharing:
    classes = tuple(str(one) for one in terms.get("classes") or ())
    if not classes or not {one.value for one in DataClass} >= set(classes):
        raise CommitmentError("classes", "Select which kinds of information may be shared")
    return Sharing(classes=classes, basis=_needed(terms, "basis", "Enter the lawful basis that the parties rely on"))


def _needed(terms: Mapping[str, Any], name: str, says: str) -> str:
    text = _text(terms, name)
    if not text:
        raise CommitmentError(name, says)
    return text


def _text(terms: Mapping[str, Any], name: str) -> str:
    value = terms.get(name)
    return "" if value is None else str(value).strip()


def _days(terms: Mapping[str, Any], name: str, says: str, *, field: str = "") -> int:
    text = _text(terms, name)
    if not text.isdecimal() or int(text) > MOST_DAYS:
        raise CommitmentError(field or name, says)
    return int(text)


_READERS: Final[Mapping[Commitment, Callable[[Mapping[str, Any]], Terms]]] = {
    Commitment.RESPONSE_TIME: _response_time,
    Commitment.CONTACT: _contact,
    Commitment.LADDER: _ladder,
    Commitment.ATTENDANCE: _attendance,
    Commitment.SHARING: _sharing,
}
