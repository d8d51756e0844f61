"""The API is as its description says: every operation, asked with what Hypothesis makes of the description."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from ninja import Schema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from concord.api.interface import description
from concord.api.pages import EXAMPLES
from concord.api.shapes import Shape
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
public = schema.exclude(path_regex="^/api/v1/(requests|figures|arrangements|agreements|contacts)")


@public.parametrize()
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


def operations():
    for methods in description()["paths"].values():
        yield from methods.items()


def test_every_operation_declares_its_errors_in_one_shape():
    for method, told in operations():
        answers = told["responses"]
        refused = {400, 404, 422, 503}
        if "security" in told:
            refused |= {401, 409, 410} if method == "get" else {401, 403, 409, 410, 413}
        assert refused == {status for status in answers if status >= 400}
        for status in refused:
            shape = answers[status]["content"]["application/json"]["schema"]
            assert shape == {"$ref": "#/components/schemas/Refused"}


def test_what_is_public_only_reads_and_the_rest_needs_a_key():
    assert {method for method, told in operations() if "security" not in told} == {"get"}
    assert {told["tags"][0] for _, told in operations() if "security" in told} == {
        "Requests",
        "Arrangements",
        "Agreements",
        "Contacts",
    }


def test_every_change_can_be_sent_again_without_harm():
    for method, told in operations():
        names = {one["name"] for one in told["parameters"] if one["in"] == "header"}
        assert (method == "post") == ("Idempotency-Key" in names), told["operationId"]


def test_every_public_operation_has_an_example_that_works(england, client):
    assert {told["operationId"] for _, told in operations() if "security" not in told} == EXAMPLES.keys()
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
    for path, methods in description()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "cdn" not in html.lower()


def test_a_command_starts_without_the_api():
    program = "import sys, django; django.setup(); print('ninja' in sys.modules or 'pydantic' in sys.modules)"
    settled = {**os.environ, "DJANGO_SETTINGS_MODULE": "concord.config.settings"}
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=settled)
    assert found.stdout.strip() == "False"


def test_no_two_shapes_have_one_name():
    shapes = [shape for base in (Shape, Schema) for shape in every(base) if shape.__module__.startswith("concord.api")]
    assert len({shape.__name__ for shape in shapes}) == len(set(shapes))


def every(base):
    for shape in base.__subclasses__():
        yield shape
        yield from every(shape)
