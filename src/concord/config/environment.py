"""What the environment says (`CONCORD_…`), in the shapes that Django's settings take. Every mistake is one sentence."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]

# Write-ahead log and a write lock taken at the start: writers wait for one another instead of failing as "locked".
POSTGRESQL_OPTIONS = {
    "pool": {"min_size": 1, "max_size": 4, "timeout": 10},
    # A statement that a connection has made five times is planned no more: a fourth of the time of sending a request.
    "server_side_binding": True,
    "prepare_threshold": 5,
}
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}

SHORTEST_DAYS: Final = 15
LONGEST_DAYS: Final = 3650
"""Ten years: more is surely a slip."""

KEPT_OPEN: Final = 600
"""Seconds that a thread keeps its connection to an SQLite database."""


def text(name: str, default: str = "") -> str:
    """`CONCORD_<name>` without surrounding blanks, or the default where it is absent or empty."""
    return os.environ.get(f"CONCORD_{name}", "").strip() or default


def flag(name: str) -> bool:
    """Whether `CONCORD_<name>` says yes: 1, true, yes or on. Absent is no; anything else is an error."""
    value = text(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"CONCORD_{name} is “{value}”. Set it to 1 or 0.")


def items(name: str) -> list[str]:
    """`CONCORD_<name>` as a list, split at its commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def working_folder() -> Path:
    """Where the database, the keys and the outbox lie: `CONCORD_VAR`, else `var` in the checkout, else `var` here."""
    home = CHECKOUT if (CHECKOUT / "pyproject.toml").is_file() else Path.cwd()
    return Path(text("VAR", str(home / "var"))).resolve()


def kept(name: str, folder: Path) -> str:
    """A secret: from `CONCORD_<name>`, or from the file in the working folder that `script/server` made for it once."""
    file = folder / name.lower()
    return text(name) or (file.read_text(encoding="utf-8").strip() if file.is_file() else "")


def database(url: str) -> dict[str, Any]:
    """The database that a URL names, as an entry of Django's `DATABASES`."""
    try:
        return _database(url)
    except ValueError:
        raise ImproperlyConfigured(
            "CONCORD_DATABASE_URL names no database. "
            "Write sqlite:///folder/file.sqlite3 or postgresql://user:password@host:5432/name."
        ) from None


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # sqlite:///relative.db and sqlite:////absolute.db, as is usual; and sqlite://:memory:
        name = ":memory:" if parts.netloc == ":memory:" else unquote(parts.path[1:])
        if name:
            # Kept open from one page to the next: to open it is to read its whole plan, and the last to close it waits
            # for the disk. PostgreSQL has its pool.
            engine = {"ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": KEPT_OPEN}
            return {**engine, "NAME": name, "OPTIONS": dict(SQLITE_OPTIONS)}
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {**dict(parse_qsl(parts.query)), **POSTGRESQL_OPTIONS},
        }
    raise ValueError(url)


def megabytes(number: str) -> int:
    """What `CONCORD_FILE_LIMIT_MB` says, in bytes."""
    if number.isascii() and number.isdecimal() and int(number):
        return int(number) * 1024 * 1024
    raise ImproperlyConfigured(
        f"CONCORD_FILE_LIMIT_MB is “{number}”. Set it to the size in MB that one file may have, such as 250."
    )


def mail_kept(days: str) -> int:
    """What `CONCORD_MAIL_KEPT_DAYS` says. A Maildir keeps what was taken in for 14 days, so that it is not less."""
    if days.isascii() and days.isdecimal() and SHORTEST_DAYS <= int(days) <= LONGEST_DAYS:
        return int(days)
    raise ImproperlyConfigured(
        f"CONCORD_MAIL_KEPT_DAYS is “{days}”. Set it to a number of days from {SHORTEST_DAYS} to {LONGEST_DAYS}."
    )


def scanner(place: str) -> str | tuple[str, int] | None:
    """Where the virus scanner clamd listens: the path of its socket, or its host and port; None where there is none."""
    if not place or place.startswith("/"):
        return place or None
    host, _, port = place.rpartition(":")
    if host and port.isascii() and port.isdecimal():
        return host.strip("[]"), int(port)
    raise ImproperlyConfigured(
        f"CONCORD_CLAMD is “{place}”. Write the path of clamd's socket, or its host and port, such as 127.0.0.1:3310."
    )


