"""What is said of an agreement while it is written, and what its reviews found."""

from __future__ import annotations

from django.db import models

from concord.access.encryption import EncryptedTextField
from concord.agreements.models.agreements import Agreement, Version
from concord.agreements.models.parties import Party
from concord.base.ids import new_id


class Comment(models.Model):
    """What a party said of a version that was shared with it. `party` is empty where the keeper said it."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    words = EncryptedTextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"comment on {self.version_id}"


class Review(models.Model):
    """A review of an agreement: begun, and what it found. `found` is empty while it is under way."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    begun_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    found = models.CharField(max_length=16, blank=True)
    words = models.TextField(blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="review_one_under_way", fields=("agreement",), condition=models.Q(done_on__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"review of {self.agreement_id}, {self.begun_on}"
