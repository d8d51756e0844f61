"""What can go wrong, in the words that the person in front of the page gets. Doors turn each kind into its HTTP status.

Every message is a sentence that says what is wrong and what to do. None carries personal data.
"""

from __future__ import annotations

from typing import ClassVar


class ConcordError(Exception):
    """Base of every error that a person may be shown. `field` names the form field where it belongs, or is empty."""

    status: ClassVar[int] = 400

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Invalid(ConcordError):  # noqa: N818  named for what happened, as doors and people say it
    """Something given is wrong; the message says what and how to put it right."""


class NotFound(ConcordError):  # noqa: N818  as Invalid
    """There is no such thing, as far as this actor may know."""

    status = 404


class NotAllowed(NotFound):
    """The actor may not do this to that. At the doors the same as not there: 404, so that nothing is given away."""


class Conflict(ConcordError):  # noqa: N818  as Invalid
    """What was asked for no longer fits what has happened meanwhile, such as a second answer."""

    status = 409


class Gone(ConcordError):  # noqa: N818  as Invalid
    """It was there and is no longer: a link that is used up, withdrawn or past its day."""

    status = 410


class TooMany(ConcordError):  # noqa: N818  as Invalid
    """Too many tries in too short a time. `wait` says after how many seconds to try again."""

    status = 429

    def __init__(self, message: str, *, wait: int, field: str = "") -> None:
        super().__init__(message, field=field)
        self.wait = wait


class Unavailable(ConcordError):  # noqa: N818  as Invalid
    """Concord itself cannot do it at present. The message is for whoever runs the server, and says what to do there."""

    status = 503