@dataclass(frozen=True, kw_only=True)
class S3:
    """A bucket of a store that speaks as Amazon's S3 does. Without a key, the machine's own role is asked."""

    endpoint: str
    bucket: str
    region: str
    key: str = field(repr=False)
    secret: str = field(repr=False)


def s3(*, endpoint: str, bucket: str, region: str, key: str, secret: str) -> S3 | None:
    """What `CONCORD_FILES_S3_…` say; None where no bucket is named, and files stay on disk."""
    if not bucket:
        if endpoint:
            raise ImproperlyConfigured("CONCORD_FILES_S3_ENDPOINT is set, but no CONCORD_FILES_S3_BUCKET. Name both.")
        return None
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
        raise ImproperlyConfigured(
            f"CONCORD_FILES_S3_BUCKET is “{bucket}”. Name a bucket: 3 to 63 small letters, digits, dots and hyphens."
        )
    if endpoint and (urlsplit(endpoint).scheme not in {"http", "https"} or not urlsplit(endpoint).hostname):
        raise ImproperlyConfigured(
            f"CONCORD_FILES_S3_ENDPOINT is “{endpoint}”. Write the address of the store, such as"
            " https://s3.example.gov.uk, or leave it empty for Amazon's own."
        )
    if bool(key) != bool(secret):
        raise ImproperlyConfigured("CONCORD_FILES_S3_KEY and CONCORD_FILES_S3_SECRET go together: set both or none.")
    return S3(endpoint=endpoint, bucket=bucket, region=region, key=key, secret=secret)


def address(url: str) -> str:
    """The address at which people reach this server, without a slash at its end."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not parts.query:
            return url.rstrip("/")
    raise ImproperlyConfigured(
        "CONCORD_BASE_URL is no address. Write where people reach this server, such as https://concord.example.gov.uk."
    )


def mailbox(address: str) -> str:
    """The mailbox that answers by e-mail come to, empty where none is set; short, for a key is put into its name."""
    name, _, domain = address.partition("@")
    if not address or (re.fullmatch(r"[a-z0-9._-]{1,20}", name) and re.fullmatch(r"[a-zA-Z0-9.-]+", domain)):
        return address
    raise ImproperlyConfigured(
        "CONCORD_MAIL_REPLIES is no mailbox for answers. Write one such as reply@concord.example.gov.uk, with at most"
        " 20 small letters, digits, dots and hyphens before the @; or leave it empty."
    )


def maildir(url: str) -> str:
    """The folder that incoming mail is read from, empty where none is set."""
    parts = urlsplit(url)
    if not url or (parts.scheme == "maildir" and not parts.netloc and parts.path.strip("/")):
        return unquote(parts.path)
    raise ImproperlyConfigured("CONCORD_MAIL_IN names no Maildir. Write maildir:///path/to/it, or leave it empty.")


@dataclass(frozen=True, kw_only=True)
class Email:
    """The way that e-mail goes: what Django's `EMAIL_…` settings ask."""

    backend: str
    file_path: str | None = None
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_ssl: bool = False
    use_tls: bool = False


def email(url: str) -> Email:
    """The way that a URL names: by SMTP, to files in a folder, or to the console."""
    try:
        return _email(url)
    except ValueError:
        raise ImproperlyConfigured(
            "CONCORD_EMAIL_URL names no way to send. Write smtp://user:password@host:587, file:///folder or console:."
        ) from None


def _email(url: str) -> Email:
    parts = urlsplit(url)
    if parts.scheme == "console":
        return Email(backend="django.core.mail.backends.console.EmailBackend")
    if parts.scheme == "file" and parts.path:
        return Email(backend="concord.delivery.mail_files.EmailBackend", file_path=unquote(parts.path))
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        direct = parts.scheme == "smtps"
        return Email(
            backend="django.core.mail.backends.smtp.EmailBackend",
            host=parts.hostname,
            port=parts.port or (465 if direct else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_ssl=direct,
            # To a relay on the same machine there is nothing between to listen.
            use_tls=not direct and parts.hostname not in {"localhost", "127.0.0.1", "::1"},
        )
    raise ValueError(url)
