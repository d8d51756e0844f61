"""What can be told to a webhook, and which addresses may be told it. Pure. Concord's own policy, no law."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit

from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

EVENTS: Final = {
    "request.sent": "A request was sent",
    "request.acknowledged": "The body asked said that it has the request",
    "request.answered": "A request was complied with or refused",
    "request.message": "A message was written about a request",
    "request.escalated": "A request was passed to somebody more senior",
    "request.withdrawn": "A request was withdrawn",
    "request.entered_in_error": "A request was marked as entered in error",
    "request.due": "The day by which an answer was asked for, or something was promised, has passed",
    "agreement.shared": "A version of an agreement was shared with its parties",
    "agreement.signed": "A party agreed to a version of an agreement",
    "agreement.made": "Every party has agreed to a version of an agreement",
    "agreement.review_due": "The day of the review of an agreement has come",
    "agreement.lapsed": "The last day of an agreement is past, and no new version follows it",
    "agreement.ended": "The end of an agreement was recorded",
    "agreement.party_changed": "Another body took a party’s place in an agreement, or a party left it",
    "agreement.party_ended": "A body that is a party has ended, and nobody has decided what becomes of its place",
}
"""What a body may ask to be told, in words."""

TEST: Final = "webhook.test"
"""What the button “Send a test” sends, to every webhook."""

LONGEST_URL: Final = 500
NO_ADDRESS: Final = "Enter an address such as https://cases.council.example/concord."
_WITHIN_IPV6 = ipaddress.ip_network("64:ff9b::/96")
_REACHED_BY_ALL = ipaddress.ip_network("2000::/3")
"""The IPv6 addresses that are given out for the whole internet: others may lead inside, whatever they are called."""


def check_url(url: str, *, loopback: bool, private: bool) -> str:
    """The address of a webhook as it will be used. Raises Invalid (field "url") for one that may not be told anything.

    `loopback` lets this machine itself be told, without encryption (demonstrations); `private` lets addresses that the
    internet does not reach be told (the setting).

    >>> check_url(" https://cases.council.example/concord ", loopback=False, private=False)
    'https://cases.council.example/concord'
    """
    url = url.strip()
    parts = _parts(url)
    address = _literal(parts.hostname or "")
    at_home = loopback and (parts.hostname == "localhost" or (address is not None and address.is_loopback))
    if parts.scheme != "https" and not (parts.scheme == "http" and at_home):
        raise Invalid(
            "The address must begin with https://, so that nobody on the way reads what is told.", field="url"
        )
    if address is not None and not may_be_told(address, loopback=loopback, private=private):
        raise Invalid(
            "This address is inside a private network. Ask whoever runs this server to allow that.", field="url"
        )
    return url


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Invalid(NO_ADDRESS, field="url") from None
    legible = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_URL
    if not legible or not parts.hostname or port == 0:
        raise Invalid(NO_ADDRESS, field="url")
    if parts.username or parts.password or parts.fragment:
        raise Invalid(
            "Leave out names, passwords and everything from # on: the signature proves who tells.", field="url"
        )
    return parts


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def may_be_told(address: Address, *, loopback: bool, private: bool) -> bool:
    """Whether a network address may be told anything: one that the whole internet reaches, unless a setting widens it.

    An IPv4 address inside an IPv6 one is looked at itself.

    >>> may_be_told(ipaddress.ip_address("::ffff:10.0.0.1"), loopback=False, private=False)
    False
    >>> may_be_told(ipaddress.ip_address("64:ff9b:1::a00:1"), loopback=False, private=False)
    False
    """
    reached = True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _WITHIN_IPV6:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        reached = inner is not None or address in _REACHED_BY_ALL
        address = inner or address
    if address.is_multicast or address.is_unspecified:
        return False
    return (reached and address.is_global) or private or (loopback and address.is_loopback)


def events_asked_for(events: Collection[str]) -> list[str]:
    """The events that a webhook is to be told, in the order of the list. Raises Invalid (field "events")."""
    if not events or not set(events) <= EVENTS.keys():
        raise Invalid("Select at least one event.", field="events")
    return [event for event in EVENTS if event in set(events)]


def blames_all(status: int) -> bool:
    """Whether a failure with this status is likely for whatever else is told: no answer at all (0), 429, 5xx.

    >>> blames_all(503), blames_all(422)
    (True, False)
    """
    return status in {0, 408, 429} or status >= 500  # noqa: PLR2004  where HTTP's server errors begin
