"""What is typed of arrangements, checked; and rows that follow one another, kept from other writers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from concord.base.errors import Conflict, Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from concord.agreements.models import Arrangement, GroupOfficer

LONGEST_LINE: Final = 200
LONGEST_PHONE: Final = 40
LONGEST_TEXT: Final = 5000
_FEWEST_DIGITS: Final = 3  # 101 is a number that people ring
OVERTAKEN: Final = (
    "Somebody else has saved this meanwhile. What you typed is still here: compare it with what is saved now, then save"
    " again."
)


def follow(
    rows: QuerySet[GroupOfficer] | QuerySet[Arrangement], *, starts: date, was: str | None
) -> GroupOfficer | Arrangement | None:
    """End the newest of these rows on the day on which another begins; that row, None where there is none.

    Raises Conflict where `was` is given and is not its id, and Invalid (field "starts") for a day before its first.
    """
    row = rows.order_by("-starts", "-pk").first()
    if was is not None and was != (row.public_id if row else ""):
        raise Conflict(OVERTAKEN)
    if row is None:
        return None
    if starts < row.starts:
        raise Invalid(
            f"What is recorded begins on {row.starts:%-d %B %Y}. Enter that day to put it right, or a later one",
            field="starts",
        )
    if row.until is None or row.until > starts:
        row.until = starts
        row.save(update_fields=["until"])
    return row


def line(given: Mapping[str, str], name: str, says: str, *, needed: bool = False, most: int = LONGEST_LINE) -> str:
    """What was typed on one line. Raises Invalid with its field."""
    value = " ".join(given.get(name, "").split())
    if needed and not value:
        raise Invalid(f"Enter {says}", field=name)
    if len(value) > most or not value.isprintable():
        raise Invalid(f"Shorten {says} to one line of {most} characters", field=name)
    return value


def text(given: Mapping[str, str], name: str, says: str, *, needed: bool = False) -> str:
    """What was typed as a text. Raises Invalid with its field."""
    value = given.get(name, "").strip()
    if needed and not value:
        raise Invalid(f"Enter {says}", field=name)
    if len(value) > LONGEST_TEXT:
        raise Invalid(f"Shorten this to {LONGEST_TEXT} characters or fewer: it has {len(value)}", field=name)
    return value


def mailbox(given: Mapping[str, str], name: str, *, needed: bool = False) -> str:
    """An e-mail address. Raises Invalid with its field."""
    value = line(given, name, "the e-mail address", needed=needed, most=254)
    try:
        if value:
            validate_email(value)
    except ValidationError:
        raise Invalid("Enter an e-mail address in the right form, like name@council.example", field=name) from None
    return value


def ring(given: Mapping[str, str], name: str) -> str:
    """A telephone number. Raises Invalid with its field."""
    value = line(given, name, "the telephone number", most=LONGEST_PHONE)
    if value and sum(sign.isdigit() for sign in value) < _FEWEST_DIGITS:
        raise Invalid("Enter a telephone number, like 01632 960 001", field=name)
    return value
