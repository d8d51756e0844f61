"""A real mail server on the loopback: it keeps what it takes, and refuses, stalls and breaks off when it is told to."""

from __future__ import annotations

import contextlib
import email
import email.policy
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailServer:
    """What it took, by message; and what it says to addresses (`refuse`) and to every message (`answer`)."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"
    break_off: bool = False

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd looks for)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[Any]
    ) -> str:
        """Take an address, or say of it what the test wants."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (as above)
        """Take a message, say of it what the test wants, or break the connection off."""
        if self.break_off:
            server.transport.abort()
            return "421 gone"
        if self.answer.startswith("250"):
            self.recipients += envelope.rcpt_tos
            self.senders.append(envelope.mail_from or "")
            self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return self.answer


Server = TypeVar("Server", bound=MailServer)


@contextlib.contextmanager
def mail_server(server: Server | None = None) -> Iterator[Server]:
    """A server that runs as long as the block; one of another kind where it is given."""
    server = server or cast("Server", MailServer())
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
