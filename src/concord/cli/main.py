"""`concord …`: finds the command, starts Django once, and turns every expected error into one clear sentence.

Each group of commands is a module of this door with `add_parser(subparsers)`; only the module that is asked for is
read, so that a command starts fast. Exit status: 0 done or true, 1 the answer is "it does not hold", 2 unusable input.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from typing import TYPE_CHECKING

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from concord.base.errors import ConcordError, Invalid
from concord.cli import mistakes
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
    "mail": ("mail", "take in e-mail, and show what no room could take"),
    "people": ("people", "add people, give and end roles, make teams, list who is there"),
    "requests": ("bundle", "take a request away as a whole"),
    "agreements": ("agreements", "agreements: due and covered; in and out of the register"),
    "search": ("search", "make the index of the search anew"),
    "keys": ("keys", "which encryption key is in use for what; bring all under the newest"),
    "work": ("work", "send what waits in the outbox"),
    "demo": ("demo", "set up the demonstration council"),
    "api": ("api", "the description of the API"),
    "manage": ("manage", "Django's own commands, such as migrate"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    status = _perform(words)
    # A mail server sends the mail back at any status that it does not know; Concord's own trouble is no reason to.
    return mistakes.TRY_LATER if status == mistakes.UNUSABLE and words[:2] == ["mail", "take"] else status


def _perform(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal or file that has no sign for a letter still gets the rest
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(words)
        if sys.stdout:
            sys.stdout.flush()
    except (ConcordError, StatuteError, ImproperlyConfigured) as error:
        return _say(str(error))
    except BrokenPipeError:
        return _stop_writing(0)
    except (DatabaseError, RecursionError) as error:
        return _say(mistakes.in_words(error))
    except OSError as error:
        return _stop_writing(_say(mistakes.in_words(error)))
    except KeyboardInterrupt:
        return _say("Stopped.")
    return status


def _run(words: list[str]) -> int:
    parser = mistakes.Parser(prog="concord", description="The duty to co-operate: who is bound, on what day, and why.")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked = next((word for word in words if not word.startswith("-")), "")
    if asked in COMMANDS:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")
        django.setup()
        importlib.import_module(f"concord.cli.{COMMANDS[asked][0]}").add_parser(subparsers)
    elif asked or not words:
        raise Invalid(mistakes.no_command(asked, COMMANDS))
    else:
        for name, (_, says) in COMMANDS.items():
            subparsers.add_parser(name, help=says)
    args = parser.parse_args(words)
    status: int = args.run(args)
    return status


def _say(sentence: str) -> int:
    print(f"concord: {sentence}", file=sys.stderr)
    return mistakes.UNUSABLE


def _stop_writing(status: int) -> int:
    """Give up the output, which nobody takes any more, so that Python does not complain of it at its end."""
    if sys.stdout:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


if __name__ == "__main__":
    sys.exit(main())
