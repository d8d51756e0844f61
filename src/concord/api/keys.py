"""Coming in by a key: `Authorization: Bearer ck_…`. Whoever it stands for acts for one body, through this door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ninja.security import HttpBearer

from concord.access.operation import READS_ONLY
from concord.api.refusals import Refusal
from concord.base import clock
from concord.base.errors import NotFound
from concord.base.ids import new_correlation
from concord.people import keys

if TYPE_CHECKING:
    from django.http import HttpRequest

    from concord.base.actor import Actor

LOOKING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in, and by which token."""

    actor: Actor
    token: str


class Key(HttpBearer):
    """A key of a body that managers make at the desk under “Connections”. One that may only read changes nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> Entered:
        """Who comes by this token. Raises `Refusal`: 401 for a key that fails, 403 for one that may only read."""
        try:
            actor = keys.enter(token.strip(), on=clock.today(), correlation=new_correlation())
        except NotFound as error:
            raise Refusal(401, "wrong_key", error.message) from None
        if actor.reads_only and request.method not in LOOKING:
            raise Refusal(403, "reads_only", READS_ONLY)
        return Entered(actor, token.strip())


def entered(request: HttpRequest) -> Entered:
    """Who came in by the key of this call."""
    found: Entered = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    return found


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return entered(request).actor
