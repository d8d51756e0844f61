"""An invented room whose things take files, a folder of files for each test, and a scanner."""

from __future__ import annotations

import pytest

from concord.base.actor import Actor
from concord.files.models import StoredFile
from kit import stores
from kit.allotment import AT, Allotment, declare_for
from kit.clamd import clamd as running_clamd


@pytest.fixture(autouse=True)
def _room(monkeypatch, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    declare_for(monkeypatch)


@pytest.fixture
def officer():
    return Actor.signed_in("p1", "Jo Ward", body="gss:E1", roles=frozenset(), door="desk", correlation="c1")


@pytest.fixture
def stranger():
    return Actor.signed_in("p2", "Al Reed", body="gss:E1", roles=frozenset(), door="desk", correlation="c2")


@pytest.fixture
def partner():
    return Actor.partner("l1", body="ods:X", kind="bed", subject="b1", correlation="c3")


@pytest.fixture
def worker():
    return Actor.command("concord work")


@pytest.fixture
def room(officer):
    return Allotment(officer)


@pytest.fixture
def allotment():
    return Allotment


@pytest.fixture
def at():
    return AT


@pytest.fixture
def clamd(settings):
    with running_clamd() as server:
        settings.CLAMD = server.place
        yield server


@pytest.fixture
def rows():
    return StoredFile.objects.order_by("id")


@pytest.fixture(scope="session")
def objects():
    with stores.objects() as found:
        yield found


@pytest.fixture
def bucket(objects, settings):
    objects.empty()
    settings.FILES_S3 = objects.place
    return objects


@pytest.fixture(params=["folder", "bucket"])
def store(request, settings):
    """Each test twice: with files in the folder, and in a store."""
    return stores.Folder(settings.FILES) if request.param == "folder" else request.getfixturevalue("bucket")
