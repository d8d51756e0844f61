"""The API is as its description says: every operation, asked with what Hypothesis makes of the description."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from concord.api.interface import description
from concord.api.pages import EXAMPLES
from concord.cli.main import main

pytestmark = pytest.mark.django_db
COMMITTED = Path(__file__).parents[3] / "docs" / "develop" / "openapi.json"


ASKED = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(description())))
schema.app = get_wsgi_application()


@pytest.fixture
def _one_connection():
    """A request by WSGI closes the connection, and with it the transaction that holds the register."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@ASKED
@pytest.mark.usefixtures("england", "_one_connection")
def test_every_operation_answers_as_described(case):
    # No description can say that “known” must not lie in the future, or “to” before “from”.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_the_committed_description_is_current():
    assert json.loads(COMMITTED.read_text("utf-8")) == json.loads(json.dumps(description())), (
        "docs/develop/openapi.json is not current. Run: concord api schema --to docs/develop/openapi.json"
    )


def test_the_command_prints_and_writes_it(capsys, tmp_path):
    assert main(["api", "schema"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["openapi"] == "3.1.0"
    assert main(["api", "schema", "--to", str(tmp_path / "openapi.json")]) == 0
    assert (tmp_path / "openapi.json").read_text("utf-8") == printed
    assert main(["api", "schema", "--to", str(tmp_path / "no" / "openapi.json")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_every_operation_declares_its_errors_in_one_shape():
    for methods in description()["paths"].values():
        assert set(methods) == {"get"}
        answers = methods["get"]["responses"]
        assert set(answers) == {200, 400, 404, 422, 503}
        for status in (400, 404, 422, 503):
            shape = answers[status]["content"]["application/json"]["schema"]
            assert shape == {"$ref": "#/components/schemas/Refused"}


def test_every_operation_has_an_example_that_works(england, client):
    operations = {methods["get"]["operationId"] for methods in description()["paths"].values()}
    assert operations == EXAMPLES.keys()
    for address in EXAMPLES.values():
        assert client.get(address).status_code == 200, address


def test_the_description_is_served(client):
    response = client.get("/api/openapi.json")
    assert response.status_code == 200
    assert response.json()["info"]["title"] == "Concord"


def test_every_operation_is_on_the_page_which_asks_the_database_nothing(client):
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/api/")
    assert len(asked) == 0
    assert page.status_code == 200
    html = page.content.decode()
    for path in description()["paths"]:
        assert f"GET {path}" in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "cdn" not in html.lower()


def test_a_command_starts_without_the_api():
    program = "import sys, django; django.setup(); print('ninja' in sys.modules or 'pydantic' in sys.modules)"
    settled = {**os.environ, "DJANGO_SETTINGS_MODULE": "concord.config.settings"}
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=settled)
    assert found.stdout.strip() == "False"
