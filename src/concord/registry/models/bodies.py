"""Bodies and what is dated about them: their lives, names, codes, offices to write to, and who took over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concord.registry.models.known import DatedRow, KnownRow, one_of
from concord.registry.wording import ALL_KINDS, SCHEMES, START_CERTAINTY, SUCCESSIONS


class Body(models.Model):
    """A body, an office holder or a Minister: nothing but its lasting reference, to which dated rows belong."""

    ref = models.CharField(max_length=80, primary_key=True)

    class Meta:
        ordering = ("ref",)
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.ref


class BodyLife(DatedRow):
    """What kind of body it is and on which days it exists in law; a day that is only announced says so."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lives")
    kind = models.CharField(max_length=30)
    region = models.CharField(max_length=60, blank=True)
    start_certainty = models.CharField(max_length=10)
    starts_announced = models.BooleanField(default=False)
    ends_announced = models.BooleanField(default=False)

    class Meta(DatedRow.Meta):
        verbose_name_plural = "body lives"
        constraints = (
            *DatedRow.Meta.constraints,
            one_of("kind", ALL_KINDS, "bodylife_kind_known"),
            one_of("start_certainty", START_CERTAINTY, "bodylife_certainty_known"),
            models.CheckConstraint(
                condition=Q(ends_announced=False) | Q(ends__isnull=False), name="bodylife_announced_end_has_a_day"
            ),
        )
        indexes = (models.Index(fields=("kind", "starts"), name="bodylife_by_kind"),)

    def __str__(self) -> str:
        return f"{self.body_id}: {self.kind}"


class BodyName(DatedRow):
    """What a body was called, and the short name by which people ask for it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120, blank=True)

    class Meta(DatedRow.Meta):
        constraints = DatedRow.Meta.constraints

    def __str__(self) -> str:
        return self.name


class BodyCode(DatedRow):
    """A code that a body has in a scheme. A body that is recoded keeps its reference; the former code stays here."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=80)

    class Meta(DatedRow.Meta):
        constraints = (*DatedRow.Meta.constraints, one_of("scheme", SCHEMES, "bodycode_scheme_known"))
        indexes = (models.Index(fields=("code",), name="bodycode_by_code"),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Office(DatedRow):
    """The office to which a request is addressed, where section 6(7) names an office holder: (d), (e) and (f)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offices")
    addressee = models.CharField(max_length=200)

    class Meta(DatedRow.Meta):
        constraints = DatedRow.Meta.constraints

    def __str__(self) -> str:
        return self.addressee


class Succession(KnownRow):
    """`new` takes over all or part of what `old` was, on a day. A body may have several successors and predecessors."""

    old = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="predecessors")
    on = models.DateField()
    how = models.CharField(max_length=20)
    announced = models.BooleanField(default=False)

    class Meta(KnownRow.Meta):
        constraints = (
            *KnownRow.Meta.constraints,
            one_of("how", SUCCESSIONS, "succession_how_known"),
            models.CheckConstraint(condition=~Q(old=models.F("new")), name="succession_by_another"),
        )
        indexes = (models.Index(fields=("on",), name="succession_by_day"),)

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} on {self.on}"
