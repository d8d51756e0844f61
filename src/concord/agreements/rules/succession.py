"""What can become of a place at the table whose body ends. Concord records what people decide; it does not guess."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of the place."""

    NOVATED = "novated"
    """Another body takes the place: by a transfer order or a deed, which the decision names."""

    AGREE_ANEW = "agree-anew"
    """What was agreed is to be agreed anew, with whoever takes over: a new version, or another agreement."""

    LEFT = "left"
    """The place falls away; the others go on."""

    ENDED = "ended"
    """The whole agreement ends with the body."""
