"""What is done about agreements by key is as the description says: each operation, asked with what Hypothesis makes."""

from __future__ import annotations

import json
from datetime import date

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, assume, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from concord.agreements import services
from concord.agreements.services import Written
from concord.api.interface import description
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given
from kit.api_given import a_key, a_manager
from kit.documents_given import a_document

pytestmark = pytest.mark.django_db

LEFT_OUT = (positive_data_acceptance, ignored_auth)
"""No description can say which agreement is there. That keys are asked for is tried in test_requests_refused."""

ASKED = settings(
    max_examples=3,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(description())))
schema.app = get_wsgi_application()
by_key = schema.include(path_regex="^/api/v1/(agreements|arrangements|contacts)")
TERMS = {
    "": {},
    "response-time": {"urgency": "routine", "answer_days": 2, "asked": ""},
    "contact": {"party": "", "office": "Hub", "mailbox": "hub@aldermoor.example"},
    "ladder": {"levels": [{"role": "Head of service", "days": 3}]},
    "attendance": {"meeting": "Discharge board", "office": "Head of housing"},
    "sharing": {"classes": ["care"], "basis": "Duty"},
}
"""Terms of every kind of commitment, and a clause of words alone."""


@pytest.fixture
def key(westshire):
    return a_key(a_manager())


@by_key.parametrize()
@ASKED
@pytest.mark.usefixtures("_one_connection")
def test_every_operation_by_key_answers_as_described(case, key):
    # The client of these tests leaves the temporary file of a form open; forms are tried in test_agreements_import.
    assume(case.media_type != "multipart/form-data")
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=list(LEFT_OUT))


@pytest.fixture
def signed(westshire):
    """An agreement with every kind of commitment and a document, commented on, signed by both and under review."""
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead, review_on=date(2027, 1, 1), purposes=["protection"])
    district = agreed.party(row, given.DISTRICT).public_id
    for commitment, terms in TERMS.items():
        named = {name: district for name in ("party", "asked") if name in terms}
        clause = Written(heading=commitment or "Words", commitment=commitment, terms={**terms, **named})
        services.write_clause(lead, row, clause=clause, at=given.AT)
    a_document(lead, row)
    services.share_for_comment(lead, row, at=given.AT)
    services.answer_comments(lead, row, words="Read it, please.", at=given.AT)
    services.begin_review(lead, agreed.signed(lead, row), on=given.ON)
    return row.public_id


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/{ref}", {}),
        ("/{ref}/documents", {}),
        ("/{ref}/record", {}),
        ("", {}),
        ("/due", {"to": "2030-01-01"}),
        ("/coverage", {}),
        ("/export", {}),
    ],
)
@pytest.mark.usefixtures("_one_connection")
def test_an_agreement_with_all_that_it_can_hold_is_told_as_described(address, query, signed, key):
    operation = schema[f"/api/v1/agreements{address}"]["GET"]
    case = operation.Case(path_parameters={"ref": signed} if address.startswith("/{") else {}, query=query)
    response = case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=list(LEFT_OUT))
    assert response.status_code == 200
    assert signed in response.text or address.endswith("documents")


@pytest.mark.parametrize(
    ("address", "named"),
    [("", {}), ("/groups/{group}", {"group": "adults"}), ("/{pair}", {"pair": "adults-and-housing"})],
)
@pytest.mark.usefixtures("_one_connection")
def test_arrangements_with_all_that_they_can_hold_are_told_as_described(address, named, signed, key):
    lead = agreed.a_lead("Sol Marsh")
    arranged.an_officer(lead)
    arranged.an_officer(lead, starts=given.ON, name="Wren Okafor")
    held = arranged.an_arrangement(lead, agreement=signed, until=date(2028, 4, 1))
    services.record_exercise(lead, pair=held.pair, on=given.ON, words="Done.", at=given.AT)
    services.review_arrangement(lead, pair=held.pair, on=given.ON, found="continue", words="", at=given.AT)
    case = schema[f"/api/v1/arrangements{address}"]["GET"].Case(path_parameters=named)
    response = case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=list(LEFT_OUT))
    assert response.status_code == 200
    assert ("Wren Okafor" in response.text) is ("pair" not in named)
    assert (held.title in response.text) is ("group" not in named)
