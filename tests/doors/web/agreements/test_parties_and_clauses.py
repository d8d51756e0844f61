"""The parties and the clauses of a draft at the desk."""

from __future__ import annotations

import pytest

from concord.agreements import services
from concord.agreements.models import Clause, Party
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, opened, sent, was
from kit.reading import Page

pytestmark = pytest.mark.django_db


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
