"""Phrases about one request that its e-mails and every page share: to whom it goes, and by when.

The Act sets no time limit: a day is asked for, or comes from policy, and each day that counts is named with its rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.agreements.rules.standing import Status
from concord.requests.rules.kinds import Group, Kind
from concord.requests.rules.timing import Source, Start
from concord.requests.wording import GROUP
from concord.statute import in_words

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.queries import Shortfall
    from concord.requests.models import CooperationRequest
    from concord.requests.rules.timing import Due

_RULES: Final = frozenset({Source.AGREEMENT, Source.POLICY, Source.LADDER})


def asked_as(ask: CooperationRequest, name: str) -> str:
    """The body asked, by the name `name`; inside a council with the officers: "Housing, Essex County Council"."""
    return _part(ask.kind, ask.asked_group, name)


def asker_as(ask: CooperationRequest, name: str) -> str:
    """The body that asks, by the name `name`; inside a council with the officers who ask."""
    return _part(ask.kind, ask.asker_group, name)


def _part(kind: str, group: str, name: str) -> str:
    return f"{GROUP[Group(group)]}, {name}" if kind == Kind.INTERNAL and group else name


def addressed_to(ask: CooperationRequest, name: str = "") -> str:
    """Whom the paper is addressed to: a Minister for a prison, the officers asked inside a council, else the body."""
    return ask.addressee or asked_as(ask, name or ask.asked_name)


def group_asked(ask: CooperationRequest) -> str:
    """The officers asked, of a request inside a council where it names them; else empty."""
    return GROUP[Group(ask.asked_group)] if ask.kind == Kind.INTERNAL and ask.asked_group else ""


def other_day(wanted: date | None, due: Due | None) -> date | None:
    """The day by which an answer is due, where that is not simply the day asked for."""
    day = due.due_on if due else None
    return None if day == wanted else day


def by_when(wanted: date | None, due: Due | None, *, free: bool) -> str:
    """The day asked for, and beside it the day from which the clock chases, with whose rule that is. May be empty.

    `free`: the body asked owes no answer (CA2014.s6(2)), so that the days are hopes.
    """
    day = other_day(wanted, due)
    if due is None or day is None:
        return f"{'hoped for' if free else 'wanted'} by {in_words(wanted)}" if wanted else ""
    rule = f", under {due.says}" if due.source in _RULES else f" ({due.says})"
    answer = f"an answer{' hoped for' if free else ''} by {in_words(day)}{rule}"
    first = "" if due.start is Start.SENT and due.source is not Source.EXTENSION else "at first "
    then = f"; {first}{'hoped for' if free else 'wanted'} by {in_words(wanted)}" if wanted else ""
    return answer + then


def no_limit(wanted: date | None, due: Due | None) -> str:
    """That the Act sets no time limit, and what the days named beside it are instead."""
    if other_day(wanted, due) is None:
        return "The Act sets no time limit; the day above is the one asked for."
    return "The Act sets no time limit: one of the days above is asked for, the other is policy, not law."


def why_short(short: Shortfall) -> str:
    """Why an agreement does not count on a day, as a sentence about it goes on.

    >>> from concord.agreements.queries import Shortfall
    >>> why_short(Shortfall(status=Status.PART_SIGNED))
    'not every party has signed it'
    """
    last, begins = (in_words(day) if day else "" for day in (short.last_day, short.begins))
    return {
        Status.LAPSED: f"it lapsed on {last}",
        Status.RELIED_ON: f"it lapsed on {last}, and although it is still relied on, no day is counted by it",
        Status.ENDED: f"it ended on {last}",
        Status.SIGNED: f"it begins on {begins}",
    }.get(short.status, "not every party has signed it")


def over_since(title: str, short: Shortfall) -> str:
    """That an agreement is over by which a day was set while it was in force."""
    last = in_words(short.last_day) if short.last_day else "a day since"
    return (
        f"“{title}” {'ended' if short.status is Status.ENDED else 'lapsed'} on {last}. This was set while it was in"
        " force, so it stays; the next request goes by what is in force then."
    )


def would_have_set(title: str, short: Shortfall, days: int) -> str:
    """What a clause that does not count would have set, and why it does not: a sentence."""
    time = f"{days} working day{'' if days == 1 else 's'}" if days else "the same day"
    return f"“{title}” would {'have ' if short.last_day else ''}set {time}; {why_short(short)}."
