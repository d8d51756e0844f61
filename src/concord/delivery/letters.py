"""A message of the outbox as an e-mail: its headers, its plain text, and the same in simple HTML."""

from __future__ import annotations

import re
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import escape

from concord.delivery.incoming import keys, receiving

if TYPE_CHECKING:
    from concord.delivery.models import Outgoing

ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
PAGE = (
    '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    '<body style="max-width:38em;font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#0b0c0c">\n'
    "{paragraphs}\n</body></html>\n"
)


def compose(row: Outgoing) -> EmailMultiAlternatives:
    """The e-mail. Its Message-ID is the row's for ever, so that the same message tried again is no second one.

    Where incoming mail is set up, it comes back to an address of its own if it cannot be delivered, and so does an
    answer to one that may be answered, if a room takes mail about its thing. `From` is the same in any case.
    """
    _, sender = parseaddr(settings.MAIL_FROM)
    shown = formataddr((row.from_name, sender)) if row.from_name else settings.MAIL_FROM
    answers = (receiving.takes(row.subject_kind) and keys.reply_address(row.public_id)) or row.reply_to
    letter = EmailMultiAlternatives(
        subject=row.title,
        body=f"{row.text}\n",
        from_email=keys.return_path(row.public_id) or shown,
        to=[row.to],
        reply_to=[answers] if row.reply_to else None,
        headers={"From": shown, "Message-ID": message_id(row, sender), "Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(html(row.title, row.text), "text/html")
    return letter


def message_id(row: Outgoing, sender: str) -> str:
    """The name under which mail servers know the message."""
    return f"<{row.public_id}@{sender.rpartition('@')[2] or 'localhost'}>"


def html(title: str, text: str) -> str:
    """The text as a page of paragraphs; addresses become links, and nothing is loaded from anywhere."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return PAGE.format(
        title=escape(title), paragraphs="\n".join(f"<p>{_inline(part)}</p>" for part in paragraphs if part)
    )


def _inline(paragraph: str) -> str:
    pieces, end = [], 0
    for found in ADDRESS.finditer(paragraph):
        address = escape(found.group())
        pieces += [escape(paragraph[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*pieces, escape(paragraph[end:])]).replace("\n", "<br>\n")
