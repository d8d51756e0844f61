"""`concord duty`: whether a section 7 request binds its addressee, and which grounds of refusal exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord import statute
from concord.base import clock
from concord.cli import bodies, words
from concord.registry import queries

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command, with its arguments."""
    book = statute.rulebook()
    parser = subparsers.add_parser("duty", help="whether a section 7 request binds its addressee")
    parser.add_argument("--from", dest="asker", required=True, metavar="REF", help="who asks, by name or code")
    parser.add_argument(
        "--to", dest="asked", required=True, metavar="REF", help="who is asked, by name or code, or kind:gp-practice"
    )
    parser.add_argument("--person", required=True, help=f"about whom: {', '.join(book.persons)}")
    parser.add_argument("--function", required=True, help="the function exercised, such as CA2014.s9, or other")
    words.add_moment(parser)
    parser.set_defaults(run=print_duty)


def print_duty(args: argparse.Namespace) -> int:
    """Print whether the request binds, and why."""
    book, on, at = statute.rulebook(), args.on or clock.today(), words.known_at(args.known)
    asker, asked = (bodies.body(ref, on=on, at=at) for ref in (args.asker, args.asked))
    register = queries.register_of(asker, asked, at=at)
    finding = statute.duty(book, register, asker=asker, asked=asked, person=args.person, function=args.function, on=on)
    if args.json:
        words.print_json(statute.as_json(book, finding, known=at))
        return 0
    print(f"Bound: {finding.bound.value}")
    print(statute.as_text(finding.because))
    for ground in finding.grounds:
        print(f"May refuse with written reasons where: {book.grounds[ground].name}")
    for ref in finding.instead:
        print(f"Open instead: {statute.cited(book, ref)} ({book.provisions[ref].title}).")
    return 0
