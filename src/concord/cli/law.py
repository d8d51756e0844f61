"""`concord law test | import | check`: law cases against the register, and official wording beside our summaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from concord import statute
from concord.base.errors import Invalid
from concord.cli import law_files, space, words
from concord.registry import queries

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its commands."""
    law = subparsers.add_parser("law", help="run law cases; import and check official wording")
    commands = law.add_subparsers(dest="law_command", metavar="COMMAND", required=True)
    test = commands.add_parser(
        "test", help="run law cases (format concord.cases/1) against the rulebook and the register"
    )
    test.add_argument("files", nargs="+", type=Path, metavar="FILE", help="case files")
    test.add_argument("--json", action="store_true", help="print JSON in the format concord.cases.result/1")
    test.set_defaults(run=run_cases)
    table = commands.add_parser("space", help="write the whole rule space as tables that a lawyer can sign")
    table.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where the tables go")
    table.set_defaults(run=space.write_space)
    law_files.add_parsers(commands)


def run_cases(args: argparse.Namespace) -> int:
    """Run every case of every file; 0 only if all hold."""
    cases = [case for path in args.files for case in statute.read_cases(str(path), _read(path))]
    book, register = statute.rulebook(), queries.register_known(at=words.known_at(None))
    results = [statute.run_case(book, register, case) for case in cases]
    failed = [result for result in results if not result.ok]
    if args.json:
        words.print_json(statute.results_json(results))
        return 1 if failed else 0
    for result in results:
        print(
            f"{'ok  ' if result.ok else 'FAIL'} {result.id}"
            + (
                ""
                if result.ok
                else f"\n     expected {result.expected}\n     found    {result.found}\n{result.because}"
            )
        )
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise Invalid(f"There is no file {path}. Check the name.") from None
    except IsADirectoryError:
        raise Invalid(f"{path} is a folder. Name the case files in it.") from None
    except UnicodeDecodeError:
        raise Invalid(f"{path} is not a text file in UTF-8. Save it as UTF-8 and try again.") from None
