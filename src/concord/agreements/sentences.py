"""What is dated about an agreement told in whole sentences: where it stands, who is missing, what a clause does here.

One place for every door; nothing is decided here. Last days are told inclusively, as people say them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from concord.agreements.rules.commitments import (
    Attendance,
    Commitment,
    EscalationLadder,
    Level,
    NamedContact,
    ResponseTime,
    Sharing,
)
from concord.agreements.rules.kinds import DataClass
from concord.agreements.rules.standing import Status
from concord.agreements.wording import DATA_CLASS
from concord.contacts.topics import topic_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from concord.agreements.models import Agreement, Review
    from concord.agreements.rules.commitments import Terms
    from concord.agreements.rules.standing import Standing, Text

_LEFT: Final = "a party that has left"


def day(on: date) -> str:
    """A day in words."""
    return f"{on:%-d %B %Y}"


def last_day(until: date) -> str:
    """The last day that something holds, from the first on which it no longer does."""
    return day(until - timedelta(days=1))


def listed(names: Iterable[str]) -> str:
    """Names in a row.

    >>> listed(["Castle Point", "Rochford", "Tendring"])
    'Castle Point, Rochford and Tendring'
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def where_it_stands(
    standing: Standing, agreement: Agreement, names: Mapping[str, str], *, reviews: Iterable[Review] = (), on: date
) -> list[str]:
    """Where an agreement stands on a day: the sentence that counts first, then what else somebody should know.

    `names` are the parties' by their ids.
    """
    told = [_TELLS[standing.status](standing, agreement, names)]
    if standing.status is Status.UNDER_REVIEW:
        told += [f"A review began on {day(one.begun_on)}." for one in reviews if one.done_on is None]
    if standing.review_due and standing.text.review_on and standing.status is not Status.UNDER_REVIEW:
        late = standing.text.review_on < on
        told.append(f"Its review {'was' if late else 'is'} due on {day(standing.text.review_on)}.")
    if agreement.ended_from and on < agreement.ended_from:
        told.append(f"Its end is recorded: its last day is {last_day(agreement.ended_from)}.")
    if standing.next:
        told.append(_next(standing.next, names, on=on))
    return told


def missing(text: Text, names: Mapping[str, str]) -> str:
    """The parties of a version that have not agreed to it, by name; empty where every one has."""
    left = [name for party, name in names.items() if party in text.parties - text.signed.keys()]
    return listed(left) if left else ""


def _draft(standing: Standing, _agreement: Agreement, _names: Mapping[str, str]) -> str:
    return f"Version {standing.text.number} is a draft. The parties have not been asked about it yet."


def _shared(standing: Standing, _agreement: Agreement, names: Mapping[str, str]) -> str:
    text = standing.text
    since = f" on {day(text.shared_on)}" if text.shared_on else ""
    return f"Version {text.number} was shared for comment{since}. Not agreed yet: {missing(text, names)}."


def _part_signed(standing: Standing, _agreement: Agreement, names: Mapping[str, str]) -> str:
    return f"{_agreed_so_far(standing.text, names)} Not agreed yet: {missing(standing.text, names)}."


def _agreed_so_far(text: Text, names: Mapping[str, str]) -> str:
    said = [
        f"{names.get(party, _LEFT)} on {day(on)}" for party, on in sorted(text.signed.items(), key=lambda one: one[1])
    ]
    return f"Version {text.number} is agreed to by {listed(said)}."


def _running_unsigned(standing: Standing, agreement: Agreement, names: Mapping[str, str]) -> str:
    since = day(agreement.running_from) if agreement.running_from else "the beginning"
    who = missing(standing.text, names)
    verb = "has" if who and " and " not in who and "," not in who else "have"
    return (
        f"Worked by since {since}, although {who} {verb} not agreed to version {standing.text.number} yet."
        " Until every party has, it is not in force."
    )


def _signed(standing: Standing, _agreement: Agreement, _names: Mapping[str, str]) -> str:
    text = standing.text
    made = day(text.made_on) if text.made_on else ""
    begins = day(text.in_force_from) if text.in_force_from else ""
    return f"Every party has agreed, the last on {made}. It begins on {begins}."


def _in_force(standing: Standing, _agreement: Agreement, _names: Mapping[str, str]) -> str:
    text = standing.text
    since = day(text.in_force_from) if text.in_force_from else ""
    until = f"its last day is {last_day(text.until)}" if text.until else "no last day is written"
    return f"Version {text.number} is in force since {since}; {until}."


def _lapsed(standing: Standing, _agreement: Agreement, _names: Mapping[str, str]) -> str:
    until = standing.text.until
    return f"It has lapsed: its last day was {last_day(until)}. Nothing rests on it now." if until else "It has lapsed."


def _relied_on(standing: Standing, agreement: Agreement, _names: Mapping[str, str]) -> str:
    since = day(agreement.relied_on_from) if agreement.relied_on_from else "its end"
    ended = f" on {last_day(standing.text.until)}" if standing.text.until else ""
    return f"Still worked by since {since}, although it lapsed{ended}. It sets no due date any more."


