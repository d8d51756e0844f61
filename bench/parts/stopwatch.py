"""Time as it is measured here: medians of runs, alone or side by side. What a run returns is let go off the clock."""

from __future__ import annotations

import statistics
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    started = perf_counter()
    answer = run()
    took = perf_counter() - started
    del answer
    return took


def median_ms(run: Callable[[], object], *, times: int) -> float:
    """The median of so many runs, in milliseconds; one more before them is not counted."""
    run()
    return 1000 * statistics.median(seconds(run) for _ in range(times))


def side_by_side(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    times: int,
    ready: Callable[[], object],
) -> tuple[float, float]:
    """The medians of both in milliseconds, run in turn (A B A B …) so that both meet the same noise.

    `ready` runs before each of theirs and is not on the clock; one run of each before all others is not counted.
    """
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(times + 1):
        took[0].append(seconds(ours))
        ready()
        took[1].append(seconds(theirs))
    first, second = (1000 * statistics.median(runs[1:]) for runs in took)
    return first, second
