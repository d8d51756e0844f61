"""Settings from the environment: each mistake is one sentence, and a half-configured server does not start."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from concord.config import environment
from concord.config.readiness import missing

WHOLE = {
    "SECRET_KEY": "s" * 50,
    "ENCRYPTION_KEYS": [Fernet.generate_key().decode()],
    "ALLOWED_HOSTS": ["concord.example.gov.uk"],
    "DEMONSTRATION": False,
    "BASE_URL": "https://concord.example.gov.uk",
}


def test_a_sqlite_url_names_a_file_and_waits_for_other_writers():
    found = environment.database("sqlite:////srv/concord/data.sqlite3")
    assert found["NAME"] == "/srv/concord/data.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert environment.database("sqlite://:memory:")["NAME"] == ":memory:"


def test_a_sqlite_database_is_not_opened_anew_for_every_page():
    assert environment.database("sqlite:////srv/concord/data.sqlite3")["CONN_MAX_AGE"] >= 60


def test_a_postgresql_url_names_everything_and_is_pooled():
    found = environment.database("postgresql://anna:p%40ss@db.example:5433/concord?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "anna",
        "p@ss",
        "db.example",
        "5433",
        "concord",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "mysql://a/b", "postgresql://host", "postgresql://host:port/name", "data.db"]
)
def test_a_database_url_that_names_nothing_is_told_what_to_write(url):
    with pytest.raises(ImproperlyConfigured, match="Write sqlite:///"):
        environment.database(url)


def test_an_address_ends_without_a_slash():
    assert environment.address("https://concord.example.gov.uk/") == "https://concord.example.gov.uk"


@pytest.mark.parametrize(
    "url", ["concord.example.gov.uk", "ftp://a", "http://[", "http://", "http://a:99999", "http://a:b", "http://a?b"]
)
def test_an_address_that_nobody_can_reach_is_told_what_to_write(url):
    with pytest.raises(ImproperlyConfigured, match="CONCORD_BASE_URL is no address"):
        environment.address(url)


def test_mail_goes_by_smtp_to_files_or_to_the_console():
    smtp = environment.email("smtp://anna:p%40ss@mail.example:2525")
    assert (smtp.host, smtp.port, smtp.user, smtp.password, smtp.use_tls) == (
        "mail.example",
        2525,
        "anna",
        "p@ss",
        True,
    )
    assert environment.email("smtps://mail.example").port == 465
    assert not environment.email("smtp://localhost:1025").use_tls
    assert environment.email("file:///srv/outbox").file_path == "/srv/outbox"
    assert environment.email("console:").backend.endswith("console.EmailBackend")


@pytest.mark.parametrize("url", ["", "mail.example", "smtp://", "file://outbox", "smtp://mail:port"])
def test_a_mail_url_that_names_no_way_is_told_what_to_write(url):
    with pytest.raises(ImproperlyConfigured, match="Write smtp://"):
        environment.email(url)


def test_a_flag_is_yes_or_no_and_nothing_else(monkeypatch):
    monkeypatch.setenv("CONCORD_DEBUG", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="Set it to 1 or 0"):
        environment.flag("DEBUG")


def test_a_secret_comes_from_the_environment_before_the_file(monkeypatch, tmp_path):
    (tmp_path / "secret_key").write_text("from the file\n", encoding="utf-8")
    monkeypatch.delenv("CONCORD_SECRET_KEY")
    assert environment.kept("SECRET_KEY", tmp_path) == "from the file"
    monkeypatch.setenv("CONCORD_SECRET_KEY", "from the environment")
    assert environment.kept("SECRET_KEY", tmp_path) == "from the environment"


def test_a_server_with_everything_starts():
    assert missing(SimpleNamespace(**WHOLE)) == []


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": ""}, "CONCORD_SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "CONCORD_SECRET_KEY"),
        ({"ENCRYPTION_KEYS": []}, "CONCORD_ENCRYPTION_KEYS"),
        ({"ENCRYPTION_KEYS": ["no key"]}, "CONCORD_ENCRYPTION_KEYS"),
        ({"ALLOWED_HOSTS": []}, "CONCORD_ALLOWED_HOSTS"),
        ({"DEMONSTRATION": True}, "CONCORD_DEMONSTRATION"),
    ],
)
def test_a_half_configured_server_is_told_the_one_thing_that_it_lacks(changed, named):
    (sentence,) = missing(SimpleNamespace(**WHOLE | changed))
    assert sentence.startswith(named)


def test_the_application_refuses_to_load_without_its_keys_and_shows_no_stack_trace(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import concord.config.wsgi"],
        env={"CONCORD_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "concord.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert [line.split()[1] for line in done.stderr.splitlines()] == [
        "CONCORD_SECRET_KEY",
        "CONCORD_ENCRYPTION_KEYS",
        "CONCORD_ALLOWED_HOSTS",
    ]


def test_an_https_address_switches_on_what_browsers_keep_safe(tmp_path):
    settings = "from concord.config.settings import *"
    asked = f"{settings}; print(SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE, SECURE_HSTS_SECONDS)"
    answers = [
        subprocess.run(
            [sys.executable, "-c", asked],
            env={"CONCORD_VAR": str(tmp_path), "CONCORD_BASE_URL": url},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for url in ("https://concord.example.gov.uk", "http://127.0.0.1:8000")
    ]
    assert answers == [["True", "True", "31536000"], ["False", "False", "0"]]


def s3(**said):
    return environment.s3(**{"endpoint": "", "bucket": "", "region": "eu-west-2", "key": "", "secret": "", **said})


def test_a_store_of_files_is_a_bucket_and_its_secret_is_shown_nowhere():
    assert s3() is None
    place = s3(bucket="concord-files", endpoint="https://s3.example", key="a", secret="hidden")
    assert (place.bucket, place.endpoint, place.secret) == ("concord-files", "https://s3.example", "hidden")
    assert "hidden" not in repr(place)


@pytest.mark.parametrize(
    "said",
    [
        {"endpoint": "https://s3.example"},
        {"bucket": "No Bucket"},
        {"bucket": "concord-files", "endpoint": "s3.example:9000"},
        {"bucket": "concord-files", "key": "a"},
        {"bucket": "concord-files", "secret": "a"},
    ],
)
def test_half_a_store_of_files_is_told_before_the_server_starts(said):
    with pytest.raises(ImproperlyConfigured, match="CONCORD_FILES_S3_"):
        s3(**said)
