"""`concord requests bundle`: everything about one request as a PDF or ZIP, however long it is. Recorded as a copy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Invalid
from concord.pages import bundles
from concord.requests.queries.bundle import bundle, public_id_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from concord.requests.queries.bundle import Bundle


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its one command."""
    requests = subparsers.add_parser("requests", help="take a request away as a whole")
    commands = requests.add_subparsers(dest="requests_command", metavar="COMMAND", required=True)
    one = commands.add_parser(
        "bundle",
        help="write everything about one request to a file",
        description="Writes everything about one request to a file, for counsel, an ombudsman or a court. The ending of"
        " the file says what it is: .pdf, or .zip with the attachments. It holds personal data, and it is recorded.",
    )
    one.add_argument("reference", metavar="REFERENCE", help="the reference of the request, such as 7K3F9-2XQBD")
    one.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help="the file to write; it may not be there yet"
    )
    one.set_defaults(run=write_bundle)


def write_bundle(args: argparse.Namespace) -> int:
    """Write the file, for its owner's eyes only. One that is there already is left alone."""
    file: Path = args.to
    ending = file.suffix.lower()
    if ending not in {".pdf", ".zip"}:
        raise Invalid("Give a file that ends in .pdf or .zip.")
    if file.exists():
        raise Invalid(f"{file} is there already. Give another name.")
    actor = Actor.command("concord requests bundle")
    public_id = public_id_of(actor, args.reference)
    made = bundle(actor, public_id, at=clock.now(), on=clock.today(), what=ending.removeprefix("."))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as to:
        for part in _parts(actor, made, ending):
            to.write(part)
    print(f"Written: {file}. It holds personal data.")
    return 0


def _parts(actor: Actor, made: Bundle, ending: str) -> Iterator[bytes]:
    if ending == ".pdf":
        yield bundles.pdf(made)
    else:
        yield from bundles.archive(actor, made)
