"""What a practitioner finds, and what stays hidden."""

from __future__ import annotations

import pytest
from django.db import connection

from concord.base.errors import Invalid
from concord.search import queries, services, tables
from concord.search.models import Indexed

pytestmark = pytest.mark.django_db


def test_all_words_must_be_there_and_the_newest_comes_first(put, find):
    put(1, "Mrs Fletcher needs a ramp")
    put(2, "A ramp for the clinic")
    put(3, "Ramp and rail", "for Mrs Fletcher")
    assert find("ramp fletcher") == [3, 1]
    assert find("ramp") == [3, 2, 1]
    assert find("ramp hoist") == []


@pytest.mark.parametrize("query", ["FLETCHER", "fletcher’s", "Fletcher's", "flétcher"])
def test_case_accents_and_possessives_do_not_matter(put, find, query):
    put(1, "Mrs Fletcher needs a ramp")
    assert find(query) == [1]


@pytest.mark.parametrize(("text", "query"), [("assessments", "assessed"), ("housing", "houses"), ("carer", "carers")])
def test_forms_of_a_word_find_each_other(put, find, text, query):
    put(1, text)
    assert find(query) == [1]


@pytest.mark.parametrize("query", ["LAS-20417", "las20417", "LAS 20417", "20417", "LAS/20417"])
def test_a_reference_is_found_with_and_without_its_hyphen(put, find, query):
    put(1, "See LAS-20417/2.")
    put(2, "Nothing", exact=["LAS-20417"])
    put(3, "LAS-20418")
    assert find(query) == [2, 1]


@pytest.mark.parametrize("written", ["943 476 5919", "943-476-5919", "9434765919"])
@pytest.mark.parametrize("query", ["943 476 5919", "943-476-5919", "9434765919"])
def test_an_nhs_number_is_found_however_it_is_spaced(put, find, written, query):
    put(1, f"NHS number {written}")
    put(2, "Nothing", exact=[written])
    put(3, "NHS number 9434765918")
    assert find(query) == [2, 1]


def test_a_word_can_be_left_out(put, find):
    put(1, "ramp refused")
    put(2, "ramp agreed")
    put(3, "ramp refused, then agreed")
    assert find("ramp -refused") == [2]
    assert find('ramp -"refused agreed"') == [2, 1]
    assert find("-refused") == [2]


def test_words_in_quotation_marks_are_words_that_must_all_be_there(put, find):
    put(1, "out of area review")
    put(2, "review of an area")
    assert find('"area review"') == [2, 1]
    assert find('"area revi"') == []
    assert find("“area review") == [2, 1]


@pytest.mark.parametrize("query", ["fle", "flet", "fletche", "ramp fletc"])
def test_the_last_word_may_be_a_beginning(put, find, query):
    put(1, "Mrs Fletcher needs a ramp")
    assert find(query) == [1]


@pytest.mark.parametrize("query", ["fl", "flet ramp", '"flet"', "ramp -flet"])
def test_only_the_last_word_is_a_beginning_and_only_from_three_letters(put, find, query):
    put(1, "Mrs Fletcher needs a ramp")
    assert find(query) == ([1] if query == "ramp -flet" else [])


def test_a_document_is_found_by_each_of_its_scopes_and_by_no_other(put, find):
    put(1, "ramp", scopes=["body:essex", "team:7"])
    put(2, "ramp", scopes=["body:kent"])
    assert find("ramp", scopes=["body:essex"]) == [1]
    assert find("ramp", scopes=["team:7", "body:kent"]) == [2, 1]
    assert find("ramp", scopes=["body:surrey"]) == []
    assert find("-hoist", scopes=["body:kent"]) == [2]


def test_whoever_has_no_scope_finds_nothing_and_none_asks_for_no_scope(put, find):
    put(1, "ramp")
    put(2, "ramp", scopes=[])
    assert find("ramp", scopes=[]) == find("ramp", scopes=()) == []
    assert find("ramp", scopes=None) == [2, 1]


def test_a_scope_cannot_be_typed(put, find):
    put(1, "ramp", scopes=["body:kent"])
    assert find("body:kent", scopes=["body:kent"]) == find("s:body:kent", scopes=["body:kent"]) == []


def test_kinds_are_kept_apart(put, find):
    put(1, "ramp")
    put(1, "ramp", kind="letter")
    put(2, "ramp", kind="letter")
    assert find("ramp") == [1]
    assert find("ramp", kind="letter") == [2, 1]
    assert find("ramp", kind="never heard of") == []


def test_pages_go_on_before_the_last_key(put, find):
    for pk in range(1, 8):
        put(pk, "ramp")
    assert find("ramp", limit=3) == [7, 6, 5]
    assert find("ramp", limit=3, before=5) == [4, 3, 2]
    assert find("ramp", limit=3, before=2) == [1]
    assert find("ramp", before=1) == []


