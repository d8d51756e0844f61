"""`concord agreements …`: what is due, what is covered, the register in from a spreadsheet and out as a file."""

from __future__ import annotations

import os
import sys
import textwrap
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from concord.agreements import queries, services
from concord.agreements.arrangements_wording import PAIR
from concord.agreements.queries import ArrangementDue, import_plan
from concord.agreements.rules.coverage import ORDER, Covered
from concord.agreements.rules.reminding import About
from concord.agreements.wording import PURPOSE, STATUS
from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Invalid
from concord.cli import bodies, words
from concord.pages.agreement_files import KINDS, content, register_file
from concord.registry import queries as registry
from concord.statute.periods import in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from concord.agreements.queries import Coverage, Line, Plan
    from concord.agreements.rules.sheets import Told

SHORT: Final = {
    Covered.IN_FORCE: "in force",
    Covered.EXPIRING: "ends soon",
    Covered.RELIED_ON: "lapsed, relied on",
    Covered.RUNNING: "unsigned",
    Covered.DRAFTED: "draft",
    Covered.NOTHING: "—",
}
"""What covers a cell, in a word or two."""
AHEAD: Final = timedelta(days=90)
MOST_PRINTED: Final = 100
"""Faults that are printed one by one."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its commands."""
    agreements = subparsers.add_parser(
        "agreements", help="agreements: what is due and covered; in and out of the register"
    )
    commands = agreements.add_subparsers(dest="agreements_command", metavar="COMMAND", required=True)
    due = commands.add_parser(
        "due", help="agreements, and arrangements inside councils, whose review or last day comes, or is past"
    )
    due.add_argument("--council", metavar="BODY", help="the body that keeps them; all bodies if left out")
    due.add_argument("--to", dest="upto", type=words.day, metavar="DATE", help="up to this day; 90 days if left out")
    due.add_argument("--json", action="store_true", help="print JSON in the format concord.agreements.due/1")
    due.set_defaults(run=print_due)
    coverage = commands.add_parser(
        "coverage", help="what is agreed with each relevant partner, for each purpose of section 6(6)"
    )
    which = coverage.add_mutually_exclusive_group(required=True)
    which.add_argument("--council", metavar="COUNCIL", help="the matrix of one council")
    which.add_argument("--all", action="store_true", help="a line for each council with adult social care functions")
    coverage.add_argument("--topic", metavar="TOPIC", help="of one topic of the council's checklist; all if left out")
    coverage.add_argument("--on", type=words.day, metavar="DATE", help="the day asked about; today if left out")
    coverage.add_argument("--json", action="store_true", help="print JSON in the format concord.agreements.coverage/1")
    coverage.set_defaults(run=print_coverage)
    importing = commands.add_parser(
        "import",
        help="take a spreadsheet into a body's register; without --yes only try it out",
        description="Tries a CSV or Excel file out and says what it would make, and what is wrong at which cell. With"
        " --yes it is then taken in, all of it or nothing. Exit status 1: something is wrong with the sheet.",
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="a .csv or .xlsx file")
    importing.add_argument("--council", required=True, metavar="BODY", help="the body that keeps the agreements")
    importing.add_argument("--yes", action="store_true", help="take it in, if nothing is wrong")
    importing.set_defaults(run=import_sheet)
    export = commands.add_parser("export", help="write the agreements that a body keeps to a file")
    export.add_argument("--council", required=True, metavar="BODY", help="the body that keeps the agreements")
    export.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help=f"a new file: {', '.join('.' + one for one in KINDS)}"
    )
    export.set_defaults(run=export_register)


def _acting(name: str, text: str) -> Actor:
    """The command, for a body."""
    ref = bodies.body(text, on=clock.today(), at=clock.now())
    return replace(Actor.command(f"concord agreements {name}"), body=ref)


# ── due ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def print_due(args: argparse.Namespace) -> int:
    """Print what is due, the earliest first; 1 where something is past its day."""
    on = clock.today()
    upto = args.upto or on + AHEAD
    actor = _acting("due", args.council) if args.council else Actor.command("concord agreements due")
    lines = [
        line
        for line in queries.due(actor, upto=upto, on=on)
        if not actor.body or line.agreement.keeper_id == actor.body
    ]
    inside = queries.arrangements_due(actor, upto=upto, on=on)
    late = sum((queries.due_on(line) or on) < on for line in lines) + sum(one.day < on for one in inside)
    if args.json:
        words.print_json(
            {
                "format": "concord.agreements.due/1",
                "on": on.isoformat(),
                "due": [_due_json(line) for line in lines],
                "inside": [_inside_json(one) for one in inside],
            }
        )
        return 1 if late else 0
    every: list[tuple[date, Line | ArrangementDue]] = [(queries.due_on(line) or on, line) for line in lines]
    every += [(one.day, one) for one in inside]
    for _, due in sorted(every, key=lambda each: each[0]):
        _print_due(due, on)
    print(f"{len(lines) + len(inside):,} due by {in_words(upto)}, {late:,} of them past their day.")
    return 1 if late else 0


