"""Who may do what to an agreement by key: the body that keeps it, a party of it, any other body, a key that reads.

Every address is asked; a new one fails here until somebody has said who may use it.
"""

from __future__ import annotations

import json
import re

import pytest

from concord.access.operation import READS_ONLY
from concord.agreements import services
from concord.agreements.models import Agreement
from concord.api.interface import description
from kit import agreements_given as agreed
from kit import given
from kit.agreements_api_given import a_program
from kit.documents_given import a_document

pytestmark = pytest.mark.django_db

EVERY = ("keeper", "party", "stranger")
KEEPER = ("keeper",)
SIGNED = {"by_name": "Marlow Quist", "office": "Director"}
CLAUSE = {"heading": "Words"}

MATRIX = {
    ("get", ""): EVERY,
    ("post", ""): EVERY,
    ("get", "/export"): EVERY,
    ("get", "/due"): EVERY,
    ("get", "/coverage"): EVERY,
    ("get", "/left-behind"): EVERY,
    ("get", "/topics"): EVERY,
    ("put", "/topics"): EVERY,
    ("post", "/import/trial"): EVERY,
    ("post", "/import"): EVERY,
    ("get", "/{ref}"): ("keeper", "party"),
    ("get", "/{ref}/record"): ("keeper", "party"),
    ("get", "/{ref}/documents"): ("keeper", "party"),
    ("get", "/{ref}/documents/{file}"): ("keeper", "party"),
    ("post", "/{ref}/take-over"): (),
    ("post", "/{ref}/comment"): ("keeper", "party"),
    ("post", "/{ref}/sign"): ("keeper", "party"),
    **{
        (method, f"/{{ref}}{address}"): KEEPER
        for method, address in (
            ("patch", ""), ("delete", ""), ("post", "/clauses"), ("put", "/clauses/{place}"),
            ("delete", "/clauses/{place}"), ("post", "/parties"), ("put", "/parties/{party}"),
            ("delete", "/parties/{party}"), ("post", "/parties/{party}/leave"), ("post", "/parties/{party}/novate"),
            ("post", "/parties/{party}/succeed"), ("post", "/versions/{number}/documents"),
            ("delete", "/documents/{file}"), ("post", "/share"), ("post", "/answer-comments"),
            ("post", "/record-signature"), ("post", "/new-version"), ("post", "/run-unsigned"), ("post", "/rely-on"),
            ("post", "/begin-review"), ("post", "/record-review"), ("post", "/end"), ("post", "/publish"),
            ("post", "/unpublish"), ("post", "/hand-over"),
        )
    },
}  # fmt: skip
"""Who finds something at an address, by method. Of every body's own register each has its own."""

SAID = {
    "": {"kind": "policy", "title": "Ours"},
    "/topics": {"names": ["One"]},
    "/import": {"rows": [{"title": "Ours", "kind": "policy", "parties": "", "status": "draft"}]},
    "/import/trial": {"rows": [{"title": "Ours", "kind": "policy", "parties": "", "status": "draft"}]},
    "/{ref}/comment": {"words": "Well.", "by_name": "Marlow Quist"},
    "/{ref}/sign": {**SIGNED, "saves": 0},
    "/{ref}/clauses": CLAUSE,
    "/{ref}/clauses/{place}": CLAUSE,
    "/{ref}/parties": {"body": given.BOARD},
    "/{ref}/parties/{party}": {"mailbox": "x@aldermoor.example"},
    "/{ref}/parties/{party}/leave": {"on": "2026-12-01"},
    "/{ref}/parties/{party}/novate": {"to": given.BOARD, "on": "2026-12-01", "decision": "Deed"},
    "/{ref}/parties/{party}/succeed": {"outcome": "left", "words": "Order"},
    "/{ref}/answer-comments": {"words": "Well."},
    "/{ref}/record-signature": {**SIGNED, "party": "x", "on": "2026-11-20"},
    "/{ref}/run-unsigned": {"on": None},
    "/{ref}/rely-on": {"on": None},
    "/{ref}/begin-review": {"on": "2026-11-22"},
    "/{ref}/record-review": {"found": "end", "on": "2026-11-22"},
    "/{ref}/hand-over": {"to": given.BOARD, "words": "Order"},
    "/{ref}/take-over": {"words": "Order"},
    "/{ref}/end": {"on": "2026-12-01", "why": "Done"},
}


@pytest.fixture
def world(westshire):
    """An agreement that was shared with the district, and every kind of program."""
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead)
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    document = a_document(lead, row).public_id
    services.share_for_comment(lead, row, at=given.AT)
    return {
        "row": row,
        "saves": agreed.fresh(row).saves,
        "named": {
            "ref": row.public_id,
            "party": agreed.party(row, given.DISTRICT).public_id,
            "file": document,
            "place": 1,
            "number": 1,
        },
        "keeper": a_program(),
        "party": a_program("Marlow Quist", body=given.DISTRICT),
        "stranger": a_program("Sol Marsh", body=given.BOARD),
    }


def asked(world, who, method, address):
    said = SAID.get(address, {} if method in {"post", "patch"} else None)
    called = address.format(**world["named"])
    program = world[who]
    return program.client.generic(
        method.upper(),
        f"{program.base}{called}",
        b"" if said is None else json.dumps(said).encode(),
        content_type="application/json",
        headers=program.headers,
    ).status_code


def test_every_address_is_in_the_matrix():
    found = {
        (method, path.removeprefix("/api/v1/agreements"))
        for path, methods in description()["paths"].items()
        for method in methods
        if path.startswith("/api/v1/agreements")
    }
    assert found == MATRIX.keys()


@pytest.mark.parametrize("who", EVERY)
@pytest.mark.parametrize(("method", "address"), MATRIX)
def test_what_one_may_not_do_is_not_there(world, who, method, address):
    status = asked(world, who, method, address)
    if who in MATRIX[method, address]:
        assert status != 404
        assert status < 500
    else:
        assert status == 404
        assert Agreement.objects.get(pk=world["row"].pk).saves == world["saves"]


def test_what_is_not_there_is_told_as_what_one_may_not_see(world):
    stranger = world["stranger"]
    there = stranger.error("GET", f"/{world['row'].public_id}", expected=404)
    assert there == stranger.error("GET", "/7k3f92xqbdmhpt8v", expected=404)


def test_a_key_that_may_only_read_changes_nothing(world):
    reader = a_program("Ada Pike", "read")
    assert reader.get(f"/{world['row'].public_id}")["standing"]["status"] == "shared"
    for method, address in MATRIX:
        if method == "get":
            continue
        error = reader.error(method.upper(), address.format(**world["named"]), {}, expected=403)
        assert (error["code"], error["message"]) == ("reads_only", READS_ONLY)


def test_without_a_key_nothing_is_there(world):
    nobody = a_program("")
    for method, address in MATRIX:
        assert nobody.error(method.upper(), re.sub(r"[{}]", "", address), expected=401)["code"] == "no_key"
