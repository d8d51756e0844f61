"""The NHS number: ten digits, the last a check by modulus 11. Says whether one is well formed, never whose it is.

Source of the check: the NHS Data Dictionary, NHS NUMBER. Tables and pages that hold one are elsewhere.
"""

from __future__ import annotations

import re

from concord.base.errors import Invalid

_FORM = re.compile(r"\s*(\d{3})[ \u00a0-]?(\d{3})[ \u00a0-]?(\d{4})\s*", re.ASCII)


def valid(text: str) -> bool:
    """Whether it is an NHS number: ten digits, with or without spaces or hyphens, and a check digit that fits.

    >>> valid("943 476 5919"), valid("943-476-5919"), valid("9434765919"), valid("943 476 5918")
    (True, True, True, False)
    """
    found = digits(text)
    return bool(found) and _check(found) == found[-1]


def digits(text: str) -> str:
    """The ten digits of what is written like an NHS number, whether or not its check digit fits; else nothing.

    >>> digits(" 943 476 5918 "), digits("94 34 765 918")
    ('9434765918', '')
    """
    form = _FORM.fullmatch(text)
    return "".join(form.groups()) if form else ""


def normalised(text: str, *, field: str = "nhs_number") -> str:
    """The ten digits without spaces, as they are kept. Raises Invalid (at `field`) for what is no NHS number.

    >>> normalised("943 476 5919")
    '9434765919'
    """
    found = digits(text)
    if not found:
        raise Invalid(
            "An NHS number has 10 digits, like 943 476 5919. Enter all of them, or leave it out.", field=field
        )
    if not valid(found):
        raise Invalid("This is not an NHS number: a digit is wrong, or two have changed places. Check it.", field=field)
    return found


def spaced(number: str) -> str:
    """As it is read out and printed: three, three and four digits.

    >>> spaced("9434765919")
    '943 476 5919'
    """
    found = normalised(number)
    return f"{found[:3]} {found[3:6]} {found[6:]}"


def _check(number: str) -> str:
    """The check digit that the first nine ask for: "" where no number begins so, or where all digits are the same."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    return "" if rest == 10 or len(set(number)) == 1 else str(rest % 11)  # noqa: PLR2004  ten is no digit
