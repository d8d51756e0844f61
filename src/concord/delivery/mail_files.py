"""A mail backend that sends to nobody: it writes each message into a folder, as .eml and as a .txt that people read."""

from __future__ import annotations

import re
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class EmailBackend(BaseEmailBackend):
    """Writes into `EMAIL_FILE_PATH`, numbered in order. The same message tried again replaces its files."""

    def __init__(self, *, file_path: str | None = None, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH or "outbox")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; how many. Raises OSError where the folder cannot be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for letter in email_messages:
            stem = self._stem(letter)
            _write(self.folder / f"{stem}.eml", letter.message().as_bytes())
            _write(self.folder / f"{stem}.txt", _readable(letter).encode())
        return len(email_messages)

    def _stem(self, letter: EmailMessage) -> str:
        """The number in order, the addressee and the message's own id: `0007-jo-ward.example-k3f9`."""
        own = letter.extra_headers.get("Message-ID", "").strip("<>").partition("@")[0]
        name = re.sub(r"[^\w.-]+", "-", f"{parseaddr(letter.to[0])[1]}-{own}").strip("-")
        earlier = next(self.folder.glob(f"[0-9]*-{name}.eml"), None) if own else None
        return earlier.stem if earlier else f"{1 + sum(1 for _ in self.folder.glob('*.eml')):04}-{name}"


def _readable(letter: EmailMessage) -> str:
    sender = letter.extra_headers.get("From", letter.from_email)
    lines = {"From": sender, "To": ", ".join(letter.to), "Reply to": ", ".join(letter.reply_to)}
    head = "\n".join(f"{name}: {value}" for name, value in lines.items() if value)
    return f"{head}\nSubject: {letter.subject}\n\n{letter.body}"


def _write(file: Path, content: bytes) -> None:
    part = file.with_suffix(f"{file.suffix}.part")
    part.write_bytes(content)
    part.replace(file)
