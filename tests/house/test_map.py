"""docs/map.md names every package with what its docstring says first, and nothing that is not there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/concord"


def first_sentence(path):
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return doc.splitlines()[0] if doc else ""


def expected():
    found = {}
    for path in sorted(SOURCE.rglob("__init__.py")):
        folder = path.parent.relative_to(SOURCE)
        if folder.parts and "migrations" not in folder.parts:
            found[folder.as_posix()] = first_sentence(path)
    return found


def test_the_map_is_the_tree():
    rows = re.findall(r"^\| `([a-z0-9_/]+)` \| (.*) \|$", (ROOT / "docs/map.md").read_text("utf-8"), re.MULTILINE)
    wanted = expected()
    assert all(wanted.values()), "Every package says in the first line of its docstring what it is for."
    table = "\n".join(f"| `{folder}` | {says} |" for folder, says in wanted.items())
    assert dict(rows) == wanted, f"Put this table into docs/map.md:\n{table}"
