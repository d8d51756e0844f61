"""Where a file lies: its place in the folder `CONCORD_FILES`, which is its key in a store too."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from django.conf import settings

_ID: Final = re.compile(r"[a-z0-9]{8,24}\Z")


def is_id(name: str) -> bool:
    """Whether a name is the public id of a file."""
    return bool(_ID.match(name))


def key_of(public_id: str) -> str:
    """The name of a finished file: `ab/cd/abcd….file`. Raises ValueError for what is no public id."""
    if not is_id(public_id):
        raise ValueError("A file's place is made of its public id.")
    return f"{public_id[:2]}/{public_id[2:4]}/{public_id}.file"


def place_of(public_id: str) -> Path:
    """Where a finished file lies on disk."""
    return Path(settings.FILES) / key_of(public_id)


def part_of(public_id: str) -> Path:
    """Where a file lies until it is finished."""
    return place_of(public_id).with_suffix(".part")


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
