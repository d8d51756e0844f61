"""`concord api schema`: the description of the API in OpenAPI 3.1. It asks nothing of the database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from concord.api.interface import description
from concord.base.errors import Invalid

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its one command."""
    group = subparsers.add_parser("api", help="the description of the API")
    commands = group.add_subparsers(dest="api_command", metavar="COMMAND", required=True)
    schema = commands.add_parser("schema", help="print the description of the API in OpenAPI 3.1")
    schema.add_argument("--to", type=Path, metavar="FILE", help="write it to this file instead")
    schema.set_defaults(run=print_schema)


def print_schema(args: argparse.Namespace) -> int:
    """Print the description, or write it to a file."""
    text = json.dumps(description(), ensure_ascii=False, indent=2) + "\n"
    if args.to is None:
        print(text, end="")
        return 0
    try:
        args.to.write_text(text, "utf-8")
    except OSError as error:
        raise Invalid(f"{args.to} cannot be written: {error.strerror}. Name a file in a folder that exists.") from None
    print(f"Wrote the description of the API to {args.to}.")
    return 0
