"""The four groups of officers and the six ways between them, as a small drawing: places and lines, no words of its own.

It shows what the table before it says, so that nothing is learnt from it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.agreements.rules.arrangements import Group

if TYPE_CHECKING:
    from concord.agreements.queries.arrangements import Arrangements

WIDTH, HEIGHT = 560, 300
BOX_WIDTH, BOX_HEIGHT = 200, 70
_LEFT, _RIGHT = 2, WIDTH - BOX_WIDTH - 2
_TOP, _BOTTOM = 2, HEIGHT - BOX_HEIGHT - 2

CORNER: Final = {
    Group.ADULTS: (_LEFT, _TOP),
    Group.HOUSING: (_RIGHT, _TOP),
    Group.CHILDREN: (_LEFT, _BOTTOM),
    Group.PUBLIC_HEALTH: (_RIGHT, _BOTTOM),
}
"""The upper left corner of each group's box."""


def picture(page: Arrangements) -> dict[str, Any]:
    """The boxes and lines of the drawing, as `arrangements/picture.html` takes them."""
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "box": (BOX_WIDTH, BOX_HEIGHT),
        "boxes": [
            {"name": line.name, "x": CORNER[line.group][0], "y": CORNER[line.group][1], "named": bool(line.officer)}
            for line in page.groups
        ],
        "lines": [
            {"from": _middle(line.pair.one), "to": _middle(line.pair.other), "holds": bool(line.arrangement)}
            for line in page.pairs
        ],
        "in_force": [line.name for line in page.pairs if line.arrangement],
        "missing": [line.name for line in page.pairs if not line.arrangement],
    }


def _middle(group: Group) -> tuple[int, int]:
    x, y = CORNER[group]
    return x + BOX_WIDTH // 2, y + BOX_HEIGHT // 2
