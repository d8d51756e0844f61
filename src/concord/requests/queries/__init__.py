"""Every read of requests. Each takes the actor, gives only what that actor may see, and records that it was seen.

`rows` finds one request; `inbox` lists them; `drafts` are the pages of asking; `stories` are requests that were sent.
"""

from concord.requests.queries.again import Ended, ended_sides, words_again
from concord.requests.queries.attached import draft_files, open_file, own_file, waiting_files
from concord.requests.queries.calendar import DueDay, due_day, due_days
from concord.requests.queries.copying import MOST_COPIED, Copied, copy_of_list
from concord.requests.queries.desk import Desk, counts, desk
from concord.requests.queries.drafts import (
    FREE_TEXTS,
    Alarm,
    Check,
    Letter,
    Shown,
    Similar,
    alarms_of,
    asked_together,
    check,
    draft,
    last_contact,
    letter,
    may_be_sent,
    shown_of_person,
    similar_to,
)
from concord.requests.queries.due import Move, Moved, moved_by_holiday, moved_by_holiday_for_the_server
from concord.requests.queries.figures import FiguresPage, Line, figures_page
from concord.requests.queries.fitting import Fitting, fitting
from concord.requests.queries.inbox import PAGE, Inbox, Row, inbox, row_of
from concord.requests.queries.kept import Template, request_called, template, templates, values_of_request
from concord.requests.queries.rows import Words, request_of, waiting_words, words_of
from concord.requests.queries.saved import HalfWritten, half_written, half_written_of
from concord.requests.queries.searches import Kept, kept_search, searches
from concord.requests.queries.shelves import Filters, asks_for
from concord.requests.queries.stories import (
    Cover,
    GroundGiven,
    GroundOpen,
    Joined,
    PartnerPage,
    Point,
    RequestPage,
    Said,
    Story,
    cover_public,
    grounds_open,
    partner_page,
    record_of,
    request_page,
    story_of,
)
from concord.requests.queries.terms import Clocks, clocks_if_sent
from concord.requests.queries.waiting import Waiting, mailbox_key, waiting_at, waiting_cover_public
from concord.requests.queries.whom import OWN, Asker, Choice, Group, OtherKind, Whom, whom

__all__ = [
    "FREE_TEXTS",
    "MOST_COPIED",
    "OWN",
    "PAGE",
    "Alarm",
    "Asker",
    "Check",
    "Choice",
    "Clocks",
    "Copied",
    "Cover",
    "Desk",
    "DueDay",
    "Ended",
    "FiguresPage",
    "Filters",
    "Fitting",
    "GroundGiven",
    "GroundOpen",
    "Group",
    "HalfWritten",
    "Inbox",
    "Joined",
    "Kept",
    "Letter",
    "Line",
    "Move",
    "Moved",
    "OtherKind",
    "PartnerPage",
    "Point",
    "RequestPage",
    "Row",
    "Said",
    "Shown",
    "Similar",
    "Story",
    "Template",
    "Waiting",
    "Whom",
    "Words",
    "alarms_of",
    "asked_together",
    "asks_for",
    "check",
    "clocks_if_sent",
    "copy_of_list",
    "counts",
    "cover_public",
    "desk",
    "draft",
    "draft_files",
    "due_day",
    "due_days",
    "ended_sides",
    "figures_page",
    "fitting",
    "grounds_open",
    "half_written",
    "half_written_of",
    "inbox",
    "kept_search",
    "last_contact",
    "letter",
    "mailbox_key",
    "may_be_sent",
    "moved_by_holiday",
    "moved_by_holiday_for_the_server",
    "open_file",
    "own_file",
    "partner_page",
    "record_of",
    "request_called",
    "request_of",
    "request_page",
    "row_of",
    "searches",
    "shown_of_person",
    "similar_to",
    "story_of",
    "template",
    "templates",
    "values_of_request",
    "waiting_at",
    "waiting_cover_public",
    "waiting_files",
    "waiting_words",
    "whom",
    "words_again",
    "words_of",
]
