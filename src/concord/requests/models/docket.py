"""The docket: one row a request with what lists and counts read, written in the transaction of every change.

It says nothing that the steps and clocks do not say (`services.docket` writes it from them; a test holds it to that),
and nothing about the person.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.db.models import Q

from concord.requests.models.asks import CooperationRequest

_COUNTED: Final = ("status", "paused", "promised_on", "due_on")
"""What the counts of the desk and its longest overdue read: found in the index, without a look at each row."""


class Docket(models.Model):
    """Where a request stands, and who holds it today: after a merger `asker` and `asked` are the successors.

    `chase_on` and `escalate_on` are when `concord work` looks at it: to remind, and from when on it is late.
    `late_told` is the `escalate_on` that webhooks were told; `ends_told` names the sides of whose end the officer was.
    """

    ask = models.OneToOneField(CooperationRequest, on_delete=models.PROTECT, primary_key=True, related_name="docket")
    kind = models.CharField(max_length=16)
    status = models.CharField(max_length=20)
    waiting = models.CharField(max_length=8)
    asker = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    asker_name = models.CharField(max_length=255)
    asked_name = models.CharField(max_length=255)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.CharField(max_length=24, blank=True)
    help = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=16)
    round = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField(default=0)
    sent_on = models.DateField(null=True)
    acknowledge_by = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=20, blank=True)
    considered = models.CharField(max_length=20, blank=True)
    promised_on = models.DateField(null=True)
    promised_late = models.BooleanField(default=False)
    promise_kept = models.BooleanField(null=True)
    paused = models.BooleanField(default=False)
    unread_by_asker = models.PositiveSmallIntegerField(default=0)
    unread_by_asked = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    reminders_since_due = models.PositiveSmallIntegerField(default=0)
    chase_on = models.DateField(null=True)
    escalate_on = models.DateField(null=True)
    late_told = models.DateField(null=True)
    ends_told = models.CharField(max_length=12, blank=True, default="")
    clocks: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    files = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        # Each list along an index of its own. None on a side alone: a planner that joins it with another is slower.
        indexes = (
            models.Index(fields=["asker", "waiting", "-ask", *_COUNTED, "made_by"], name="docket_asked_by"),
            models.Index(fields=["asked", "waiting", "-ask", *_COUNTED, "asker"], name="docket_asked_of"),
            models.Index(fields=["asker", "-ask"], name="docket_newest_by"),
            models.Index(fields=["asked", "-ask"], name="docket_newest_of"),
            models.Index(fields=["made_by", "waiting", "-ask"], name="docket_mine"),
            # Whole, though few rows are looked for: SQLite takes no part of an index for a value that it is given.
            models.Index(fields=["team", "waiting", "-ask"], name="docket_of_team"),
            models.Index(fields=["asker", "unread_by_asker", "-ask"], name="docket_unread_at_asker"),
            models.Index(fields=["asked", "unread_by_asked", "-ask"], name="docket_unread_at_asked"),
            models.Index(fields=["asker", "-last_at"], name="docket_changed_by"),
            models.Index(fields=["asked", "-last_at"], name="docket_changed_of"),
            models.Index(fields=["asker", "sent_on"], name="docket_figures_by"),
            models.Index(fields=["asked", "sent_on"], name="docket_figures_of"),
            models.Index(fields=["chase_on"], condition=Q(chase_on__isnull=False), name="docket_to_chase"),
            models.Index(fields=["escalate_on"], condition=Q(escalate_on__isnull=False), name="docket_to_escalate"),
        )

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.status}"
