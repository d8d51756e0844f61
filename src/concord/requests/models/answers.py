"""Answers that are half written: what somebody behind a secure link has typed so far, encrypted, until it goes."""

from __future__ import annotations

from django.db import models

from concord.access.encryption import EncryptedTextField
from concord.requests.models.asks import CooperationRequest


class SavedAnswer(models.Model):
    """What was typed of one kind of answer to one request behind one link; no answer, and nothing the asker sees.

    `link` is the public id of the link, `body` the one it was sent to: whoever proves another link of that body finds
    it too. `written` is JSON: the values of each field of the form, as they were typed. It is on the record once a day
    (`recorded_on`), not at every pause in the typing.
    """

    ask = models.ForeignKey(CooperationRequest, on_delete=models.CASCADE, related_name="saved_answers")
    body = models.CharField(max_length=80)
    link = models.CharField(max_length=24)
    kind = models.CharField(max_length=20)
    written = EncryptedTextField()
    saved_at = models.DateTimeField()
    recorded_on = models.DateField()

    class Meta:
        ordering = ("-saved_at", "-id")
        indexes = (models.Index(fields=["saved_at"], name="saved_answer_old"),)
        constraints = (models.UniqueConstraint(name="saved_answer_once", fields=["ask", "link", "kind"]),)

    def __str__(self) -> str:
        return f"{self.kind}, half written"
