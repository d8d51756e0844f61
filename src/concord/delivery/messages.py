"""The declared messages: nothing leaves the house in words that no room has declared here, in its own `messages.py`.

A message carries no personal data about the person whom care is about: those words wait behind the secure link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from concord.base.clock import hour_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

WITHHELD = "(a secret, not kept)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A declared message. `variables` are all that its words name; those in `secret` are forgotten once it is sent.

    What fills a variable is one line, so that nobody whose name is typed can write a paragraph that looks like ours;
    those in `lists` are lines that Concord makes.

    One that goes `at_once`, because somebody sits and waits for it, goes before all others that are due.
    """

    name: str
    purpose: str
    title: str
    text: str
    variables: frozenset[str]
    secret: frozenset[str]
    lists: frozenset[str] = frozenset()
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message with its variables filled in; `kept_text` is the text without what is secret."""

    title: str
    text: str
    kept_text: str


_declared: dict[str, Message] = {}


def declare(
    name: str,
    *,
    purpose: str,
    title: str,
    text: str,
    secret: tuple[str, ...] = (),
    lists: tuple[str, ...] = (),
    at_once: bool = False,
) -> Message:
    """Declare a message, once.

    `purpose` says in a few words what it is for, in lists of what was sent. `title` and `text` name variables in
    braces; blank lines part paragraphs. `secret` are variables such as a link, `lists` those of several lines, which
    Concord makes. `at_once` is for what somebody waits for at a screen. Raises ValueError on a slip.
    """
    in_title, in_text = _names(title), _names(text)
    if stray := (set(secret) | set(lists)) - in_text:
        raise ValueError(f"Message {name}: {', '.join(sorted(stray))} is declared but not in its text.")
    if shown := set(secret) & in_title:
        raise ValueError(f"Message {name}: {', '.join(sorted(shown))} is secret and may not stand in its title.")
    message = Message(
        name=name,
        purpose=purpose,
        title=title,
        text=text.strip(),
        variables=in_title | in_text,
        secret=frozenset(secret),
        lists=frozenset(lists),
        at_once=at_once,
    )
    if _declared.setdefault(name, message) != message:
        raise ValueError(f"Message {name} is declared twice, and differently.")
    return message


def declared() -> Mapping[str, Message]:
    """Every declared message by name."""
    return MappingProxyType(_declared)


def purpose_of(name: str) -> str:
    """What a message is for; its name where no room declares it any more."""
    return _declared[name].purpose if name in _declared else name


def write(message: Message, variables: Mapping[str, str]) -> Written:
    """Fill the variables in. Raises ValueError where one is missing or not declared."""
    if wrong := message.variables ^ variables.keys():
        raise ValueError(f"Message {message.name}: variables missing or not declared: {', '.join(sorted(wrong))}.")
    filled = {name: value if name in message.lists else _one_line(value) for name, value in variables.items()}
    withheld = {name: WITHHELD if name in message.secret else value for name, value in filled.items()}
    return Written(
        title=" ".join(message.title.format_map(filled).split()),
        text=message.text.format_map(filled),
        kept_text=message.text.format_map(withheld),
    )


def _one_line(value: str) -> str:
    """A value without its line ends; the blank before it, which parts it from the words around it, stays."""
    return re.sub(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*", " ", value)


def _names(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


LINK_CODE: Final = declare(
    "link-code",
    purpose="code for a secure link",
    title="Your code to open a link in Concord",
    text="""
Your code is {code}

Enter it on the page that asked for it. It works once, for {minutes} minutes, until {until}. If you asked for more \
than one code, only the newest works.

Tell it to nobody who rings you or writes to you: nobody has a good reason to ask for it.

You did not ask for a code? Then somebody else has opened the link that was sent to this mailbox. Without this code \
they see nothing of what is behind it. Do not pass it on, and ring whoever sent you the link: their name and telephone \
number are in that e-mail.

This e-mail says nothing about the person.
""",
    secret=("code",),
    at_once=True,
)


def code_variables(code: str, *, lasts: timedelta, until: datetime) -> Mapping[str, str]:
    """What the e-mail with a code says: the code, how long it works, and the hour in London at which it ends."""
    return {
        "code": code,
        "minutes": str(lasts.seconds // 60),
        "until": hour_of(until),
    }
