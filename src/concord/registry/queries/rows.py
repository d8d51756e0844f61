"""Rows for the services of this and other rooms, by the references that people and pages use."""

from __future__ import annotations

from concord.base.errors import NotFound
from concord.registry.models import Body, Fact


def body_row(ref: str) -> Body:
    """The row of a body, for a foreign key or a service. Public. Raises NotFound."""
    try:
        return Body.objects.get(pk=ref)
    except Body.DoesNotExist:
        raise NotFound(f"The register holds no body “{ref}”. Check the reference.") from None


def fact_row(key: str) -> Fact:
    """The fact of this id that is in use now, for a service. Public. Raises NotFound."""
    try:
        return Fact.objects.get(key=key, superseded_at__isnull=True)
    except Fact.DoesNotExist:
        raise NotFound(
            f"The register holds no fact “{key}”. It may have been ended or renamed: look it up again."
        ) from None
