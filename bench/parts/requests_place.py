"""Where the bench of requests works: a database of its own, SQLite or PostgreSQL, in a folder removed or kept.

Nothing of the shell's CONCORD_… settings is read, and no other database is touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import django
from cryptography.fernet import Fernet

sys.path.append(str(Path(__file__).parents[2] / "tests"))  # for `kit`: its server, its count of queries, its builders

from kit import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

# What somebody who runs a database of this size gives it: a quarter of a small server's memory. Durable, as shipped.
TUNED = (
    "-c shared_buffers=2GB -c effective_cache_size=6GB -c maintenance_work_mem=1GB -c work_mem=32MB"
    " -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=8GB -c random_page_cost=1.1 -c max_connections=60"
)


@contextlib.contextmanager
def place(engine: str, kept: Path | None) -> Iterator[Path]:
    """A folder and, in the settings of this process and those it starts, a database that may still be empty."""
    for name in [name for name in os.environ if name.startswith("CONCORD_")]:
        del os.environ[name]
    with contextlib.ExitStack() as stack:
        folder = kept or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="concord-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL's user goes through it
        os.environ |= _settings(folder)
        os.environ["CONCORD_DATABASE_URL"] = _sqlite(folder) if engine == "sqlite" else _postgresql(stack, folder)
        django.setup()
        yield folder


def _settings(folder: Path) -> dict[str, str]:
    """The same keys each time that a kept folder is used again."""
    file = folder / "settings.json"
    if not file.exists():
        made = {
            "CONCORD_VAR": str(folder),
            "CONCORD_SECRET_KEY": secrets.token_urlsafe(50),
            "CONCORD_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
            "CONCORD_ALLOWED_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "concord.config.settings",
        }
        file.write_text(json.dumps(made), encoding="utf-8")
    settings: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return settings


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/concord.sqlite3"


def _postgresql(stack: contextlib.ExitStack, folder: Path) -> str:
    programs = postgres.programs()
    if programs is None:
        raise SystemExit("bench: there is no PostgreSQL server of version 14 or newer here.")
    home = folder / "postgresql"
    home.mkdir(exist_ok=True)
    url = stack.enter_context(postgres.server(programs, settings=TUNED, kept=home))
    return url.replace("/concord", "/postgres")
