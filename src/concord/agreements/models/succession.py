"""What was decided about a place at the table whose body ends, and who keeps an agreement after its keeper."""

from __future__ import annotations

from django.db import models

from concord.agreements.models.agreements import Agreement
from concord.agreements.models.parties import Party
from concord.agreements.rules.succession import Outcome


class Succeeded(models.Model):
    """What becomes of the place that `body` holds, from the day on which it no longer exists; `to` where it is novated.

    A decision that is changed before its day is a new row: the newest counts.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="successions")
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)
    to = models.ForeignKey("registry.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="succeeded_outcome_known", condition=models.Q(outcome__in=[outcome.value for outcome in Outcome])
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id}: {self.outcome}"


class Handover(models.Model):
    """That the body `to` keeps an agreement from the day `on`, in place of `was`, which ends; in whose words, by what.

    `done_at` says when the register followed: on that day, or later. One that is decided anew before is gone.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="handovers")
    was = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="handover_one_ahead", fields=("agreement",), condition=models.Q(done_at__isnull=True)
            ),
        )
        indexes = (models.Index(fields=("done_at", "on"), name="handover_due"),)

    def __str__(self) -> str:
        return f"{self.was_id} to {self.to_id} on {self.on}"
