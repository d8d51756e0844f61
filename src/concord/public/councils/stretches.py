"""Whether the edge of a stretch of partnership rests on an announcement: the body's own, or the council's. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concord.statute import Body, Membership


def end_announced(stretch: Membership, council: Body) -> bool:
    """Whether the stretch ends because the body or the council is announced to end."""
    return any(who.ends_announced and who.exists.end == stretch.period.end for who in (stretch.body, council))


def start_announced(stretch: Membership, council: Body) -> bool:
    """Whether the stretch begins because the body or the council is announced to begin."""
    return any(who.starts_announced and who.exists.start == stretch.period.start for who in (stretch.body, council))
