"""A small virus scanner on the loopback that speaks clamd's INSTREAM: it finds what a test calls a virus."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import struct
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VIRUS = b"THIS-SAMPLE-COUNTS-AS-A-VIRUS"
NAMED = "Concord.Test.Virus"


class Clamd(socketserver.ThreadingTCPServer):
    """What it was sent, whole; and what it does instead of its work, where a test tells it to."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Scanning)
        self.scanned: list[bytes] = []
        self.limit = 100 * 2**20
        self.answer = ""
        self.hang_up = False

    @property
    def place(self) -> tuple[str, int]:
        """Its host and port."""
        return "127.0.0.1", self.server_address[1]


class Scanning(socketserver.StreamRequestHandler):
    """One stream."""

    server: Clamd

    def handle(self) -> None:
        """Read the command and the pieces; answer."""
        assert self.rfile.read(10) == b"zINSTREAM\0"
        if self.server.hang_up:
            return
        content = bytearray()
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if len(content) > self.server.limit:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                # As clamd does: the rest is not read, and the sender meets a closed line.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))
                self.connection.shutdown(socket.SHUT_WR)
                while self.connection.recv(2**16):
                    pass
                return
        self.server.scanned.append(bytes(content))
        found = f"stream: {NAMED} FOUND" if VIRUS in content else "stream: OK"
        self.wfile.write((self.server.answer or found).encode() + b"\0")


@contextlib.contextmanager
def clamd() -> Iterator[Clamd]:
    """A scanner that runs as long as the block."""
    with Clamd() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
