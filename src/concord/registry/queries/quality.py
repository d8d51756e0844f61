"""The checks of the register, on what was known at a moment: for `concord register check` and the quality page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.registry.models import AreaShare, BodyCode
from concord.registry.queries.known import known
from concord.registry.queries.lines import period
from concord.registry.queries.snapshots import register_known
from concord.registry.rules import Check, Code, Share, Tables, checks

if TYPE_CHECKING:
    from datetime import datetime


def quality_checks(at: datetime | None = None) -> tuple[Check, ...]:
    """Every check with what it found. Public."""
    return checks(quality_tables(at))


def quality_tables(at: datetime | None = None) -> Tables:
    """What the checks look at: the whole register, the shares of areas, and the codes. Public."""
    shares = AreaShare.objects.filter(known(at)).values_list("authority_id", "body_id", "share", "starts", "ends")
    codes = BodyCode.objects.filter(known(at)).values_list("body_id", "scheme", "code", "starts", "ends")
    return Tables(
        register_known(at),
        tuple(Share(*row[:3], period(*row[3:])) for row in shares),
        tuple(Code(*row[:3], period(*row[3:])) for row in codes),
    )