def _print_due(line: Line | ArrangementDue, on: date) -> None:
    if isinstance(line, ArrangementDue):
        _print_inside(line)
        return
    day = queries.due_on(line) or on
    what = "review" if day == line.standing.text.review_on else "last day"
    when = day if what == "review" else day - timedelta(days=1)
    print(f"{when.isoformat()}  {what:<8}  {line.agreement.title} ({STATUS[line.standing.status].lower()})")
    print(
        textwrap.fill(
            ", ".join(seat.name for seat in line.others) or "nobody else",
            100,
            initial_indent=" " * 22,
            subsequent_indent=" " * 22,
        )
    )


def _print_inside(one: ArrangementDue) -> None:
    row, officers = one.arrangement, ", ".join(officer.name for officer in one.officers)
    print(f"{_inside_day(one).isoformat()}  {_INSIDE[one.about]:<8}  {row.title} (inside the council)")
    print(f"{'':<22}{PAIR[row.pair]}: {officers or 'no officer named'}")


def _inside_day(one: ArrangementDue) -> date:
    return one.day if one.about is About.REVIEW else one.day - timedelta(days=1)


_INSIDE: Final = {About.REVIEW: "review", About.END: "last day"}


def _inside_json(one: ArrangementDue) -> dict[str, Any]:
    row = one.arrangement
    return {
        "id": row.public_id,
        "title": row.title,
        "authority": row.authority_id,
        "pair": row.pair,
        "about": one.about.value,
        "day": _inside_day(one).isoformat(),
        "officers": [officer.name for officer in one.officers],
    }


def _due_json(line: Line) -> dict[str, Any]:
    text, day = line.standing.text, queries.due_on(line)
    return {
        "id": line.agreement.public_id,
        "title": line.agreement.title,
        "keeper": line.agreement.keeper_id,
        "status": line.standing.status.value,
        "due": day.isoformat() if day else None,
        "review_on": text.review_on.isoformat() if text.review_on else None,
        "last_day": (text.until - timedelta(days=1)).isoformat() if text.until else None,
        "parties": [{"body": seat.body, "name": seat.name} for seat in line.others],
    }


# ── coverage ────────────────────────────────────────────────────────────────────────────────────────────────────────


def print_coverage(args: argparse.Namespace) -> int:
    """Print the matrix of a council, or a line for each council."""
    on, at = args.on or clock.today(), clock.now()
    actor = Actor.command("concord agreements coverage")
    wanted = () if args.all else (bodies.council(args.council, on=on, at=at),)
    topic = _topic(args.topic, queries.topics_of(actor, "".join(wanted))) if args.topic else ""
    found = queries.coverage_of_each(actor, on=on, at=at, authorities=wanted, topic=topic)
    if args.json:
        content = [_coverage_json(one) for one in found.values()]
        words.print_json({"format": "concord.agreements.coverage/1", "on": on.isoformat(), "authorities": content})
    elif args.all:
        _print_lines(found, on)
    else:
        _print_matrix(next(iter(found.values())))
    return 0


def _topic(typed: str, topics: Mapping[str, str]) -> str:
    """The code of a topic that was typed by its code or its name. Raises Invalid."""
    said = typed.strip().casefold()
    if code := next((code for code, name in topics.items() if said in {code.casefold(), name.casefold()}), ""):
        return code
    raise Invalid(f"There is no topic “{typed}”. The topics are: {'; '.join(topics.values())}.")


def _print_lines(found: dict[str, Coverage], on: date) -> None:
    names = {line.ref: line.name for line in registry.authorities(on)}
    wide = max(map(len, names.values()), default=10)
    print(
        f"{'':<{wide}}  {'partners':>8}  {'with gaps':>9}  "
        + "  ".join(f"{SHORT[one]:>17}" for one in ORDER[:-1])
        + "  nothing"
    )
    for ref, one in found.items():
        counts = "  ".join(f"{one.counts[covered]:>17}" for covered in ORDER[:-1])
        nothing = one.counts[Covered.NOTHING]
        print(f"{names.get(ref, ref):<{wide}}  {_sure(one):>8}  {len(one.gaps):>9}  {counts}  {nothing:>7}")
    print(
        f"{len(found)} councils on {in_words(on)}. Figures are cells: partners times the five purposes of section 6(6)."
    )


