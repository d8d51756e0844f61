"""Persons and their memberships of bodies and teams: dated facts, from which what a person may do on a day is derived.

Also the keys by which a machine or a calendar comes in a person's stead, and the answers that machines got to changes.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from concord.base.ids import new_id
from concord.people.rules import KeyKind


class Person(AbstractBaseUser):
    """One who signs in. `demonstration` marks the invented people, who may do so on a demonstration server only.

    `joined` are the memberships, with their teams, where they were read together with the person.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    last_login = None  # the audit record knows, and signing in changes nothing here

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = BaseUserManager()

    joined: tuple[Membership, ...] | None = None

    class Meta:
        verbose_name_plural = "people"
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_in_small_letters"),)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of a body, with its own mailbox where it has one, from the first day in to the first day out."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    mailbox = models.EmailField(blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["body", "name", "starts"], name="team_once"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="team_half_open"),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person acts for a body in a role and perhaps a team, from the first day in to the first day out."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "body", "role", "starts"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="membership_half_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


class Key(models.Model):
    """Lets a machine, or a calendar, act as a person for a body. Only a digest of its token is kept."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    may_write = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ends = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "body"],
                condition=Q(kind=KeyKind.CALENDAR.value, revoked_at__isnull=True),
                name="key_one_calendar",
            ),
            models.CheckConstraint(
                condition=Q(kind=KeyKind.API.value, ends__isnull=False)
                | Q(kind=KeyKind.CALENDAR.value, may_write=False),
                name="key_limited",
            ),
        )
        indexes = (models.Index(fields=["body", "kind"], name="key_of_body"),)

    def __str__(self) -> str:
        return self.name or self.public_id


class KeyReply(models.Model):
    """What a program was answered that asked for a change by a key, to give the same answer again (`people.replies`).

    `name` and `asked` are hashes: of the name that the program gave its call, and of what it asked for. `content` is
    the answer: references, codes and days, and nothing about the person whom care is about.
    """

    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "key replies"
        constraints = (models.UniqueConstraint(fields=["key", "name"], name="keyreply_once"),)
        indexes = (models.Index(fields=["at"], name="keyreply_old"),)

    def __str__(self) -> str:
        return f"{self.status}, {self.at}"
