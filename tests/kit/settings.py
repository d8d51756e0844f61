"""Concord's own settings, for tests: nothing of the shell's CONCORD_… but the database, and quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = {"CONCORD_DATABASE_URL", "CONCORD_BROWSER"}
for _name in [name for name in os.environ if name.startswith("CONCORD_") and name not in KEPT]:
    del os.environ[_name]
_folder = tempfile.mkdtemp(prefix="concord-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    CONCORD_VAR=_folder,
    CONCORD_SECRET_KEY="a secret for tests that protects nothing at all",
    CONCORD_ENCRYPTION_KEYS="Rf2pYlB0N1C5P0bEo8o0rY0m3lT0y7m1zq0g4m8b9cA=",
    CONCORD_ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
)

from concord.config.settings import *  # noqa: E402, F403 (they read the environment that was just made)
from concord.config.settings import DATABASES  # noqa: E402

# A file, so that the threads of a live server wait for one another as they do in earnest.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "tests.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
