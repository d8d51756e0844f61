"""Which reminders the owners of agreements, and the officers of arrangements, were sent, so that each goes once."""

from __future__ import annotations

from django.db import models

from concord.agreements.models.agreements import Agreement
from concord.agreements.models.arrangements import Arrangement


class OwnerReminder(models.Model):
    """A reminder that was sent: of a review or an end (`about`), on which day that is, and how many days before."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=8)
    day = models.DateField()
    lead = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="ownerreminder_once", fields=("agreement", "about", "day", "lead")),
        )

    def __str__(self) -> str:
        return f"{self.about} of {self.agreement_id} on {self.day}, {self.lead} days before"


class ArrangementReminder(models.Model):
    """A reminder that was sent to the officers of an arrangement, as `OwnerReminder` keeps those about agreements."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=8)
    day = models.DateField()
    lead = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="arrangementreminder_once", fields=("arrangement", "about", "day", "lead")),
        )

    def __str__(self) -> str:
        return f"{self.about} of {self.arrangement_id} on {self.day}, {self.lead} days before"
