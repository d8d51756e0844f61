"""What went wrong, as one sentence for whoever typed the command: what is wrong, and what to do."""

from __future__ import annotations

import argparse
import difflib
from typing import TYPE_CHECKING, NoReturn

from django.db import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Collection

UNUSABLE = 2
"""The exit status of every command that was given unusable input."""
TRY_LATER = 75
"""The exit status by which a mail server keeps a message and tries again (sysexits: EX_TEMPFAIL)."""


class Parser(argparse.ArgumentParser):
    """Refuses what cannot be read in one sentence, without the usage that argparse puts before it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        says = f"{message[:1].upper()}{message[1:]}".removesuffix(".")
        self.exit(UNUSABLE, f"concord: {says}. “{self.prog} --help” shows how it is written.\n")


def no_command(typed: str, commands: Collection[str]) -> str:
    """What is wrong where no command was typed, or one that is not there."""
    listed = f"{', '.join(commands)}. “concord --help” says what each does."
    if not typed:
        return f"Name a command: {listed}"
    near = difflib.get_close_matches(typed, commands, n=1)
    return f"There is no command “{typed}”.{f' Did you mean {near[0]}?' if near else ''} Use one of: {listed}"


def in_words(error: DatabaseError | OSError | RecursionError) -> str:
    """What an error of the database or of a file means to whoever typed the command."""
    if isinstance(error, RecursionError):
        return "A file nests brackets too deeply to be read. Write it flatter."
    return _of_the_database(str(error)) if isinstance(error, DatabaseError) else _of_a_file(error)


def _of_a_file(error: OSError) -> str:
    why = error.strerror or type(error).__name__
    if error.filename is None:
        return f"The answer could not be written: {why}."
    return f"{error.filename} cannot be used: {why}. Check the name, and who may read or write there."


_DATABASE = (
    # what the error says, in small letters; what that means
    (
        ("no such table", "no such column", "does not exist", "unable to open"),
        "The database is not set up, or only half. Run script/server once: it finishes what is missing.",
    ),
    (("locked",), "The database is busy with another change. Wait a moment and try again."),
    (
        ("malformed", "not a database", "disk i/o"),
        "The database file is damaged. Restore a copy, or move it away and run script/server to make a new one.",
    ),
    (
        ("readonly", "read-only"),
        "The database can only be read. Let the user that runs Concord write to the file and to its folder.",
    ),
    (
        ("unique constraint", "duplicate key"),
        "Another command or person recorded the same thing at the same moment, so nothing was done. Try again.",
    ),
    (("connection",), "The database server does not answer. Check CONCORD_DATABASE_URL, and that the server runs."),
)


def _of_the_database(says: str) -> str:
    for signs, means in _DATABASE:
        if any(sign in says.lower() for sign in signs):
            return means
    return f"The database cannot be used: {says.splitlines()[0] if says else 'it does not say why'}"
