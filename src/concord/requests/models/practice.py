"""How an authority works with requests: what it shows of a person, its own times, its ladder, its templates."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from concord.base.ids import new_id
from concord.requests.rules import chasing
from concord.requests.rules.sharing import OnGap


class Practice(models.Model):
    """The choices of one body. Without a row: no initials, number or name; Concord's own rhythm of reminders.

    `sharing` says what is done where no agreement in force covers what a request holds of a person: `OnGap`.
    """

    body = models.OneToOneField("registry.Body", on_delete=models.PROTECT, primary_key=True, related_name="+")
    initials = models.BooleanField(default=False)
    nhs_number = models.BooleanField(default=False)
    name = models.BooleanField(default=False)
    remind_before = models.PositiveSmallIntegerField(default=chasing.BEFORE)
    remind_after = models.PositiveSmallIntegerField(default=chasing.AFTER)
    sharing = models.CharField(max_length=8, default=OnGap.WARN.value)

    class Meta:
        verbose_name_plural = "practices"

    def __str__(self) -> str:
        return f"Practice of {self.body_id}"


class ResponseTime(models.Model):
    """A body's own policy: working days to acknowledge and to answer, by kind of help (any: empty) and urgency."""

    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    help = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=16)
    acknowledge_days = models.PositiveSmallIntegerField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="responsetime_half_open", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))
            ),
            models.UniqueConstraint(
                name="responsetime_one_in_force",
                fields=["body", "help", "urgency"],
                condition=Q(ends__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id}, {self.help or 'any help'}, {self.urgency}: {self.answer_days}"


class Ladder(models.Model):
    """A body's own escalation ladder, from a day to a day. `by_itself`: silence goes up without a person's click."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    based_on = models.CharField(max_length=40, blank=True)
    skips_to = models.PositiveSmallIntegerField(default=1)
    by_itself = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="ladder_one_in_force", fields=["body"], condition=Q(ends__isnull=True)),
        )

    def __str__(self) -> str:
        return self.name


class LadderRung(models.Model):
    """A level of a ladder: who takes it up on each side, whom on our own it tells, and the working days it has.

    `mediator_mailbox` is that of whoever mediates at this level, such as the chair of a Safeguarding Adults Board.
    """

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="rungs")
    level = models.PositiveSmallIntegerField()
    own_role = models.CharField(max_length=120)
    own_mailbox = models.EmailField(blank=True)
    mediator_mailbox = models.EmailField(blank=True, default="")
    their_role = models.CharField(max_length=120)
    days = models.PositiveSmallIntegerField()
    urgent_days = models.PositiveSmallIntegerField()
    mediates = models.BooleanField(default=False)

    class Meta:
        ordering = ("level",)
        constraints = (models.UniqueConstraint(name="rung_once_a_level", fields=["ladder", "level"]),)

    def __str__(self) -> str:
        return f"{self.level}: {self.own_role}"


class RequestTemplate(models.Model):
    """Words that an authority uses again. No personal data belongs in it; `values` are fields of a draft."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                name="template_one_name", fields=["body", "name"], condition=Q(retired_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.name


class SavedSearch(models.Model):
    """A person's own filter of the list, by the address that it has."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    filters: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "saved searches"
        constraints = (models.UniqueConstraint(name="savedsearch_one_name", fields=["person", "body", "name"]),)

    def __str__(self) -> str:
        return self.name
