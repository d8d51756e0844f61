"""Persons and their memberships of bodies: dated facts, from which it is derived what a person may do on a day."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from concord.base.ids import new_id


class Person(AbstractBaseUser):
    """One who signs in. `demonstration` marks the invented people, who may do so on a demonstration server only."""

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

    class Meta:
        verbose_name_plural = "people"
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_in_small_letters"),)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person acts for a body in a role, from the first day in to the first day out."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey("registry.Body", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
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
