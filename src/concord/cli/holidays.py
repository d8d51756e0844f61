"""`concord register holiday …`: a bank holiday that comes between two editions, and one that is called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Invalid
from concord.cli import words
from concord.registry import queries, services
from concord.requests import queries as requests
from concord.statute.periods import in_words

if TYPE_CHECKING:
    import argparse
    from datetime import date


PREVIEW = "say which open requests it would move, and change nothing"
REDATES = "“concord work” counts the open requests over it again, and tells both sides."
NEED_SOURCE = "Give --source: who made this so, such as a proclamation, with its day."


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its two commands."""
    holiday = commands.add_parser("holiday", help="add a one-off bank holiday, or call one off")
    verbs = holiday.add_subparsers(dest="holiday_command", metavar="COMMAND", required=True)
    add = verbs.add_parser("add", help="add a one-off bank holiday in England and Wales")
    add.add_argument("day", type=words.day, metavar="DAY", help="the weekday that is kept, such as 2027-05-28")
    add.add_argument("title", metavar="TITLE", help="what it is called")
    add.add_argument("--source", metavar="TEXT", help="who made it one, such as a proclamation, with its day")
    add.add_argument("--preview", action="store_true", help=PREVIEW)
    add.set_defaults(run=add_holiday)
    remove = verbs.add_parser("remove", help="record that a bank holiday is called off")
    remove.add_argument("day", type=words.day, metavar="DAY", help="the day that is a working day again")
    remove.add_argument("--source", metavar="TEXT", help="who called it off")
    remove.add_argument("--preview", action="store_true", help=PREVIEW)
    remove.set_defaults(run=remove_holiday)


def add_holiday(args: argparse.Namespace) -> int:
    """Add the holiday and say from when on it counts."""
    if args.preview:
        return _preview(args.day, called_off=False)
    actor = Actor.command("concord register holiday add")
    row = services.add_bank_holiday(actor, day=args.day, title=args.title, source=_source(args), at=clock.now())
    print(f"{row.title}, {in_words(row.day)}, is a bank holiday from now on: no count of working days includes it.")
    print(REDATES)
    _warn(args.day)
    return 0


def remove_holiday(args: argparse.Namespace) -> int:
    """Record that the holiday is called off."""
    if args.preview:
        return _preview(args.day, called_off=True)
    actor = Actor.command("concord register holiday remove")
    row = services.remove_bank_holiday(actor, day=args.day, source=_source(args), at=clock.now())
    print(f"{in_words(row.day)} is a working day again. What was counted before stays on record.")
    print(REDATES)
    return 0


def _source(args: argparse.Namespace) -> str:
    if not args.source:
        raise Invalid(NEED_SOURCE)
    return str(args.source)


def _preview(day: date, *, called_off: bool) -> int:
    """How many open requests would move, by who sent them: numbers and days only."""
    moved = requests.moved_by_holiday_for_the_server(day, called_off=called_off)
    total = sum(one.count for one in moved)
    what = "were a working day" if called_off else "were a bank holiday"
    print(f"If {in_words(day)} {what}, {_many(total)} would be dated anew. Nothing was changed.")
    for one in moved:
        print(f"  {one.name}: {_many(one.count)}")
        for word, move in (("earliest", one.earliest), ("latest", one.latest)):
            if move:
                print(f"    {word}: from {in_words(move.was)} to {in_words(move.now)}")
    return 0


def _many(count: int) -> str:
    return "1 open request" if count == 1 else f"{count:,} open requests"


def _warn(day: date) -> None:
    """Say where the calendar ends: a count that passes it may leave out holidays that nobody has announced yet."""
    until = queries.holidays_known_until()
    if until is None or day > until:
        end = f"end on {in_words(until)}" if until else "are not loaded"
        print(f"The bank holidays of the edition {end}. Around this day, others may be missing.")
