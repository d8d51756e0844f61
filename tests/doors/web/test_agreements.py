"""The register of agreements at the desk: begun, written, shared, agreed to, kept, ended; nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from concord.agreements import services
from concord.agreements.models import Agreement, Clause, Party, Version
from concord.agreements.rules.standing import Status
from concord.base import clock
from concord.delivery.models import Outgoing
from concord.people.roles import Role
from concord.web.agreements.showing import COLOUR
from kit import agreements_given as agreed
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

REGISTER = "/desk/agreements"


@pytest.fixture
def counties(db, tmp_path):
    agreed.counties(tmp_path / "edition")


@pytest.fixture
def idris(counties):
    return given.a_person("Idris Okonjo", role=Role.PARTNERSHIP_LEAD)


@pytest.fixture
def lead(idris):
    return given.acting(idris)


@pytest.fixture
def browser(idris):
    return signed_in(idris)


@pytest.fixture
def draft(lead):
    return agreed.an_agreement(lead)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def at(row, name, *args):
    return reverse(f"agreements:{name}", args=[row.public_id, *args])


def opened(browser, row, name="page", *args):
    page = Page(browser.get(at(row, name, *args)))
    assert page.status == 200, page.words
    return page


def sent(browser, row, name, *args, **typed):
    return Page(browser.post(at(row, name, *args), typed, follow=True))


def was(page):
    return page.tree.xpath("//input[@name='was']/@value")[0]


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


# ── The register ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_empty_register_leads_to_the_first_agreement(browser):
    page = Page(browser.get(REGISTER))
    assert page.links()["Begin the first agreement"] == "/desk/agreements/begin"


def test_whoever_only_keeps_agreements_lands_on_the_register_and_finds_it_in_the_navigation(browser):
    landed = browser.get("/desk/", follow=True)
    assert Page(landed).heading == "Agreements"
    assert REGISTER in Page(landed).tree.xpath("//nav//a/@href")


def test_what_needs_somebody_comes_first_and_says_why(browser, lead):
    agreed.an_agreement(lead, title="A draft")
    unsigned = agreed.an_agreement(lead, title="Worked by already")
    services.run_unsigned(lead, unsigned, on=given.ON)
    first_days = {"starts": date(2024, 4, 1), "title": "Over", "ends": date(2026, 4, 1)}
    agreed.signed(lead, agreed.an_agreement(lead, **first_days), on=date(2024, 3, 20))
    late = {"starts": date(2024, 4, 1), "review_on": date(2026, 11, 1), "title": "Due"}
    agreed.signed(lead, agreed.an_agreement(lead, **late), on=date(2024, 3, 20))
    page = Page(browser.get(REGISTER))
    assert page.tree.xpath("//tbody//th//a/text()") == ["Over", "Due", "Worked by already", "A draft"]
    assert "4 agreements. 3 need somebody, first in the list." in page.words
    assert "Review due" in page.words
    assert "1 November 2026Review" in page.words
    assert "31 March 2026Last day" in page.words


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("kind=policy", ["Our policy"]),
        ("status=in-force", ["Signed"]),
        ("status=draft&status=in-force", ["Our policy", "Signed"]),
        ("purpose=protection", ["Signed"]),
        ("topic=discharge", ["Our policy"]),
        ("name=east", ["Signed"]),
        (f"body={agreed.NEIGHBOUR}", ["Signed"]),
        ("words=OUR", ["Our policy"]),
        ("whose=theirs", []),
        ("kind=nonsense", ["Our policy", "Signed"]),
    ],
)
def test_the_list_is_narrowed(browser, lead, asked, titles):
    policy = services.begin_agreement(lead, kind="policy", title="Our policy", at=given.AT)
    services.revise_agreement(lead, policy, changes={"topics": ["discharge"]}, at=given.AT)
    early = {"starts": date(2026, 4, 1), "purposes": ["protection"], "title": "Signed"}
    agreed.signed(lead, agreed.an_agreement(lead, agreed.NEIGHBOUR, **early), on=date(2026, 3, 1))
    page = Page(browser.get(f"{REGISTER}?{asked}"))
    assert page.tree.xpath("//tbody//th//a/text()") == titles


def test_a_long_list_comes_in_parts_at_a_steady_cost(browser, lead, django_assert_max_num_queries):
    for number in range(53):
        services.begin_agreement(lead, kind="policy", title=f"Policy {number:02}", at=given.AT)
    with django_assert_max_num_queries(24):
        page = Page(browser.get(REGISTER))
    rows = page.tree.xpath("//tbody/tr")
    assert len(rows) == 50
    further = Page(browser.get(f"{REGISTER}{page.links()['Further']}"))
    assert further.tree.xpath("//tbody//th//a/text()") == ["Policy 50", "Policy 51", "Policy 52"]
    assert Page(browser.get(f"{REGISTER}{further.links()['Before']}")).links()["Policy 00"]


# ── A draft ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_begins_with_its_kind_then_its_title(browser):
    page = Page(browser.get("/desk/agreements/begin?go=1"))
    assert page.errors == ["Choose what kind of agreement it is"]
    assert Page(browser.get("/desk/agreements/begin?go=1&kind=protocol")).errors == [
        "Choose what the protocol is about"
    ]
    led = browser.get("/desk/agreements/begin?go=1&kind=protocol&field=discharge")
    assert led["Location"] == "/desk/agreements/begin/title?kind=protocol&field=discharge"
    page = Page(browser.get(led["Location"]))
    assert "Joint protocol: discharge from hospital" in page.words
    assert Page(browser.post(led["Location"], {})).errors == ["Enter the title of the agreement"]
    typed = {"title": "Home first", "owner_name": "Idris Okonjo", "owner_email": "", **day("starts", agreed.FIRST)}
    page = Page(browser.post(led["Location"], typed, follow=True))
    assert page.heading == "Write version 1"
    row = Agreement.objects.get()
    assert (row.title, row.kind, row.field, row.owner_name) == ("Home first", "protocol", "discharge", "Idris Okonjo")
    assert Version.objects.get().starts == agreed.FIRST


def test_each_page_of_a_draft_is_saved_by_itself_and_shown_in_the_overview(browser, draft):
    other = agreed.an_agreement(given.acting(given.a_person("Mo Ellis", role=Role.MANAGER)), title="Umbrella")
    about = {"title": "Home first", "reference": "P-7", "owner_name": "Ada", "review_months": "12"}
    sent(browser, draft, "about", **about, under=other.public_id, replaces="", was=was(opened(browser, draft, "about")))
    covers = {
        "summary": "Home within two days.",
        "purposes": ["well-being"],
        "topics": ["discharge"],
        "area": "All of it",
    }
    sent(browser, draft, "covers", **covers, was=was(opened(browser, draft, "covers")))
    days = {**day("starts", agreed.FIRST), **day("ends", date(2027, 11, 30)), **day("review_on", date(2027, 6, 1))}
    sent(browser, draft, "days", **days, was=was(opened(browser, draft, "days")))
    approval = {"approved_by": "Cabinet", "decision": "C-12", **day("approved_on", date(2026, 11, 2))}
    page = sent(browser, draft, "approval", **approval, was=was(opened(browser, draft, "approval")))
    assert "From 1 December 2026 to 30 November 2027" in page.words
    row, version = agreed.fresh(draft), Version.objects.get(agreement=draft)
    assert (row.title, row.reference, row.review_months, row.under) == ("Home first", "P-7", 12, other)
    assert (version.ends, version.purposes, version.approved_on) == (
        date(2027, 12, 1),
        ["well-being"],
        date(2026, 11, 2),
    )
    shown = opened(browser, draft).words
    assert "Home within two days." in shown
    assert "Discharge from hospital and transfer of care" in shown
    assert "Cabinet, C-12, 2 November 2026" in shown
    typed = opened(browser, draft, "days").tree.xpath("//input[@name='ends-day']/@value")
    assert typed == ["30"], "The last day is shown as people say it."


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({**day("starts", date(2027, 5, 2)), **day("ends", date(2027, 5, 1))}, "The last day is before the first"),
        ({"starts-day": "31", "starts-month": "2", "starts-year": "2027"}, "The first day must be a real date"),
        ({**day("starts", date(2027, 5, 2)), **day("review_on", date(2027, 5, 1))}, "before the day it begins"),
    ],
)
def test_days_that_cannot_be_are_said_at_their_field(browser, draft, changes, says):
    page = Page(browser.post(at(draft, "days"), {**changes, "was": was(opened(browser, draft, "days"))}))
    assert page.status == 400
    assert says in page.errors[0]


def test_one_day_is_a_period(browser, draft):
    one = date(2027, 5, 2)
    typed = {**day("starts", one), **day("ends", one), "was": was(opened(browser, draft, "days"))}
    assert browser.post(at(draft, "days"), typed).status_code == 302
    assert Version.objects.get().ends == one + timedelta(days=1)


# ── Two people at once ──────────────────────────────────────────────────────────────────────────────────────────────
def test_of_two_who_write_the_same_page_the_second_reads_both_texts_and_loses_nothing(browser, draft, lead):
    opened_with = was(opened(browser, draft, "covers"))
    services.revise_agreement(lead, draft, changes={"summary": "Theirs, saved first."}, at=given.AT)
    typed = {"summary": "Mine, typed meanwhile.", "area": "The coast", "was": opened_with}
    page = Page(browser.post(at(draft, "covers"), typed))
    assert page.status == 400
    assert "Somebody else has saved this page since you opened it." in page.errors[0]
    assert "Theirs, saved first." in page.words
    assert page.tree.xpath("//textarea[@name='summary']/text()")[0].strip() == "Mine, typed meanwhile."
    assert Version.objects.get().summary == "Theirs, saved first."
    again = browser.post(at(draft, "covers"), {**typed, "was": was(page)})
    assert again.status_code == 302
    assert Version.objects.get().summary == "Mine, typed meanwhile."


def test_two_who_write_different_pages_do_not_disturb_each_other(browser, draft, lead):
    opened_with = was(opened(browser, draft, "covers"))
    services.revise_agreement(lead, draft, changes={"approved_by": "Cabinet"}, at=given.AT)
    assert browser.post(at(draft, "covers"), {"summary": "Mine.", "was": opened_with}).status_code == 302


def test_what_is_typed_after_a_party_agreed_is_refused_in_words_and_still_there(browser, draft, lead):
    opened_with = was(opened(browser, draft, "covers"))
    agreed.signs(lead, draft, given.COUNTY, at=given.AT)
    page = Page(browser.post(at(draft, "covers"), {"summary": "Too late.", "was": opened_with}))
    assert "agreed to version 1 on 22 November 2026, so its words stay as they are" in page.errors[0]
    assert page.tree.xpath("//textarea[@name='summary']/text()")[0].strip() == "Too late."
    assert opened(browser, draft, "covers").links()["Begin a new version"] == at(draft, "new-version")


def test_a_clause_that_two_change_at_once_shows_both(browser, draft, lead):
    services.write_clause(lead, draft, clause=agreed.TWO_DAYS, at=given.AT)
    opened_with = was(opened(browser, draft, "edit-clause", 1))
    other = agreed.Written(
        heading="Answering", commitment="response-time", terms={"urgency": "routine", "answer_days": 5}
    )
    services.write_clause(lead, draft, clause=other, place=1, at=given.AT)
    typed = {"heading": "In time", "urgency": "routine", "answer_days": "3", "was": opened_with}
    page = Page(browser.post(at(draft, "edit-clause", 1), typed))
    assert page.status == 400
    assert "Working days to answer Saved now5 You typed3" in page.words
    assert Clause.objects.get().terms["answer_days"] == 5
    assert browser.post(at(draft, "edit-clause", 1), {**typed, "was": was(page)}).status_code == 302
    assert Clause.objects.get().terms["answer_days"] == 3


# ── Parties and clauses ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_party_is_found_in_the_register_added_changed_and_taken_out(browser, lead):
    row = services.begin_agreement(lead, kind="partnership", title="Two councils", at=given.AT)
    assert "Name at least two parties" in opened(browser, row, "parties").words
    page = Page(browser.get(f"{at(row, 'parties')}?q=eastshire"))
    page = Page(browser.get(page.links()["Add Eastshire Council"]))
    assert page.heading == "Add Eastshire Council"
    where = f"{at(row, 'add-party')}?body={agreed.NEIGHBOUR}"
    assert "in the form name@example.gov.uk" in Page(browser.post(where, {"mailbox": "nowhere"})).errors[0]
    page = Page(browser.post(where, {"mailbox": "agreements@east.example", "contact_name": "Ada"}, follow=True))
    assert "Link goes to: agreements@east.example, for Ada" in page.words
    assert "Add Eastshire Council" not in Page(browser.get(f"{at(row, 'parties')}?q=eastshire")).links()
    party = agreed.party(row, agreed.NEIGHBOUR).public_id
    opened_with = was(opened(browser, row, "change-party", party))
    page = sent(browser, row, "change-party", party, mailbox="joint@east.example", contact_name="", was=opened_with)
    assert "joint@east.example" in page.words
    assert opened(browser, row, "remove-party", party).heading == "Take Eastshire Council out?"
    assert "is no party now" in sent(browser, row, "remove-party", party).words
    assert Party.objects.filter(agreement=row).count() == 1


def test_a_party_that_a_clause_names_stays_until_the_clause_is_changed(browser, draft, lead):
    party = agreed.party(draft, given.DISTRICT).public_id
    terms = {"urgency": "routine", "answer_days": 2, "asked": party}
    clause = agreed.Written(heading="In time", commitment="response-time", terms=terms)
    services.write_clause(lead, draft, clause=clause, at=given.AT)
    page = Page(browser.post(at(draft, "remove-party", party)))
    assert "Change that clause first" in page.errors[0]


CLAUSES = {
    "words": {},
    "response-time": {
        "urgency": "urgent",
        "topic": "discharge",
        "asked": "",
        "acknowledge_days": "0",
        "answer_days": "2",
    },
    "contact": {"party": "PARTY", "topic": "", "office": "Hub", "mailbox": "hub@901.example", "phone": "01632 960 001"},
    "ladder": {
        "level-row": ["0", "1"],
        "level-0-role": "Team manager",
        "level-0-days": "2",
        "level-1-role": "Director",
        "level-1-days": "5",
    },
    "attendance": {"meeting": "Weekly call", "office": "Housing officer", "party": ""},
    "sharing": {"classes": ["identity", "care"], "basis": "Article 6(1)(e)"},
}


@pytest.mark.parametrize(("commitment", "typed"), CLAUSES.items())
def test_each_kind_of_clause_has_its_own_short_form_and_is_read_back(browser, draft, commitment, typed):
    party = agreed.party(draft, given.DISTRICT).public_id
    typed = {name: party if value == "PARTY" else value for name, value in typed.items()}
    where = f"{at(draft, 'add-clause')}?commitment={commitment}"
    assert Page(browser.get(where)).status == 200
    page = Page(
        browser.post(where, {"number": "4.2", "heading": "The clause", "words": "In words.", **typed}, follow=True)
    )
    assert page.heading == "Clauses", page.errors
    clause = Clause.objects.get()
    assert clause.commitment == ("" if commitment == "words" else commitment)
    before = (clause.heading, clause.terms)
    form = opened(browser, draft, "edit-clause", 1).tree.xpath("//main//form[@method='post']")[0]
    again = {}
    for name, value in form.form_values():
        again.setdefault(name, []).append(value)
    assert browser.post(at(draft, "edit-clause", 1), again).status_code == 302
    clause.refresh_from_db()
    assert (clause.heading, clause.terms) == before
    assert "4.2. The clause" in opened(browser, draft).words


@pytest.mark.parametrize(
    ("commitment", "typed", "says"),
    [
        ("response-time", {"urgency": "routine", "answer_days": "two"}, "as a whole number, from 0 to 90"),
        ("response-time", {"urgency": "routine", "answer_days": "91"}, "from 0 to 90"),
        ("response-time", {"urgency": "routine", "answer_days": "2", "acknowledge_days": "3"}, "longer than the time"),
        ("contact", {"office": "Hub", "mailbox": "hub@aldermoor.example"}, "Choose whose contact it is"),
        ("ladder", {"level-row": ["0"]}, "Enter at least one level"),
        ("sharing", {"basis": "Consent"}, "Select which kinds of information may be shared"),
    ],
)
def test_terms_that_nobody_can_work_by_are_refused_at_their_field(browser, draft, commitment, typed, says):
    where = f"{at(draft, 'add-clause')}?commitment={commitment}"
    page = Page(browser.post(where, {"heading": "The clause", **typed}))
    assert page.status == 400
    assert says in page.errors[0]
    assert not Clause.objects.exists()


def test_a_clause_is_taken_out_after_a_question(browser, draft, lead):
    services.write_clause(lead, draft, clause=agreed.TWO_DAYS, at=given.AT)
    assert opened(browser, draft, "remove-clause", 1).heading == "Take out “Answering in time”?"
    sent(browser, draft, "remove-clause", 1)
    assert not Clause.objects.exists()
    assert browser.get(at(draft, "edit-clause", 1)).status_code == 404


# ── Sharing and agreeing ────────────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_is_shared_commented_on_and_answered(browser, draft):
    page = opened(browser, draft, "share")
    assert "agreements@901.example" in page.words
    sent(browser, draft, "share")
    assert Outgoing.objects.filter(message="agreement-shared").count() == 1
    partner = agreed.by_link(draft, given.DISTRICT, at=given.AT)
    party = agreed.party(draft, given.DISTRICT)
    services.comment(partner, party, words="Two days is too short.", by_name="Marlow Quist", at=given.AT)
    page = opened(browser, draft, "answer-comments")
    assert "Two days is too short." in page.words
    page = sent(browser, draft, "answer-comments", words="We make it three.")
    assert "We make it three." in page.words
    assert "Comments on version 1" in page.words


def test_a_party_with_an_account_comments_and_agrees_at_its_own_desk(browser, draft, lead):
    tam = signed_in(given.a_person("Tam Birch", role=Role.MANAGER, body=given.DISTRICT))
    assert tam.get(at(draft, "page")).status_code == 404, "It was not shared yet."
    services.share_for_comment(lead, draft, at=given.AT)
    page = opened(tam, draft)
    assert "Version 1 was shared for comment on 22 November 2026." in page.words
    assert {"Comment on it", f"Agree for {district(draft)}"} <= page.links().keys()
    assert "Write version 1" not in page.links()
    sent(tam, draft, "comment", words="Fine by us.", by_name="Tam Birch")
    page = opened(tam, draft, "sign")
    seen = page.tree.xpath("//input[@name='saves']/@value")[0]
    page = sent(tam, draft, "sign", by_name="Tam Birch", office="Head of housing", saves=seen)
    assert "has agreed to version 1" in page.words
    assert "Not agreed yet: Westshire County Council." in page.words


def district(row):
    return agreed.party(row, given.DISTRICT).held_by.get().name


def test_nobody_agrees_to_words_that_changed_under_their_eyes_and_the_new_ones_are_shown(browser, draft, lead):
    seen = opened(browser, draft, "sign").tree.xpath("//input[@name='saves']/@value")[0]
    services.write_clause(lead, draft, clause=agreed.TWO_DAYS, at=given.AT)
    typed = {"by_name": "Idris Okonjo", "office": "Director of Adult Social Care"}
    page = Page(browser.post(at(draft, "sign"), {**typed, "saves": seen}))
    assert "The words have changed since you opened this page" in page.errors[0]
    assert "Answering in time" in page.words
    seen = page.tree.xpath("//input[@name='saves']/@value")[0]
    assert browser.post(at(draft, "sign"), {**typed, "saves": seen}).status_code == 302


def test_the_page_names_each_signature_and_who_is_missing_until_all_have_agreed(browser, draft, lead):
    agreed.signs(lead, draft, given.COUNTY, at=given.AT)
    page = opened(browser, draft)
    assert (
        f"is agreed to by Westshire County Council on 22 November 2026. Not agreed yet: {district(draft)}."
        in page.words
    )
    party = agreed.party(draft, given.DISTRICT).public_id
    typed = {"party": party, "by_name": "Marlow Quist", "office": "Director", **day("on", date(2026, 11, 20))}
    assert (
        "still to come"
        in Page(browser.post(at(draft, "record-signature"), {**typed, **day("on", date(2026, 11, 23))})).errors[0]
    )
    page = sent(browser, draft, "record-signature", **typed)
    assert "Every party has agreed, the last on 22 November 2026. It begins on 1 December 2026." in page.words
    assert "Marlow Quist, DirectorOn paper" in page.words.replace("By: ", "")
    with clock.at(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        assert "Version 1 is in force since 1 December 2026; no last day is written." in opened(browser, draft).words


def test_a_plan_that_runs_before_its_agreement_is_signed_says_exactly_that(browser, draft):
    page = sent(browser, draft, "run-unsigned", **day("on", date(2026, 11, 1)))
    assert "Worked by since 1 November 2026, although" in page.words
    assert "Until every party has, it is not in force." in page.words
    assert "back" in opened(browser, draft, "run-unsigned").tree.xpath("//button/@name")
    page = sent(browser, draft, "run-unsigned", back="1")
    assert "Worked by since" not in page.words


# ── Keeping ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def in_force(lead):
    days = {"starts": date(2026, 4, 1), "ends": date(2027, 4, 1), "review_on": date(2026, 11, 1), "review_months": 6}
    return agreed.signed(lead, agreed.an_agreement(lead, **days), on=date(2026, 3, 20))


def test_a_review_is_begun_and_what_it_found_sets_the_next(browser, in_force):
    assert "Its review was due on 1 November 2026." in opened(browser, in_force).words
    page = sent(browser, in_force, "begin-review", **day("on", given.ON))
    assert "A review began on 22 November 2026." in page.words
    page = opened(browser, in_force, "record-review")
    assert page.tree.xpath("//input[@name='next_on-month']/@value") == ["5"]
    typed = {"found": "continue", "words": "It works.", **day("on", given.ON), **day("next_on", date(2027, 3, 1))}
    page = sent(browser, in_force, "record-review", **typed)
    assert "22 November 2026: it goes on as it is" in page.words
    assert "Next review1 March 2027" in page.words


def test_it_lapses_after_its_last_day_and_may_be_said_to_be_relied_on(browser, in_force):
    with clock.at(datetime(2027, 4, 1, 9, tzinfo=UTC)):
        page = opened(browser, in_force)
        assert "It has lapsed: its last day was 31 March 2027." in page.words
        page = sent(browser, in_force, "rely-on", **day("on", date(2027, 4, 1)))
        assert "Still worked by since 1 April 2027, although it lapsed on 31 March 2027." in page.words


def test_its_end_is_recorded_with_its_last_day_and_the_reason(browser, in_force):
    assert Page(browser.post(at(in_force, "end"), day("last", given.ON))).errors == ["Say why it ends"]
    page = sent(browser, in_force, "end", why="Replaced.", **day("last", date(2026, 12, 31)))
    assert "Its end is recorded: its last day is 31 December 2026." in page.words
    with clock.at(datetime(2027, 1, 1, 9, tzinfo=UTC)):
        assert "It has ended: its last day was 31 December 2026." in opened(browser, in_force).words


def test_a_new_version_is_written_beside_the_one_in_force(browser, in_force):
    page = sent(browser, in_force, "new-version")
    assert page.heading == "Write version 2"
    page = opened(browser, in_force)
    assert "Version 1 is in force since 1 April 2026; its last day is 31 March 2027." in page.words
    assert "Version 2 is being written." in page.words
    assert opened(browser, in_force, "version", 1).heading == "Version 1"
    assert browser.get(at(in_force, "version", 7)).status_code == 404


def test_it_goes_onto_the_public_page_and_off_again(browser, in_force):
    assert "It is on the public page." in sent(browser, in_force, "publish").words
    assert agreed.fresh(in_force).public_from == given.ON
    assert "It is off the public page." in sent(browser, in_force, "unpublish").words


def test_another_body_takes_a_place_by_what_people_name(browser, in_force):
    party = agreed.party(in_force, given.DISTRICT).public_id
    page = Page(browser.get(f"{at(in_force, 'novate', party)}?q=eastshire"))
    where = page.links()["Choose Eastshire Council"]
    typed = {"decision": "", **day("on", given.ON)}
    assert "Say by what it took the place" in Page(browser.post(where, typed)).errors[0]
    page = Page(browser.post(where, {**typed, "decision": "Deed of novation"}, follow=True))
    assert "Eastshire Council holds the place of" in page.words


def test_a_party_leaves_only_where_enough_are_left(browser, in_force, lead):
    party = agreed.party(in_force, given.DISTRICT).public_id
    page = Page(browser.post(at(in_force, "leave", party), day("last", given.ON)))
    assert "Record that the agreement ends instead" in page.errors[0]
    three = agreed.signed(lead, agreed.an_agreement(lead, given.DISTRICT, given.TRUST), on=given.ON)
    party = agreed.party(three, given.DISTRICT).public_id
    sent(browser, three, "leave", party, **day("last", given.ON))
    assert agreed.fresh(three).parties.get(public_id=party).left_from == given.ON + timedelta(days=1)


def test_a_draft_that_nobody_saw_is_put_away_and_one_that_was_shared_is_not(browser, draft, lead):
    shared = agreed.an_agreement(lead)
    services.share_for_comment(lead, shared, at=given.AT)
    page = Page(browser.post(at(shared, "discard")))
    assert "it stays on record" in page.errors[0]
    page = sent(browser, draft, "discard")
    assert page.heading == "Agreements"
    assert not Agreement.objects.filter(pk=draft.pk).exists()


# ── Who, and what else ──────────────────────────────────────────────────────────────────────────────────────────────
def test_a_practitioner_reads_and_is_offered_no_change(draft):
    wren = signed_in(given.a_person())
    page = opened(wren, draft)
    assert not {"Write version 1", "Share it for comment", "Record that it ends"} & page.links().keys()
    assert "Begin an agreement" not in Page(wren.get(REGISTER)).links()
    for name in ("write", "covers", "share", "sign", "end"):
        assert wren.get(at(draft, name)).status_code == 404


def test_a_partner_sees_no_version_that_was_not_shown_to_the_parties(browser, in_force, lead):
    services.new_version(lead, in_force, at=given.AT)
    services.revise_agreement(lead, in_force, changes={"summary": "Not for their eyes yet."}, at=given.AT)
    tam = signed_in(given.a_person("Tam Birch", body=given.DISTRICT))
    page = opened(tam, in_force)
    assert "Version 2" not in page.words
    assert "Not for their eyes" not in page.words
    assert tam.get(at(in_force, "version", 2)).status_code == 404


def test_the_record_and_the_paper_of_an_agreement(browser, in_force):
    page = opened(browser, in_force, "record")
    assert "Idris Okonjo began an agreement (protocol)." in page.words
    made = browser.get(at(in_force, "pdf"))
    assert made.content.startswith(b"%PDF")


@pytest.mark.parametrize("public_id", ["nothing", "\u200e", "a" * 400])
def test_what_is_not_there_is_not_found(browser, public_id):
    assert browser.get(f"/desk/agreements/{public_id}").status_code == 404


def test_the_tag_of_every_status_has_a_colour():
    assert set(COLOUR) == set(Status)
