"""Pages on which the managers of a body set how it works with requests; practitioners look and change nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from concord.people.roles import Role
from concord.requests.queries import practice
from concord.requests.rules.examples import examples
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

PRACTICE = "/desk/practice"
HOW = {"initials": "on", "remind_before": "2", "remind_after": "5"}
TIME = {"acknowledge_days": "2", "answer_days": "10", "starts-day": "22", "starts-month": "11", "starts-year": "2026"}
PAGES = ("", "/times", "/ladder", "/templates", "/bank-holidays")
CHANGES = ("/how-we-work", "/times/set", "/times/end", "/ladder/examples", "/ladder/set", "/templates/make")


@pytest.fixture
def boss(westshire):
    return given.a_person("Ines Quarry", role=Role.MANAGER)


@pytest.fixture
def actor(boss):
    return given.acting(boss)


@pytest.fixture
def manager(boss):
    """The manager's browser."""
    client = Client()
    client.force_login(boss)
    return client


def levels(*given_levels, **form):
    """What the form of a ladder sends, a group for each level."""
    sent = {"name": "Ours", "skips_to": "1", "level-row": [str(n) for n in range(len(given_levels))], **form}
    for number, level in enumerate(given_levels):
        sent |= {f"level-{number}-{field}": value for field, value in level.items()}
    return sent


def level(**changes):
    return {"own_role": "Head of service", "their_role": "Head of service", "days": "5", "urgent_days": "1", **changes}


