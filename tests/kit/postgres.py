"""A PostgreSQL server for one command, thrown away after it: `postgres.py COMMAND…` sets CONCORD_DATABASE_URL for it.

Without a command it says where the server's programs are; its status is 1 where there are none. Root cannot run
PostgreSQL, so for root everything runs as the user `postgres`, who comes with Debian's package.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = 14  # that Django 5.2 speaks to
# It holds nothing that must outlive the command.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl: of the newest version under Debian's, Homebrew's or the path's folders."""
    roots = (Path("/usr/lib/postgresql"), Path("/usr/pgsql"), Path("/opt/homebrew/opt"), Path("/usr/local/opt"))
    found = [(_version(folder), folder / "bin") for root in roots if root.is_dir() for folder in root.iterdir()]
    usable = [(version, folder) for version, folder in found if version >= OLDEST and (folder / "initdb").is_file()]
    if usable:
        return max(usable)[1]
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _version(folder: Path) -> int:
    digits = folder.name.rpartition("@")[2]
    return int(digits) if digits.isdigit() else 0


@contextlib.contextmanager
def server(folder: Path, *, settings: str = CARELESS, kept: Path | None = None) -> Iterator[str]:
    """A running server on a free port of the loopback, as the URL of a database; stopped and deleted at the end.

    In a folder that is `kept` it is stopped with care and stays, to be started again.
    """
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    home = kept or Path(tempfile.mkdtemp(prefix="concord-postgres-"))
    data, port = home / "data", _free_port()
    try:
        if as_user:
            shutil.chown(home, "postgres", "postgres")
        initdb = [str(folder / "initdb"), "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "-N"]
        if not data.exists():
            _run([*as_user, *initdb, str(data)], home)
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {home} {settings}"
        control = [*as_user, str(folder / "pg_ctl"), "-D", str(data), "-w", "-t", "600", "-l", str(home / "log")]
        _run([*control, "-o", options, "start"], home)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/concord"
        finally:
            _run([*control, "-m", "fast" if kept else "immediate", "stop"], home)
    finally:
        if not kept:
            shutil.rmtree(home, ignore_errors=True)


def _run(command: list[str], home: Path) -> None:
    """Run it from a folder that its user may read, showing what it says only where it fails."""
    with tempfile.TemporaryFile("w+") as words:
        done = subprocess.run(command, cwd=home, stdin=subprocess.DEVNULL, stdout=words, stderr=words, check=False)
        if done.returncode:
            words.seek(0)
            sys.exit(f"PostgreSQL for the tests: {Path(command[-1]).name} failed.\n{words.read().strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    """Run the command beside a server, and return its status."""
    folder = programs()
    if folder is None or not command:
        print(folder or "no PostgreSQL server of version 14 or newer")
        return int(folder is None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server(folder) as url:
        return subprocess.run(command, env={**os.environ, "CONCORD_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
