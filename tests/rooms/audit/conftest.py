"""Writing entries without the operation above: this room's own tests only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from concord.audit import services
from concord.base.actor import Actor

AT = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def write():
    """Append entries, a transaction a call."""

    def append(*subjects: str, **facts: object) -> None:
        actor = Actor.signed_in("p1", "Jo Ward", body="gss:E1", roles=frozenset(), door="desk", correlation="c1")
        with transaction.atomic():
            services.record(
                services.Draft(actor=actor, at=AT, event="thing:do", subject_kind="thing", subject=subject, facts=facts)
                for subject in subjects
            )

    return append
