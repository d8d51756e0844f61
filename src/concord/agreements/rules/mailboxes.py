"""Where each party is written to, as a sheet says it: for each a line like “Ada Finch <ada@trust.example>”. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from concord.agreements.rules.signatures import spread
from concord.agreements.rules.vocabulary import fold

if TYPE_CHECKING:
    from concord.agreements.rules.plans import Ready

NOWHERE: Final = "none"
"""What stands for a party that is not written to."""
LONGEST_NAME: Final = 200
LONGEST_ADDRESS: Final = 254
_NAMED: Final = re.compile(r"(?P<name>[^<>]*)<(?P<mailbox>[^<>]*)>$")
_ADDRESS: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")


class WrittenTo(NamedTuple):
    """Where a party is written to, and who there; both may be empty."""

    mailbox: str = ""
    name: str = ""


def as_line(to: WrittenTo) -> str:
    """As a sheet says it.

    >>> as_line(WrittenTo("ada@trust.example", "Ada Finch"))
    'Ada Finch <ada@trust.example>'
    """
    if not to.name:
        return to.mailbox or NOWHERE
    return f"{' '.join(re.sub('[<>;]', ' ', to.name).split())} <{to.mailbox}>"


def mailboxes(ready: Ready) -> dict[str, WrittenTo]:
    """What the row says, by the first body of each place. What is no address is told at its cell."""
    lines = ready.typed.mailboxes
    if len(lines) == 1 and len(ready.places) == 2:  # noqa: PLR2004  one address beside two parties is the other's
        lines = [NOWHERE if number == ready.own else lines[0] for number in range(2)]
    found = {}
    for place, line in zip(ready.places, spread(ready, "mailboxes", lines, NOWHERE, none=NOWHERE), strict=True):
        to = _read(line)
        if (to.mailbox and not _ADDRESS.match(to.mailbox)) or len(to.mailbox) > LONGEST_ADDRESS:
            says = f"“{to.mailbox[:60]}” is no e-mail address."
            ready.row.fault("mailboxes", says, "Write it like name@trust.example, or “none”.")
        elif len(to.name) > LONGEST_NAME:
            ready.row.fault("mailboxes", f"A name is longer than {LONGEST_NAME} characters.", "Shorten it.")
        elif to != WrittenTo():
            found[place[0].ref] = to
    return found


def _read(line: str) -> WrittenTo:
    if fold(line) in {"", NOWHERE}:
        return WrittenTo()
    named = _NAMED.match(line)
    return WrittenTo(named["mailbox"].strip(), named["name"].strip()) if named else WrittenTo(line)
