"""The clocks of a request: each row a due day with its derivation, until a later row takes its place."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from concord.requests.models.asks import CooperationRequest
from concord.requests.rules.timing import Which


class Clock(models.Model):
    """A due day as it was worked out at an instant. `derivation` is `concord.clock/1`; overdue is never stored."""

    ask = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="clocks")
    which = models.CharField(max_length=12, choices=[(which.value, which.value) for which in Which])
    round = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(null=True, blank=True)
    derivation: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    set_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="clock_one_running", fields=["ask", "which"], condition=Q(superseded_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.which} by {self.due_on}"
