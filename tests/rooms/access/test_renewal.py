"""What tables hold encrypted goes under the newest key, word for word, while others save; what no key reads is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.db import connection, transaction

from concord.access import renewal
from concord.access.encryption import EncryptedTextField, encrypt, opened
from concord.access.renewal import Tally
from concord.agreements.models import Comment
from concord.delivery.models import Incoming, Outgoing
from concord.files.models import StoredFile
from concord.requests.models import CooperationRequest, Step

OLD, OLDER, NEW = (Fernet.generate_key().decode() for _ in range(3))
AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.ENCRYPTION_KEYS = [OLD]


def a_message(text="secret words", kept=""):
    return Outgoing.objects.create(
        message="m", to="a@b.example", title="T", text=text, kept_text=kept, subject="s", enqueued_at=AT, next_at=AT
    )


def stored(row):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM delivery_outgoing WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def renewed():
    tally = Tally()
    renewal.renew(tally)
    return tally


def checked():
    tally = Tally()
    renewal.check(tally)
    return tally


def test_every_table_with_an_encrypted_field_is_known():
    known = {table.model for table in renewal.tables()}
    assert {CooperationRequest, Step, Comment, Outgoing, Incoming, StoredFile} <= known
    for model in apps.get_models():
        fields = {field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)}
        assert fields == {name for table in renewal.tables() if table.model is model for name in table.fields}


@pytest.mark.django_db
def test_what_is_stored_goes_under_the_newest_key_and_says_the_same(settings):
    first, second = a_message("Frail – ünd alone", "kept"), a_message("")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    third = a_message("new already")
    untouched = stored(third)
    tally = renewed()
    assert (tally.renewed, tally.left, tally.lost) == (2, 0, [])
    assert tally.under == {0: 1, 1: 2}
    settings.ENCRYPTION_KEYS = [NEW]
    said = [(row.text, row.kept_text) for row in Outgoing.objects.order_by("id")]
    assert said == [("Frail – ünd alone", "kept"), ("", ""), ("new already", "")]
    assert stored(second) == ""
    assert stored(third) == untouched
    assert first.pk
    assert checked().under == {0: 3}


@pytest.mark.django_db
def test_each_text_is_counted_under_the_key_that_reads_it_and_nothing_is_changed(settings):
    settings.ENCRYPTION_KEYS = [OLDER]
    oldest = a_message()
    settings.ENCRYPTION_KEYS = [OLD, OLDER]
    a_message("a", "b")
    before = stored(oldest)
    settings.ENCRYPTION_KEYS = [NEW, OLD, OLDER]
    assert checked().under == {1: 2, 2: 1}
    assert stored(oldest) == before


@pytest.mark.django_db
def test_what_no_key_reads_is_named_by_table_and_id_and_left_as_it_is(settings):
    lost = a_message("nobody reads this")
    before = stored(lost)
    settings.ENCRYPTION_KEYS = [NEW]
    a_message()
    for tally in (checked(), renewed()):
        assert tally.lost == [f"delivery_outgoing.text, id {lost.pk}"]
        assert tally.under == {0: 1}
    assert stored(lost) == before


@pytest.mark.django_db
@pytest.mark.parametrize("limit", ["BATCH", "MOST_SIGNS"])
def test_many_rows_go_batch_by_batch_and_one_that_broke_off_is_run_again(settings, monkeypatch, limit):
    monkeypatch.setattr(renewal, limit, 2)
    rows = [a_message(f"words {number}") for number in range(5)]
    settings.ENCRYPTION_KEYS = [NEW, OLD]

    def stop(_rows):
        raise KeyboardInterrupt

    tally = Tally()
    with pytest.raises(KeyboardInterrupt):
        renewal.renew(tally, progress=stop)
    assert 0 < tally.renewed < 5
    assert renewed().renewed == 5 - tally.renewed
    assert renewed().renewed == 0
    settings.ENCRYPTION_KEYS = [NEW]
    assert [row.text for row in Outgoing.objects.order_by("id")] == [f"words {n}" for n in range(5)]
    assert all(opened(stored(row).encode())[0] == 0 for row in rows)


@pytest.mark.django_db
@pytest.mark.parametrize("saves_under", [NEW, OLD], ids=["newest", "older"])
def test_what_is_saved_between_reading_and_writing_is_never_overwritten(settings, monkeypatch, saves_under):
    """A server that was not started again writes under the old key still: its text is renewed as it is by then."""
    row, gone = a_message("before"), a_message("gone")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    put = renewal._put

    def save_first(table, changes, tally):
        if table.model is Outgoing:
            settings.ENCRYPTION_KEYS = [saves_under]
            Outgoing.objects.filter(pk=row.pk).update(text="saved meanwhile", kept_text="too")
            settings.ENCRYPTION_KEYS = [NEW, OLD]
            Outgoing.objects.filter(pk=gone.pk).delete()
        put(table, changes, tally)

    monkeypatch.setattr(renewal, "_put", save_first)
    tally = renewed()
    assert (tally.left, tally.lost) == (0, [])
    assert tally.renewed == (2 if saves_under == OLD else 0)
    settings.ENCRYPTION_KEYS = [NEW]
    now = Outgoing.objects.get()
    assert (now.text, now.kept_text) == ("saved meanwhile", "too")


@pytest.mark.django_db
def test_a_row_that_changes_each_time_is_left_for_another_run(settings, monkeypatch):
    row = a_message("before")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    replaced = renewal._replaced

    def save_first(table, change):
        settings.ENCRYPTION_KEYS = [OLD]
        Outgoing.objects.filter(pk=row.pk).update(text="again")
        settings.ENCRYPTION_KEYS = [NEW, OLD]
        return replaced(table, change)

    monkeypatch.setattr(renewal, "_replaced", save_first)
    tally = renewed()
    assert (tally.renewed, tally.left) == (0, 1)
    assert Outgoing.objects.get().text == "again"


@pytest.mark.django_db(transaction=True)
def test_a_save_under_way_is_waited_for_and_stands(settings, monkeypatch):
    held, free = a_message("before"), a_message("free")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    holds, has_read = Event(), Event()
    put = renewal._put

    def put_once_read(*args):
        has_read.set()
        put(*args)

    monkeypatch.setattr(renewal, "_put", put_once_read)

    def save():
        with transaction.atomic():
            row = Outgoing.objects.select_for_update().get(pk=held.pk)
            holds.set()
            assert has_read.wait(5)
            row.text = "saved meanwhile"
            row.save()
        connection.close()

    def renew():
        assert holds.wait(5)
        tally = renewed()
        connection.close()
        return tally

    with ThreadPoolExecutor(2) as threads:
        saving, renewing = threads.submit(save), threads.submit(renew)
        saving.result()
        assert renewing.result().left == 0
    settings.ENCRYPTION_KEYS = [NEW]
    assert Outgoing.objects.get(pk=held.pk).text == "saved meanwhile"
    assert Outgoing.objects.get(pk=free.pk).text == "free"


def test_the_place_of_a_key_is_told_and_never_the_key(settings):
    token = encrypt("words").encode()
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert opened(token) == (1, b"words")
