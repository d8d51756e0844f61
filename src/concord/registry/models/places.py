"""Points of contact and the calendar: prisons, probation delivery units, bank holidays. None makes a partner."""

from __future__ import annotations

from django.db import models

from concord.registry.models.bodies import Body
from concord.registry.models.known import KnownRow, one_of


class Prison(KnownRow):
    """A prison, or one site of it. The partner is the Minister (CA2014.s6(7)(f)); a prison is a point of contact."""

    code = models.CharField(max_length=10)
    site = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    closed = models.CharField(max_length=10, blank=True)
    sexes = models.CharField(max_length=20, blank=True)
    types = models.CharField(max_length=60, blank=True)
    categories = models.CharField(max_length=20, blank=True)
    operator = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    country = models.CharField(max_length=20, blank=True)

    class Meta(KnownRow.Meta):
        constraints = (*KnownRow.Meta.constraints, one_of("state", ("open", "closed"), "prison_state_known"))

    def __str__(self) -> str:
        return self.name


class DeliveryUnit(KnownRow):
    """A local unit of a provider of probation services."""

    code = models.CharField(max_length=20)
    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta(KnownRow.Meta):
        constraints = KnownRow.Meta.constraints

    def __str__(self) -> str:
        return self.name


class BankHoliday(KnownRow):
    """A bank holiday in England and Wales, which no count of working days includes; `cancelled` ones are none.

    A cancelled day keeps its row, so that no later edition makes it a holiday again without anybody deciding it.
    """

    day = models.DateField()
    title = models.CharField(max_length=120)
    remark = models.CharField(max_length=120, blank=True)
    cancelled = models.BooleanField(default=False)

    class Meta(KnownRow.Meta):
        constraints = KnownRow.Meta.constraints

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"
