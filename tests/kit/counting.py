"""How often a page asks the database, transaction control left out: that is not the page's to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def queries_of(do: Callable[[], object]) -> list[str]:
    """What was asked of the database while `do` ran."""
    with CaptureQueriesContext(connection) as captured:
        do()
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(_CONTROL)]
