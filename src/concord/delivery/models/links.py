"""The secure links, the codes that prove their mailboxes, and the count of wrong links tried. Named by reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from concord.base.ids import new_id
from concord.delivery import rules

if TYPE_CHECKING:
    from datetime import datetime


class SecureLink(models.Model):
    """Lets whoever holds the token reach one thing for one body. Only a digest of the token is kept."""

    public_id = models.CharField(max_length=24, default=new_id, editable=False)
    digest = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    body = models.CharField(max_length=80)
    to = models.EmailField(blank=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    by_mistake = models.BooleanField(default=False)
    uses_allowed = models.PositiveIntegerField(null=True)
    uses = models.PositiveIntegerField(default=0)
    first_opened_at = models.DateTimeField(null=True)
    last_opened_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["subject_kind", "subject"], name="securelink_about"),)
        # As constraints: a field that is `unique` gets a second index on PostgreSQL, for a search that nobody makes.
        constraints = (
            models.UniqueConstraint(name="securelink_public_id_once", fields=["public_id"]),
            models.UniqueConstraint(name="securelink_digest_once", fields=["digest"]),
        )

    def __str__(self) -> str:
        return f"{self.public_id} for {self.subject_kind} {self.subject}"

    def fault(self, *, at: datetime, entering: bool = True) -> str | None:
        """Why it no longer works, None where it does. Uses are counted at the entrance, not again once inside."""
        return rules.link_fault(
            at=at,
            expires_at=self.expires_at,
            revoked_at=self.revoked_at,
            uses=self.uses,
            uses_allowed=self.uses_allowed if entering else None,
            by_mistake=self.by_mistake,
        )

    def code_fault(self, *, at: datetime) -> str | None:
        """Why no code can be sent for it, or entered, any more; None where one can."""
        if self.wrong_codes >= rules.WRONG_CODES_FOR_GOOD:
            return rules.TOO_MANY_WRONG
        return self.fault(at=at, entering=False)


class LinkCode(models.Model):
    """A code sent to the mailbox of a link, of which only a keyed hash is kept. Of a link's codes the newest counts."""

    link = models.ForeignKey(SecureLink, on_delete=models.CASCADE, related_name="codes", db_index=False)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["link", "sent_at"], name="linkcode_newest"),
            models.Index(fields=["sent_at"], name="linkcode_old"),
        )

    def __str__(self) -> str:
        return f"a code for {self.link_id}, {self.sent_at}"

    def fault(self, *, at: datetime) -> str | None:
        """Why it can no longer be entered, None where it can."""
        return rules.code_fault(at=at, expires_at=self.expires_at, wrong=self.wrong, used_at=self.used_at)


class LinkGuess(models.Model):
    """One wrong link tried from one network address, of which only a keyed hash is kept, for a day."""

    address = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "link guesses"
        indexes = (
            models.Index(fields=["address", "at"], name="linkguess_recent"),
            models.Index(fields=["at"], name="linkguess_old"),
        )

    def __str__(self) -> str:
        return f"{self.address} {self.at}"
