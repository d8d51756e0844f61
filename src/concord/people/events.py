"""What the record may say about persons who sign in: codes and days. Their addresses are hashed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "person"


class Event(StrEnum):
    """What is done with a person's account."""

    ADD = "person:add"
    GIVE_ROLE = "person:give-role"
    END_ROLE = "person:end-role"
    SIGN_IN = "person:sign-in"
    SIGN_OUT = "person:sign-out"
    SEED_DEMONSTRATION = "person:seed-demonstration"


declare(
    Event.ADD,
    about=ABOUT,
    sentence="{who} added person {subject}.",
    facts={"email": Rule.HASH, "demonstration": Rule.KEEP},
)
declare(
    Event.GIVE_ROLE,
    about=ABOUT,
    sentence="{who} gave person {subject} the role {role} in {in_body} from {starts}.",
    facts={"in_body": Rule.KEEP, "role": Rule.KEEP, "starts": Rule.KEEP},
)
declare(
    Event.END_ROLE,
    about=ABOUT,
    sentence="{who} ended the role {role} of person {subject} in {in_body} on {ends}.",
    facts={"in_body": Rule.KEEP, "role": Rule.KEEP, "ends": Rule.KEEP},
)
declare(Event.SIGN_IN, about=ABOUT, sentence="{who} signed in ({way}).", facts={"way": Rule.KEEP})
declare(Event.SIGN_OUT, about=ABOUT, sentence="{who} signed out.")
declare(
    Event.SEED_DEMONSTRATION,
    about="body",
    sentence="{who} made the demonstration people of {subject} ready: {added} added.",
    facts={"added": Rule.KEEP},
)
