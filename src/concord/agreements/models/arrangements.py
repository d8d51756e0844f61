"""Arrangements inside an authority (CA2014.s6(4)), dated: a change ends a row and begins another, and both are kept."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from concord.agreements.models.agreements import Agreement
from concord.agreements.rules.arrangements import BY_KEY, Group
from concord.base.ids import new_id

_GROUPS = [group.value for group in Group]
_PAIRS = list(BY_KEY)


class GroupOfficer(models.Model):
    """The named officer of a group, with a deputy, from `starts` to the first day out (`until`, empty: still).

    A row that was put right on its own first day has no days at all.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    authority = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    deputy_name = models.CharField(max_length=200, blank=True)
    deputy_email = models.EmailField(max_length=254, blank=True)
    deputy_phone = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_name = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("starts", "pk")
        constraints = (
            models.UniqueConstraint(
                name="groupofficer_one_now", fields=("authority", "group"), condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="groupofficer_half_open", condition=Q(until__isnull=True) | Q(until__gte=F("starts"))
            ),
            models.CheckConstraint(name="groupofficer_group_known", condition=Q(group__in=_GROUPS)),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


class Arrangement(models.Model):
    """How two groups of an authority's officers (`pair`) work together, from `starts` to the first day out (`until`).

    It may hang on an agreement, whose clauses then count too. One that was put right on its first day has no days.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    authority = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    pair = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    how = models.TextField()
    meets = models.TextField(blank=True)
    disputes = models.TextField(blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review_months = models.PositiveSmallIntegerField()
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_name = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("starts", "pk")
        constraints = (
            models.UniqueConstraint(
                name="arrangement_one_now", fields=("authority", "pair"), condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="arrangement_half_open", condition=Q(until__isnull=True) | Q(until__gte=F("starts"))
            ),
            models.CheckConstraint(name="arrangement_pair_known", condition=Q(pair__in=_PAIRS)),
        )

    def __str__(self) -> str:
        return self.title


class Exercise(models.Model):
    """A day on which two groups worked by their arrangement, in words. Nothing about the person whom it was for."""

    authority = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    pair = models.CharField(max_length=40)
    done_on = models.DateField()
    words = models.TextField()
    by_name = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-done_on", "-pk")
        indexes = (models.Index(fields=("authority", "pair", "-done_on"), name="exercise_of_pair"),)

    def __str__(self) -> str:
        return f"{self.pair}, {self.done_on}"


class ArrangementReview(models.Model):
    """A review of the arrangement between two groups: what it found, and when the next one is due (empty: by cycle)."""

    authority = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    pair = models.CharField(max_length=40)
    done_on = models.DateField()
    found = models.CharField(max_length=16)
    words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-done_on", "-pk")
        indexes = (models.Index(fields=("authority", "pair", "-done_on"), name="arrangementreview_of_pair"),)

    def __str__(self) -> str:
        return f"review of {self.pair}, {self.done_on}"