def _ended(_standing: Standing, agreement: Agreement, _names: Mapping[str, str]) -> str:
    until = f": its last day was {last_day(agreement.ended_from)}" if agreement.ended_from else ""
    return f"It has ended{until}."


def _next(text: Text, names: Mapping[str, str], *, on: date) -> str:
    if text.in_force_from:
        return f"Version {text.number} is agreed to by every party and begins on {day(text.in_force_from)}."
    if any(signed <= on for signed in text.signed.values()):
        return f"{_agreed_so_far(text, names)} Not agreed yet: {missing(text, names)}."
    return f"Version {text.number} is {'shared for comment' if text.shared_on else 'being written'}."


_TELLS: Final[dict[Status, Callable[[Standing, Agreement, Mapping[str, str]], str]]] = {
    Status.DRAFT: _draft,
    Status.SHARED: _shared,
    Status.PART_SIGNED: _part_signed,
    Status.RUNNING_UNSIGNED: _running_unsigned,
    Status.SIGNED: _signed,
    Status.IN_FORCE: _in_force,
    Status.EXPIRING: _in_force,
    Status.UNDER_REVIEW: _in_force,
    Status.LAPSED: _lapsed,
    Status.RELIED_ON: _relied_on,
    Status.ENDED: _ended,
}

DOES: Final[dict[Commitment, str]] = {
    Commitment.RESPONSE_TIME: "While the agreement is in force, a request between its parties is due by this, and its"
    " page cites the clause.",
    Commitment.CONTACT: "While the agreement is in force, a request between its parties offers this contact.",
    Commitment.LADDER: "A request between its parties that is sent while the agreement is in force goes up by this"
    " ladder, in place of a council’s own, and each level cites the clause.",
    Commitment.ATTENDANCE: "While the agreement is in force, a request between its parties to come to a meeting shows"
    " this to both.",
    Commitment.SHARING: "While the agreement is in force, a request between its parties is checked"
    " against this when it is written.",
}
"""What Concord does by a commitment."""

_URGENT: Final = {
    "routine": "Routine requests",
    "urgent": "Urgent requests",
    "immediate": "Requests in immediate danger",
}


def commits(terms: Terms, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a clause commits to, in pairs of words. `names` are the parties' by their ids."""
    match terms:
        case ResponseTime():
            return _response_time(terms, names)
        case NamedContact():
            return _contact(terms, names)
        case EscalationLadder():
            return _ladder(terms, names)
        case Attendance():
            return attends(terms, names)
        case Sharing():
            classes = "; ".join(DATA_CLASS[DataClass(one)] for one in terms.classes)
            return [("What may be shared", classes), ("Lawful basis, as the parties say", terms.basis)]


def _response_time(terms: ResponseTime, names: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [("Which", f"{_URGENT[terms.urgency]}: {topic_name(terms.topic).lower()}")]
    if terms.acknowledge_days is not None:
        found.append(("To acknowledge", _days(terms.acknowledge_days)))
    found.append(("To answer", _days(terms.answer_days)))
    found.append(("Who answers", names.get(terms.asked, "Whichever party is asked")))
    return found


def _ladder(terms: EscalationLadder, names: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [(f"Level {number}", _level(level, names)) for number, level in enumerate(terms.levels, start=1)]
    if terms.skips_to > 1:
        found.append(("In immediate danger", f"At once to level {terms.skips_to}"))
    if terms.by_itself:
        found.append(("When no answer comes", "Silence goes up by itself. It is not a refusal."))
    return found


def _level(level: Level, names: Mapping[str, str]) -> str:
    lines = [f"{level.role}: {_days(level.days)}; when urgent, {_days(level.urgent_days)}"]
    for post in level.posts:
        said = ", ".join(filter(None, (post.role, post.mailbox)))
        lines.append(f"{names.get(post.party, _LEFT)}: {said}")
    if level.mediates:
        lines.append(f"Somebody mediates{f': {level.mediator}' if level.mediator else ''}")
    return "\n".join(lines)


def attends(terms: Attendance, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was agreed about a meeting, in pairs of words."""
    notice = "" if terms.notice_days is None else _days(terms.notice_days)
    pairs = (
        ("Meeting", terms.meeting),
        ("Who comes", f"{names.get(terms.party, 'Each party')}: {terms.office}"),
        ("How often", terms.often),
        ("Notice", notice),
    )
    return [(key, value) for key, value in pairs if value]


def _contact(terms: NamedContact, names: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = (
        ("Whose", names.get(terms.party, _LEFT)),
        ("For", topic_name(terms.topic)),
        ("Write to", f"{terms.office}, {terms.mailbox}"),
        ("Ring", terms.phone),
        ("Hours", terms.hours),
        ("When nobody answers", terms.deputy),
    )
    return [(key, value) for key, value in pairs if value]


def _days(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}" if days else "the same day"
