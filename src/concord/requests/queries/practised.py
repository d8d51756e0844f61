"""What a body has set for its requests, as rooms here read it by themselves: no actor, and once in an operation."""

from __future__ import annotations

from concord.access.operation import once
from concord.requests.models import Practice


def practice_of(body: str) -> Practice:
    """A body's practice; Concord's own where it has set none."""
    return once(("practice", body), lambda: Practice.objects.filter(body=body).first() or Practice(body_id=body))
