"""Every read of requests. Each takes the actor, gives only what that actor may see, and records that it was seen.

`rows` finds one request; `inbox` lists them; `drafts` are the pages of asking; `stories` are requests that were sent.
"""

from concord.requests.queries.drafts import (
    Check,
    Choice,
    Group,
    OtherKind,
    Whom,
    check,
    draft,
    may_be_sent,
    whom,
)
from concord.requests.queries.inbox import PAGE, Inbox, Row, inbox
from concord.requests.queries.rows import Words, request_of, status_of, waiting_words, words_of
from concord.requests.queries.stories import (
    Cover,
    GroundGiven,
    Happened,
    PartnerPage,
    RequestPage,
    Story,
    cover_public,
    partner_page,
    request_page,
)

__all__ = [
    "PAGE",
    "Check",
    "Choice",
    "Cover",
    "GroundGiven",
    "Group",
    "Happened",
    "Inbox",
    "OtherKind",
    "PartnerPage",
    "RequestPage",
    "Row",
    "Story",
    "Whom",
    "Words",
    "check",
    "cover_public",
    "draft",
    "inbox",
    "may_be_sent",
    "partner_page",
    "request_of",
    "request_page",
    "status_of",
    "waiting_words",
    "whom",
    "words_of",
]
