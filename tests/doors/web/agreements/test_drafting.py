"""A draft at the desk: begun, written page by page, by two at once; nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.agreements import services
from concord.agreements.models import Agreement, Clause, Version
from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, day, opened, sent, was
from kit.reading import Page

pytestmark = pytest.mark.django_db


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


def test_an_agreement_that_would_hang_under_itself_by_way_of_another_is_refused_at_its_field(browser, draft, lead):
    other = services.begin_agreement(lead, kind="strategy", title="Joint strategy", at=given.AT)
    services.revise_agreement(lead, other, changes={"under": draft}, at=given.AT)
    page = opened(browser, draft, "about")
    typed = {"title": draft.title, "under": other.public_id, "was": was(page)}
    page = sent(browser, draft, "about", **typed)
    assert page.errors == [
        "“Joint strategy” hangs under this agreement itself, so this one cannot hang under it. Choose another, or none"
    ]
    assert page.links()[page.errors[0]] == "#id_under"
