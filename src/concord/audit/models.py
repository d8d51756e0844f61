"""The entries and the head of the chain. Triggers (`triggers`) refuse every change that is not an append."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing done or seen. Written once, by `services.record`; changed and deleted by nobody."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10)
    person = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=80, blank=True)
    door = models.CharField(max_length=10)
    correlation = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=["subject_kind", "subject", "seq"], name="audit_about"),
            models.Index(fields=["person", "seq"], name="audit_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.event} {self.subject_kind} {self.subject}"


class Head(models.Model):
    """The one row that knows the last entry: writers queue at it, and a tail cut off the entries no longer fits it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.digest}"
