"""What was said to whom to chase: each reminder once, and one digest a mailbox a day."""

from __future__ import annotations

from django.db import models

from concord.requests.models.asks import CooperationRequest


class Digest(models.Model):
    """The one e-mail a day to a mailbox of a body, about all that waits for it there."""

    mailbox = models.EmailField()
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="digest_one_a_day", fields=["mailbox", "body", "on"]),)

    def __str__(self) -> str:
        return f"{self.on} to a mailbox of {self.body_id}"


class Reminder(models.Model):
    """A request was in a digest, or in a reminder of its own, on a day: once, however often the work is run."""

    ask = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()
    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="reminders", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="reminder_once_a_day", fields=["ask", "on"]),)

    def __str__(self) -> str:
        return f"{self.ask_id} on {self.on}"
