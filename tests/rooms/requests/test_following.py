"""A body ends while a request is under way: it follows, both are told once, and the old name stays on the old paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid
from concord.contacts.services import mailbox_returned
from concord.delivery.models import Outgoing
from concord.pages.steps import told
from concord.people.services import add_person, give_role
from concord.requests import queries, services
from concord.requests.models import Step
from concord.requests.rules.steps import Side
from kit import editions, given, mergers
from kit.contacts_given import a_contact
from kit.working_given import WORKER, a_turn, fresh, nine

pytestmark = pytest.mark.django_db

END = date(2026, 12, 1)
NEW, OTHER = "gss:E06000901", "gss:E06000902"
FOLLOWED = "requests brought to a successor, or to a person’s choice"


def life(ref, name, kind="unitary", **dates):
    row = {"ref": ref, "kind": kind, "start_certainty": "exact", "standing": "in_force", **dates}
    return row, {"ref": ref, "name": name, "starts": dates.get("starts", "")}


def a_county(folder, *, ends, successors, facts=()):
    """Westshire, some of whose bodies end on 1 December 2026, and new ones that take over."""
    tables = editions.rows()
    for ref in ends:
        editions.row(tables, "bodies", ref=ref).update(ends=END.isoformat(), end_standing="in_force")
    for fact in tables["facts"]:
        if ends & {fact["authority"], fact["body"]}:
            fact.update(ends=END.isoformat(), end_standing="in_force")
    for ref, name in {NEW: "Alder Council", OTHER: "Moor Council"}.items():
        body, called = life(ref, name, starts=END.isoformat())
        tables["bodies"].append(body)
        tables["names"].append(called)
    tables["successions"] = [
        {"old": old, "new": new, "on": END.isoformat(), "how": "reorganisation", "standing": "in_force"}
        for old, new in successors
    ]
    tables["facts"] += [
        {"id": f"area_in/{authority}/{body}", "kind": "area_in", "authority": authority, "body": body,
         "starts": END.isoformat(), "standing": "asserted", "evidence": "All."}
        for authority, body in facts
    ]  # fmt: skip
    given.load(folder, tables)


@pytest.fixture
def desk():
    """Somebody who asks for the county, once the register is there."""
    return lambda: given.acting(given.a_person())


def letters(message):
    return list(Outgoing.objects.filter(message=message).order_by("id"))


def follow(on=END):
    return a_turn(on).of[FOLLOWED]


def test_a_request_follows_to_the_only_successor_and_both_are_told_once(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    officer = desk()
    ask, done = given.a_request(officer), given.a_request(officer)
    services.withdraw_request(officer, done, why="Sent twice.", at=given.AT)
    assert follow(date(2026, 11, 30)) == 0
    assert follow() == 1
    assert follow() == 0
    docket = fresh(ask).docket
    assert (docket.asked_id, docket.asked_name) == (NEW, "Alder Council")
    assert fresh(done).docket.asked_id == NEW
    (officers,), (partners,) = letters("request-followed"), letters("request-taken-over")
    assert (officers.to, partners.to) == ("wren.okafor@westshire.example", "duty.desk@aldermoor.example")
    assert officers.title == partners.title.replace("A request from Westshire County Council", "A request")
    assert "Aldermoor District Council ended on 1 December 2026" in partners.text
    entry = Entry.objects.get(event="request:follow", subject=ask.public_id)
    assert entry.facts["now"] == "Alder Council"


def test_the_successors_own_contact_is_written_to_where_it_is_known_and_the_old_mailbox_is_told_too(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    ask = given.a_request(desk())
    a_contact(of=NEW, on=END, mailbox="requests@alder.example")
    follow()
    (link,) = letters("request-taken-over")
    assert (link.to, fresh(ask).partner_email) == ("requests@alder.example", "requests@alder.example")
    notices = {letter.to: "/r/" in letter.text for letter in letters("request-followed")}
    assert notices == {"wren.okafor@westshire.example": False, "duty.desk@aldermoor.example": False}
    moved = Step.objects.get(ask=ask, kind="succeeded")
    assert moved.detail["mailbox"] == "successor"
    entry = Entry.objects.get(event="request:follow", subject=ask.public_id)
    assert (entry.facts["mailbox"], "alder.example" in str(entry.facts)) == ("successor", False)


@pytest.mark.parametrize("doubted", [False, True])
def test_without_a_sure_contact_of_the_successor_the_mailbox_of_before_is_written_to_and_the_step_says_so(
    tmp_path, desk, doubted
):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    officer = desk()
    ask = given.a_request(officer)
    if doubted:
        a_contact(of=NEW, on=END, mailbox="requests@alder.example")
        mailbox_returned(given.COMMAND, mailbox="requests@alder.example", says="No such mailbox.", at=nine(END))
    follow()
    assert fresh(ask).partner_email == "duty.desk@aldermoor.example"
    page = queries.request_page(officer, ask.public_id, on=END)
    (moved,) = [said for said in page.story.said if said.kind == "succeeded"]
    _, facts = told(moved)
    assert ("Where e-mails go", "They still go to the mailbox of before: no other of Alder Council is known.") in facts


def test_the_old_name_stays_on_the_old_paper_and_the_link_goes_on_working(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    ask = given.a_request(desk())
    follow()
    later = fresh(ask)
    assert later.asked_name == "Aldermoor District Council"
    assert later.finding == ask.finding
    sent, moved = Step.objects.filter(ask=ask).order_by("id")
    assert (sent.kind, moved.kind, moved.side) == ("sent", "succeeded", "concord")
    assert moved.detail["was_name"] == "Aldermoor District Council"
    partner = given.a_partner(ask, at=nine(date(2026, 12, 2)))
    page = queries.partner_page(partner, on=date(2026, 12, 2))
    assert page.story.ask.docket.asked_name == "Alder Council"
    step = services.acknowledge_request(partner, later, **given.SIGNED, at=nine(date(2026, 12, 2)))
    assert step.by_body_name == "Alder Council"


def test_people_of_the_successor_find_the_request_and_those_of_the_old_body_no_longer(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    ask = given.a_request(desk())
    follow()
    person = add_person(given.COMMAND, name="Sol Abara", email="sol@alder.example")
    give_role(given.COMMAND, person, body=NEW, role="practitioner", starts=END)
    heir = given.people.actor_for(person, door="desk", on=END, correlation="c5")
    assert queries.request_page(heir, ask.public_id, on=END).side == "asked"


def test_the_papers_of_a_request_that_is_done_go_to_the_successor_without_a_word(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    officer = desk()
    ask = given.a_request(officer)
    given.refused(ask)
    services.accept_answer(officer, ask, at=given.AT)
    before = Outgoing.objects.count()
    a_turn(END)
    held = fresh(ask)
    assert (held.docket.asked_id, held.docket.asked_name, held.asked_name) == (
        NEW,
        "Alder Council",
        "Aldermoor District Council",
    )
    assert Outgoing.objects.count() == before


def test_after_a_split_the_papers_of_what_is_done_stay_where_they_were(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW), (given.DISTRICT, OTHER)])
    officer = desk()
    ask = given.a_request(officer)
    given.refused(ask)
    services.accept_answer(officer, ask, at=given.AT)
    a_turn(END)
    assert fresh(ask).docket.asked_id == given.DISTRICT


def test_where_both_ends_come_to_lie_in_one_body_the_request_is_internal(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT, given.COUNTY}, successors=[(given.DISTRICT, NEW), (given.COUNTY, NEW)])
    ask = given.a_request(desk())
    assert follow() == 2
    docket = fresh(ask).docket
    assert (docket.asker_id, docket.asked_id, docket.kind) == (NEW, NEW, "internal")
    assert fresh(ask).kind == "s7(1)"


def test_of_several_successors_the_only_one_that_keeps_them_partners_has_the_request(tmp_path, desk):
    a_county(
        tmp_path,
        ends={given.COUNTY},
        successors=[(given.COUNTY, NEW), (given.COUNTY, OTHER)],
        facts=[(OTHER, given.BOARD)],
    )
    ask = given.a_request(desk(), asked=given.BOARD)
    assert follow() == 1
    assert fresh(ask).docket.asker_id == OTHER
    (partners,) = [letter for letter in letters("request-followed") if letter.to.startswith("duty.desk")]
    assert "now lies with Moor Council" in partners.text


def test_otherwise_it_is_left_to_a_person_who_is_told_once(tmp_path, desk):
    a_county(tmp_path, ends={given.COUNTY}, successors=[(given.COUNTY, NEW), (given.COUNTY, OTHER)])
    officer = desk()
    ask = given.a_request(officer, asked=given.BOARD)
    assert follow() == 1
    assert follow() == 0
    assert fresh(ask).docket.asker_id == given.COUNTY
    (notice,) = letters("request-ended")
    assert "- Alder Council\n- Moor Council" in notice.text
    (side,) = queries.ended_sides(fresh(ask), on=END, at=nine(END))
    assert {one.ref for one in side.next} == {NEW, OTHER}
    services.follow_successor(officer, ask, side=Side.ASKER, now=NEW, at=nine(END))
    assert fresh(ask).docket.asker_id == NEW
    assert fresh(ask).docket.ends_told == ""


def test_nobody_moves_a_request_to_a_body_that_did_not_take_over_or_from_one_that_has_not_ended(tmp_path, desk):
    a_county(tmp_path, ends={given.DISTRICT}, successors=[(given.DISTRICT, NEW)])
    officer = desk()
    ask = given.a_request(officer)
    with pytest.raises(Conflict, match="has not ended"):
        services.follow_successor(officer, ask, side=Side.ASKED, now=NEW, at=given.AT)
    with pytest.raises(Invalid, match="did not take over"):
        services.follow_successor(WORKER, ask, side=Side.ASKED, now=OTHER, at=nine(END))


BEFORE = datetime(2026, 3, 20, 9, tzinfo=UTC)
MERGED = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("council", "board", "heir", "name"),
    [
        (mergers.WEST_SUSSEX, mergers.SUSSEX_BOARD, mergers.SURREY_AND_SUSSEX, "NHS Surrey and Sussex"),
        (mergers.HAMPSHIRE, mergers.FRIMLEY, mergers.HAMPSHIRE_BOARD, "NHS Hampshire and Isle of Wight"),
    ],
)
def test_a_request_in_flight_over_the_merger_of_boards_in_april_2026(tmp_path, db, council, board, heir, name):
    mergers.load(tmp_path / "merger")
    person = given.a_person(body=council)
    officer = given.people.actor_for(person, door="desk", on=BEFORE.date(), correlation="c1")
    ask = given.a_request(officer, asked=board, at=BEFORE, needed_by=date(2026, 4, 10))
    assert ask.finding["bound"] == "yes"
    at = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)
    assert a_turn(at).of[FOLLOWED] == 1
    docket = fresh(ask).docket
    assert docket.asked_id == heir
    assert docket.asked_name.startswith(name)
    assert fresh(ask).asked_name != docket.asked_name


def test_after_a_merger_of_the_asker_the_policy_of_the_successor_counts_and_is_named(tmp_path, desk):
    a_county(tmp_path, ends={given.COUNTY}, successors=[(given.COUNTY, NEW)])
    ask = given.a_request(desk())
    given.refused(ask, at=nine(date(2026, 11, 27)))
    follow()
    for name, role in (("Ines Rook", "manager"), ("Ada Fenn", "practitioner")):
        person = add_person(given.COMMAND, name=name, email=f"{role}@alder.example")
        give_role(given.COMMAND, person, body=NEW, role=role, starts=END)
        heir = given.people.actor_for(person, door="desk", on=END, correlation="c5")
        if role == "manager":
            services.set_response_time(heir, help_="", urgency="routine", acknowledge_days=2, answer_days=3, on=END)
    points = dict.fromkeys(given.REASONS, "We see it otherwise.")
    services.contest_answer(heir, fresh(ask), points=points, at=nine(date(2026, 12, 2)))
    docket = fresh(ask).docket
    assert docket.due_on == date(2026, 12, 7)
    assert docket.clocks[0]["says"].startswith("the policy of Alder Council")
