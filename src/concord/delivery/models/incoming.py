"""The mail that came in, encrypted: its bytes until its room has taken it, what it says until `forget_old`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.delivery.models.outbox import Outgoing


class Incoming(models.Model):
    """One message, known by its `digest` however often it is delivered.

    `next_at` is empty unless it waits for its room. `outgoing` is the message of ours that it answers, or that came
    back; empty where nobody can tell. `raw` holds its bytes, one sign for each.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    message_id = models.CharField(max_length=250, blank=True)
    kind = models.CharField(max_length=20)
    outgoing = models.ForeignKey(Outgoing, null=True, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    from_address = EncryptedTextField(blank=True)
    from_name = EncryptedTextField(blank=True)
    title = EncryptedTextField(blank=True)
    text = EncryptedTextField(blank=True)
    quoted = EncryptedTextField(blank=True)
    notes = EncryptedTextField(blank=True)
    raw = EncryptedTextField(blank=True)
    attachments = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=400, blank=True)
    handed_over_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "incoming"
        indexes = (
            models.Index(fields=["next_at", "id"], condition=Q(next_at__isnull=False), name="incoming_due"),
            models.Index(fields=["subject_kind", "subject"], name="incoming_about"),
            models.Index(fields=["id"], condition=Q(kind="unknown"), name="incoming_unknown"),
            models.Index(fields=["id"], condition=Q(failed_at__isnull=False), name="incoming_failed"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
