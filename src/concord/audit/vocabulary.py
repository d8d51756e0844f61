"""What can be recorded. Each room's `events.py` declares its events: the sentence that tells one, and its privacy rule.

The privacy rule names every fact that an entry of that kind may carry, and how it is kept. A fact without a rule, and
free text under any rule, are refused: words about a person never enter the audit record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from string import Formatter
from types import MappingProxyType
from typing import Any

from django.utils.crypto import salted_hmac

NAME = re.compile(r"[a-z][a-z-]*:[a-z][a-z-]*\Z")
ALWAYS = frozenset({"who", "subject", "body"})
LONGEST_CODE = 120
LONGEST_NAME = 200
MOST_IN_A_LIST = 200


class Rule(StrEnum):
    """How a fact is kept in the record."""

    KEEP = "keep"
    """As it is: a number, a day, a yes or no, a code or reference without spaces, or a list of these."""

    NAMED = "named"
    """As it is: one line that names a body, an office or a file; never a person that care is about, never free text."""

    HASH = "hash"
    """As a keyed hash: the same value is recognised again, and nobody reads it. For addresses, and who a person is."""

    DROP = "drop"
    """Not at all: a service may name it among its facts, and the record leaves it out."""


class UndeclaredError(LookupError):
    """An event, or a fact of an event, that no room has declared: a mistake in the code, never in what a person did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of event. `about` is the kind of thing it happens to; `facts` gives each fact its rule.

    `words` says what the codes among its facts mean; the record keeps the codes.
    """

    name: str
    about: str
    sentence: str
    facts: Mapping[str, Rule]
    words: Mapping[str, str] = field(default_factory=dict)


_declared: dict[str, EventType] = {}


def declare(
    event: str, *, about: str, sentence: str, facts: Mapping[str, Rule] | None = None,
    words: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Declare an event, once.

    `event` is "room:verb"; `about` the kind of its subject ("request", "body"); `sentence` plain English that may
    name {who}, {subject}, {body} and any fact; `facts` the privacy rule; `words` what codes among them are called in
    the sentence. Raises ValueError on a slip.
    """
    name, rules = str(event), dict(facts or {})
    if not NAME.match(name):
        raise ValueError(f"An event is named room:verb in small letters; “{name}” is not.")
    named = {word for _, word, _, _ in Formatter().parse(sentence) if word is not None}
    if unknown := named - ALWAYS - rules.keys():
        raise ValueError(f"The sentence of {name} names {', '.join(sorted(unknown))}, which is no fact of it.")
    if clash := ALWAYS & rules.keys():
        raise ValueError(f"{name} may not have a fact called {', '.join(sorted(clash))}: every entry has it already.")
    kind = EventType(name=name, about=about, sentence=sentence, facts=MappingProxyType(rules), words=dict(words or {}))
    if _declared.setdefault(name, kind) != kind:
        raise ValueError(f"{name} is declared twice, and differently.")


def declared() -> Mapping[str, EventType]:
    """Every event type by name, for the checks of the house and the documentation."""
    return MappingProxyType(_declared)


def event_type(event: str) -> EventType:
    """The declared type of an event; raises UndeclaredError for one that no room has declared."""
    try:
        return _declared[str(event)]
    except KeyError:
        raise UndeclaredError(f"No room has declared the event “{event}” (see audit.vocabulary.declare).") from None


def keep(kind: EventType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as the privacy rule lets them into the record, in plain JSON values.

    Raises UndeclaredError for a fact without a rule and ValueError for a value that its rule does not admit.
    """
    if unknown := facts.keys() - kind.facts.keys():
        raise UndeclaredError(f"{kind.name} has no privacy rule for: {', '.join(sorted(unknown))}.")
    return {
        name: _kept(f"{kind.name}, {name}", kind.facts[name], value)
        for name, value in facts.items()
        if kind.facts[name] is not Rule.DROP
    }


def _kept(place: str, rule: Rule, value: Any) -> Any:
    if isinstance(value, Mapping):
        raise TypeError(f"{place}: a fact is a value or a list of values, not a mapping.")
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        if len(value) > MOST_IN_A_LIST:
            raise ValueError(f"{place}: more than {MOST_IN_A_LIST} values. Record their number instead.")
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_kept_one(place, rule, part) for part in parts]
    return _kept_one(place, rule, value)


def _kept_one(place: str, rule: Rule, value: Any) -> Any:
    if isinstance(value, Enum):
        value = value.value
    if rule is Rule.HASH:
        return "" if value in {None, ""} else fingerprint(str(value))
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if not isinstance(value, str):
        raise TypeError(f"{place}: a {type(value).__name__} cannot be recorded.")
    value = value.replace("\N{NO-BREAK SPACE}", " ")
    if not value.isprintable():
        raise ValueError(f"{place}: more than one line. Free text never enters the record; use the rule DROP.")
    if rule is Rule.KEEP and (len(value) > LONGEST_CODE or " " in value):
        raise ValueError(f"{place}: looks like free text. Keep a code, or use the rule NAMED, HASH or DROP.")
    if len(value) > LONGEST_NAME:
        raise ValueError(f"{place}: longer than {LONGEST_NAME} signs, so no name. Free text never enters the record.")
    return value


def fingerprint(value: str) -> str:
    """The keyed hash under which a value may stand in the record or in a counter: recognised again, never read."""
    return salted_hmac("concord.audit.fingerprint", value, algorithm="sha256").hexdigest()[:32]


def recognised(value: str, kept: str) -> bool:
    """Whether a kept hash is that of this value (after the server's secret key has changed, older ones are not)."""
    return fingerprint(value) == kept
