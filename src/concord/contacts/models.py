"""The contacts of bodies, dated: a change ends a row and begins another, and what was in use on a day stays known."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from concord.base.ids import new_id
from concord.contacts.rules import DOUBTS


class Contact(models.Model):
    """A mailbox of a body, for one kind of help (`topic`) or any, serving one `council` or (with none) every council.

    It is in use from `starts` to the first day out. A row that was put right on its own first day has no days at all.
    `asked` and `asked_on` are of the yearly check that is under way: how often the mailbox was asked, and when last.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey("registry.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=40, blank=True)
    office = models.CharField(max_length=120, blank=True)
    mailbox = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    deputy = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=24, blank=True)
    entered_for = models.CharField(max_length=80, blank=True)
    entered_name = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)
    doubtful_since = models.DateField(null=True, blank=True)
    doubtful_why = models.CharField(max_length=10, blank=True)
    doubtful_says = models.CharField(max_length=200, blank=True)
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("body", "topic", "council"),
                condition=Q(ends__isnull=True, council__isnull=False),
                name="contact_one_for_a_council",
            ),
            models.UniqueConstraint(
                fields=("body", "topic"),
                condition=Q(ends__isnull=True, council__isnull=True),
                name="contact_one_for_every_council",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="contact_ends_no_earlier"
            ),
            models.CheckConstraint(
                condition=Q(doubtful_since__isnull=True, doubtful_why="")
                | Q(doubtful_since__isnull=False, doubtful_why__in=list(DOUBTS)),
                name="contact_doubt_has_a_reason",
            ),
        )
        indexes = (models.Index(fields=("mailbox",), name="contact_by_mailbox"),)

    def __str__(self) -> str:
        return f"{self.body_id}, {self.topic or 'any'}: {self.mailbox}"
