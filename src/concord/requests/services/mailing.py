"""E-mail that comes in about a request: words put before the asker, to be read. Never a decision, whatever it says."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.errors import Invalid
from concord.files.services import keep_file
from concord.requests.events import ABOUT, Event
from concord.requests.rules import mailboxes
from concord.requests.rules.steps import Side, StepKind
from concord.requests.services.attaching import count_files
from concord.requests.services.docket import standing_of
from concord.requests.services.returning import is_own
from concord.requests.services.steps import close, locked, take
from concord.requests.services.telling import tell_officer

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.incoming.bodies import Attachment
    from concord.delivery.incoming.receiving import Received
    from concord.requests.models import CooperationRequest, Step

AUTOMATIC: Final = "automatic"
"""The kind of mail that a machine wrote, such as an out-of-office reply."""

SMALL_PICTURE: Final = 20_000
"""Bytes under which a picture within the words is taken for a logo under a signature, and left out."""

_UNSEEN: Final = frozenset({"Cf", "Cc", "Mn", "Me"})
"""Signs that nobody sees at the beginning of a line, by their category in Unicode."""

_ROUND: Final = str.maketrans("[]", "()")

_NO_WORDS: Final = "(An e-mail without any words of its own.)"
_STRANGER: Final = (
    "This e-mail came from {sender}, not from the organisation that we wrote to{name}. Anybody can put any name above"
    " an e-mail: ring before you rely on it."
)
_STRANGER_SHARING: Final = (
    "This e-mail came from {sender}, not from the mailbox that we wrote to{name}. {not_shown} Anybody can put any name"
    " above an e-mail: ring before you rely on it."
)
_OWN: Final = (
    "This e-mail answers a notice that Concord sent to your own side. It stays here and was not passed on to {asked}."
    " To write to them, use “Write a message”."
)


@operation(Event.READ_MAIL)
def take_mail(actor: Actor, ask: CooperationRequest, *, received: Received, at: datetime) -> Done[Step]:
    """Put an e-mail that answers one of ours before the asker, as a message that waits to be read.

    What a machine wrote is kept, marked, and does not wait. What the asker's own side wrote back is shown to that side
    only, and passed on to nobody. Who writes from elsewhere is named in the words alone, which are enciphered.
    Attachments are kept as files; those that are not taken are named in the message.
    """
    row = locked(ask)
    own, automatic = is_own(row, received.sent_to), received.kind == AUTOMATIC
    notes = [*([_OWN.format(asked=row.docket.asked_name)] if own and not automatic else []), *_notes(received)]
    kept, refused = _keep(actor, row, received.attachments, at=at)
    words = "\n\n".join([as_written(_words(received)), *map(_note, (*notes, *refused))])
    detail = {"mail": received.mail, "files": kept, AUTOMATIC: automatic, "own": own, "stranger": is_stranger(received)}
    step = take(
        actor, row, StepKind.WROTE, at=at, standing=standing_of(row), words=words, to_read=not automatic,
        side=Side.CONCORD if own else Side.ASKED, detail=detail,
        **_sender(received, row.docket.asker_name if own else row.docket.asked_name),
    )  # fmt: skip
    close(actor, row, step, at=at)
    if not (own or automatic):
        tell_officer(row, step)
    return Done(step, facts={"mail": received.mail, "files": kept})


def _sender(received: Received, body: str) -> dict[str, Any]:
    """Who wrote, as the step shows it: of somebody from outside no name, for it would lie there in the clear."""
    if is_stranger(received):
        domain = mailboxes.domain_of(received.from_address)
        whose = f"Somebody at {domain}" if _same_domain(received) else f"Somebody outside {body}"
        return {"by_name": "", "by_body_name": whose[:255]}
    return {"by_name": (received.from_name or received.from_address)[:120], "by_body_name": body}


def is_stranger(received: Received) -> bool:
    """Whether mail does not say that it comes from the organisation of the mailbox written to. That can be forged.

    Another domain does not, nor does another mailbox at a domain that many share or that is open to anybody.
    """
    sender, mailbox = received.from_address.strip().casefold(), received.sent_to.strip().casefold()
    return not _same_domain(received) or (sender != mailbox and bool(mailboxes.not_shown(mailboxes.domain_of(mailbox))))


def _same_domain(received: Received) -> bool:
    return mailboxes.domain_of(received.from_address) == mailboxes.domain_of(received.sent_to)


def _words(received: Received) -> str:
    return received.text.strip() or received.title.strip() or _NO_WORDS


def as_written(words: str) -> str:
    r"""The words of an e-mail, in which no line can be taken for a note of ours: one that opens a bracket is marked.

    >>> as_written("Yes. [We come.]\n [Note: This sender is known.]")
    'Yes. [We come.]\n>  [Note: This sender is known.]'
    """
    return "\n".join(f"> {line}" if _opens(line) else line for line in words.splitlines())


def _opens(line: str) -> bool:
    shown = (sign for sign in line if not sign.isspace() and unicodedata.category(sign) not in _UNSEEN)
    return unicodedata.category(next(shown, " ")) == "Ps"


def _note(says: str) -> str:
    """A sentence of ours below the words of an e-mail: one line, which a name in it cannot end."""
    return f"[Note: {' '.join(says.split()).translate(_ROUND)}]"


def _notes(received: Received) -> list[str]:
    notes = list(received.notes)
    if is_stranger(received):
        words = _STRANGER_SHARING if _same_domain(received) else _STRANGER
        notes.append(
            words.format(
                sender=received.from_address or "an unknown address",
                name=f", under the name {received.from_name}" if received.from_name else "",
                not_shown=mailboxes.not_shown(mailboxes.domain_of(received.from_address)),
            )
        )
    return notes


def _keep(
    actor: Actor, row: CooperationRequest, attachments: tuple[Attachment, ...], *, at: datetime
) -> tuple[list[str], list[str]]:
    """The files that were kept (public ids), and a sentence on each that was not."""
    kept, refused = [], []
    for attached in attachments:
        if attached.inline and len(attached.content) < SMALL_PICTURE:
            continue
        try:
            file = keep_file(actor, about=(ABOUT, row.public_id), name=attached.name, chunks=[attached.content], at=at)
        except Invalid as fault:
            refused.append(fault.message)
        else:
            kept.append(file.public_id)
    if kept:
        count_files(actor, row)
    return kept, refused