def typed(page):
    """What the form of a page would send as it stands."""
    sent: dict[str, object] = {}
    (form,) = page.tree.xpath("//main//form[@method='post']")
    for name, value in form.form_values():
        if name in sent:
            held = sent[name]
            sent[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            sent[name] = value
    return sent


@pytest.mark.parametrize("path", PAGES)
def test_a_practitioner_looks_and_is_offered_no_change(desk, path):
    page = Page(desk.get(f"{PRACTICE}{path}"))
    assert page.status == 200
    assert not page.tree.xpath("//main//form[@method='post']")
    assert not any("/set" in (href or "") or "make" in (href or "") for href in page.links().values())


@pytest.mark.parametrize("path", CHANGES)
def test_a_practitioner_finds_no_page_that_changes(desk, path):
    assert desk.get(f"{PRACTICE}{path}").status_code == 404
    assert desk.post(f"{PRACTICE}{path}", {}).status_code in {404, 405}


@pytest.mark.parametrize("path", [*PAGES, *CHANGES])
def test_the_pages_of_a_manager_ask_little_of_the_database(manager, django_assert_max_num_queries, path):
    manager.get(f"{PRACTICE}{path}")
    with django_assert_max_num_queries(16):
        assert manager.get(f"{PRACTICE}{path}").status_code == 200


def test_only_managers_find_it_in_the_navigation(manager, desk):
    ways = [
        Page(browser.get(PRACTICE)).tree.xpath("//header//a/@href | //section//nav//a/@href")
        for browser in (manager, desk)
    ]
    assert [PRACTICE in offered for offered in ways] == [True, False]


# ── How we work ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_everything_about_a_person_is_off_until_a_manager_switches_it_on(manager, actor):
    page = Page(manager.get(f"{PRACTICE}/how-we-work"))
    assert page.tree.xpath("//input[@type='checkbox'][@checked]") == []
    assert "Data protection law asks for no more about a person than the purpose needs" in page.words
    after = Page(manager.post(f"{PRACTICE}/how-we-work", HOW, follow=True))
    assert "Initials On NHS number Off Name Off" in after.words
    assert practice.how(actor).initials is True


@pytest.mark.parametrize(
    ("wrong", "says"), [("0", "from 1 to 10"), ("eleven", "Enter a number"), ("", "Enter a number")]
)
def test_a_wrong_rhythm_is_said_at_its_field_and_nothing_is_saved(manager, actor, wrong, says):
    page = Page(manager.post(f"{PRACTICE}/how-we-work", {**HOW, "remind_before": wrong}))
    assert page.status == 400
    assert page.title.startswith("Error")
    assert says in page.errors[0]
    assert practice.how(actor).initials is False


def test_of_two_managers_the_second_is_told_and_can_save_after_looking(manager, actor):
    opened = typed(Page(manager.get(f"{PRACTICE}/how-we-work")))
    manager.post(f"{PRACTICE}/how-we-work", {**HOW, "was": opened["was"]})
    page = Page(
        manager.post(f"{PRACTICE}/how-we-work", {"remind_before": "3", "remind_after": "3", "was": opened["was"]})
    )
    assert page.status == 400
    assert "Somebody else has changed this since you opened the page" in page.errors[0]
    assert practice.how(actor).remind_before == 2
    assert manager.post(f"{PRACTICE}/how-we-work", typed(page)).status_code == 302
    assert practice.how(actor).remind_before == 3


# ── Times to answer ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_time_is_set_and_a_request_sent_today_shows_its_derivation(manager):
    page = Page(manager.post(f"{PRACTICE}/times/set?help=any&urgency=routine", TIME, follow=True))
    assert "The Act sets no time limit. Requests that were sent keep the rule they were sent under." in page.words
    assert "A request for any kind of help, routine, sent today would be due on 4 December 2026." in page.words
    assert "Rule10 working days, from your policy" in page.words


def test_an_own_time_for_a_kind_of_help_has_a_line_of_its_own(manager):
    manager.post(
        f"{PRACTICE}/times/set?help=discharge&urgency=urgent", {**TIME, "acknowledge_days": "0", "answer_days": "1"}
    )
    page = Page(manager.get(f"{PRACTICE}/times?help=discharge&urgency=urgent"))
    assert "Discharge or release planning Urgent Acknowledge: The same day Answer: 1 working day" in page.words
    assert "sent today would be due on 23 November 2026" in page.words


def test_a_look_before_saving_saves_nothing(manager):
    page = Page(manager.post(f"{PRACTICE}/times/set?help=any&urgency=routine", {**TIME, "preview": "1"}))
    assert page.status == 200
    assert "Nothing is saved yet. With these days, a request sent today would be due on 4 December 2026." in page.words
    assert "Not set: the day that is asked for counts" in Page(manager.get(f"{PRACTICE}/times")).words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"answer_days": "91"}, "Give a number of working days from 0 to 90"),
        ({"answer_days": "soon"}, "Enter a number of working days, like 10"),
        ({"acknowledge_days": "11"}, "Give no more days to acknowledge than to answer"),
        ({"starts-day": "21"}, "Give a day from today to a year from today"),
        ({"starts-day": "31"}, "must be a real date"),
    ],
)
def test_a_wrong_time_is_said_at_its_field_and_nothing_is_saved(manager, wrong, says):
    page = Page(manager.post(f"{PRACTICE}/times/set?help=any&urgency=urgent", {**TIME, **wrong}))
    assert (page.status, len(page.errors)) == (400, 1)
    assert says in page.errors[0]
    assert "Not set" in Page(manager.get(f"{PRACTICE}/times")).words


def test_a_later_day_is_shown_as_to_come_and_the_time_let_go_stays_on_record(manager):
    manager.post(f"{PRACTICE}/times/set", TIME)
    manager.post(f"{PRACTICE}/times/set", {**TIME, "answer_days": "5", "starts-day": "1", "starts-month": "12"})
    page = Page(manager.get(f"{PRACTICE}/times"))
    assert (
        "Answer: 10 working days From 22 November 2026 From 1 December 2026: acknowledge 2 working days, answer 5"
        in page.words
    )
    end = f"{PRACTICE}/times/end?help=any&urgency=routine"
    assert "From today, the day that a request asks for counts" in Page(manager.get(end)).words
    page = Page(manager.post(end, typed(Page(manager.get(end))), follow=True))
    assert "What counted before (2)" in page.words


def test_an_address_of_no_kind_of_help_is_not_there(manager):
    assert manager.get(f"{PRACTICE}/times/set?help=tea&urgency=routine").status_code == 404
    assert Page(manager.get(f"{PRACTICE}/times?help=tea")).status == 400


