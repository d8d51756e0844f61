"""Whether what a request says of a person is agreed between the two: green with the clause, or what is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.agreements import services as agreements
from concord.agreements.services import Written
from concord.base.errors import Invalid
from concord.people.roles import Role
from concord.requests import queries, services
from kit import agreements_given as agreed
from kit import given

LATER = given.AT + timedelta(days=20)
ON = LATER.date()
SHARED = Written(
    heading="What is shared",
    number="3",
    words="We share what a planning meeting needs.",
    commitment="sharing",
    terms={"classes": ["identity", "care", "safeguarding"], "basis": "UK GDPR article 6(1)(e)"},
)


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


def an_agreement(lead, clause=SHARED, **changes):
    row = agreed.an_agreement(lead, kind="sharing", **changes)
    agreements.write_clause(lead, row, clause=clause, at=given.AT, saves=agreed.fresh(row).saves)
    return agreed.fresh(row)


def checked(officer, **changes):
    ask = given.a_draft(officer, at=LATER, **{"needed_by": date(2027, 1, 4), **changes})
    return queries.check(officer, ask.public_id, on=ON, at=LATER)


def test_a_clause_in_force_that_covers_all_of_it_is_cited_with_the_basis_that_it_names(lead, officer):
    agreed.signed(lead, an_agreement(lead))
    found = checked(officer).sharing
    assert (found.answer, found.said, found.missing) == ("covered", False, ())
    (clause,) = found.covered_by
    assert clause.cited == "clause 3 of “Westshire discharge protocol”"
    assert clause.basis == "UK GDPR article 6(1)(e)"
    assert clause.covers == found.holds


def test_what_no_clause_covers_is_named(lead, officer):
    agreed.signed(lead, an_agreement(lead))
    found = checked(officer, data_classes=["health", "identity"]).sharing
    assert (found.answer, found.said, found.missing) == ("partly", True, ("Health",))
    assert (
        found.why[0] == "No agreement in force with Aldermoor District Council covers this kind of information: Health."
    )


def test_without_any_agreement_that_is_said(officer):
    found = checked(officer).sharing
    assert found.answer == "missing"
    assert found.why == ("Concord knows of no agreement with Aldermoor District Council about sharing information.",)
    assert not found.blocks


def test_one_that_not_all_have_signed_is_named_with_who_has_not(lead, officer):
    an_agreement(lead)
    found = checked(officer).sharing
    assert found.answer == "missing"
    assert "“Westshire discharge protocol” is not signed by all" in found.why[1]
    assert "Aldermoor District Council" in found.why[1]


def test_one_that_lapsed_is_named_with_its_last_day(lead, officer):
    agreed.signed(lead, an_agreement(lead, ends=date(2026, 12, 10)))
    found = checked(officer).sharing
    assert found.answer == "missing"
    assert found.why[1] == "“Westshire discharge protocol” lapsed on 9 December 2026."


@pytest.mark.parametrize("changes", [{"person_category": "nobody"}, {"sharing_basis": "nothing"}])
def test_nothing_is_asked_of_a_request_that_says_nothing_of_a_person(officer, changes):
    assert checked(officer, **changes).sharing.answer == "none-needed"


def test_an_authority_that_blocks_sends_it_only_when_it_is_agreed_but_in_immediate_danger_at_once(lead, officer):
    manager = given.acting(given.a_person("Ada Pike", role=Role.MANAGER))
    practice = {"initials": False, "nhs_number": False, "name": False, "remind_before": 2, "remind_after": 5}
    services.set_practice(manager, **practice, sharing="block")
    page = checked(officer)
    assert [gap.field for gap in page.gaps] == ["data_classes"]
    with pytest.raises(Invalid, match="only where an agreement in force covers it") as wrong:
        services.send_request(officer, page.ask, at=LATER)
    assert wrong.value.field == "data_classes"
    urgent = checked(officer, urgency="immediate")
    assert services.send_request(officer, urgent.ask, at=LATER).sent_at
    agreed.signed(lead, an_agreement(lead))
    assert services.send_request(officer, page.ask, at=LATER).sent_at


def test_a_practice_that_warns_or_blocks_can_be_nothing_else(officer):
    manager = given.acting(given.a_person("Ada Pike", role=Role.MANAGER))
    practice = {"initials": False, "nhs_number": False, "name": False, "remind_before": 2, "remind_after": 5}
    with pytest.raises(Invalid, match="warn or to block"):
        services.set_practice(manager, **practice, sharing="ignore")


def test_a_contact_that_the_body_asked_has_named_is_found_with_its_clause(lead, officer):
    row = agreed.an_agreement(lead)
    place = agreed.party(row, given.DISTRICT)
    terms = {"party": place.public_id, "office": "Duty desk", "mailbox": "duty@aldermoor.example", "topic": "meeting"}
    clause = Written(heading="Contacts", number="7", words="", commitment="contact", terms=terms)
    agreements.write_clause(lead, row, clause=clause, at=given.AT, saves=agreed.fresh(row).saves)
    ask = given.a_draft(officer, at=LATER, needed_by=date(2027, 1, 4))
    assert queries.agreed_contact(ask, on=ON) is None
    agreed.signed(lead, agreed.fresh(row))
    found = queries.agreed_contact(ask, on=ON)
    assert (found.mailbox, found.cited) == ("duty@aldermoor.example", "clause 7 of “Westshire discharge protocol”")
    ask.help = "equipment"
    assert queries.agreed_contact(ask, on=ON) is None
