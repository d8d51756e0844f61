"""Which versions a body that does not keep an agreement is shown: those put before it while it was a party.

By what is dated alone, so that a policy, which knows no day, may ask it. For policies and queries alike.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from concord.agreements.models import PartyBody, Signature
from concord.base.clock import LONDON


def versions_put_before(body: str) -> Q:
    """The versions that a body agreed to while it held its place, and those open ones that were put before it.

    Of what it keeps itself nothing is told here. A version that others agreed to without it is none of its own: it came
    later, or had left. Of an open one it is shown nothing that was written or shared after it had left or another body
    took its place.
    """
    agreed = Signature.objects.filter(
        Q(party__held_by__ends__isnull=True) | Q(signed_on__lt=F("party__held_by__ends")), party__held_by__body=body
    ).exclude(version__agreement__keeper=body)
    of = "party__agreement__versions"
    never = Q(**{f"{of}__shared_at": None})
    written, shared = (TruncDate(f"{of}__{name}", tzinfo=LONDON) for name in ("written_at", "shared_at"))
    waits = PartyBody.objects.filter(
        Q(party__left_from__isnull=True) | Q(party__left_from__gt=written) & (never | Q(party__left_from__gt=shared)),
        Q(ends__isnull=True) | Q(ends__gt=written) & (never | Q(ends__gt=shared)),
        **{f"{of}__made_on": None},
        body=body,
    ).exclude(party__agreement__keeper=body)
    return Q(pk__in=agreed.order_by().values("version")) | Q(pk__in=waits.order_by().values(of)) & versions_shared()


def versions_shared() -> Q:
    """The versions that the parties of their agreement were shown, whoever keeps it."""
    signed = Q(Exists(Signature.objects.filter(version=OuterRef("pk"))))
    return Q(shared_at__isnull=False) | Q(made_on__isnull=False) | signed
