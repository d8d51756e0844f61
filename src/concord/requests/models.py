"""Tables of requests and of what partners said to them: dated facts; a request's status is derived, never stored.

What could tell who a person is, or why something is asked for that person, is encrypted at rest.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.requests.rules import ANSWERS, ReplyKind


class CooperationRequest(models.Model):
    """One body asks another to co-operate in one person's case, first as a draft, then as sent.

    On sending, the law as it stood is kept: the day, the moment of knowledge, the rulebook's version and the finding
    (`concord.explain/1`), so that "who was bound and why" can be shown years later. `asker_name`, `asked_name` and
    `addressee` are what the bodies were called then: the old name stays on the old paper.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16, default="s7(1)")
    asker = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=255)
    asked_name = models.CharField(max_length=255)
    addressee = models.CharField(max_length=255, blank=True)
    person_category = models.CharField(max_length=32, blank=True)
    person_reference = EncryptedTextField(blank=True)
    function = models.CharField(max_length=64, blank=True)
    what = EncryptedTextField(blank=True)
    needed_by = models.DateField(null=True, blank=True)
    needed_by_why = EncryptedTextField(blank=True)
    otherwise = EncryptedTextField(blank=True)
    purposes: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    partner_email = models.EmailField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    law_on = models.DateField(null=True, blank=True)
    law_known_at = models.DateTimeField(null=True, blank=True)
    rulebook_version = models.CharField(max_length=32, blank=True)
    finding: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["asker", "-id"], name="request_asker_newest"),)
        constraints = (
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
        )

    def __str__(self) -> str:
        return f"Request {self.public_id}: {self.asker_name} asks {self.asked_name}"


class Reply(models.Model):
    """Something that the partner said, when, and by whom. An answer (complied or refused) comes once a request."""

    ask = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ReplyKind])
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    by_post = models.CharField(max_length=120)
    what_will_be_done = EncryptedTextField(blank=True)
    promised_on = models.DateField(null=True, blank=True)
    instead = EncryptedTextField(blank=True)
    form: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                name="reply_one_answer_a_request",
                fields=["ask"],
                condition=Q(kind__in=[kind.value for kind in sorted(ANSWERS)]),
            ),
            models.UniqueConstraint(
                name="reply_one_acknowledgement_a_request",
                fields=["ask"],
                condition=Q(kind=ReplyKind.ACKNOWLEDGED.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} by {self.by_name}, {self.by_post}"


class GroundOfRefusal(models.Model):
    """A ground of section 7(1) on which a refusal rests, with its own written reasons (section 7(3))."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="grounds")
    ground = models.CharField(max_length=40)
    reasons = EncryptedTextField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(name="ground_once_a_refusal", fields=["reply", "ground"]),)

    def __str__(self) -> str:
        return self.ground