def _sure(one: Coverage) -> int:
    return sum(row.sure for row in one.rows)


def _print_matrix(one: Coverage) -> None:
    names = [row.name if row.sure else f"{row.name} (not confirmed)" for row in one.rows]
    wide = max(map(len, names), default=10)
    letters = dict(zip(PURPOSE, "abcde", strict=True))
    print(f"{'':<{wide}}  " + "  ".join(f"({letters[purpose]}){'':<14}" for purpose in PURPOSE).rstrip())
    for name, row in zip(names, one.rows, strict=True):
        print(
            f"{name:<{wide}}  " + "  ".join(f"{SHORT[row.cells[purpose].covered]:<17}" for purpose in PURPOSE).rstrip()
        )
    print()
    for purpose, says in PURPOSE.items():
        print(f"({letters[purpose]}) {says}")
    print(f"\n{_sure(one)} relevant partners on {in_words(one.on)}, {len(one.gaps)} of them with a gap.")
    print("The Act asks for no agreement: a gap is one of practice, not of law.")
    if one.unsure:
        print(f"Perhaps partners too; nothing is agreed with them: {'; '.join(one.unsure)}.")


def _coverage_json(one: Coverage) -> dict[str, Any]:
    return {
        "authority": one.authority,
        "counts": {covered.value: number for covered, number in one.counts.items()},
        "partners": [
            {
                "body": row.body,
                "name": row.name,
                "because_of": row.ref,
                "confirmed": row.sure,
                "cells": {
                    purpose.value: {"covered": cell.covered.value, "agreements": list(cell.agreements)}
                    for purpose, cell in row.cells.items()
                },
            }
            for row in one.rows
        ],
        "unsure": list(one.unsure),
    }


# ── import and export ───────────────────────────────────────────────────────────────────────────────────────────────


def import_sheet(args: argparse.Namespace) -> int:
    """Try a sheet out; with --yes take it in. 1 where something is wrong with it."""
    file: Path = args.file
    actor = _acting("import", args.council)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Invalid(f"{file} cannot be read: {error.strerror}.") from None
    at = clock.now()
    plan = import_plan(actor, keeper=actor.body, name=file.name, data=data, at=at, progress=_progress)
    _print_plan(plan)
    if plan.faults:
        print("Nothing was imported. Put these right in the sheet, and try again.")
        return 1
    if not args.yes:
        print("Nothing was imported: this was a trial. With --yes it is taken in.")
        return 0
    number = services.import_agreements(actor, plan=plan, at=at, progress=_progress)
    print(f"{_many(number, 'agreement')} imported.")
    return 0


def _progress(what: str, done: int, of: int) -> None:
    print(f"  {what}: {done:,} of {of:,}", file=sys.stderr, flush=True)


def _print_plan(plan: Plan) -> None:
    for column, heading in plan.left_out:
        print(f"Column {column} “{heading}” is not known, and is left out.")
    for told in plan.faults[:MOST_PRINTED]:
        _print_told("wrong", told)
    if len(plan.faults) > MOST_PRINTED:
        print(f"… and {len(plan.faults) - MOST_PRINTED:,} more.")
    for told in plan.notes[:MOST_PRINTED]:
        _print_told("note ", told)
    if len(plan.notes) > MOST_PRINTED:
        print(f"… and {len(plan.notes) - MOST_PRINTED:,} more notes.")
    counts: dict[str, int] = {}
    for one in plan.agreements:
        counts[STATUS[one.status]] = counts.get(STATUS[one.status], 0) + 1
    says = "; ".join(f"{number:,} {status.lower()}" for status, number in sorted(counts.items()))
    made, wrong = _many(len(plan.agreements), "agreement"), _many(len(plan.faults), "thing")
    print(f"{_many(plan.rows, 'row')}, {made} ({says or 'none'}); {wrong} wrong.")


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _print_told(mark: str, told: Told) -> None:
    print(
        textwrap.fill(
            f"{mark}  {told.cell} ({told.heading}): {told.says} {told.remedy}".rstrip(),
            110,
            subsequent_indent="       ",
        )
    )


def export_register(args: argparse.Namespace) -> int:
    """Write the file. One that is there already is left alone."""
    file: Path = args.to
    kind = file.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise Invalid(f"Give a file that ends in {' or '.join('.' + one for one in KINDS)}.")
    if file.exists():
        raise Invalid(f"{file} is there already. Give another name.")
    actor = _acting("export", args.council)
    response = register_file(actor, keeper=actor.body, kind=kind, name=file.stem, at=clock.now())
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as to:
        for part in content(response):
            to.write(part)
    print(f"Written: {file}.")
    return 0
