"""What can happen to an agreement, as the record keeps it: kinds, days, names of bodies, who signed in which office."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from concord.audit.vocabulary import Rule, declare

ABOUT: Final = "agreement"
"""The kind of thing that these events happen to."""

PARTY: Final = "agreement-party"
"""What a partner's secure link opens: the agreement as one of its parties sees it."""


ARRANGEMENT: Final = "arrangement"
"""What is arranged inside an authority: the officer of a group, or what holds between two groups."""


VERSION: Final = "agreement-version"
"""What a document of an agreement is put to: one version of it."""


class Event(StrEnum):
    """The changes of agreements and arrangements, and the views of those that are not public."""

    BEGIN = "agreement:begin"
    REVISE = "agreement:revise"
    DISCARD = "agreement:discard"
    ADD_PARTY = "agreement:add-party"
    CHANGE_PARTY = "agreement:change-party"
    REMOVE_PARTY = "agreement:remove-party"
    WRITE_CLAUSE = "agreement:write-clause"
    REMOVE_CLAUSE = "agreement:remove-clause"
    NEW_VERSION = "agreement:new-version"

    BEGIN_DOCUMENT = "agreement:begin-document"
    ADD_DOCUMENT = "agreement:add-document"
    REMOVE_DOCUMENT = "agreement:remove-document"
    OPEN_DOCUMENT = "agreement:open-document"

    SHARE = "agreement:share"
    COMMENT = "agreement:comment"
    ANSWER_COMMENT = "agreement:answer-comment"
    SIGN = "agreement:sign"
    RECORD_SIGNATURE = "agreement:record-signature"

    RUN_UNSIGNED = "agreement:run-unsigned"
    RELY_ON = "agreement:rely-on"
    BEGIN_REVIEW = "agreement:begin-review"
    RECORD_REVIEW = "agreement:record-review"
    END = "agreement:end"
    NOVATE = "agreement:novate"
    LEAVE = "agreement:leave"
    SUCCEED = "agreement:succeed"
    HAND_OVER = "agreement:hand-over"
    CHANGE_KEEPER = "agreement:change-keeper"
    TAKE_OVER = "agreement:take-over"
    PUBLISH = "agreement:publish"
    UNPUBLISH = "agreement:unpublish"

    SEE = "agreement:see"
    OPEN = "agreement:open"
    BROWSE = "agreement:browse"
    IMPORT = "agreement:import"
    SET_TOPICS = "agreement:set-topics"
    REMIND = "agreement:remind"

    NAME_OFFICER = "arrangement:name-officer"
    END_OFFICER = "arrangement:end-officer"
    ARRANGE = "arrangement:arrange"
    END_ARRANGEMENT = "arrangement:end"
    EXERCISE = "arrangement:exercise"
    REVIEW_ARRANGEMENT = "arrangement:review"
    REMIND_OFFICERS = "arrangement:remind"
    BROWSE_ARRANGEMENTS = "arrangement:browse"


_KINDS: Final = {
    "partnership": "partnership agreement or memorandum",
    "protocol": "joint protocol",
    "sharing": "information-sharing agreement",
    "section-75": "section 75 agreement",
    "appropriate": "agreement to co-operate under section 6(7)(b)",
    "strategy": "joint strategy",
    "policy": "policy of one body",
    "terms": "terms of reference of a board",
}
_COMMITMENTS: Final = {
    "response-time": "time to answer a request",
    "contact": "named contact",
    "ladder": "escalation ladder",
    "attendance": "attendance at a meeting",
    "sharing": "information that may be shared",
}
"""What codes are called in a sentence: as `wording` has them, which stands above this module."""


def _about(
    event: Event, sentence: str, facts: dict[str, Any] | None = None, words: dict[str, str] | None = None
) -> None:
    declare(event, about=ABOUT, sentence=sentence, facts={"kind": Rule.KEEP, **(facts or {})}, words=words)


_PARTY: Final = {"party": Rule.NAMED, "held_by": Rule.KEEP}
_VERSION: Final = {"version": Rule.KEEP}
_DOCUMENT: Final = {**_VERSION, "file": Rule.KEEP}
_ON: Final = {"on": Rule.KEEP}

