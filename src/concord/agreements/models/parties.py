"""The parties of an agreement, which body holds each place from when until when, and who signed for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from concord.agreements.models.agreements import Agreement, Version
from concord.base.ids import new_id


class Party(models.Model):
    """A place at the table. Which body holds it can change by succession (`PartyBody`), and the place stays.

    `mailbox` is where its link goes. A party that `left` is no party from that day on.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    place = models.PositiveSmallIntegerField()
    contact_name = models.CharField(max_length=200, blank=True)
    mailbox = models.EmailField(max_length=254, blank=True)
    left_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(name="party_place_once", fields=("agreement", "place")),)

    def __str__(self) -> str:
        return f"party {self.place} of {self.agreement_id}"


class PartyBody(models.Model):
    """Which body holds a place, from a day (empty: from the beginning) to the first day out (empty: still).

    `decision` and `said_by` say how it came to the place after another: by novation, in the keeper's words.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="held_by")
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True)
    said_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="partybody_one_now", fields=("party",), condition=Q(ends__isnull=True)),
            models.CheckConstraint(
                name="partybody_half_open",
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
            ),
        )
        indexes = (models.Index(fields=("body", "party"), name="partybody_of_body"),)

    def __str__(self) -> str:
        return self.name


class Signature(models.Model):
    """That a party agreed to a version: who, in which office, on which day; on paper where the keeper says so."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    by_name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    signed_on = models.DateField()
    on_paper = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_on", "pk")
        constraints = (models.UniqueConstraint(name="signature_once", fields=("version", "party")),)

    def __str__(self) -> str:
        return f"{self.by_name}, {self.office}, {self.signed_on}"
