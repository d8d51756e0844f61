"""The outbox. It remembers what was sent without its secrets: a link stands there, encrypted, only until it is sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.delivery import rules


class Outgoing(models.Model):
    """One message to one address. `next_at` is empty once it is sent or given up; `claim` names the sender at work.

    What is to go `at_once`, because somebody sits and waits for it, goes before all else that is due.
    """

    public_id = models.CharField(max_length=24, default=new_id, editable=False)
    message = models.CharField(max_length=60)
    to = models.EmailField()
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    title = models.CharField(max_length=250)
    text = EncryptedTextField(blank=True)
    kept_text = EncryptedTextField(blank=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    enqueued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    at_once = models.BooleanField(default=False)
    claim = models.CharField(max_length=24, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=400, blank=True)
    sent_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_says = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "outgoing"
        indexes = (
            models.Index(
                fields=["-at_once", "next_at", "id"], condition=Q(next_at__isnull=False), name="outgoing_due_next"
            ),
            models.Index(fields=["subject_kind", "subject"], name="outgoing_about"),
        )
        constraints = (
            models.UniqueConstraint(name="outgoing_public_id_once", fields=["public_id"]),
            models.CheckConstraint(
                name="outgoing_due_or_done",
                condition=Q(next_at__isnull=False, sent_at__isnull=True, gave_up_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=False, gave_up_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=True, gave_up_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.message} {self.public_id}"

    @property
    def state(self) -> rules.State:
        """How far it has come."""
        return rules.state(
            sent_at=self.sent_at, gave_up_at=self.gave_up_at, bounced_at=self.bounced_at, attempts=self.attempts
        )