_about(Event.BEGIN, "{who} began it: {kind}.", words=_KINDS)
_about(
    Event.REVISE,
    "{who} changed what is written: {fields}.",
    {**_VERSION, "fields": Rule.KEEP},
    {
        "approved-by": "who approved it",
        "approved-on": "the day of the approval",
        "deputy-email": "the deputy’s address",
        "deputy-name": "the deputy",
        "ends": "the last day",
        "field": "what the protocol is about",
        "owner-email": "the owner’s address",
        "owner-name": "the owner",
        "persons": "whom it covers",
        "replaces": "what it replaces",
        "review-months": "months between reviews",
        "review-on": "the day of the review",
        "starts": "the first day",
        "under": "what it hangs under",
    },
)
_about(Event.DISCARD, "{who} put the draft away.")
_about(Event.ADD_PARTY, "{who} added {party} as a party.", {**_VERSION, **_PARTY})
_about(Event.CHANGE_PARTY, "{who} changed where {party} is written to.", {**_VERSION, **_PARTY})
_about(Event.REMOVE_PARTY, "{who} took {party} out of the parties.", {**_VERSION, **_PARTY})
_about(
    Event.WRITE_CLAUSE,
    "{who} wrote clause {place}, which commits to: {commitment}.",
    {**_VERSION, "place": Rule.KEEP, "commitment": Rule.KEEP},
    _COMMITMENTS,
)
_about(Event.REMOVE_CLAUSE, "{who} took clause {place} out.", {**_VERSION, "place": Rule.KEEP})
_about(Event.NEW_VERSION, "{who} began version {version}.", _VERSION)
_about(Event.BEGIN_DOCUMENT, "{who} began to send document {file} for version {version}.", _DOCUMENT)
_about(Event.ADD_DOCUMENT, "{who} put document {file} to version {version}.", _DOCUMENT)
_about(Event.REMOVE_DOCUMENT, "{who} took document {file} of version {version} away.", _DOCUMENT)
_about(Event.OPEN_DOCUMENT, "{who} opened document {file} of version {version}.", _DOCUMENT)
_about(Event.SHARE, "{who} shared version {version} with {told} parties for comment.", {**_VERSION, "told": Rule.KEEP})
_about(Event.COMMENT, "{party} commented on version {version}.", {**_VERSION, **_PARTY})
_about(Event.ANSWER_COMMENT, "{who} answered comments on version {version}.", _VERSION)
_about(
    Event.SIGN,
    "{party} agreed to version {version}: {by_name}, {office}. Agreed by all parties: {made}.",
    {**_VERSION, **_PARTY, "by_name": Rule.NAMED, "office": Rule.NAMED, "made": Rule.KEEP},
)
_about(
    Event.RECORD_SIGNATURE,
    "{who} recorded from paper that {party} agreed to version {version} on {on}: {by_name}, {office}."
    " Agreed by all parties: {made}.",
    {**_VERSION, **_PARTY, **_ON, "by_name": Rule.NAMED, "office": Rule.NAMED, "made": Rule.KEEP},
)
_about(Event.RUN_UNSIGNED, "{who} noted that it is worked by from {on}, before every party has signed.", _ON)
_about(Event.RELY_ON, "{who} noted that it is still worked by after its end, from {on}.", _ON)
_about(Event.BEGIN_REVIEW, "{who} began a review on {on}.", _ON)
_about(
    Event.RECORD_REVIEW,
    "{who} recorded what the review found ({found}). Next review: {next}.",
    {"found": Rule.KEEP, "next": Rule.KEEP},
    {"continue": "it goes on", "change": "it needs a new version", "end": "it should end"},
)
_about(Event.END, "{who} recorded that it ends: from {on} it no longer holds.", _ON)
_about(
    Event.NOVATE, "{who} recorded that {party} took the place of {was} from {on}.", {**_PARTY, **_ON, "was": Rule.NAMED}
)
_about(
    Event.SUCCEED,
    "{who} decided what becomes of the place of {party}, which ends on {on}: {outcome}.",
    {**_PARTY, **_ON, "outcome": Rule.KEEP},
)
_KEEPERS: Final = {"was": Rule.NAMED, "now": Rule.NAMED, **_ON}
_about(Event.HAND_OVER, "{who} decided that {now} keeps it from {on}, when {was} ends.", _KEEPERS)
_about(Event.CHANGE_KEEPER, "{now} keeps it from {on}, as was decided: {was} has ended.", _KEEPERS)
_about(Event.TAKE_OVER, "{who} took it over for {now}: {was}, which kept it, ended on {on}.", _KEEPERS)
_about(Event.LEAVE, "{who} recorded that {party} is no party any more from {on}.", {**_PARTY, **_ON})
_about(Event.PUBLISH, "{who} put it on the public page from {on}.", _ON)
_about(Event.UNPUBLISH, "{who} took it off the public page.")
_about(
    Event.REMIND,
    "{who} reminded {told} people who keep it of its {about} ({lead} days before; 0: after the day).",
    {"about": Rule.KEEP, "lead": Rule.KEEP, "told": Rule.KEEP},
)
_about(Event.SEE, "{who} looked at the agreement.")
_about(Event.OPEN, "The agreement was looked at through the secure link sent to {party}.", _PARTY)
declare(
    Event.BROWSE,
    about="desk",
    sentence="{who} looked through the agreements of {subject}.",
    facts={"shown": Rule.KEEP, "as_file": Rule.KEEP},
)
declare(
    Event.IMPORT,
    about="desk",
    sentence="{who} took {agreements} agreements into the register of {subject} from a spreadsheet of {rows} rows"
    " (SHA-256 {sha256}); {not_recorded} of their {signatures} signatures without a name.",
    facts=dict.fromkeys(("agreements", "versions", "rows", "sha256", "signatures", "not_recorded"), Rule.KEEP),
)
declare(
    Event.SET_TOPICS,
    about="desk",
    sentence="{who} set the topics of which {subject} looks at its coverage ({topics}).",
    facts={"topics": Rule.KEEP},
)


