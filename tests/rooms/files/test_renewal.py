"""Files go under the newest key where they lie, in the folder or in a store, with the same content, size and hash."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.fernet import Fernet

from concord.access import renewal as tables
from concord.access.encryption import opened
from concord.access.renewal import Tally
from concord.base.errors import Unavailable
from concord.files import content, places, queries, renewal, services, upkeep
from concord.files.models import StoredFile
from kit import files_given as given
from kit.allotment import AT

pytestmark = pytest.mark.django_db

MB = 2**20
NEW = Fernet.generate_key().decode()
LONG = b"%PDF-" + b"a" * (2 * MB)


@pytest.fixture
def kept(room, django_capture_on_commit_callbacks):
    def keep(whole=given.PDF, name="plan.pdf"):
        with django_capture_on_commit_callbacks(execute=True):
            return room.keep(whole, name)

    return keep


@pytest.fixture
def new_key(settings):
    def put_in_front():
        (old,) = settings.ENCRYPTION_KEYS
        settings.ENCRYPTION_KEYS = [NEW, old]

    return put_in_front


def renewed():
    tally = Tally()
    renewal.renew(tally)
    return tally


def checked():
    tally = Tally()
    renewal.check(tally)
    return tally


def on(room, file, start, chunk):
    return services.receive_chunk(room.actor, file, offset=start, chunk=chunk, at=AT)


def beside(settings):
    return list(settings.FILES.glob(f"??/??/*{content.BESIDE}"))


def test_a_file_goes_under_the_newest_key_and_is_read_as_before(kept, officer, store, new_key, settings):
    file = kept(LONG)
    before = store.read(file.public_id)
    new_key()
    assert checked().under == {1: 1}
    assert store.read(file.public_id) == before
    tally = renewed()
    assert (tally.renewed, tally.left, tally.lost) == (1, 0, [])
    tables.renew(Tally())
    settings.ENCRYPTION_KEYS = [NEW]
    assert b"".join(queries.open_file(officer, file)) == LONG
    assert len(store.read(file.public_id)) == file.on_disk
    assert store.names() == [places.key_of(file.public_id)]
    assert not beside(settings)
    assert checked().under == {0: 1}
    after = store.read(file.public_id)
    assert renewed().renewed == 0
    assert store.read(file.public_id) == after


def test_a_file_that_is_being_sent_can_be_sent_on(room, officer, store, new_key, settings):
    file = room.begin(size=len(LONG))
    file = room.send(file, LONG[:MB])
    new_key()
    part = places.part_of(file.public_id)
    with part.open("ab") as left_by_a_crash:
        left_by_a_crash.write(b"half a li")
    assert renewed().renewed == 1
    for start in (MB, 2 * MB):
        file = on(room, file, start, LONG[start : start + MB])
    file = room.finish(file)
    tables.renew(Tally())
    settings.ENCRYPTION_KEYS = [NEW]
    assert file.sha256 == hashlib.sha256(LONG).hexdigest()
    assert b"".join(queries.open_file(officer, file)) == LONG


def test_a_file_that_was_sent_while_keys_changed_needs_both_until_it_is_renewed(room, new_key):
    file = room.begin(size=len(LONG))
    file = room.send(file, LONG[:MB])
    new_key()
    for start in (MB, 2 * MB):
        file = on(room, file, start, LONG[start : start + MB])
    assert checked().under == {0: 1, 1: 1}
    second = places.part_of(file.public_id).read_bytes().splitlines()[1]
    assert renewed().renewed == 1
    lines = places.part_of(file.public_id).read_bytes().splitlines()
    assert [opened(line)[0] for line in lines] == [0, 0, 0]
    assert lines[1] == second


def test_what_is_not_what_was_put_there_is_named_and_never_replaced(kept, store, new_key):
    other, changed, gone, good = kept(), kept(b"one", "a.txt"), kept(b"two", "b.txt"), kept(b"three", "c.txt")
    StoredFile.objects.filter(pk=changed.pk).update(sha256="0" * 64)
    store.lose(gone.public_id)
    forged = bytearray(store.read(other.public_id))
    forged[60] ^= 1
    store.write(other.public_id, bytes(forged))
    before = store.read(changed.public_id)
    new_key()
    tally = renewed()
    assert tally.renewed == 1
    assert [name.split()[1] for name in tally.lost] == [other.public_id, changed.public_id, gone.public_id]
    assert store.read(changed.public_id) == before
    assert store.read(other.public_id) == bytes(forged)
    assert opened(store.read(good.public_id).splitlines()[0])[0] == 0
    assert tally.lost[0] == f"file {other.public_id}"


def test_one_that_breaks_off_leaves_the_old_file_whole_and_nothing_beside(kept, store, new_key, settings, monkeypatch):
    first, second = kept(), kept()
    new_key()

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(renewal, "_check_copy", stop)
        with pytest.raises(KeyboardInterrupt):
            renewed()
    assert [opened(store.read(file.public_id)[:-1])[0] for file in (first, second)] == [1, 1]
    assert not beside(settings)
    assert renewed().renewed == 2


def test_a_file_that_is_removed_meanwhile_stays_gone(
    kept, room, store, new_key, settings, monkeypatch, django_capture_on_commit_callbacks
):
    file = kept()
    new_key()
    check = renewal._check_copy

    def remove_first(row, copy, digest):
        check(row, copy, digest)
        with django_capture_on_commit_callbacks(execute=True):
            room.remove(file)

    monkeypatch.setattr(renewal, "_check_copy", remove_first)
    tally = renewed()
    assert (tally.renewed, tally.left, tally.lost) == (0, 0, [])
    assert store.names() == []
    assert not list(settings.FILES.glob("??/??/*"))


def test_a_file_that_is_removed_while_the_store_takes_it_stays_gone(
    kept, room, bucket, new_key, monkeypatch, django_capture_on_commit_callbacks
):
    file = kept()
    new_key()
    taking = renewal.stores.chosen()

    class Slow:
        def keep(self, public_id, whole):
            with django_capture_on_commit_callbacks(execute=True):
                room.remove(file)
            taking.keep(public_id, whole)

        def __getattr__(self, name):
            return getattr(taking, name)

    with monkeypatch.context() as patch:
        patch.setattr(renewal.stores, "chosen", Slow)
        renewed()
    assert bucket.names() == []


def test_a_finished_file_on_its_way_to_a_store_is_left_until_it_is_there(room, bucket, new_key, at, monkeypatch):
    file = room.keep(given.PDF)  # within a test nothing is committed, so it lies in the folder still
    new_key()
    tally = renewed()
    assert (tally.renewed, tally.left) == (0, 1)
    content.settle(file.public_id)
    assert renewed().renewed == 1
    assert opened(bucket.read(file.public_id)[:-1])[0] == 0


def test_a_store_that_is_down_is_one_sentence(kept, bucket, new_key, monkeypatch):
    kept()
    new_key()

    def down(*_):
        raise Unavailable("The store did not answer.")

    monkeypatch.setattr(renewal.stores.chosen().__class__, "opened", down)
    with pytest.raises(Unavailable, match="did not answer"):
        renewed()


def test_what_a_server_that_died_left_beside_goes_with_the_file_or_after_a_week(kept, worker, store, settings, at):
    file = kept()
    folder = places.place_of(file.public_id).parent
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{file.public_id}.x1{content.BESIDE}").write_bytes(b"a")
    content.erase(file.public_id)
    assert not beside(settings)
    (folder / f"{file.public_id}.x2{content.BESIDE}").write_bytes(b"a")
    content.forget_beside(0)
    assert beside(settings)
    content.forget_beside(2**40)
    assert not beside(settings)
    upkeep.forget_unfinished(worker, at=at)
