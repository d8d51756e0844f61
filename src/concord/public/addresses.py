"""How addresses name councils and provisions: /councils/E10000012/ and /law/care-act-2014/section-6-7-a/.

Each is one to one with a reference (gss:E10000012, CA2014.s6(7)(a)), so that any template of any door links by the
reference and never spells an address.
"""

from __future__ import annotations

import re
from functools import cache

from django.urls import register_converter

from concord import statute

_CITED = re.compile(r"(?P<act>[^.]+)\.(?P<word>sch|s)(?P<path>.+)")
_WORDS = {"s": "section", "sch": "schedule"}


class CouncilCode:
    """A council by its code. Today's GSS code stands in the address; any other way to name it is understood too."""

    regex = r"[^/]+"

    def to_python(self, value: str) -> str:
        """What was written, for the register to look up."""
        return value

    def to_url(self, value: str) -> str:
        """The code without its scheme."""
        return value.removeprefix("gss:")


class ProvisionAddress:
    """A provision by its Act and its place in it."""

    regex = r"[a-z0-9-]+/[a-z0-9-]+"

    def to_python(self, value: str) -> str:
        """The reference; ValueError (so 404) where the rulebook holds no such provision."""
        if value not in _refs():
            raise ValueError(value)
        return _refs()[value]

    def to_url(self, value: str) -> str:
        """The address of a reference."""
        return address_of(value)


def address_of(ref: str) -> str:
    """The address of a provision below /law/.

    >>> address_of("CA2014.s6(7)(a)")
    'care-act-2014/section-6-7-a'
    """
    found = _CITED.fullmatch(ref)
    acts = statute.rulebook().acts
    if found is None or found["act"] not in acts:
        raise ValueError(f"“{ref}” is not a reference to a provision of the rulebook.")
    place = re.sub(r"[^a-z0-9]+", "-", found["path"].lower()).strip("-")
    return f"{_plain(acts[found['act']].name)}/{_WORDS[found['word']]}-{place}"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def _refs() -> dict[str, str]:
    return {address_of(ref): ref for ref in statute.rulebook().provisions}


def register_addresses() -> None:
    """Tell Django of both, once, before the addresses are read."""
    register_converter(CouncilCode, "council")
    register_converter(ProvisionAddress, "provision")