# ── The ladder ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_three_examples_say_what_their_page_states_and_what_it_does_not(manager):
    page = Page(manager.get(f"{PRACTICE}/ladder/examples"))
    assert set(page.links().values()) >= {one.url for one in examples().ladders}
    assert "People try to settle it within one working week" in page.words
    assert "What is not settled is escalated on the same working day" in page.words
    assert "There are four stages" in page.words
    assert "The decision stays with the bodies themselves" in page.words
    assert page.words.count("days stated on the page") == 2


@pytest.mark.parametrize("example", examples().ladders, ids=lambda one: one.id)
def test_an_example_can_be_put_in_force_as_it_is(manager, actor, example):
    form = Page(manager.get(f"{PRACTICE}/ladder/set?from={example.id}"))
    page = Page(manager.post(f"{PRACTICE}/ladder/set", typed(form), follow=True))
    assert page.heading == "Escalation ladder"
    held = practice.ladder(actor)
    assert tuple(one.rung for one in held.levels) == example.rungs
    assert (held.based_on, held.skips_to) == (example.id, example.skips_to)
    assert f"It began from the ladder of {example.board}" in page.words


def test_a_level_is_added_and_removed_without_script_and_without_complaint(manager):
    page = Page(manager.post(f"{PRACTICE}/ladder/set", {**levels(level(own_role="")), "level-add": "1"}))
    assert (page.status, page.errors) == (200, [])
    assert len(page.tree.xpath("//input[@name='level-row']")) == 2
    page = Page(manager.post(f"{PRACTICE}/ladder/set", {**levels(level(), level()), "level-remove": "0"}))
    assert page.tree.xpath("//input[@name='level-row']/@value") == ["1"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (levels(level(), level(their_role="")), "Enter who takes it up on the other side"),
        (levels(level(), level(urgent_days="6")), "Level 2: give no more working days when it is urgent"),
        (levels(level(days="91")), "Level 1: give working days from 0 to 90"),
        (levels(level(own_mailbox="desk")), "Enter an e-mail address in the form"),
        (levels(level(), skips_to="2"), "Give the number of a level, from 1 to 1"),
        (levels(level(), name=" "), "Enter a name"),
        (levels({}), "Give from 1 to 10 levels"),
    ],
)
def test_what_is_wrong_with_a_ladder_is_said_at_its_level_and_nothing_is_saved(manager, actor, wrong, says):
    page = Page(manager.post(f"{PRACTICE}/ladder/set", wrong))
    assert (page.status, page.title.startswith("Error")) == (400, True)
    assert says in page.errors[0]
    assert practice.ladder(actor) is None


def test_a_ladder_is_replaced_and_the_one_before_is_kept_with_its_days(manager):
    manager.post(f"{PRACTICE}/ladder/set", levels(level(), name="The first"))
    page = Page(manager.post(f"{PRACTICE}/ladder/set", levels(level(mediates="on"), name="The second"), follow=True))
    assert "The second In force since 22 November 2026" in page.words
    assert "Somebody mediates. The decision stays with the body asked." in page.words
    assert "Ladders before (1) The first" in page.words


def test_of_two_managers_the_second_sees_the_ladder_of_the_first(manager, actor):
    opened = typed(Page(manager.get(f"{PRACTICE}/ladder/set")))
    manager.post(f"{PRACTICE}/ladder/set", levels(level(own_role="The chief"), name="The first"))
    page = Page(manager.post(f"{PRACTICE}/ladder/set", levels(level(), name="Mine", was=opened["was"])))
    assert "Somebody else has changed this" in page.errors[0]
    assert "Set now: The first The chief" in page.words
    assert practice.ladder(actor).name == "The first"


# ── Templates ───────────────────────────────────────────────────────────────────────────────────────────────────────
WORDS = {
    "name": "Planning meeting",
    "help": "meeting",
    "what": "Please send a housing officer to the planning meeting.",
}


