"""An agreement, its versions, and their clauses."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from concord.agreements.rules.kinds import Field, Kind
from concord.base.ids import new_id


class Agreement(models.Model):
    """An agreement, protocol, strategy or policy in the register of the body that keeps it (`keeper`).

    `ended_from` is the first day on which none of it holds any more, `running_from` the day since which it is worked by
    although not all have signed, `relied_on_from` since when it is worked by although it lapsed, `public_from` since
    when the public may read of it. `saves` counts its changes, so that nobody overwrites another unseen.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    keeper = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    field = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    owner_name = models.CharField(max_length=200, blank=True)
    owner_email = models.EmailField(max_length=254, blank=True)
    deputy_name = models.CharField(max_length=200, blank=True)
    deputy_email = models.EmailField(max_length=254, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    running_from = models.DateField(null=True, blank=True)
    relied_on_from = models.DateField(null=True, blank=True)
    public_from = models.DateField(null=True, blank=True)
    ended_from = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    saves = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(name="agreement_kind_known", condition=Q(kind__in=[kind.value for kind in Kind])),
            models.CheckConstraint(
                name="agreement_field_of_a_protocol",
                condition=Q(field="") | Q(kind=Kind.PROTOCOL.value, field__in=[field.value for field in Field]),
            ),
        )
        indexes = (models.Index(fields=("keeper", "kind"), name="agreement_of_keeper"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.kind})"


class Version(models.Model):
    """What an agreement says, one text after another. A text that a party has signed is never changed.

    `made_on` is the day on which the last party signed, empty before. `starts` is the day it begins, as written;
    `ends` the first day out, as written; `until` the first day out in fact: by its end, its successor or an ending.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    summary = models.TextField(blank=True)
    purposes = models.JSONField(default=list)
    aims = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    functions = models.TextField(blank=True)
    area = models.TextField(blank=True)
    persons = models.TextField(blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="version_number_once", fields=("agreement", "number")),
            models.CheckConstraint(
                name="version_ends_after_it_starts",
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
            ),
        )
        indexes = (models.Index(fields=("made_on", "starts", "until"), name="version_in_force"),)

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement_id}"


class Clause(models.Model):
    """A clause of a version. With `commitment` Concord works by it: its `terms` are read by `rules.commitments`."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    commitment = models.CharField(max_length=20, blank=True)
    terms: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(name="clause_place_once", fields=("version", "place")),)
        indexes = (models.Index(fields=("commitment", "version"), name="clause_by_commitment"),)

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()
