"""The table of files that people attach. Their content lies on disk, encrypted (see `content`); a row outlives it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.files.rules import Removal, Scan


class StoredFile(models.Model):
    """One file for one thing, named by kind and reference. `received` counts its bytes, `on_disk` those of its tokens.

    `body` is the side that put it there, `put_by` the person or the secure link. `sha256` is empty until all of it was
    examined; `finished_at` until it belongs to the thing; `words` unless it was read for search. Once `removed_at` is
    set, the content is gone for good.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    name = EncryptedTextField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    extension = models.CharField(max_length=8, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    body = models.CharField(max_length=80, blank=True)
    put_by = models.CharField(max_length=24, blank=True)
    put_by_name = EncryptedTextField(blank=True)
    begun_at = models.DateTimeField()
    received = models.PositiveBigIntegerField(default=0)
    on_disk = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    scan = models.CharField(max_length=12, default=Scan.NOT_SCANNED.value)
    scanned_at = models.DateTimeField(null=True)
    scan_says = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=12, blank=True)
    removed_at = models.DateTimeField(null=True)
    removal = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject_kind", "subject"], name="storedfile_about"),
            models.Index(
                fields=["begun_at"],
                condition=Q(finished_at__isnull=True, removed_at__isnull=True),
                name="storedfile_unfinished",
            ),
            models.Index(
                fields=["id"],
                condition=Q(scan=Scan.NOT_SCANNED.value, scanned_at__isnull=True, removed_at__isnull=True),
                name="storedfile_to_scan",
            ),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="storedfile_removed"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="storedfile_no_more_than_announced"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | (Q(received=F("size")) & ~Q(sha256="")),
                name="storedfile_finished_whole",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removal="")
                | Q(removed_at__isnull=False, removal__in=[reason.value for reason in Removal]),
                name="storedfile_removed_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"file {self.public_id} of {self.subject_kind} {self.subject}"
