"""Whose Safeguarding Adults Board a board is: CA2014.s43(1), (6). It makes no relevant partner of anybody."""

from __future__ import annotations

from django.db import models

from concord.registry.models.bodies import Body
from concord.registry.models.known import DatedRow


class BoardCouncil(DatedRow):
    """A council whose Safeguarding Adults Board `board` is; a board that several councils share has a row for each."""

    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta(DatedRow.Meta):
        constraints = (
            *DatedRow.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(board=models.F("council")), name="boardcouncil_two_bodies"),
        )

    def __str__(self) -> str:
        return self.key
