"""`concord …`: finds the command, starts Django once, and turns every expected error into one clear sentence.

Each group of commands is a module of this door with `add_parser(subparsers)`; only the module that is asked for is
read, so that a command starts fast. Exit status: 0 done or true, 1 the answer is "it does not hold", 2 unusable input.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from concord.base.errors import ConcordError
from concord.statute import StatuteError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "partners": ("partners", "the relevant partners of a council on a day, and why"),
    "why": ("partners", "why a body is, or is not, a relevant partner of a council"),
    "timeline": ("partners", "how a council's partners changed, and because of what"),
    "duty": ("duty", "whether a section 7 request binds its addressee"),
    "law": ("law", "run law cases; import and check official wording"),
    "register": ("register", "load, check and export the register of England"),
    "audit": ("audit", "prove that the record has not been changed"),
    "work": ("work", "send what waits in the outbox"),
    "demo": ("demo", "set up the demonstration council"),
    "api": ("api", "the description of the API"),
    "manage": ("manage", "Django's own commands, such as migrate"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except (ConcordError, StatuteError, ImproperlyConfigured) as error:
        return _say(str(error))
    except DatabaseError as error:
        return _say(_database_says(error))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return _say("Stopped.")


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="concord", description="The duty to co-operate: who is bound, on what day, and why."
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked = next((word for word in words if not word.startswith("-")), "")
    if asked in COMMANDS:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")
        django.setup()
        importlib.import_module(f"concord.cli.{COMMANDS[asked][0]}").add_parser(subparsers)
    else:
        for name, (_, says) in COMMANDS.items():
            subparsers.add_parser(name, help=says)
    args = parser.parse_args(words)
    status: int = args.run(args)
    return status


def _say(sentence: str) -> int:
    print(f"concord: {sentence}", file=sys.stderr)
    return 2


def _database_says(error: DatabaseError) -> str:
    """What a database error means to whoever typed the command."""
    text = str(error).lower()
    if "no such table" in text or "does not exist" in text or "unable to open" in text:
        return "The database is not set up, or only half. Run script/server once: it finishes what is missing."
    if "locked" in text:
        return "The database is busy with another change. Wait a moment and try again."
    if "malformed" in text or "not a database" in text:
        return "The database file is damaged. Restore a copy, or move it away and run script/server to make a new one."
    if "connection" in text:
        return "The database server does not answer. Check CONCORD_DATABASE_URL, and that the server runs."
    return f"The database cannot be used: {str(error).splitlines()[0]}"


if __name__ == "__main__":
    sys.exit(main())
