"""The work list of bodies that end, at the desk: months ahead, ticked, decided, handed over, taken over, as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from concord.agreements import services
from concord.agreements.models import Agreement, Succeeded
from concord.agreements.work import OwnersReminders
from concord.base import clock
from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import arrangements_given, given, mergers
from kit.reading import Page

pytestmark = pytest.mark.django_db

DESK = "/desk/agreements/changes"
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
AFTER = datetime(2027, 4, 2, 9, tzinfo=UTC)
ORDER = "The Surrey (Structural Changes) Order 2026."
OF_SURREY = f"{DESK}/{mergers.SURREY}"
EAST = f"novated:{mergers.EAST_SURREY}"
BY_EAST = "East Surrey Council takes the place"


@pytest.fixture(autouse=True)
def _in_december(tmp_path, db):
    with clock.at(AT):
        mergers.load(tmp_path / "edition", mergers.OF_SURREY | {mergers.WEST_SUSSEX})
        yield


def at_desk(name, body, role=Role.PARTNERSHIP_LEAD):
    person = given.a_person(name, role=role, body=body)
    client = Client()
    client.force_login(person)
    client.actor = given.acting(person)
    return client


@pytest.fixture
def idris():
    """Who keeps the agreements of West Sussex, a neighbour of Surrey."""
    return at_desk("Idris Okonjo", mergers.WEST_SUSSEX)


@pytest.fixture
def surrey():
    return at_desk("Ama Birch", mergers.SURREY)


def an_agreement(actor, title, *bodies, **changes):
    row = agreed.an_agreement(actor, *bodies, at=AT, starts=date(2026, 12, 1), **changes)
    row = services.revise_agreement(actor, row, changes={"title": title}, at=AT)
    return agreed.signed(actor, row, on=date(2026, 12, 1), at=AT)


@pytest.fixture
def three(idris):
    return [
        an_agreement(idris.actor, "Placements", mergers.SURREY, review_on=date(2027, 2, 1)),
        an_agreement(idris.actor, "Transition", mergers.SURREY),
        an_agreement(idris.actor, "Trading standards", mergers.SURREY, mergers.ELMBRIDGE),
    ]


def decide(browser, at=OF_SURREY, **typed):
    return Page(browser.post(at, {"words": ORDER, **typed}, follow=True))


def ids(rows):
    return [row.public_id for row in rows]


def test_months_ahead_the_list_names_who_ends_when_who_follows_and_how_much_is_decided(idris, three):
    page = Page(idris.get(DESK))
    assert page.heading == "Bodies that end"
    assert "Surrey County Council" in page.words
    assert "31 March 2027in 4 months · announced; the order was not seen" in page.words
    assert "East Surrey Council" in page.words
    assert "0 of 3 decided3 still open" in page.words.replace(" 3 still", "3 still")
    assert "Elmbridge Borough Council" in page.words


def test_the_page_of_a_change_gathers_all_that_it_touches(idris, three):
    page = Page(idris.get(OF_SURREY))
    assert page.heading == "Surrey County Council ends on 31 March 2027"
    assert "0 of 3 decided." in page.words
    assert "1 review of them due before that day" in page.words
    assert all(title in page.words for title in ("Placements", "Transition", "Trading standards"))
    assert "Review by 1 February 2027" in page.words


def test_several_are_decided_at_once_and_the_progress_shows(idris, three):
    page = decide(idris, places=ids(three[:2]), outcome=EAST)
    assert "2 agreements are decided." in page.words
    assert "2 of 3 decided." in page.words
    assert f"{BY_EAST}{ORDER}" in page.words.replace(f"{BY_EAST} ", BY_EAST)
    assert [row.outcome for row in Succeeded.objects.all()] == ["novated", "novated"]
    page = decide(idris, places=ids(three[2:]), outcome="left")
    assert "3 of 3 decided." in page.words


def test_what_cannot_be_so_is_said_by_name_and_the_others_are_decided(idris, three):
    page = decide(idris, places=ids(three), outcome="left")
    assert "1 agreement is decided." in page.words
    assert [error.partition(":")[0] for error in page.errors] == ["“Placements”", "“Transition”"]
    assert "too few parties are left" in page.errors[0]
    ticked = page.tree.xpath("//input[@name='places'][@checked]/@value")
    assert set(ticked) == set(ids(three[:2]))


def test_nothing_ticked_chosen_or_said_is_told_at_its_place(idris, three):
    page = Page(idris.post(OF_SURREY, {}))
    assert page.errors == [
        "Tick the agreements that you decide on",
        "Choose what becomes of the place",
        "Say what it rests on: a transfer order, a deed, a minute",
    ]
    assert page.tree.xpath("//*[@id='id_places']")
    assert not Succeeded.objects.exists()


def test_what_was_typed_stays_where_something_is_wrong(idris, three):
    page = Page(idris.post(OF_SURREY, {"places": ids(three[:1]), "words": "The deed."}))
    assert page.tree.xpath("//textarea[@name='words']")[0].text.strip() == "The deed."
    assert page.tree.xpath("//input[@name='places'][@checked]/@value") == ids(three[:1])


def test_a_decision_is_made_anew_by_ticking_the_row_again(idris, three):
    decide(idris, places=ids(three[:1]), outcome=EAST)
    page = decide(idris, places=ids(three[:1]), outcome="agree-anew", words="They want new terms.")
    assert "1 of 3 decided." in page.words
    assert "To be agreed anew" in page.words
    assert BY_EAST not in page.words.partition("What becomes of")[0]


def test_of_two_who_decide_at_once_the_second_is_told_whose_decision_stands(idris, three):
    looked = {"looked": "yes"}
    decide(idris, places=ids(three[:1]), outcome="agree-anew", **looked)
    other = at_desk("Noor Vale", mergers.WEST_SUSSEX)
    page = decide(other, places=ids(three[:1]), outcome="left", **looked)
    assert any("Idris Okonjo has decided on it meanwhile" in one for one in page.errors)
    assert Succeeded.objects.get().outcome == "agree-anew"
    (known,) = page.tree.xpath("//input[@name='decided']/@value")
    decide(other, places=ids(three[:1]), outcome=EAST, decided=known, **looked)
    assert Succeeded.objects.latest("pk").to_id == mergers.EAST_SURREY


def test_an_end_that_is_recorded_cannot_be_ticked_any_more(idris, three):
    page = decide(idris, places=ids(three[:1]), outcome="ended")
    assert three[0].public_id not in page.tree.xpath("//input[@name='places']/@value")


def test_all_that_is_open_can_be_ticked_by_a_link(idris, three):
    decide(idris, places=ids(three[:1]), outcome=EAST)
    page = Page(idris.get(f"{OF_SURREY}?tick=open"))
    assert set(page.tree.xpath("//input[@name='places'][@checked]/@value")) == set(ids(three[1:]))


def test_the_places_are_taken_away_as_csv(idris, three):
    decide(idris, places=ids(three[:1]), outcome=EAST)
    lines = b"".join(idris.get(f"{OF_SURREY}/places.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Agreement,Kind,Where it stands,Body that ends,Its last day,Decided")
    assert len(lines) == 4
    assert f"2027-03-31,{BY_EAST},East Surrey Council,{ORDER},Idris Okonjo" in lines[1]


def test_the_page_of_the_agreement_says_who_goes_and_then_what_was_decided_by_whom_and_by_what(idris, three):
    page = Page(idris.get(f"/desk/agreements/{three[0].public_id}"))
    assert "Ends on 31 March 2027: what becomes of its place is open" in page.words
    href = page.links()["Decide it for Surrey County Council"]
    page = Page(idris.get(href))
    assert page.tree.xpath("//input[@name='places'][@checked]/@value") == ids(three[:1])
    decide(idris, places=ids(three[:1]), outcome=EAST)
    words = Page(idris.get(f"/desk/agreements/{three[0].public_id}")).words
    assert f"{BY_EAST} from 1 April 2027" in words
    assert ORDER in words
    assert "Decided by Idris Okonjo, 1 December 2026" in words
    assert "Surrey County Council" in words, "until its last day it is the party"


def test_the_register_leads_to_the_work_list(idris, three):
    assert Page(idris.get("/desk/agreements")).links()["Bodies that end"] == DESK


def test_who_only_reads_sees_the_list_and_decides_nothing(idris, three):
    reader = at_desk("Wren Okafor", mergers.WEST_SUSSEX, Role.PRACTITIONER)
    page = Page(reader.get(OF_SURREY))
    assert "A manager or partnership lead of West Sussex County Council decides." in page.words
    assert not page.tree.xpath("//input[@name='places']")
    typed = {"places": ids(three[:1]), "outcome": EAST, "words": ORDER}
    assert reader.post(OF_SURREY, typed).status_code == 404
    assert not Succeeded.objects.exists()


def test_a_body_whose_end_touches_nothing_has_no_page(idris, three):
    assert idris.get(f"{DESK}/{mergers.WOKING}").status_code == 404
    assert idris.get(f"{DESK}/{mergers.WOKING}/places.csv").status_code == 404


def test_the_keeper_that_ends_hands_its_agreements_over_and_the_successor_works_on(surrey):
    first = an_agreement(surrey.actor, "Discharge", mergers.SURREY_AND_SUSSEX)
    arrangements_given.a_whole_house(surrey.actor, ["adults"], ["adults-and-children"])
    page = Page(surrey.get(OF_SURREY))
    assert "You keep these agreements." in page.words
    assert "1 internal arrangement: section 6(4) asks each council after us for its own" in page.words
    page = decide(surrey, places=[first.public_id], outcome=EAST)
    assert "1 of 1 decided." in page.words
    femi = at_desk("Femi Adair", mergers.EAST_SURREY)
    with clock.at(AFTER):
        OwnersReminders().keepers(given.COMMAND, at=AFTER)
        page = Page(femi.get(f"/desk/agreements/{first.public_id}"))
        assert "BodyEast Surrey Council" in page.words.replace("Body East", "BodyEast")
        assert "Begin a review" in page.links()
        assert "Begin a review" not in Page(surrey.get(f"/desk/agreements/{first.public_id}")).links()


def test_what_was_left_behind_is_taken_over_by_a_successor_and_its_place_decided_next(surrey):
    first = an_agreement(surrey.actor, "Discharge", mergers.SURREY_AND_SUSSEX)
    femi = at_desk("Femi Adair", mergers.EAST_SURREY)
    with clock.at(AFTER):
        assert (
            "Surrey County Council has ended and left 1 agreement that nobody keeps yet." in Page(femi.get(DESK)).words
        )
        at = f"{DESK}/left-behind"
        assert Page(femi.post(at, {})).errors[0] == "Tick the agreements that you decide on"
        page = decide(femi, at, places=[first.public_id])
        assert "1 agreement is in your register now." in page.words
        assert Agreement.objects.get().keeper_id == mergers.EAST_SURREY
        assert "0 of 1 decided" in page.words
        page = decide(femi, places=[first.public_id], outcome=EAST)
        assert "1 of 1 decided." in page.words
