"""Who sees which request, what its page shows, and that looking is recorded. The list is in `test_inbox`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import NotFound
from concord.requests import queries
from concord.requests.queries import Filters
from concord.requests.rules.steps import Side
from kit import given
from kit.lists_given import of_district, shelf

pytestmark = pytest.mark.django_db


def test_a_colleague_and_a_manager_see_the_bodys_requests_and_others_do_not(officer):
    ask = given.a_request(officer)
    manager = given.acting(given.a_person("Ode Lindqvist", role="manager"))
    hospital = given.acting(given.a_person("Ilse Brandt", body=given.TRUST))
    assert shelf(manager, "them") == shelf(of_district(), "us") == [ask.public_id]
    assert shelf(hospital) == []


def test_what_one_may_not_see_is_not_there(officer, stranger):
    hospital = given.acting(given.a_person("Ilse Brandt", body=given.TRUST))
    sent, drafted = given.a_request(officer), given.a_draft(officer)
    for look in (
        lambda: queries.request_page(hospital, sent.public_id, on=given.ON),
        lambda: queries.draft(stranger, drafted.public_id),
        lambda: queries.check(stranger, drafted.public_id, on=given.ON, at=given.AT),
        lambda: queries.request_page(officer, "2222222222222222", on=given.ON),
        lambda: queries.request_page(officer, drafted.public_id, on=given.ON),
        lambda: queries.request_page(stranger, drafted.public_id, on=given.ON),
    ):
        with pytest.raises(NotFound):
            look()


def test_a_partner_reads_its_own_request_and_each_look_is_recorded(officer):
    ask = given.a_request(officer)
    page = queries.partner_page(given.a_partner(ask), on=given.ON)
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
    queries.request_page(officer, ask.public_id, on=given.ON)
    queries.inbox(officer, filters=Filters(), on=given.ON)
    seen = Entry.objects.get(event="request:see")
    listed = Entry.objects.get(event="request:browse")
    assert (seen.subject, seen.actor_name) == (ask.public_id, "Wren Okafor")
    assert (listed.subject, listed.facts) == (given.COUNTY, {"shown": [ask.public_id]})


def test_the_page_tells_the_story_in_its_order(officer):
    ask = given.a_request(officer)
    given.a_partner(ask, at=given.AT + timedelta(hours=1))
    given.acknowledged(ask, at=given.AT + timedelta(hours=2))
    given.complied(ask, at=given.AT + timedelta(hours=3))
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    assert [said.title for said in page.story.said] == ["Request sent", "Request acknowledged", "Request agreed to"]
    assert page.story.answer.step.by_name == "Marlow Quist"
    assert page.links[0].first_opened_at == given.AT + timedelta(hours=1)  # by whom, nobody knows
    assert page.deliveries[0].purpose == "request to the partner"
    _, record = queries.record_of(officer, ask.public_id)
    assert any(line.says.startswith("Wren Okafor sent the request to Aldermoor District Council") for line in record)


def test_each_side_sees_the_same_story_from_its_own_side(officer):
    ask = given.a_request(officer)
    sol = of_district()
    theirs = queries.request_page(sol, ask.public_id, on=given.ON)
    ours = queries.request_page(officer, ask.public_id, on=given.ON)
    assert (ours.side, theirs.side) == (Side.ASKER, Side.ASKED)
    assert [said.title for said in theirs.story.said] == [said.title for said in ours.story.said]
    assert (theirs.links, theirs.deliveries) == ((), ())


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
    (chief,) = police.others
    assert chief.name == "Chief Constable of Westshire Police"
    assert chief.note.endswith("That it is bound is not certain.")
    own = queries.whom(officer, q="westshire county", on=given.ON, at=given.AT)
    assert given.COUNTY not in {body.ref for body in own.others}
    everybody = queries.whom(officer, q="", on=given.ON, at=given.AT)
    assert len(everybody.own) == 4  # one's own council is asked as one of the four groups of its officers
    surgery = queries.whom(officer, q="gp practice", on=given.ON, at=given.AT)
    assert [[provision.ref for provision in kind.instead] for kind in surgery.kinds] == [["CA2014.s6(2)"]]
