"""Who signed, in which office and when, as a row of a sheet says: line by line beside the parties. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from concord.agreements.rules.cells import NOT_RECORDED, NOT_SIGNED
from concord.agreements.rules.vocabulary import fold

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.rules.plans import Ready

T = TypeVar("T")
LONGEST = 200


class Signed(NamedTuple):
    """A signature that would be recorded."""

    by_name: str
    office: str
    on: date


class Given(NamedTuple):
    """What a row says of one party's signature: each part may be missing. `name` may say that it has not signed."""

    name: str
    office: str
    on: date | None


def signatures(ready: Ready, *, on: date) -> list[Given]:
    """What the row says for each place. What does not fit the parties, or a day to come, is told at its cell."""
    row, typed, places = ready.row, ready.typed, len(ready.places)
    names = spread(ready, "signatories", typed.signatories, "")
    offices = spread(ready, "offices", typed.offices, "")
    days = typed.signed_on * places if len(typed.signed_on) == 1 else spread(ready, "signed_on", typed.signed_on, None)
    if any(day and day > on for day in days):
        row.fault("signed_on", "A day of signature is still to come.", "Write the day on which they signed, or none.")
    if any(len(one) > LONGEST for one in (*names, *offices)):
        row.fault("signatories", f"A name or office is longer than {LONGEST} characters.", "Shorten it.")
    found = []
    for name, office, day in zip(names, offices, days, strict=True):
        said = {fold(NOT_SIGNED): NOT_SIGNED, fold(NOT_RECORDED): NOT_RECORDED}.get(fold(name), name)
        found.append(Given(said, "" if said == NOT_SIGNED else office, None if said == NOT_SIGNED else day))
    for one in found:
        if one.name not in {"", NOT_SIGNED, NOT_RECORDED} and not one.on and not row.faults:
            row.fault("signed_on", f"It is not said when {one.name} signed.", "Write the day.")
    return found


def spread(ready: Ready, column: str, lines: list[T], empty: T, *, none: str = NOT_SIGNED) -> list[T]:
    """Lines of a cell, one to each place. One line alone is the keeper's own, whose register it is.

    `none` is what a line says of a party of which there is nothing to say.
    """
    places, written, own = len(ready.places), ready.written, ready.own
    if not lines:
        return [empty] * places
    if len(lines) == places:
        return lines
    if len(lines) == written:  # the row does not name the keeper, whose place comes first
        return [empty] * (places - written) + lines
    if len(lines) == 1:
        return [lines[0] if place == own else empty for place in range(places)]
    says = f"There are {len(lines)} lines for {places} parties."
    ready.row.fault(column, says, f"Write a line for each party, in their order, and “{none}” where there is none.")
    return [empty] * places
