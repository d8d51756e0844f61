"""`concord manage …`: Django's own commands, with Concord's settings."""

from __future__ import annotations

import argparse

from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from concord.base.errors import Invalid


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command, which hands everything after it to Django."""
    parser = subparsers.add_parser("manage", help="Django's own commands, such as migrate", add_help=False)
    parser.add_argument("words", nargs=argparse.REMAINDER, help="a command of Django and its arguments")
    parser.set_defaults(run=run_django)


def run_django(args: argparse.Namespace) -> int:
    """Run one command of Django. Raises `Invalid` where there is none such, or it refuses."""
    name, *words = args.words or ["help"]
    if name != "help" and name not in get_commands():
        raise Invalid(f"Django has no command “{name}”. `concord manage help` lists them.")
    try:
        call_command(name, *words)
    except CommandError as error:
        raise Invalid(f"{name}: {error}") from error
    return 0