def test_a_template_is_made_read_changed_and_retired(manager):
    listed = Page(manager.post(f"{PRACTICE}/templates/make", WORDS, follow=True))
    href = listed.links()["Planning meeting"]
    assert "Please send a housing officer" in Page(manager.get(href)).words
    form = typed(Page(manager.get(f"{href}/edit")))
    assert (form["name"], form["what"]) == (WORDS["name"], WORDS["what"])
    listed = Page(manager.post(f"{href}/edit", {**form, "name": "Housing at a meeting"}, follow=True))
    assert "Planning meeting" not in listed.links()
    href = listed.links()["Housing at a meeting"]
    assert "There is no template yet" in Page(manager.post(f"{href}/retire", follow=True)).words


def test_a_template_of_a_request_takes_nothing_about_the_person(manager, officer):
    ask = given.a_request(officer)
    sent = manager.get(f"{PRACTICE}/templates?reference={ask.reference}")
    page = Page(manager.get(sent["Location"]))
    form = typed(page)
    assert form["what"] == ask.what
    assert not form.keys() & {"person_reference", "wishes", "told_words", "needed_by", "partner_email"}
    assert "LAS-20417" not in page.words


def test_a_reference_that_nobody_here_uses_says_so(manager):
    page = Page(manager.get(f"{PRACTICE}/templates?reference=7K3F9-2XQBD"))
    assert (page.status, "No request or draft of your organisation has this reference" in page.errors[0]) == (400, True)


def test_what_is_surely_about_one_person_is_refused_at_its_field(manager):
    page = Page(manager.post(f"{PRACTICE}/templates/make", {**WORDS, "what": "Ring 07700 900123.", "checked": "on"}))
    assert page.status == 400
    assert "A template holds nothing about one person" in page.errors[0]
    assert Page(manager.get(f"{PRACTICE}/templates")).links().get("Planning meeting") is None


def test_what_may_be_meant_is_asked_about_once(manager):
    doubtful = {**WORDS, "what": "Please write to Mrs Quist at the registry."}
    page = Page(manager.post(f"{PRACTICE}/templates/make", doubtful))
    assert "Look at what is marked" in page.errors[0]
    assert "“Mrs Quist”" in page.words
    assert manager.post(f"{PRACTICE}/templates/make", {**typed(page), "checked": "on"}).status_code == 302


def test_a_name_is_taken_once(manager):
    manager.post(f"{PRACTICE}/templates/make", WORDS)
    page = Page(manager.post(f"{PRACTICE}/templates/make", WORDS))
    assert "There is a template of that name already" in page.errors[0]


def test_a_template_changed_meanwhile_can_be_kept_as_another(manager):
    href = Page(manager.post(f"{PRACTICE}/templates/make", WORDS, follow=True)).links()["Planning meeting"]
    form = typed(Page(manager.get(f"{href}/edit")))
    manager.post(f"{href}/edit", {**form, "what": "Please come."})
    page = Page(manager.post(f"{href}/edit", {**form, "what": "Do come."}))
    assert "Somebody else has changed or retired this template" in page.errors[0]
    assert typed(page)["what"] == "Do come."
    listed = Page(manager.post(f"{href}/edit", {**typed(page), "name": "Mine"}, follow=True))
    assert {"Mine", "Planning meeting"} <= listed.links().keys()


# ── Bank holidays ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_day_that_may_come_shows_which_requests_would_move_and_changes_nothing(manager, officer):
    manager.post(f"{PRACTICE}/times/set", TIME)
    ask = given.a_request(officer)
    asked = f"{PRACTICE}/bank-holidays?day-day=2&day-month=12&day-year=2026"
    page = Page(manager.get(asked))
    assert "If 2 December 2026 became a bank holiday, this open request of yours would move" in page.words
    assert f"{ask.reference} To answer Now: 4 December 2026 Then: 7 December 2026" in page.words
    assert ask.what not in page.words
    ask.docket.refresh_from_db()
    assert ask.docket.due_on == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("day", "says"),
    [("28", "is no working day as it is"), ("20", "Enter a day that is still to come"), ("", "must include a day")],
)
def test_a_day_that_cannot_be_one_is_said_at_its_field(manager, day, says):
    page = Page(manager.get(f"{PRACTICE}/bank-holidays?day-day={day}&day-month=11&day-year=2026"))
    assert (page.status, len(page.errors)) == (400, 1)
    assert says in page.errors[0]
