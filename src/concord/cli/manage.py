"""`concord manage …`: Django's own commands, with Concord's settings."""

from __future__ import annotations

import argparse

from django.core.management import ManagementUtility, call_command, get_commands
from django.core.management.base import CommandError

from concord.base.errors import Invalid


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command, which hands everything after it to Django."""
    parser = subparsers.add_parser(
        "manage",
        help="Django's own commands, such as migrate",
        add_help=False,
        prefix_chars="\0",  # nothing here is an option of ours, not even --help
    )
    parser.add_argument("words", nargs=argparse.REMAINDER, help="a command of Django and its arguments")
    parser.set_defaults(run=run_django)


def run_django(args: argparse.Namespace) -> int:
    """Run one command of Django. Raises `Invalid` where there is none such, or it refuses."""
    name, *words = args.words or ["help"]
    asks_help = name in {"help", "--help", "-h"}
    for command in words[:1] if asks_help else [name]:
        if command not in get_commands():
            raise Invalid(f"Django has no command “{command}”. “concord manage help” lists them.")
    if asks_help:
        ManagementUtility(["concord manage", "help", *words]).execute()
        return 0
    try:
        call_command(name, *words)
    except CommandError as error:
        raise Invalid(f"{name}: {error}") from error
    return 0
