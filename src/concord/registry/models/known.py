"""What every row of the register has: where it comes from, when it was learnt, when something better was learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from collections.abc import Iterable


class Source(models.Model):
    """Where rows come from: whose publication, of what day, under which licence."""

    code = models.CharField(max_length=60, primary_key=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    vintage = models.CharField(max_length=100)
    licence = models.CharField(max_length=200)
    link = models.URLField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return cite(self.title, self.publisher, self.vintage)


def cite(title: str, publisher: str, vintage: str) -> str:
    """How a source is named in an answer."""
    return f"{title} ({publisher}, {vintage})"


class Edition(models.Model):
    """A set of tables that was loaded, and when. Loading is recorded once; nothing here changes afterwards."""

    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    day = models.DateField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    counts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ("loaded_at",)

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class KnownRow(models.Model):
    """A row known from `recorded_at` until `superseded_at`; without an `edition`, somebody here wrote it.

    `key` names the row across editions; of the rows with one key, one at most is not superseded.
    """

    key = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=("key",), condition=Q(superseded_at__isnull=True), name="%(class)s_one_row_in_use"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("recorded_at")),
                name="%(class)s_superseded_later",
            ),
        )

    @property
    def ref(self) -> str:
        """How the audit record names the row."""
        return self.key


class DatedRow(KnownRow):
    """A row that says what was so from the first day in (`starts`) to the first day out (`ends`); empty is open."""

    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta(KnownRow.Meta):
        abstract = True
        constraints = (
            *KnownRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="%(class)s_ends_after_start",
            ),
        )


def one_of(field: str, words: Iterable[str], name: str) -> models.CheckConstraint:
    """A constraint that a field holds one of the words of a closed vocabulary."""
    return models.CheckConstraint(condition=Q((f"{field}__in", [str(word) for word in words])), name=name)
