"""Putting a declared message into the outbox, in the transaction of the operation that causes it. Sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from concord.access.operation import under_way
from concord.base.errors import Invalid
from concord.delivery import messages
from concord.delivery.models import Outgoing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_TITLE = 250
LONGEST_ADDRESS = 254
"""Signs that a mail server takes (RFC 5321, 4.5.3.1.3, without the angle brackets)."""


def enqueue(
    message: messages.Message,
    *,
    to: str,
    variables: Mapping[str, str],
    about: tuple[str, str],
    at: datetime,
    from_name: str = "",
    reply_to: str = "",
) -> Outgoing:
    """Put a message to one address into the outbox; it goes with the next `concord work`.

    `about` is the kind and reference of the thing it is about. `from_name` and `reply_to` are whom it comes from and
    whom an answer reaches. Raises Invalid (field "to" or "reply_to") for what is no e-mail address, and RuntimeError
    outside an operation.
    """
    if not under_way():
        raise RuntimeError("A message is enqueued inside the operation that causes it, so that both happen or neither.")
    written = messages.write(message, variables)
    kind, reference = about
    return Outgoing.objects.create(
        message=message.name,
        to=_address(to, "to"),
        from_name=" ".join(from_name.split()),
        reply_to=_address(reply_to, "reply_to") if reply_to else "",
        title=_shortened(written.title),
        text=written.text,
        kept_text=written.kept_text,
        subject_kind=kind,
        subject=reference,
        enqueued_at=at,
        next_at=at,
        at_once=message.at_once,
    )


def _address(text: str, field: str) -> str:
    try:
        validate_email(text.strip())
        MaxLengthValidator(LONGEST_ADDRESS)(text.strip())
    except ValidationError:
        raise Invalid("Enter an e-mail address such as name@hospital.example.", field=field) from None
    return text.strip()


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
