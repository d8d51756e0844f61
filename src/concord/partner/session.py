"""What a browser at the partners' door remembers: a signed cookie that names, for each thing opened in it, the link.

It holds no key and no code. Whether the mailbox of the link was proved, and when, stands in it; it lasts a working day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core import signing

from concord.delivery.links import PATH

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

LASTS: Final = timedelta(hours=8)
"""A working day, as at the desk, from the code: reasons that take an afternoon to write are not lost."""
MOST: Final = 10
"""Requests that one browser has open at once; of more, the one opened longest ago asks for its link again."""
COOKIE: Final = "concord_links"
_SALT: Final = "concord.partner.links"


@dataclass(frozen=True, slots=True)
class Held:
    """A link that this browser entered by. `since` counts seconds (of 1970): when it entered, then when it proved."""

    link: str
    since: float
    proved: bool

    def lasts(self, *, at: datetime) -> bool:
        """Whether it still counts."""
        return at.timestamp() - self.since <= LASTS.total_seconds()


def held(request: HttpRequest, public_id: str, *, at: datetime) -> Held | None:
    """The link by which this browser opened a request, or a list; None where it did not within the working day."""
    found = _all(request).get(public_id)
    return found if found and found.lasts(at=at) else None


def remember(
    request: HttpRequest, response: HttpResponse, public_id: str, *, link: str, proved: bool, at: datetime
) -> None:
    """Have the browser remember the link by which it opened something, and whether its mailbox is proved."""
    _keep(request, response, {public_id: Held(link, at.timestamp(), proved)}, at=at)


def go_on(
    request: HttpRequest, response: HttpResponse, public_id: str, *, link: str, through: str, at: datetime
) -> None:
    """Have it remember a request that was opened through a list: for as long as the code of the list still counts."""
    listed = _all(request)[through]
    _keep(request, response, {through: listed, public_id: Held(link, listed.since, proved=True)}, at=at)


def _keep(request: HttpRequest, response: HttpResponse, added: dict[str, Held], *, at: datetime) -> None:
    """Of those opened at the same moment the ones just added stay the longest: the order is kept."""
    kept = {other: row for other, row in _all(request).items() if other not in added and row.lasts(at=at)}
    newest = sorted((kept | added).items(), key=lambda item: item[1].since)[-MOST:]
    response.set_cookie(
        COOKIE,
        _signer().sign_object({other: [row.link, row.since, row.proved] for other, row in newest}),
        max_age=LASTS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _all(request: HttpRequest) -> dict[str, Held]:
    try:
        rows: dict[str, Any] = _signer().unsign_object(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return {}
    return {public_id: Held(*row) for public_id, row in rows.items()}


def _signer() -> signing.Signer:
    """Made when it is needed: a command that only looks at the code has no secret key."""
    return signing.Signer(salt=_SALT)
