"""What the record may say about the encryption of what is stored: how much of it was renewed, never what it says."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

SUBJECT: Final = "encryption"


class Event(StrEnum):
    """What happens to the keys."""

    RENEW = "keys:renew"


declare(
    Event.RENEW,
    about="keys",
    sentence="{who} brought {texts} texts and {files} files under the newest key; {lost} could not be read, {left} were"
    " left for another time; done to the end: {whole}.",
    facts=dict.fromkeys(("texts", "files", "lost", "left", "whole"), Rule.KEEP),
)
