"""A database for one run: made in a temporary folder, migrated, loaded with the register of England, and removed.

It is set up as an installation is, with `concord manage migrate` and `concord register load`. Nothing of the shell's
CONCORD_… settings is kept, so that no figure depends on them and nobody's database is touched.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from concord.cli.main import main as concord

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def england_in_a_database() -> Iterator[Path]:
    """The folder that holds it. Afterwards this process, and those it starts, speak to that database."""
    for name in [name for name in os.environ if name.startswith("CONCORD_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        os.environ |= {
            "CONCORD_VAR": folder,
            "CONCORD_DATABASE_URL": f"sqlite:///{folder}/concord.sqlite3",
            "CONCORD_SECRET_KEY": secrets.token_urlsafe(50),
            "CONCORD_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
            "CONCORD_ALLOWED_HOSTS": "testserver",
        }
        with contextlib.redirect_stdout(sys.stderr):
            for words in (["manage", "migrate", "--no-input", "--verbosity", "0"], ["register", "load"]):
                if concord(words):
                    raise SystemExit(f"bench: `concord {' '.join(words)}` did not succeed; see above.")
        yield Path(folder)
