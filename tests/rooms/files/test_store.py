"""A store that is down, or was not there before: nothing is lost, and whoever runs the server reads what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.base.errors import Unavailable
from concord.files import places, queries, upkeep
from kit import files_given as given
from kit.stores import Folder

pytestmark = pytest.mark.django_db

NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""
LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def down(bucket, settings):
    """The bucket of a store that does not answer; called, it answers again."""
    settings.FILES_S3 = replace(bucket.place, endpoint=NOBODY)

    def up():
        settings.FILES_S3 = bucket.place

    return up


@pytest.fixture
def keep(room, django_capture_on_commit_callbacks):
    def keep(name="plan.pdf"):
        with django_capture_on_commit_callbacks(execute=True):
            return room.keep(given.PDF, name)

    return keep


def read(officer, file):
    return b"".join(queries.open_file(officer, file))


def test_a_file_in_a_store_is_unreadable_there_and_gone_from_the_folder(keep, bucket, officer, settings):
    file = keep()
    assert bucket.names() == [f"{file.public_id[:2]}/{file.public_id[2:4]}/{file.public_id}.file"]
    assert b"PDF" not in bucket.read(file.public_id)
    assert not list(settings.FILES.glob("??/??/*"))
    assert read(officer, file) == given.PDF


def test_while_a_store_is_down_files_are_taken_and_read_and_it_gets_them_afterwards(
    down, keep, bucket, officer, caplog
):
    file = keep()
    assert read(officer, file) == given.PDF
    assert "did not answer" in caplog.text
    assert "“concord work” sends it there later" in caplog.text
    assert upkeep.settle_waiting(at=LATER) == 0
    down()
    assert upkeep.settle_waiting(at=LATER) == 1
    assert bucket.names() == [places.key_of(file.public_id)]
    assert not places.part_of(file.public_id).exists()
    assert read(officer, file) == given.PDF
    assert upkeep.settle_waiting(at=LATER) == 0


def test_what_a_store_that_is_down_holds_cannot_be_read_and_that_is_said(keep, bucket, officer, settings):
    file = keep()
    settings.FILES_S3 = replace(bucket.place, endpoint=NOBODY)
    with pytest.raises(Unavailable, match=r"The store of files \(bucket concord-files at .* did not answer"):
        queries.open_file(officer, file)


def test_a_file_removed_while_a_store_is_down_goes_from_it_once_it_answers(
    keep, bucket, room, worker, at, settings, django_capture_on_commit_callbacks
):
    file = keep()
    settings.FILES_S3 = replace(bucket.place, endpoint=NOBODY)
    with django_capture_on_commit_callbacks(execute=True):
        room.remove(file)
    upkeep.forget_unfinished(worker, at=at + timedelta(hours=1))
    settings.FILES_S3 = bucket.place
    assert bucket.names()
    upkeep.forget_unfinished(worker, at=at + timedelta(hours=2))
    assert bucket.names() == []


def test_a_bucket_that_is_not_there_is_named(bucket, keep, settings, caplog, officer):
    settings.FILES_S3 = replace(bucket.place, bucket="no-such-bucket")
    file = keep()
    assert "bucket no-such-bucket" in caplog.text
    assert "refused: NoSuchBucket" in caplog.text
    assert read(officer, file) == given.PDF


def test_files_from_before_there_was_a_store_are_read_and_go_there(room, settings, objects, officer, request, keep):
    file = keep()
    assert Folder(settings.FILES).names()
    bucket = request.getfixturevalue("bucket")
    assert read(officer, file) == given.PDF
    assert upkeep.settle_waiting(at=LATER) == 1
    assert bucket.names() == [places.key_of(file.public_id)]
    assert Folder(settings.FILES).names() == []


def test_a_part_that_nobody_finished_never_goes_to_a_store(bucket, room):
    room.send(room.begin("notes.txt", 2 * 64 * 1024), b"a" * 64 * 1024)
    assert upkeep.settle_waiting(at=LATER) == 0
    assert bucket.names() == []


@pytest.mark.any_database
def test_without_a_store_its_library_is_never_loaded():
    program = (
        "import sys, django; django.setup(); from concord.files import stores; stores.chosen();"
        " import concord.files.services; sys.exit('boto3' in sys.modules)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kit.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", program], env=environment, check=False).returncode == 0
