"""What the domain of a mailbox says of whose it is: one organisation's, shared by many, or open to anybody.

Concord's own lists, and no law. Only the domain itself is meant: what stands before `.nhs.uk` or `.gov.uk` is as a rule
the name of one organisation, and so is what stands before `.cjsm.net`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

FREE_NAMES: Final = (
    *("gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail", "icloud", "me"),
    *("mac", "aol", "gmx", "mail", "zoho", "fastmail", "pm", "proton", "protonmail", "btinternet", "btopenworld"),
    *("sky", "talktalk", "virginmedia", "ntlworld", "blueyonder", "tiscali", "plusnet", "hey"),
)
FREE_ENDINGS: Final = ("com", "co.uk", "net", "me", "fr", "de", "ie")
OPEN_TO_ANYBODY: Final = frozenset(f"{name}.{ending}" for name in FREE_NAMES for ending in FREE_ENDINGS)
"""Mail domains at which anybody can have a mailbox: one there says nothing of an organisation."""

SHARED: Final = frozenset(
    {
        *("nhs.net", "nhs.uk", "nhs.scot", "wales.nhs.uk"),  # trusts, boards, practices and care providers alike
        *("cjsm.net", "justice.gov.uk", "police.uk", "pnn.police.uk"),  # prisons, probation, courts, solicitors
        *("gov.uk", "gsi.gov.uk", "gsx.gov.uk", "gcsx.gov.uk"),
    }
)
"""Mail domains that many organisations share: who has a mailbox there works in one of them, nobody sees in which."""

ANYBODY: Final = (
    "Anybody can have a mailbox where yours is, so we cannot tell whose colleague has one there. Ring the person who"
    " asked: their number is on the request, and they can send a link to your colleague."
)
_MANY: Final = "Many organisations share {domain}, so an address there does not show where somebody works."


def domain_of(address: str) -> str:
    """The domain of an address, in small letters.

    >>> domain_of("Duty.Desk@Aldermoor.example ")
    'aldermoor.example'
    """
    return address.strip().rpartition("@")[2].casefold()


def of_organisations(domains: Collection[str]) -> frozenset[str]:
    """Those of the mail domains, in small letters, at which only people of organisations have mailboxes.

    >>> sorted(of_organisations({"Aldermoor.example", "nhs.net", "gmail.com"}))
    ['aldermoor.example', 'nhs.net']
    """
    return frozenset(domain.casefold() for domain in domains) - OPEN_TO_ANYBODY


def many_share(domains: Collection[str]) -> str:
    """What an address at one of the domains does not show; empty where each is one organisation's.

    >>> many_share({"nhs.net", "aldermoor.example"})
    'Many organisations share nhs.net, so an address there does not show where somebody works.'
    """
    shared = sorted(SHARED & set(domains))
    return _MANY.format(domain=" and ".join(shared)) if shared else ""


def not_shown(domain: str) -> str:
    """What an address at a domain does not show of whose it is; empty where it is one organisation's.

    >>> not_shown("gmail.com"), not_shown("aldermoor.example")
    ('Anybody can have a mailbox at gmail.com.', '')
    """
    return f"Anybody can have a mailbox at {domain}." if domain in OPEN_TO_ANYBODY else many_share({domain})
