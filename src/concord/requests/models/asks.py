"""Requests as they were drafted and sent. What could tell who a person is, or why they are asked for, is encrypted.

A request that was sent is never changed: what comes of it are steps (`steps`), and where it stands is in the docket.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.requests.rules.kinds import Kind, Urgency


class Together(models.Model):
    """Requests that were made to several bodies at once. `joint`: they are asked to answer together."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    asker = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    joint = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "together"

    def __str__(self) -> str:
        return self.public_id


class CooperationRequest(models.Model):
    """One body asks another to co-operate in one person's case, first as a draft, then as sent.

    On sending, the law as it stood is kept: the day, the moment of knowledge, the rulebook's version and the finding
    (`concord.explain/1`), so that "who was bound and why" can be shown years later. `asker_name`, `asked_name` and
    `addressee` are what the bodies were called then: the old name stays on the old paper. By the two sides a request is
    looked for in its docket, so they have no index of their own here.
    """

    public_id = models.CharField(max_length=24, default=new_id, editable=False)
    kind = models.CharField(max_length=16, default=Kind.BY_AUTHORITY.value)
    asker = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    asker_name = models.CharField(max_length=255)
    asked_name = models.CharField(max_length=255)
    asker_group = models.CharField(max_length=16, blank=True)
    asked_group = models.CharField(max_length=16, blank=True)
    addressee = models.CharField(max_length=255, blank=True)
    together = models.ForeignKey(
        Together, on_delete=models.PROTECT, related_name="asks", null=True, blank=True, db_index=False
    )
    instead_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )

    person_category = models.CharField(max_length=32, blank=True)
    person_reference = EncryptedTextField(blank=True)
    person_key = models.CharField(max_length=32, blank=True)
    person_initials = EncryptedTextField(blank=True)
    person_nhs_number = EncryptedTextField(blank=True)
    person_name = EncryptedTextField(blank=True)

    function = models.CharField(max_length=64, blank=True)
    function_words = EncryptedTextField(blank=True)
    purposes: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    help = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=16, default=Urgency.ROUTINE.value)
    what = EncryptedTextField(blank=True)
    needed_by = models.DateField(null=True, blank=True)
    needed_by_why = EncryptedTextField(blank=True)
    otherwise = EncryptedTextField(blank=True)
    wishes = EncryptedTextField(blank=True)
    told = models.CharField(max_length=16, blank=True)
    told_words = EncryptedTextField(blank=True)
    format_needs = EncryptedTextField(blank=True)
    sharing_basis = models.CharField(max_length=32, blank=True)
    sharing_words = EncryptedTextField(blank=True)
    data_classes: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    conditions: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)

    partner_email = models.EmailField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=24, blank=True)
    drafted_at = models.DateTimeField()
    saves = models.PositiveIntegerField(default=0)
    discarded_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    law_on = models.DateField(null=True, blank=True)
    law_known_at = models.DateTimeField(null=True, blank=True)
    rulebook_version = models.CharField(max_length=32, blank=True)
    finding: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["person_key"], condition=~Q(person_key=""), name="request_about_person"),
            models.Index(fields=["together"], condition=Q(together__isnull=False), name="request_together"),
        )
        constraints = (
            # One index for a whole id and for the first signs of one, which people read out (`reference`).
            models.UniqueConstraint(
                name="request_public_id_once", fields=["public_id"], opclasses=["varchar_pattern_ops"]
            ),
            models.CheckConstraint(
                name="request_sent_with_the_law",
                condition=Q(sent_at__isnull=True)
                | Q(
                    sent_by__isnull=False,
                    law_on__isnull=False,
                    law_known_at__isnull=False,
                    finding__isnull=False,
                    needed_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="request_sent_or_discarded",
                condition=Q(sent_at__isnull=True) | Q(discarded_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"Request {self.public_id}: {self.asker_name} asks {self.asked_name}"

    @property
    def reference(self) -> str:
        """What people call it: the first ten signs of its id, easy to read out. `7K3F9-2XQBD`."""
        return f"{self.public_id[:5]}-{self.public_id[5:10]}".upper()