def test_the_newest_are_found_however_far_back_they_lie(put, find):
    far = [5, 4096, 4097, 70_000, 65_536 * 3, 1 << 20, (1 << 20) + 1, 5 << 20, (1 << 47) + 3]
    for pk in far:
        put(pk, "ramp", "rail" if pk in {5, 70_000} else "")
    assert find("ramp") == far[::-1]
    assert find("ramp rail") == [70_000, 5]
    for number, pk in enumerate(far):
        assert find("ramp", before=pk) == far[:number][::-1]
        assert find("ramp", limit=1, before=pk + 1) == [pk]


@pytest.mark.parametrize("query", ["", "   ", "the", "the of", "-", '""', "“”", "!!!", "-the", '"', '-"'])
def test_a_query_for_nothing_finds_nothing_and_can_be_told_from_one_that_finds_nothing(put, find, query):
    put(1, "the ramp of the clinic")
    assert find(query) == []
    assert not queries.looks_for_something(query)


def test_little_words_are_passed_over(put, find):
    put(1, "ramp")
    assert find("the ramp") == [1]
    assert queries.looks_for_something("the ramp")


@pytest.mark.parametrize("query", ["OR NOT NEAR", 'a" OR "b', "terms: x*", "(hoist", "ramp & !x | y", "'; --", "\0"])
def test_the_signs_of_a_search_language_mean_nothing(put, find, query):
    put(1, "ramp")
    assert find(query) == []


def test_too_many_words_are_refused_in_words(find):
    with pytest.raises(Invalid, match="at most 20 words") as refused:
        find(" ".join(f"word{number}" for number in range(21)))
    assert refused.value.field == "query"


def test_a_document_put_anew_is_found_by_its_new_words_only(put, find):
    put(1, "ramp")
    put(1, "hoist", scopes=["body:kent"])
    assert find("ramp", scopes=None) == []
    assert find("hoist", scopes=["body:kent"]) == [1]
    assert find("hoist") == []


def test_what_is_added_is_found_together_with_what_was_there(put, find, during):
    put(1, "ramp")
    during(services.add, "bed", 1, texts=["hoist and ramp"], exact=["LAS-1"], scopes=["body:kent"])
    assert find("ramp hoist las1") == [1]
    assert find("ramp hoist", scopes=["body:kent"]) == [1]


def test_adding_to_a_document_that_is_not_there_makes_it(find, during):
    during(services.add, "bed", 1, texts=["ramp"], scopes=["body:essex"])
    assert find("ramp") == [1]


def test_what_is_removed_is_found_no_more(put, find, during):
    put(1, "ramp")
    put(2, "ramp")
    during(services.remove, "bed", 1)
    during(services.remove, "bed", 99)
    assert find("ramp") == [2]


def test_a_row_deleted_by_other_hands_is_found_no_more(put, find):
    put(1, "ramp")
    Indexed.objects.all().delete()
    assert find("ramp") == []


def test_an_operation_that_fails_leaves_nothing_in_the_index(find, during):
    def put_and_fail():
        services.index("bed", 1, texts=["ramp"], scopes=["body:essex"])
        raise ValueError("changed my mind")

    with pytest.raises(ValueError, match="changed"):
        during(put_and_fail)
    assert find("ramp") == []


@pytest.mark.parametrize("call", [services.index, services.add])
def test_the_index_is_written_inside_an_operation_only(call):
    with pytest.raises(RuntimeError, match="inside the operation"):
        call("bed", 1, texts=["ramp"])
    with pytest.raises(RuntimeError, match="inside the operation"):
        services.remove("bed", 1)


@pytest.mark.parametrize("pk", [0, -1, 1 << 48])
def test_a_key_that_no_document_has_is_refused(put, pk):
    with pytest.raises(ValueError, match="no key of a document"):
        put(pk, "ramp")


def test_no_word_no_scope_and_no_reference_stands_in_the_database(put):
    put(1, "Mrs Fletcher needs a ramp", exact=["LAS-20417"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT terms FROM search_document")
        (kept,) = cursor.fetchone()
    fingerprints = kept.replace("'", "").split()
    assert len(fingerprints) > 10
    assert all(len(sign) == 8 or sign.startswith("b1") for sign in fingerprints)
    assert not {"fletcher", "fletch", "ramp", "20417", "essex"} & set(fingerprints)


def test_equal_words_of_two_kinds_have_different_fingerprints(put):
    put(1, "Fletcher")
    put(1, "Fletcher", kind="letter")
    with connection.cursor() as cursor:
        cursor.execute("SELECT terms FROM search_document")
        bed, letter = ({sign for sign in row.split() if "b1" not in sign} for (row,) in cursor.fetchall())
    assert bed.isdisjoint(letter)


def test_the_index_can_be_installed_again_without_losing_anything(put, find):
    put(1, "ramp")
    tables.install(connection)
    assert find("ramp") == [1]
    put(1, "hoist")
    assert find("ramp") == []


def test_no_other_database_is_taken_for_one_of_the_two():
    class Oracle:
        vendor = "oracle"

    with pytest.raises(ValueError, match="SQLite or PostgreSQL"):
        tables.install(Oracle())