def _arranged(event: Event, sentence: str, facts: dict[str, Any]) -> None:
    declare(event, about=ARRANGEMENT, sentence=sentence, facts={"of": Rule.KEEP, **facts})


_arranged(
    Event.NAME_OFFICER,
    "{who} named {officer} as the officer of {group} from {on}, with the deputy {deputy}.",
    {"group": Rule.KEEP, "officer": Rule.NAMED, "deputy": Rule.NAMED, **_ON},
)
_arranged(
    Event.END_OFFICER,
    "{who} recorded that {officer} is no longer the officer of {group}, from {on}.",
    {"group": Rule.KEEP, "officer": Rule.NAMED, **_ON},
)
_arranged(Event.ARRANGE, "{who} wrote the arrangement of {pair}, in force from {on}.", {"pair": Rule.KEEP, **_ON})
_arranged(
    Event.END_ARRANGEMENT,
    "{who} recorded that the arrangement of {pair} ends: from {on} it no longer holds.",
    {"pair": Rule.KEEP, **_ON},
)
_arranged(
    Event.EXERCISE, "{who} recorded that the arrangement of {pair} was exercised on {on}.", {"pair": Rule.KEEP, **_ON}
)
_arranged(
    Event.REVIEW_ARRANGEMENT,
    "{who} recorded what the review of {pair} on {on} found ({found}). Next review: {next}.",
    {"pair": Rule.KEEP, "found": Rule.KEEP, "next": Rule.KEEP, **_ON},
)
_arranged(
    Event.REMIND_OFFICERS,
    "{who} reminded {told} officers and deputies of the {about} of {pair} ({lead} days before; 0: after the day).",
    {"pair": Rule.KEEP, "about": Rule.KEEP, "lead": Rule.KEEP, "told": Rule.KEEP},
)
declare(
    Event.BROWSE_ARRANGEMENTS,
    about="desk",
    sentence="{who} looked at the internal arrangements of {subject}.",
    facts={"shown": Rule.KEEP},
)
