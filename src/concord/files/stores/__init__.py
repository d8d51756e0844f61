"""Where the content of finished files is kept: in a folder of this machine, or in a store that speaks as Amazon's S3.

What comes here is encrypted already. Files that are still being sent, and those that a store could not take yet, lie in
the folder `CONCORD_FILES` either way (see `content`).
"""

from __future__ import annotations

from importlib import import_module
from typing import IO, TYPE_CHECKING, Protocol, cast

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path


class Store(Protocol):
    """What a store does. Each raises Unavailable, in words for whoever runs the server, where it cannot."""

    def keep(self, public_id: str, whole: Path) -> None:
        """Take over a whole file from where it lies, which is gone from there once the store surely has it."""

    def opened(self, public_id: str) -> IO[bytes]:
        """The tokens of a file, to be read at any place. Raises FileNotFoundError where the store has no such file."""

    def erase(self, public_id: str) -> bool:
        """Delete a file; whether there may have been any."""


def elsewhere() -> bool:
    """Whether finished files leave the folder of this machine."""
    return settings.FILES_S3 is not None


def chosen() -> Store:
    """The store that the settings name. Only its own module is imported: that of S3 takes its time."""
    name = "s3" if settings.FILES_S3 else "disk"
    return cast("Store", import_module(f"{__name__}.{name}").store())
