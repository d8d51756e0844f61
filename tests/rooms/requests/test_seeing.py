"""Who sees which requests, what a page of them shows, and that looking is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import NotFound
from concord.requests import queries, services
from concord.requests.queries import PAGE
from concord.requests.rules import Status
from kit import given

pytestmark = pytest.mark.django_db


def shelf(actor, show):
    return [row.public_id for row in queries.inbox(actor, show=show).rows]


def test_each_request_stands_on_its_shelf(officer):
    drafted = given.a_draft(officer)
    sent = given.a_request(officer)
    acknowledged = given.a_request(officer)
    given.acknowledged(acknowledged)
    answered = given.a_request(officer)
    given.refused(answered)
    withdrawn = given.a_request(officer)
    services.withdraw_request(officer, withdrawn, why="Gone home.", at=given.AT)

    assert shelf(officer, "open") == [acknowledged.public_id, sent.public_id]
    assert shelf(officer, "answered") == [answered.public_id]
    assert shelf(officer, "drafts") == [drafted.public_id]
    assert len(shelf(officer, "all")) == 5


def test_the_list_says_where_each_stands_and_on_whom_it_waits(officer):
    given.acknowledged(given.a_request(officer))
    (row,) = queries.inbox(officer).rows
    assert row.status is Status.ACKNOWLEDGED
    assert (row.words, row.waiting) == ("Acknowledged", "Waiting for Aldermoor District Council")
    assert (row.reference, row.needed_by) == ("LAS-20417", given.WHOLE["needed_by"])


def test_a_colleague_and_a_manager_see_the_bodys_requests_and_others_do_not(officer, stranger):
    ask = given.a_request(officer)
    manager = given.acting(given.a_person("Ode Lindqvist", role="manager"))
    assert shelf(manager, "open") == [ask.public_id]
    assert shelf(stranger, "open") == []
    for role in ("register_keeper", "assurance", ""):
        with pytest.raises(NotFound):
            queries.inbox(given.acting(given.a_person(f"Kit {role or 'None'}", role=role)))


def test_what_one_may_not_see_is_not_there(officer, stranger):
    sent, drafted = given.a_request(officer), given.a_draft(officer)
    for look in (
        lambda: queries.request_page(stranger, sent.public_id),
        lambda: queries.draft(stranger, drafted.public_id),
        lambda: queries.check(stranger, drafted.public_id, on=given.ON, at=given.AT),
        lambda: queries.request_page(officer, "2222222222222222"),
        lambda: queries.request_page(officer, drafted.public_id),
    ):
        with pytest.raises(NotFound):
            look()


def test_a_partner_reads_its_own_request_and_each_look_is_recorded(officer):
    ask = given.a_request(officer)
    page = queries.partner_page(given.a_partner(ask))
    assert page.story.ask.what == given.WHOLE["what"]
    assert [ground.id for ground in page.grounds] == list(given.REASONS)
    entry = Entry.objects.get(event="request:open")
    assert (entry.subject, entry.body) == (ask.public_id, given.DISTRICT)


def test_the_cover_tells_who_asks_whom_and_is_no_view_of_the_person(officer):
    ask = given.a_request(officer)
    cover = queries.cover_public(ask.public_id)
    assert (cover.asker_name, cover.asked_name) == ("Westshire County Council", "Aldermoor District Council")
    with pytest.raises(NotFound):
        queries.cover_public(given.a_draft(officer).public_id)
    assert not Entry.objects.filter(event="request:open").exists()


def test_every_look_at_a_person_is_recorded_with_who_looked(officer):
    ask = given.a_request(officer)
    queries.request_page(officer, ask.public_id)
    queries.inbox(officer)
    seen = Entry.objects.get(event="request:see")
    listed = Entry.objects.get(event="request:browse")
    assert (seen.subject, seen.actor_name) == (ask.public_id, "Wren Okafor")
    assert (listed.subject, listed.facts) == (given.COUNTY, {"shown": [ask.public_id]})


def test_the_list_turns_its_pages_by_the_last_request_and_reads_no_more_for_more_rows(
    officer, django_assert_max_num_queries
):
    asks = [given.a_draft(officer).public_id for _ in range(PAGE + 2)]
    with django_assert_max_num_queries(8):
        first = queries.inbox(officer, show="drafts")
    assert [row.public_id for row in first.rows] == asks[:1:-1]
    second = queries.inbox(officer, show="drafts", before=first.older)
    assert [row.public_id for row in second.rows] == asks[1::-1]
    assert (second.older, first.started, second.started) == ("", False, True)


def test_an_empty_shelf_shows_nobody_and_records_nothing(officer):
    assert queries.inbox(officer).rows == ()
    assert not Entry.objects.filter(event="request:browse").exists()
    with pytest.raises(NotFound):
        queries.inbox(officer, show="everything")


def test_the_page_tells_the_story_in_its_order(officer):
    ask = given.a_request(officer)
    given.a_partner(ask, at=given.AT + timedelta(hours=1))
    given.acknowledged(ask, at=given.AT + timedelta(hours=2))
    given.complied(ask, at=given.AT + timedelta(hours=3))
    page = queries.request_page(officer, ask.public_id)
    assert [step.title for step in page.timeline] == [
        "Request begun",
        "Request sent",
        "Link first opened",
        "Request acknowledged",
        "Request agreed to",
    ]
    assert page.timeline[2].who == "The link sent to Aldermoor District Council"  # by whom, nobody knows
    assert page.timeline[-1].who == "Marlow Quist, Head of housing options"
    assert [sent.purpose for sent in page.deliveries] == [
        "request to the partner",
        "notice to you that they replied",
        "notice to you that they replied",
    ]
    assert page.record[2].says.startswith("Wren Okafor sent the request to Aldermoor District Council.")


def test_the_choice_of_whom_to_ask_groups_partners_by_what_makes_them_so(officer):
    page = queries.whom(officer, q="", on=given.ON, at=given.AT)
    shown = {group.provision.ref: group for group in page.groups}
    assert [body.name for body in shown["CA2014.s6(7)(a)"].sure] == ["Aldermoor District Council"]
    trusts = shown["CA2014.s6(8)(c)"]
    assert trusts.sure == ()
    assert [(body.name, body.note) for body in trusts.possible] == [
        ("Westshire Hospitals NHS Trust", "Evidence: Headquarters.")
    ]
    assert trusts.explains


def test_a_search_finds_partners_and_other_bodies_and_kinds_that_the_register_does_not_list(officer):
    found = queries.whom(officer, q="alder", on=given.ON, at=given.AT)
    assert [body.name for group in found.groups for body in group.sure] == ["Aldermoor District Council"]
    assert found.found == 1
    police = queries.whom(officer, q="westshire police", on=given.ON, at=given.AT)
    assert [(body.name, body.note) for body in police.others] == [
        ("Chief Constable of Westshire Police", "The register cannot say whether section 7 binds it")
    ]
    own = queries.whom(officer, q="westshire county", on=given.ON, at=given.AT)
    assert own.others[0].note.startswith("Your own council")
    surgery = queries.whom(officer, q="gp practice", on=given.ON, at=given.AT)
    assert [[provision.ref for provision in kind.instead] for kind in surgery.kinds] == [["CA2014.s6(2)"]]
