"""What the record may say about persons who sign in, teams and keys: codes and days. Addresses are hashed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "person"
TEAM: Final = "team"
KEY: Final = "key"


class Event(StrEnum):
    """What is done with a person's account."""

    ADD = "person:add"
    GIVE_ROLE = "person:give-role"
    END_ROLE = "person:end-role"
    SIGN_IN = "person:sign-in"
    SIGN_OUT = "person:sign-out"
    SEED_DEMONSTRATION = "person:seed-demonstration"
    MAKE_TEAM = "team:make"
    PUT_IN_TEAM = "team:put-in"
    END_TEAM = "team:end"
    MAKE_KEY = "key:make"
    RENEW_FEED = "key:renew-calendar"
    USE_KEY = "key:use"
    REVOKE_KEY = "key:revoke"


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
declare(
    Event.MAKE_TEAM,
    about=TEAM,
    sentence="{who} made the team {name} in {in_body} from {starts}.",
    facts={"in_body": Rule.KEEP, "name": Rule.NAMED, "mailbox": Rule.HASH, "starts": Rule.KEEP},
)
declare(
    Event.PUT_IN_TEAM,
    about=TEAM,
    sentence="{who} put person {person} into team {subject} of {in_body} from {starts}.",
    facts={"person": Rule.KEEP, "in_body": Rule.KEEP, "starts": Rule.KEEP},
)
declare(
    Event.END_TEAM,
    about=TEAM,
    sentence="{who} ended team {subject} of {in_body} on {ends}.",
    facts={"in_body": Rule.KEEP, "ends": Rule.KEEP},
)
declare(
    Event.MAKE_KEY,
    about=KEY,
    sentence="{who} made API key {subject} for {for_body} until {ends} ({scopes}).",
    facts={"scopes": Rule.KEEP, "for_body": Rule.KEEP, "ends": Rule.KEEP},
)
declare(
    Event.RENEW_FEED,
    about=KEY,
    sentence="{who} made a calendar address for {for_body}.",
    facts={"for_body": Rule.KEEP, "replaced": Rule.KEEP},
)
declare(
    Event.USE_KEY,
    about=KEY,
    sentence="Key {subject} ({kind}) of {who} was used for {for_body} on {on}.",
    facts={"kind": Rule.KEEP, "for_body": Rule.KEEP, "on": Rule.KEEP},
)
declare(
    Event.REVOKE_KEY,
    about=KEY,
    sentence="{who} revoked key {subject} ({kind}) of {for_body}.",
    facts={"kind": Rule.KEEP, "for_body": Rule.KEEP},
)
