"""`concord partners`, `concord why` and `concord timeline`: who the relevant partners of a council are, and why."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from concord import statute
from concord.base import clock
from concord.cli import bodies, words
from concord.registry import queries
from concord.statute import Answer, Gap, PartnerList, Partnership, in_words
from concord.statute.explain import partnership_node

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The three commands, with their arguments."""
    partners = subparsers.add_parser("partners", help="the relevant partners of a council on a day, and why")
    partners.add_argument("authority", help="a council by name or code: Essex, E10000012")
    partners.add_argument("--why", action="store_true", help="print the reasons under each partner")
    words.add_moment(partners)
    partners.set_defaults(run=print_partners)

    why = subparsers.add_parser("why", help="why a body is, or is not, a relevant partner of a council")
    why.add_argument("authority", help="a council by name or code")
    why.add_argument("body", help="a body by name or code, or kind:gp-practice for one of a kind")
    words.add_moment(why)
    why.set_defaults(run=print_why)

    timeline = subparsers.add_parser("timeline", help="how a council's partners changed, and because of what")
    timeline.add_argument("authority", help="a council by name or code")
    timeline.add_argument("--from", dest="start", type=words.day, metavar="DATE", help="only changes from this day")
    timeline.add_argument("--to", dest="stop", type=words.day, metavar="DATE", help="only changes up to this day")
    words.add_knowledge(timeline)
    timeline.set_defaults(run=print_timeline)


def print_partners(args: argparse.Namespace) -> int:
    """Print the partners of a council on a day, grouped by provision."""
    book, on, at = statute.rulebook(), args.on or clock.today(), words.known_at(args.known)
    authority = bodies.council(args.authority, on=on, at=at)
    found = statute.partners(book, queries.register_of(authority, at=at), authority=authority, on=on)
    if args.json:
        words.print_json(statute.as_json(book, found, known=at))
        return 0
    print(found.says)
    for doubt in found.doubts:
        print(f"~ {doubt.says}")
    _print_groups(found, found.partners, why=args.why)
    if found.possible:
        print("\nUnknown: proposed on evidence, nobody has confirmed or rejected them")
        for maybe in found.possible:
            print(f"  ? {maybe.body.name_on(on)} ({maybe.body.ref})")
            print(f"      {maybe.bases[0].fact.evidence}")
    _print_gaps(found.gaps)
    print(f"\nRulebook {book.version}; register as known {in_words(clock.day_of(at))}.")
    return 0


def _print_groups(found: PartnerList, listed: tuple[Partnership, ...], *, why: bool) -> None:
    book = statute.rulebook()
    for ref, group in groupby(listed, key=lambda entry: entry.ref):
        entries = list(group)
        print(f"\n{statute.cited(book, ref)}: {book.provisions[ref].title} ({len(entries)})")
        for entry in entries:
            name, office = entry.body.name_on(found.on), entry.body.addressee
            addressee = f", addressed to {office}" if office not in {"", name} else ""
            print(f"  {name} ({entry.body.ref}){addressee}")
            if why:
                print(
                    statute.as_text(partnership_node(book, found.authority, found.standing, entry, found.on), depth=3)
                )


def _print_gaps(gaps: tuple[Gap, ...]) -> None:
    book = statute.rulebook()
    if gaps:
        print("\nWhat the register cannot say")
    for gap in gaps:
        print(f"  {statute.cited(book, gap.limb.ref)} ({book.provisions[gap.limb.ref].title}): {gap.says}")


def print_why(args: argparse.Namespace) -> int:
    """Print why a body is, or is not, a relevant partner."""
    book, on, at = statute.rulebook(), args.on or clock.today(), words.known_at(args.known)
    authority = bodies.council(args.authority, on=on, at=at)
    body = bodies.body(args.body, on=on, at=at)
    register = queries.register_of(authority, body, at=at)
    finding = statute.partner(book, register, authority=authority, body=body, on=on)
    if args.json:
        words.print_json(statute.as_json(book, finding, known=at))
        return 0
    print(statute.as_text(finding.because))
    for ref in finding.instead:
        print(f"Open instead: {statute.cited(book, ref)} ({book.provisions[ref].title}).")
    return 0


def print_timeline(args: argparse.Namespace) -> int:
    """Print every day on which a partner came or went, with the cause."""
    words.in_order(args.start, args.stop)
    book, at = statute.rulebook(), words.known_at(args.known)
    authority = bodies.council(args.authority, on=clock.today(), at=at)
    register = queries.register_of(authority, at=at)
    members = statute.memberships(book, register, authority=authority)
    listed = [
        c
        for c in statute.timeline(book, register, authority=authority)
        if (args.start or date.min) <= c.on <= (args.stop or date.max)
    ]
    if args.json:
        council = register.body(authority)
        words.print_json(statute.timeline_json(book, council, members, tuple(listed), known=at))
        return 0
    sure = [change for change in listed if change.answer is Answer.YES]
    print(f"{register.body(authority).name}: {len(sure)} changes.")
    for change in sure:
        print(f"{change.on}  {'+' if change.came else '-'} {change.says}")
    return 0
