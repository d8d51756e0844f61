"""Concord beside other engines: the same question on the same facts, answers asserted equal, times taken in turn.

A figure is the peer's time over Concord's: above 1, Concord is faster. Every peer is asked as its users would ask it,
with everything loaded and prepared before the clock starts (each module says how), and answers in rows of names, as
Python values. What the bench itself holds is frozen first, so that no collection of garbage walks through it.
"""

from __future__ import annotations

import gc
import statistics
from datetime import date
from typing import TYPE_CHECKING

from parts.stopwatch import side_by_side
from peers.clingo_asp import Clingo
from peers.duckdb_sql import Duckdb
from peers.openfisca import Openfisca
from peers.question import Peer, Question, question, rows
from peers.sqlite_sql import Sqlite

from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from concord import statute

PEERS: dict[str, Callable[[Question], Peer]] = {
    "openfisca-core": Openfisca,
    "clingo": Clingo,
    "sqlite": Sqlite,
    "duckdb": Duckdb,
}
DAYS = (
    *(date(2015, 3, 31), date(2015, 4, 1), date(2022, 6, 30)),
    *(date(2022, 7, 1), date(2023, 4, 1), date(2026, 11, 21)),
)
"""The eve and the day of commencement, of the change of 2022, a reorganisation, and today's law."""


def measure(
    book: statute.Rulebook, register: statute.Register, say: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """For each peer the time over Concord's: for all councils on six days (`peers`), and for one (`peers_one`)."""
    asked = question(book, register, AUTHORITY_KINDS)
    found: dict[str, dict[str, float]] = {"peers": {}, "peers_one": {}}
    for name, make in PEERS.items():
        gc.unfreeze()
        peer = make(asked)
        must_agree(name, asked, peer)
        say(f"{name}: the same answers")
        gc.collect()
        gc.freeze()
        found["peers"][name] = england(name, asked, peer, say)
        found["peers_one"][name] = one(name, asked, peer, say)
    gc.unfreeze()
    return found


def must_agree(name: str, asked: Question, peer: Peer) -> None:
    """Stop where a peer answers anything else than Concord: all councils on each day, and each council on the last."""
    for on in DAYS:
        peer.ready()
        _must_be_equal(f"{name} on {on}", peer.england(on), rows(asked.england(on)))
    for ref in asked.refs:
        peer.ready(ref)
        _must_be_equal(f"{name} about {ref}", peer.council(ref, DAYS[-1]), rows([asked.council(ref, DAYS[-1])]))


def _must_be_equal(what: str, theirs: list[tuple[str, ...]], ours: set[tuple[str, ...]]) -> None:
    if len(theirs) != len(ours) or set(theirs) != ours:
        apart = sorted(set(theirs) ^ ours)[:3]
        raise SystemExit(f"bench: {what}: {len(theirs)} rows and not {len(ours)}, or others; apart, first: {apart}")


def england(name: str, asked: Question, peer: Peer, say: Callable[[str], None]) -> float:
    """All councils: the medians of the six days added up, the peer's over Concord's."""
    ours = theirs = 0.0
    for on in DAYS:
        mine, other = side_by_side(
            lambda on=on: asked.england(on), lambda on=on: peer.england(on), times=15, ready=peer.ready
        )
        say(f"{name} on {on}: {other:.3f} ms, Concord {mine:.3f} ms")
        ours, theirs = ours + mine, theirs + other
    return round(theirs / ours, 2)


def one(name: str, asked: Question, peer: Peer, say: Callable[[str], None]) -> float:
    """One council on the last day: the medians over all councils of each one's median, the peer's over Concord's."""
    on = DAYS[-1]
    pairs = [
        side_by_side(
            lambda ref=ref: asked.council(ref, on),
            lambda ref=ref: peer.council(ref, on),
            times=5,
            ready=lambda ref=ref: peer.ready(ref),
        )
        for ref in asked.refs
    ]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    say(f"{name}, one council: {other:.4f} ms, Concord {mine:.4f} ms")
    return round(other / mine, 2)
