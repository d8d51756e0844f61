"""The dated facts on which CA2014.s6(7) and (8) turn, how complete the register is, and announced changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concord.registry.models.bodies import Body
from concord.registry.models.known import DatedRow, KnownRow, one_of
from concord.registry.wording import CHANGE_STANDINGS
from concord.statute.facts import FactKind, Standing


class Fact(DatedRow):
    """A fact about `body`, in the area of `authority` or (with none) in the whole country, and how far it is settled.

    `settled_by` names who confirmed, disputed or rejected it; `evidence` says in words what it rests on.
    """

    kind = models.CharField(max_length=30)
    authority = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="facts_in_its_area"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="facts")
    matter = models.CharField(max_length=80, blank=True)
    standing = models.CharField(max_length=12)
    ends_announced = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    confidence = models.CharField(max_length=8, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta(DatedRow.Meta):
        constraints = (
            *DatedRow.Meta.constraints,
            one_of("kind", FactKind, "fact_kind_known"),
            one_of("standing", Standing, "fact_standing_known"),
            models.CheckConstraint(
                condition=Q(kind="exercises", authority__isnull=True)
                | (~Q(kind="exercises") & Q(authority__isnull=False)),
                name="fact_national_or_of_an_authority",
            ),
            models.CheckConstraint(
                condition=Q(ends_announced=False) | Q(ends__isnull=False), name="fact_announced_end_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=["confirmed", "disputed", "rejected"])
                | (Q(settled_on__isnull=False) & ~Q(settled_by="")),
                name="fact_settled_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("authority", "kind"), name="fact_by_authority"),)

    def __str__(self) -> str:
        return self.key


class AreaShare(DatedRow):
    """How much of an authority's area lies in an NHS body's area, counted in small areas of one vintage.

    For display and for checking that areas neither overlap nor leave a gap; the law asks only "whole or part".
    """

    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    small_areas = models.PositiveIntegerField(null=True, blank=True)
    of = models.PositiveIntegerField(null=True, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta(DatedRow.Meta):
        constraints = (
            *DatedRow.Meta.constraints,
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="areashare_part_of_one"),
        )

    def __str__(self) -> str:
        return self.key


class Coverage(DatedRow):
    """Days on which the register holds every fact of a kind, so that an absent fact means "no" and not "unknown"."""

    kind = models.CharField(max_length=30)
    body_kinds = models.CharField(max_length=200, blank=True)
    says = models.TextField()

    class Meta(DatedRow.Meta):
        verbose_name_plural = "coverage"
        constraints = (*DatedRow.Meta.constraints, one_of("kind", FactKind, "coverage_kind_known"))

    def __str__(self) -> str:
        return self.key


class Change(KnownRow):
    """A change that is announced: what, when it is expected, by which instrument, and how far it has come."""

    title = models.CharField(max_length=200)
    says = models.TextField()
    standing = models.CharField(max_length=12)
    on = models.DateField(null=True, blank=True)
    expected = models.CharField(max_length=120, blank=True)
    bodies = models.TextField(blank=True)
    instrument = models.CharField(max_length=300, blank=True)

    class Meta(KnownRow.Meta):
        constraints = (
            *KnownRow.Meta.constraints,
            one_of("standing", CHANGE_STANDINGS, "change_standing_known"),
        )

    def __str__(self) -> str:
        return self.title
