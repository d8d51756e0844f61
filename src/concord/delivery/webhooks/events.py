"""What the record may say about webhooks: references, codes and numbers. Their addresses are hashed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

HOOK: Final = "webhook"
DELIVERY: Final = "webhook-delivery"


class Event(StrEnum):
    """What happens to webhooks and to what they are told."""

    ADD = "webhook:add"
    END = "webhook:end"
    RENEW = "webhook:renew-secret"
    TEST = "webhook:test"
    DELIVER = "webhook:deliver"
    FAIL = "webhook:fail"
    GIVE_UP = "webhook:give-up"
    GONE = "webhook:gone"


_TOLD: Final = {"event": Rule.KEEP, "hook": Rule.KEEP, "for_body": Rule.KEEP, "attempts": Rule.KEEP}

declare(
    Event.ADD,
    about=HOOK,
    sentence="{who} added webhook {subject} for {for_body} ({events}).",
    facts={"for_body": Rule.KEEP, "events": Rule.KEEP, "url": Rule.HASH},
)
declare(
    Event.END,
    about=HOOK,
    sentence="{who} ended webhook {subject} of {for_body}.",
    facts={"for_body": Rule.KEEP, "dropped": Rule.KEEP},
)
declare(
    Event.RENEW,
    about=HOOK,
    sentence="{who} renewed the secret of webhook {subject} of {for_body}.",
    facts={"for_body": Rule.KEEP},
)
declare(
    Event.TEST,
    about=HOOK,
    sentence="{who} sent a test to webhook {subject} of {for_body}.",
    facts={"for_body": Rule.KEEP},
)
declare(
    Event.DELIVER,
    about=DELIVERY,
    sentence="{who} told webhook {hook} of {for_body} about {event}, at attempt {attempts}.",
    facts=_TOLD,
)
declare(
    Event.FAIL,
    about=DELIVERY,
    sentence="{who} could not tell webhook {hook} of {for_body} about {event} ({code}); it will be tried again.",
    facts={**_TOLD, "code": Rule.KEEP},
)
declare(
    Event.GIVE_UP,
    about=DELIVERY,
    sentence="{who} gave up telling webhook {hook} of {for_body} about {event} ({code}) after attempt {attempts}.",
    facts={**_TOLD, "code": Rule.KEEP},
)
declare(
    Event.GONE,
    about=DELIVERY,
    sentence="Webhook {hook} of {for_body} answered {who} that it is gone, and was ended.",
    facts={**_TOLD, "dropped": Rule.KEEP},
)
