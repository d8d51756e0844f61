"""One POST to one address, carefully: only to addresses that may be told, no redirects, ten seconds in all."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings

from concord.delivery.webhooks.rules import may_be_told

if TYPE_CHECKING:
    from collections.abc import Mapping

TIME_OUT: Final = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status, or 0 and why there was none."""

    status: int
    says: str = ""

    @property
    def took_it(self) -> bool:
        """Whether the receiver has it."""
        return http.HTTPStatus.OK <= self.status < http.HTTPStatus.MULTIPLE_CHOICES


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were looked at, whatever the name leads to meanwhile."""

    def __init__(self, host: str, port: int, *, addresses: list[str], tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=TIME_OUT)
        self.addresses, self.tls, self.late = addresses, tls, False
        self.default_port = 443 if tls else 80  # so that the header Host names no port that need not be named

    def connect(self) -> None:
        """Open the connection to the first address that answers; the certificate must be the name's."""
        for left, address in reversed(list(enumerate(reversed(self.addresses)))):
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError:
                if not left:
                    raise
        if self.tls:
            self.sock = self.tls.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def cut_off(self) -> None:
        """End a conversation that drips on: whoever reads from it finds it closed."""
        self.late = True
        if self.sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def post(url: str, sent: bytes, headers: Mapping[str, str]) -> Answer:
    """Tell an address something, and say what it answered. Raises nothing that a network can do."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        addresses = _addresses_of(host, port)
    except OSError as error:
        return Answer(0, f"The name of the address was not found ({_words(error)}).")
    if not addresses:
        return Answer(0, "The address leads into a private network, so nothing was told.")
    connection = _Pinned(host, port, addresses=addresses, tls=ssl.create_default_context() if secure else None)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _converse(connection, target, sent, headers)


def _converse(connection: _Pinned, target: str, sent: bytes, headers: Mapping[str, str]) -> Answer:
    bell = threading.Timer(TIME_OUT, connection.cut_off)
    bell.daemon = True
    bell.start()
    try:
        connection.request("POST", target, body=sent, headers=dict(headers))
        status = connection.getresponse().status
    except ssl.SSLCertVerificationError as error:
        return Answer(0, f"The certificate of the address is not right ({_words(error)}).")
    except (OSError, http.client.HTTPException) as error:
        if connection.late or isinstance(error, TimeoutError):
            return Answer(0, f"The address did not answer within {TIME_OUT:.0f} seconds.")
        return Answer(0, f"The address could not be reached ({_words(error)}).")
    finally:
        bell.cancel()
        connection.close()
    return Answer(status, f"The address answered {status}.")


def _addresses_of(host: str, port: int) -> list[str]:
    """The network addresses of a name; none where any of them may not be told. Raises OSError."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    told = all(
        may_be_told(
            ipaddress.ip_address(address.partition("%")[0]),
            loopback=settings.DEMONSTRATION,
            private=settings.WEBHOOK_PRIVATE,
        )
        for address in found
    )
    return found if told else []


def _words(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip(". ")
