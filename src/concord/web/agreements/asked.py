"""Who is asked when a version is shared, and who is not: in sentences, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.agreements.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concord.agreements.queries import Reached, Seat


def asked(found: Reached) -> tuple[str, ...]:
    """Before it is shared: where an e-mail goes, who finds it at a desk, and who will not hear of it."""
    says = []
    if found.written:
        written = listed(f"{seat.name} ({seat.mailbox})" for seat in found.written)
        says.append(f"An e-mail with a secure link goes to: {written}. It needs no account, and works for 90 days.")
    if found.at_desk:
        says.append(
            f"No e-mail goes to {_names(found.at_desk)}: no address is written for them. Whoever keeps agreements there"
            " finds it among their agreements here."
        )
    if found.missed:
        says.append(
            f"{_names(found.missed)} will not be asked: no e-mail address is written for them, and nobody there works"
            " with Concord. Write an address first, or ask them in another way and record their signature on paper."
        )
    return tuple(says)


def was_asked(found: Reached) -> str:
    """Once it is shared: the same, in short."""
    says = []
    if found.written:
        says.append(f"An e-mail goes to {_names(found.written)}.")
    if found.at_desk:
        says.append(f"{_names(found.at_desk)} can read it at their desk here; no e-mail goes to them.")
    if found.missed:
        says.append(f"Not asked: {_names(found.missed)}, for no e-mail address is written.")
    return " ".join(says)


def _names(seats: Iterable[Seat]) -> str:
    return listed(seat.name for seat in seats)
