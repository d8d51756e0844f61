"""Several acts at the same moment, each by a thread with a connection of its own, as two people press at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from django.db import connection

from concord.base.errors import Conflict, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 10


def at_once(*acts: Callable[[], object]) -> list[Any]:
    """What each of these came to: what it gave, or the error that told it. For a test with transactions of its own."""
    found: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            gate.wait(PATIENCE)
            found[number] = acts[number]()
        except (Conflict, Invalid) as error:
            found[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE)
    return found
