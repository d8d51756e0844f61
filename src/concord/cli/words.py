"""What every command shares: a day and a moment of knowledge as typed, and JSON as printed."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from concord.base import clock
from concord.base.errors import Invalid

if TYPE_CHECKING:
    from datetime import datetime


def day(text: str) -> date:
    """A day as typed (2016-05-01), or a clear refusal."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:  # Python reads 20160501 and 2016-W17-7 too
        raise argparse.ArgumentTypeError(
            f"“{text}” is no date. Write a day that exists as year-month-day, such as 2016-05-01."
        )
    return found


def known_at(known: date | None) -> datetime:
    """The moment of knowledge: the end of the day `known` in London, or now. Raises `Invalid` for a day to come."""
    if known is None or known == clock.today():
        return clock.now()
    if known > clock.today():
        raise Invalid(
            f"--known {known} lies in the future. Nobody knows yet what the register will hold then.", field="known"
        )
    return clock.end_of(known)


def in_order(first: date | None, last: date | None) -> None:
    """Refuse a span of days that ends before it begins. Raises `Invalid`."""
    if first and last and last < first:
        raise Invalid(f"--to {last} is before --from {first}. Turn the two round.")


def add_moment(parser: argparse.ArgumentParser) -> None:
    """The options `--on`, `--known` and `--json`."""
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="the day asked about, such as 2016-05-01; today if left out"
    )
    add_knowledge(parser)


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """The options `--known` and `--json`, for a question about all days."""
    parser.add_argument(
        "--known", type=day, metavar="DATE", help="as the register knew it at the end of that day; now if left out"
    )
    parser.add_argument("--json", action="store_true", help="print JSON in the format concord.explain/1")


def print_json(content: object) -> None:
    """Print plain values as JSON."""
    print(json.dumps(content, ensure_ascii=False, indent=2))
