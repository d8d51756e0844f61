"""A change of key is survived, the index is made anew while others work, and nothing is lost in silence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from concord.base.errors import Unavailable
from concord.search import services
from concord.search.models import Indexed, Kind
from concord.search.services import Document

pytestmark = pytest.mark.django_db

KEY = "Rf2pYlB0N1C5P0bEo8o0rY0m3lT0y7m1zq0g4m8b9cA="
NEXT_KEY = "c2VlZHMgc293biBpbiBzcHJpbmcgYXJlIHVwIHNvb24="


def ramp(pk, *more):
    return Document(pk, ["ramp", *more], scopes=["body:essex"])


def test_what_was_there_is_found_when_a_new_key_is_put_in_front(put, find, settings, during):
    put(1, "ramp")
    settings.ENCRYPTION_KEYS = [NEXT_KEY, KEY]
    put(2, "ramp")
    during(services.add, "bed", 1, texts=["hoist"])
    assert find("ramp") == [2, 1]
    assert find("ramp hoist") == [1]


def test_made_anew_the_index_needs_the_old_key_no_more(put, find, settings):
    put(1, "ramp")
    settings.ENCRYPTION_KEYS = [NEXT_KEY, KEY]
    assert services.rebuild("bed", [[ramp(1)]]) == 1
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    assert find("ramp") == [1]


def test_where_the_key_is_lost_a_search_says_so_and_saving_goes_on(put, find, settings, during):
    put(1, "ramp")
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    put(2, "ramp")
    during(services.add, "bed", 1, texts=["hoist"])
    during(services.remove, "bed", 3)
    with pytest.raises(Unavailable, match="CONCORD_ENCRYPTION_KEYS"):
        find("ramp")
    services.rebuild("bed", [[ramp(1, "hoist"), ramp(2)]])
    assert find("ramp") == [2, 1]
    assert find("hoist") == [1]


def test_what_no_batch_held_is_taken_out(put, find):
    put(1, "ramp")
    put(2, "ramp")
    put(1, "ramp", kind="letter")
    services.rebuild("bed", [[ramp(2)], []])
    assert find("ramp") == [2]
    assert find("ramp", kind="letter") == [1]


def test_an_index_can_be_made_where_there_was_none(find):
    done = []
    assert services.rebuild("bed", [[ramp(1), ramp(2)], [ramp(3)]], progress=done.append) == 3
    assert done == [2, 3]
    assert find("ramp") == [3, 2, 1]


def test_while_it_is_made_anew_everything_is_found_and_what_changes_is_kept(put, find, settings, during):
    for pk in (1, 2, 3):
        put(pk, "ramp")
    settings.ENCRYPTION_KEYS = [NEXT_KEY, KEY]

    def batches():
        yield [ramp(1)]
        assert find("ramp") == [3, 2, 1]
        during(services.add, "bed", 1, texts=["hoist"])
        during(services.add, "bed", 2, texts=["hoist"])
        put(4, "ramp")
        assert find("ramp") == [4, 3, 2, 1]
        assert find("ramp hoist") == [2, 1]
        yield [ramp(2, "hoist"), ramp(3)]

    assert services.rebuild("bed", batches()) == 3
    assert find("ramp") == [4, 3, 2, 1]
    assert find("ramp hoist") == [2, 1]


def test_one_that_broke_off_is_run_again(put, find, settings):
    put(1, "ramp")
    put(2, "ramp")
    settings.ENCRYPTION_KEYS = [NEXT_KEY, KEY]

    def broken():
        yield [ramp(1)]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        services.rebuild("bed", broken())
    assert find("ramp") == [2, 1]
    services.rebuild("bed", [[ramp(1)], [ramp(2)]])
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    assert find("ramp") == [2, 1]
    assert len(Kind.objects.get(name="bed").generations.split()) == 1


def test_two_at_once_lose_nothing(put, find):
    put(1, "ramp")

    def batches():
        yield [ramp(1)]
        services.rebuild("bed", [[ramp(1)], [ramp(2)]])
        yield [ramp(2)]

    services.rebuild("bed", batches())
    assert find("ramp") == [2, 1]
    assert Indexed.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_writes_while_it_is_made_anew_twice_loses_nothing_and_waits_for_nobody_in_a_ring(find, during):
    """Sessions stand in for the table of the room whose documents these are."""

    def write_all(writer):
        def write(pk, word):
            Session.objects.create(session_key=word, session_data=pk, expire_date=datetime(2027, 1, 1, tzinfo=UTC))
            services.add("bed", pk, texts=[word], scopes=["body:essex"])

        for number in range(12):
            during(write, number % 4 + 1, f"w{writer}n{number}")
        connection.close()

    def batches():
        for pk in range(1, 5):
            words = Session.objects.filter(session_data=pk).values_list("session_key", flat=True)
            yield [Document(pk, list(words), scopes=["body:essex"])]

    def rebuild(_number):
        for _ in range(2):
            services.rebuild("bed", batches())
        connection.close()

    with ThreadPoolExecutor(4) as threads:
        at_once = [threads.submit(write_all, number) for number in (1, 2)]
        at_once += [threads.submit(rebuild, number) for number in (1, 2)]
        for one in at_once:
            one.result()
    for word, pk in Session.objects.values_list("session_key", "session_data"):
        assert int(pk) in find(word), word
