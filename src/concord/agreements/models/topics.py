"""The checklist of topics that an authority keeps. Without a row the starter list counts."""

from __future__ import annotations

from django.db import models


class Topic(models.Model):
    """A topic of a body's own checklist. All rows of a body are its list; `place` is their order."""

    keeper = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(name="topic_code_once", fields=("keeper", "code")),)

    def __str__(self) -> str:
        return self.name
