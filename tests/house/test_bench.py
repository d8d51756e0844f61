"""The bench of requests: what it calls a miss, and that its copies never get in each other's way."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
MET = {
    "database": "postgresql",
    "at_all": {
        name: {"ms": 10, "queries": 5}
        for name in ("request_page", "inbox", "link_page", "search", "search_rare", "dashboard")
    },
    "growth": {"request_page": 1.1},
    "sending": {"per_second": 120, "sent": 1000, "lost": 0, "too_many": 0, "record_holds": True},
}


@pytest.fixture
def bench():
    """The program; not under its own name, which is that of a library."""
    spec = importlib.util.spec_from_file_location("bench_of_requests", BENCH / "requests.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tables(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("parts.requests_tables")


def test_what_meets_every_target_is_no_miss(bench):
    assert bench.misses(MET) == []


@pytest.mark.parametrize(
    ("part", "changes", "says"),
    [
        ("at_all", {"link_page": {"ms": 20.5, "queries": 6}}, "link_page takes 20.5 ms, and must take at most 20"),
        ("at_all", {"inbox": {"ms": 9, "queries": 9}}, "inbox asks 9 times, and must at most 8 times"),
        ("growth", {"inbox": 1.31}, "inbox takes 1.31 times what it takes at 1000, and must take at most 1.3 times"),
        ("sending", {"per_second": 99.9}, "99.9 are created and sent in a second, and must be at least 100"),
        ("sending", {"lost": 1}, "of 1000 sent, 1 were lost, some are there twice, or the record does not hold"),
        (
            "sending",
            {"record_holds": False},
            "of 1000 sent, 0 were lost, some are there twice, or the record does not hold",
        ),
    ],
)
def test_each_target_that_is_missed_is_said(bench, part, changes, says):
    assert bench.misses({**MET, part: {**MET[part], **changes}}) == [says]


def test_sqlite_has_no_target_for_two_workers(bench):
    slow = {**MET["sending"], "per_second": 60}
    assert bench.misses({**MET, "database": "sqlite", "sending": slow}) == []


def test_the_rows_of_copies_have_keys_of_their_own_below_those_of_the_templates(tables):
    rows, ranks = range(1, 401), range(tables.WIDTH)
    keys = [(row + tables.LAG * rank) * tables.WIDTH + rank for row in rows for rank in ranks]
    assert tables.key("b.bench_r") == f"((p.row + {tables.LAG} * b.bench_r) * {tables.WIDTH} + b.bench_r)"
    assert len(set(keys)) == len(keys)
    assert max(keys) < tables.space(400)


def test_the_bench_of_agreements_says_each_target_that_is_missed():
    spec = importlib.util.spec_from_file_location("bench_of_agreements", BENCH / "agreements.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    met = {"coverage_ms": 99.9, "coverage_queries": 15, "all_coverage_s": 5, "import_s": 20}
    assert module.misses(met) == []
    assert module.misses({**met, "import_s": 20.1}) == ["import_s is 20.1, and must be at most 20"]
