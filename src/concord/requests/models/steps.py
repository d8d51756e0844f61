"""The steps of a request: what each side did and said, in order, never changed. Words are encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.requests.models.asks import CooperationRequest
from concord.requests.rules.steps import ANSWERS, Side, StepKind

if TYPE_CHECKING:
    from collections.abc import Mapping


class Step(models.Model):
    """Something that happened to a request: by which side, by whom, with what words.

    `by` is the public id of a person or of the link that somebody came by; `by_name` and `by_post` are who they said
    they are; `by_body` and `by_body_name` the body they acted for, as it was called. `to` is the step that this one is
    about: the answer that is contested, the question that is answered. `detail` holds codes and days, no free text.
    `told` are the mailboxes that were told of an escalation, one a line, each with the code of whose it is.
    """

    public_id = models.CharField(max_length=24, default=new_id, editable=False)
    ask = models.ForeignKey(CooperationRequest, on_delete=models.PROTECT, related_name="steps", db_index=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in StepKind])
    side = models.CharField(max_length=8, choices=[(side.value, side.value) for side in Side])
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=24, blank=True)
    by_name = models.CharField(max_length=120, blank=True)
    by_post = models.CharField(max_length=120, blank=True)
    by_body = models.CharField(max_length=80, blank=True)
    by_body_name = models.CharField(max_length=255, blank=True)
    to = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    words = EncryptedTextField(blank=True)
    instead = EncryptedTextField(blank=True)
    ask_again = EncryptedTextField(blank=True)
    told = EncryptedTextField(blank=True, default="")
    promised_on = models.DateField(null=True, blank=True)
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)
    form: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)
    to_read = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=["ask", "at", "id"], name="step_in_order"),)
        constraints = (
            models.UniqueConstraint(name="step_public_id_once", fields=["public_id"]),
            models.UniqueConstraint(
                name="step_one_answer_a_round",
                fields=["ask", "round"],
                condition=Q(kind__in=sorted(kind.value for kind in ANSWERS)),
            ),
            models.UniqueConstraint(
                name="step_acknowledged_once",
                fields=["ask"],
                condition=Q(kind=StepKind.ACKNOWLEDGED.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} by {self.by_name or self.side}"

    @property
    def told_mailboxes(self) -> tuple[tuple[str, str], ...]:
        """Whose mailboxes were told of an escalation, and which they are; none of steps from before this was kept."""
        return tuple((whose, box) for whose, _, box in (line.partition(" ") for line in self.told.splitlines()))

    @property
    def right_name(self) -> str:
        """The body that was named as the right one, as it was typed; empty for any other step."""
        named = self.instead if self.kind == StepKind.WRONG_BODY else ""
        return named or str(self.detail.get("right_name", ""))


def as_told(mailboxes: Mapping[str, str]) -> str:
    """Mailboxes that were told, by whose each is, as a step keeps them."""
    return "\n".join(f"{whose} {mailbox}" for whose, mailbox in mailboxes.items())


class GroundOfRefusal(models.Model):
    """A ground of section 7 on which a refusal rests, with its own written reasons (section 7(3)).

    `harmed` says which duty or function it is about, and how it would suffer.
    """

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="grounds")
    ground = models.CharField(max_length=40)
    reasons = EncryptedTextField()
    harmed = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(name="ground_once_a_refusal", fields=["step", "ground"]),)

    def __str__(self) -> str:
        return self.ground


class PointInDispute(models.Model):
    """What the asker disputes in an answer, ground by ground; without a ground, the answer as a whole."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="points")
    ground = models.CharField(max_length=40, blank=True)
    says = EncryptedTextField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "points in dispute"
        constraints = (models.UniqueConstraint(name="point_once_a_ground", fields=["step", "ground"]),)

    def __str__(self) -> str:
        return self.ground or "the answer"
