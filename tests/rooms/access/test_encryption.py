"""What is encrypted at rest: readable through the field, unreadable in the table, its keys changed without a stop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from concord.access.encryption import EncryptedTextField, LostKeyError, decrypt, encrypt
from concord.delivery.models import Outgoing

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_text_comes_back_and_the_same_text_never_looks_the_same():
    assert decrypt(encrypt("Frail – ünd alone")) == "Frail – ünd alone"
    assert encrypt("same") != encrypt("same")
    assert encrypt("") == ""
    assert decrypt("") == ""


def test_a_new_key_in_front_writes_and_the_old_one_still_reads(settings):
    settings.ENCRYPTION_KEYS = [OLD]
    written = encrypt("text")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert decrypt(written) == "text"
    later = encrypt("text")
    settings.ENCRYPTION_KEYS = [NEW]
    assert decrypt(later) == "text"
    with pytest.raises(LostKeyError, match="CONCORD_ENCRYPTION_KEYS"):
        decrypt(written)


@pytest.mark.parametrize("keys", [[], ["no key"]])
def test_without_a_key_nothing_is_stored_and_the_setting_is_named(settings, keys):
    settings.ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="CONCORD_ENCRYPTION_KEYS"):
        encrypt("text")


@pytest.mark.django_db
def test_the_table_holds_no_readable_word(a_message):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM delivery_outgoing")
        (stored,) = cursor.fetchone()
    assert a_message.text not in stored
    assert Outgoing.objects.get().text == a_message.text


@pytest.mark.django_db
def test_what_is_encrypted_cannot_be_searched_but_can_be_missing(a_message):
    assert not Outgoing.objects.filter(text__isnull=True).exists()
    for lookup in ("text", "text__contains", "text__in"):
        with pytest.raises(FieldError, match="cannot be searched"):
            Outgoing.objects.filter(**{lookup: "a"}).exists()


def test_nothing_is_made_of_nothing():
    assert EncryptedTextField().get_prep_value(None) is None
    assert EncryptedTextField().from_db_value(None, None, connection) is None


@pytest.fixture
def a_message():
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Outgoing.objects.create(
        message="m", to="a@b.example", title="T", text="secret words", subject="s", enqueued_at=at, next_at=at
    )
