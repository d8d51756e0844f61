"""`concord search rebuild`: the index of the search made anew, from what the rooms keep.

Needed before an encryption key is taken out of the setting, and after the rules of words have changed.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from concord.agreements.queries import DOCUMENT, documents_to_search
from concord.requests.events import ABOUT
from concord.requests.work import indexing
from concord.search import services as search

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

QUIET_SECONDS: Final = 2.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its one command."""
    group = subparsers.add_parser("search", help="make the index of the search anew")
    commands = group.add_subparsers(dest="search_command", metavar="COMMAND", required=True)
    anew = commands.add_parser(
        "rebuild",
        help="make the index anew while people work",
        description="Makes the index of the search anew from the requests and the documents of agreements, under the"
        " newest of CONCORD_ENCRYPTION_KEYS."
        " People go on working, and find everything meanwhile. It may be stopped and run again, and run twice.",
    )
    anew.set_defaults(run=run_rebuild)


def run_rebuild(_args: argparse.Namespace) -> int:
    """Make it, and say how far it is on standard error."""
    total = indexing.count_documents()
    done = search.rebuild(ABOUT, indexing.documents(), progress=_telling(total))
    print(f"Made anew: {done:,} request{'' if done == 1 else 's'} can be searched.")
    if done := search.rebuild(DOCUMENT, documents_to_search()):
        print(f"Made anew: {done:,} document{'' if done == 1 else 's'} of agreements can be searched.")
    return 0


def _telling(total: int) -> Callable[[int], None]:
    started = time.monotonic()

    def tell(done: int) -> None:
        nonlocal started
        if time.monotonic() - started >= QUIET_SECONDS:
            started = time.monotonic()
            print(f"  {done:,} of {total:,} requests", file=sys.stderr, flush=True)

    return tell
