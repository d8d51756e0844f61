"""Finished files in the folder `CONCORD_FILES`, under names of their own."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from concord.base.errors import Unavailable
from concord.files.places import place_of, sync_folder

if TYPE_CHECKING:
    from pathlib import Path


class Disk:
    """The folder as a store."""

    def keep(self, public_id: str, whole: Path) -> None:
        """Give the file its name."""
        place = place_of(public_id)
        if whole == place:
            return
        try:
            whole.replace(place)
            sync_folder(place.parent)
        except OSError as error:
            raise Unavailable(
                f"The file {public_id} could not be given its name in the folder of files: {error.strerror}."
                " See that CONCORD_FILES names a folder that Concord may write to."
            ) from error

    def opened(self, public_id: str) -> IO[bytes]:
        """The file, open."""
        return place_of(public_id).open("rb")

    def erase(self, public_id: str) -> bool:
        """Delete the file."""
        place = place_of(public_id)
        if not place.is_file():
            return False
        place.unlink(missing_ok=True)
        return True


def store() -> Disk:
    """The folder."""
    return Disk()
