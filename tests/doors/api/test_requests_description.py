"""What is done by key is as the description says: each operation, asked with what Hypothesis makes of it."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from concord.api.interface import description
from kit.api_given import a_key, a_manager

pytestmark = pytest.mark.django_db

LEFT_OUT = (positive_data_acceptance, ignored_auth)
"""No description can say which body may be asked today. That keys are asked for is tried in test_requests_refused."""

ASKED = settings(
    max_examples=4,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(description())))
schema.app = get_wsgi_application()
by_key = schema.include(path_regex="^/api/v1/(requests|figures|arrangements)")


@pytest.fixture
def key(westshire):
    return a_key(a_manager())


@by_key.parametrize()
@ASKED
@pytest.mark.usefixtures("_one_connection")
def test_every_operation_by_key_answers_as_described(case, key):
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=list(LEFT_OUT))
