"""Small files, small functions, and no drawer for odds and ends."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/concord"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
BASE = 400
DRAWERS = {"utils", "helpers", "common", "core", "misc", "manager", "managers", "handler", "handlers", "processor"}


def lines(path):
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_longer_than_the_house_allows():
    assert {str(path.relative_to(SOURCE)): lines(path) for path in FILES if lines(path) > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_house_allows():
    long = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{path.relative_to(SOURCE)}:{node.name}"] = length
    assert long == {}


def test_the_foundation_that_everybody_stands_on_stays_small():
    assert sum(lines(path) for path in (SOURCE / "base").rglob("*.py")) <= BASE


def test_there_is_no_drawer_for_odds_and_ends():
    names = {path.stem for path in FILES} | {part for path in FILES for part in path.relative_to(SOURCE).parts}
    assert names & DRAWERS == set()


def test_every_module_says_what_lives_in_it():
    silent = [
        str(path.relative_to(SOURCE)) for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
