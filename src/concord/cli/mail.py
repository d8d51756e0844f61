"""`concord mail …`: takes in one message from a mail server's pipe, and shows what no room could take.

The exit status of `take` is what a mail server understands (sysexits): 0 taken, 65 never, 75 try again later.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import ConcordError, Invalid, Unavailable
from concord.cli import mistakes
from concord.delivery.incoming import maildir, queries, rules, services, taking

if TYPE_CHECKING:
    import argparse

    from concord.delivery.incoming.queries import Envelope

TAKEN, NEVER, LATER = 0, 65, mistakes.TRY_LATER
AT_A_TIME = 100
NO_REPLIES = "CONCORD_MAIL_REPLIES is not set, so no e-mail can be taken in. Set it, and let the mail server try again."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands."""
    mail = subparsers.add_parser("mail", help="take in e-mail, and show what no room could take")
    what = mail.add_subparsers(dest="what", metavar="WHAT", required=True)
    take = what.add_parser("take", help="take in the message on standard input; for a mail server's pipe")
    take.add_argument("--to", default="", metavar="ADDRESS", help="the address that it was sent to")
    take.set_defaults(run=run_take)
    for name, says in (("unknown", "what came to no address of Concord's"), ("failed", "what no room could take")):
        listed = what.add_parser(name, help=f"{says}: when and where from, not what it says")
        listed.add_argument("--json", action="store_true", help="as JSON")
        listed.set_defaults(run=run_list)
    again = what.add_parser("again", help="put a failed message before its room again")
    again.add_argument("id")
    again.set_defaults(run=run_again)
    discard = what.add_parser("discard", help="delete a message of unknown subject, or a failed one, for good")
    discard.add_argument("id")
    discard.set_defaults(run=run_discard)
    save = what.add_parser("save", help="write a message as it came into a file; that it was read is recorded")
    save.add_argument("id")
    save.add_argument("--to", required=True, type=Path, metavar="FILE")
    save.set_defaults(run=run_save)


def run_take(args: argparse.Namespace) -> int:
    """Keep the message, and put it before its room at once where that is possible; `concord work` does it else."""
    if not settings.MAIL_REPLIES:
        return _say(NO_REPLIES, LATER)
    actor = Actor.command("concord mail take")
    try:
        raw = sys.stdin.buffer.read(rules.LARGEST + 1)
        taken = taking.take(actor, raw, at=clock.now(), sent_to=args.to)
    except Invalid as error:
        return _say(error.message, NEVER)
    except Exception as error:  # noqa: BLE001  whatever it is: any other status has the mail server send the mail back
        says = error.message if isinstance(error, ConcordError) else f"It could not be kept ({type(error).__name__})."
        return _say(says, LATER)
    try:
        taking.hand_over(actor, taken.mail, taking.Report())
    except DatabaseError:
        print("concord: Kept; it will be put before its room by “concord work”.", file=sys.stderr)
    return TAKEN


def run_list(args: argparse.Namespace) -> int:
    """The envelopes of what nobody could take."""
    actor, standing = Actor.command("concord mail"), queries.mail_for_the_server()
    unknown = args.what == "unknown"
    envelopes = queries.unknown_envelopes(actor) if unknown else queries.failed_envelopes(actor)
    count = standing.unknown if unknown else standing.failed
    if args.json:
        print(json.dumps({"count": count, "messages": [_plain(each) for each in envelopes]}, indent=2))
        return 0
    print(f"{count} e-mail{'' if count == 1 else 's'} {'of unknown subject' if unknown else 'failed'}.")
    for each in envelopes:
        print(f"  {each.public_id}  {each.taken_at:%Y-%m-%d %H:%M} UTC  from {each.domain or 'nowhere'}, {_size(each)}")
        if each.last_error:
            print(f"    {each.last_error}")
    if envelopes:
        print("“concord mail save ID --to FILE” writes one as it came.")
    return 0


def run_again(args: argparse.Namespace) -> int:
    """Try one again at once, and say what came of it."""
    actor, report = Actor.command("concord mail again"), taking.Report()
    services.try_again(actor, queries.failed_mail(actor, args.id), at=clock.now())
    taking.hand_over(actor, args.id, report)
    print("Done." if report.handed_over else "It failed again, and will be tried again by “concord work”.")
    return 0 if report.handed_over else 1


def run_discard(args: argparse.Namespace) -> int:
    """Delete one that nobody needs; the record keeps that it came and was deleted."""
    actor = Actor.command("concord mail discard")
    services.discard(actor, queries.discardable_mail(actor, args.id), at=clock.now())
    print("Deleted.")
    return 0


def run_save(args: argparse.Namespace) -> int:
    """The message as it came, for a person."""
    if args.to.exists():
        raise Invalid(f"{args.to} is there already. Name a file that is not.")
    content = queries.original(Actor.command("concord mail save"), args.id)
    args.to.touch(mode=0o600)
    args.to.write_bytes(content)
    print(f"Written to {args.to}. It may hold personal data: delete it when it has been read.")
    return 0


def take_in_what_waits() -> bool:
    """A part of `concord work`: read the Maildir, put what waits before its room; whether there may be more at once.

    A Maildir that cannot be used is said, and the rest goes on. Raises DatabaseError.
    """
    actor, taken = Actor.command("concord work"), maildir.Report()
    try:
        taken = maildir.take_all(actor, at=clock.now(), most=AT_A_TIME)
    except Unavailable as error:
        print(error.message, flush=True)
    given = taking.hand_over_due(actor, most=AT_A_TIME)
    lines = (
        (taken.taken, "e-mails taken in"),
        (taken.failed, "e-mails too large or empty, kept in .failed of the Maildir"),
        (given.handed_over, "put before their rooms"),
        (given.to_try_again, "could not be, and will be tried again"),
        (given.given_up, "given up: see “concord mail failed”"),
    )
    if said := [f"{count} {words}" for count, words in lines if count]:
        print(f"{'; '.join(said)}.", flush=True)
    return AT_A_TIME in {taken.taken, given.handed_over}


def _say(sentence: str, status: int) -> int:
    print(f"concord: {sentence}", file=sys.stderr)
    return status


def _size(each: Envelope) -> str:
    files = f", {each.attachments} attachment{'' if each.attachments == 1 else 's'}" if each.attachments else ""
    return f"{max(1, each.size // 1024)} KB{files}"


def _plain(each: Envelope) -> dict[str, object]:
    return {
        "id": each.public_id,
        "kind": each.kind.value,
        "taken_at": each.taken_at.isoformat(),
        "domain": each.domain,
        "size": each.size,
        "attachments": each.attachments,
        "attempts": each.attempts,
        "last_error": each.last_error,
    }
