"""What the API does not do about requests, and says why: no key, a key that only reads, what is wrong or too late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from concord.access.operation import READS_ONLY
from concord.api.interface import description
from concord.api.refusals import OUR_FAULT
from concord.base import clock
from concord.people.models import Key
from concord.people.services import revoke_key
from concord.requests import queries
from concord.requests.models import CooperationRequest, Step
from kit import given
from kit.api_given import ADDRESS, Program, a_key, a_manager
from kit.files_given import EXE, PDF

WHOLE = {**given.WHOLE, "needed_by": "2026-12-04"}
SIGNED = given.SIGNED
REFUSE = {"reasons": given.REASONS, "harmed": given.HARMED, **SIGNED}


@pytest.fixture
def manager(westshire):
    return a_manager()


@pytest.fixture
def asker(manager):
    return Program(a_key(manager))


@pytest.fixture
def asked(westshire):
    return Program(a_key(a_manager("Marlow Quist", body=given.DISTRICT)))


@pytest.fixture
def sent(manager):
    return given.a_request(manager)


@pytest.mark.parametrize("token", ["", "ck_wrong", "ck_" + "a" * 43, "cf_" + "a" * 43, "x\x00y"])
def test_without_a_key_that_works_nothing_is_there(sent, token):
    response = Program(token).call("GET", f"/{sent.public_id}", expected=401)
    assert response["WWW-Authenticate"] == 'Bearer realm="Concord"'
    assert "manager of your body" in response.json()["error"]["message"]
    assert Program(token).error("POST", "", {"asked": given.DISTRICT}, expected=401)["field"] == ""


def test_every_operation_about_requests_needs_a_key_and_every_change_one_that_may_write(manager, sent):
    nobody, reader = Program(""), Program(a_key(manager, "read"))
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            if "security" not in told:
                continue
            address = path.replace("{ref}", sent.public_id).replace("{file}", "x").replace("{link}", "x")
            found = nobody.client.generic(method.upper(), address)
            assert (found.status_code, found.json()["error"]["code"]) == (401, "no_key"), address
            if method != "get":
                refused = reader.client.generic(method.upper(), address, headers=reader.headers)
                assert refused.status_code == 403, address
    assert Step.objects.count() == 1


def test_a_key_that_was_revoked_ends_at_once(asker, manager):
    asker.get()
    revoke_key(manager, Key.objects.get(), at=given.AT)
    assert asker.error("GET", "", expected=401)["code"] == "wrong_key"


def test_a_key_that_may_only_read_changes_nothing(manager, sent):
    reader = Program(a_key(manager, "read"))
    assert reader.get(f"/{sent.public_id}")["status"] == "sent"
    for method, address in [("POST", ""), ("PATCH", f"/{sent.public_id}"), ("POST", f"/{sent.public_id}/withdraw")]:
        error = reader.error(method, address, {}, expected=403)
        assert (error["code"], error["message"]) == ("reads_only", READS_ONLY)


def test_what_one_may_not_see_is_not_there(sent):
    stranger = Program(a_key(a_manager("Sol Marsh", body=given.BOARD)))
    unknown = stranger.error("GET", "/7k3f92xqbdmhpt8v", expected=404)
    for method, address in [
        ("GET", ""), ("GET", "/record"), ("POST", "/withdraw"), ("POST", "/acknowledge"), ("POST", "/files"),
    ]:  # fmt: skip
        body = {"why": "x", "by_name": "x", "by_post": "x"} if address in {"/withdraw", "/acknowledge"} else None
        said = {"why": "x"} if address == "/withdraw" else SIGNED if body else None
        assert stranger.error(method, f"/{sent.public_id}{address}", said, expected=404) == unknown
    assert stranger.get()["requests"] == []


def test_each_side_does_its_own_part_only(asker, asked, sent):
    assert asker.error("POST", f"/{sent.public_id}/acknowledge", SIGNED, expected=404)["code"] == "not_found"
    assert asked.error("POST", f"/{sent.public_id}/withdraw", {"why": "No."}, expected=404)["code"] == "not_found"
    assert Step.objects.count() == 1


@pytest.mark.parametrize("ref", ["x" * 25, "A-B", "%00", "é", "1 OR 1=1"])
def test_an_id_that_is_none(asker, ref):
    assert asker.error("GET", f"/{ref}", expected=404)["message"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"person_category": "neighbour"}, "person_category", "Use one of: adult, carer"),
        ({"what": "x" * 4001}, "what", "Shorten this to 4000 characters or fewer: it has 4001."),
        ({"what": "a\x00b"}, "what", "Take out the invisible sign"),
        ({"contact_phone": "\u202e01632"}, "contact_phone", "Take out the invisible sign"),
        ({"what": None}, "what", "Give this as text."),
        ({"needed_by": "2026-02-30"}, "needed_by", "is no date"),
        ({"partner_email": "nobody"}, "partner_email", "in the form name@example.nhs.uk"),
        ({"purposes": ["kindness"]}, "purposes", "Use one of"),
        ({"nonsense": 1}, "nonsense", "is nothing that can be said here"),
        ({"asked": "Atlantis"}, "asked", "Atlantis"),
        ({"asked": "kind:gp-practice"}, "asked", "kind:gp-practice"),
        ({"send": "yes"}, "send", "cannot be read"),
        ({"person_name": "Ada Byron"}, "person_name", "does not write this"),
        ({"person_nhs_number": "943 476 5919"}, "person_nhs_number", "does not write this"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(asker, changes, field, says):
    error = asker.error("POST", "", {"asked": given.DISTRICT, **WHOLE, **changes}, expected=422)
    assert error["field"] == field
    assert says in error["message"]
    assert not CooperationRequest.objects.exists()


def test_a_filter_that_is_none_does_not_widen_the_list(asker):
    error = asker.error("GET", "?stauts=sent", expected=422)
    assert (error["code"], error["field"]) == ("unknown", "stauts")
    assert asker.error("GET", "?show=everything", expected=422)["field"] == "show"
    assert asker.error("GET", "?kind=s8", expected=422)["field"] == "kind"


def test_a_fault_of_ours_is_told_in_words_and_logged_without_any(asker, sent, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("LAS-20417")

    monkeypatch.setattr(queries, "request_page", broken)
    error = asker.error("GET", f"/{sent.public_id}", expected=500)
    assert (error["code"], error["message"]) == ("our_fault", OUR_FAULT)
    assert "LAS-20417" not in caplog.messages[-1]


def test_a_body_that_cannot_be_read(asker):
    for content in (b"{", b"\xff\xfe", b"[]", b"3"):
        response = asker.client.post(ADDRESS, content, content_type="application/json", headers=asker.headers)
        assert response.status_code in {400, 422}, response.content
        assert "error" in response.json()
    assert "Send a JSON object as the body" in asker.error("POST", "", expected=422)["message"]
    missing = asker.error("POST", "", {}, expected=422)
    assert (missing["field"], missing["message"]) == ("asked", "“asked” is missing. Give it in the body of the call.")


def test_more_than_can_be_taken_at_once(asker):
    error = asker.error("POST", "", {"asked": given.DISTRICT, "what": "x" * 3_000_000}, expected=413)
    assert error["code"] == "too_large"


@pytest.mark.parametrize(("method", "address"), [("PUT", ""), ("DELETE", "/{ref}"), ("GET", "/{ref}/send")])
def test_methods_that_are_none(asker, sent, method, address):
    response = asker.call(method, address.format(ref=sent.public_id), expected=405)
    assert response.json()["error"]["code"] == "method_not_allowed"
    options = asker.call("OPTIONS", address.format(ref=sent.public_id), expected=204)
    assert options["Allow"] == response["Allow"]


def test_a_second_answer_comes_too_late(asked, sent):
    asked.post(f"/{sent.public_id}/refuse", REFUSE)
    error = asked.error("POST", f"/{sent.public_id}/refuse", REFUSE, expected=409)
    assert (error["code"], error["message"]) == (
        "conflict", "This request has been answered already: it was refused.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "said", "field"),
    [
        ("refuse", {"reasons": {}, **SIGNED}, "grounds"),
        ("refuse", {"reasons": {"adverse-effect": " "}, **SIGNED}, "reasons_adverse-effect"),
        ("comply", {"what_will_be_done": "", "promised_on": "2026-12-02", **SIGNED}, "what_will_be_done"),
        ("comply", {"what_will_be_done": "It.", "promised_on": "2026-11-21", **SIGNED}, "promised_on"),
        ("comply", {"what_will_be_done": "It.", **SIGNED}, "promised_on"),
        ("acknowledge", {"by_name": "", "by_post": "Head"}, "by_name"),
        ("offer", {"offer": "", **SIGNED}, "offer"),
        ("wrong-body", {"right_body": "", **SIGNED}, "right_body"),
    ],
)
def test_an_answer_that_is_not_whole_does_not_go(asked, sent, word, said, field):
    assert asked.error("POST", f"/{sent.public_id}/{word}", said, expected=422)["field"] == field
    assert Step.objects.count() == 1


def test_an_answer_is_contested_at_its_own_grounds(asker, asked, sent):
    ref = f"/{sent.public_id}"
    refusal = {"reasons": {"adverse-effect": "The only officer."}, **SIGNED}
    assert asked.error("POST", f"{ref}/refuse", refusal, expected=422)["field"] == "harmed_adverse-effect"
    asked.post(f"{ref}/refuse", {**refusal, "harmed": given.HARMED})
    for said in ({"points": {"incompatible-with-duties": "No."}}, {"point": "No."}):
        assert asker.error("POST", f"{ref}/contest", said, expected=422)["field"] == "points"
    assert asker.error("POST", f"{ref}/contest", {}, expected=422)["field"]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(asker, manager):
    draft = given.a_draft(manager)
    asker.call("PATCH", f"/{draft.public_id}", {"what": "First.", "saves": draft.saves})
    error = asker.error("PATCH", f"/{draft.public_id}", {"what": "Second.", "saves": draft.saves}, expected=409)
    assert error["code"] == "conflict"
    assert asker.get(f"/{draft.public_id}")["ask"]["what"] == "First."


def test_a_draft_that_was_put_away(asker, manager):
    draft = given.a_draft(manager)
    assert asker.post(f"/{draft.public_id}/discard")["status"] == "discarded"
    assert "discarded" in asker.error("POST", f"/{draft.public_id}/send", {}, expected=409)["message"]
    assert "discarded" in asker.error("GET", f"/{draft.public_id}", expected=409)["message"]


def test_the_same_call_is_done_once_and_answered_the_same(asker):
    said = {"asked": given.DISTRICT, "send": True, **WHOLE}
    first = asker.call("POST", "", said, expected=201, Idempotency_Key="case-4711")
    again = asker.call("POST", "", said, expected=201, Idempotency_Key="case-4711")
    assert again.json() == first.json()
    assert (again["Idempotency-Replayed"], again["Location"]) == ("true", first["Location"])
    assert "Idempotency-Replayed" not in first
    assert CooperationRequest.objects.count() == 1
    assert asker.post("", said, expected=201, Idempotency_Key="case-4712")["id"] != first.json()["id"]


def test_another_call_under_the_same_name_is_refused(asker, sent):
    said = {"why": "No longer needed."}
    asker.post(f"/{sent.public_id}/withdraw", said, Idempotency_Key="k")
    for address, other in [(f"/{sent.public_id}/withdraw", {"why": "Other."}), ("", {"asked": given.DISTRICT})]:
        error = asker.error("POST", address, other, expected=409, Idempotency_Key="k")
        assert (error["code"], error["field"]) == ("conflict", "Idempotency-Key")
    assert asker.post(f"/{sent.public_id}/withdraw", said, Idempotency_Key="k")["status"] == "withdrawn"
    assert asker.error("POST", f"/{sent.public_id}/withdraw", said, expected=409)["code"] == "conflict"


def test_a_call_that_failed_can_be_made_again_under_its_name(asker, sent):
    ref = f"/{sent.public_id}/escalate"
    assert asker.error("POST", ref, {}, expected=409, Idempotency_Key="k")["code"] == "conflict"
    assert asker.error("POST", "", {"asked": "Atlantis"}, expected=422, Idempotency_Key="k")["field"] == "asked"
    assert asker.post("", {"asked": given.DISTRICT}, expected=201, Idempotency_Key="k")["status"] == "draft"


def test_names_of_calls_are_of_one_key_and_of_one_day(asker, asked):
    first = asker.post("", {"asked": given.DISTRICT}, expected=201, Idempotency_Key="k")
    assert asked.post("", {"asked": given.COUNTY}, expected=201, Idempotency_Key="k")["id"] != first["id"]
    with clock.at(given.AT + timedelta(hours=23, minutes=59)):
        assert asker.post("", {"asked": given.DISTRICT}, expected=201, Idempotency_Key="k") == first
    with clock.at(given.AT + timedelta(hours=24)):
        assert asker.post("", {"asked": given.DISTRICT}, expected=201, Idempotency_Key="k")["id"] != first["id"]


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_a_name_of_a_call_that_is_none(asker, name):
    error = asker.error("POST", "", {"asked": given.DISTRICT}, expected=422, Idempotency_Key=name)
    assert error["field"] == "Idempotency-Key"


def test_what_is_kept_of_an_answer_says_nothing_about_the_person(asker):
    made = asker.post("", {"asked": given.DISTRICT, "send": True, **WHOLE}, expected=201, Idempotency_Key="k")
    for told in (WHOLE["person_reference"], WHOLE["what"], WHOLE["partner_email"]):
        assert told not in str(made)


def put(program, ref, content, name="plan.pdf", **headers):
    return program.client.post(
        f"{ADDRESS}/{ref}/files",
        content,
        content_type="application/octet-stream",
        headers={**program.headers, "Concord-File-Name": name, **headers},
    )


def test_a_file_is_put_once_though_it_is_sent_twice(asker, manager):
    draft = given.a_draft(manager).public_id
    first, again = (put(asker, draft, PDF, **{"Idempotency-Key": "f"}) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert put(asker, draft, PDF + b"%", **{"Idempotency-Key": "f"}).status_code == 409
    asker.post(f"/{draft}/send")
    assert len(asker.get(f"/{draft}")["files"]) == 1


def test_files_that_are_not_taken(asker, manager):
    draft = given.a_draft(manager).public_id
    assert put(asker, draft, EXE, "plan.exe").status_code == 422
    assert put(asker, draft, EXE, "plan.pdf").status_code == 422
    assert put(asker, draft, b"").status_code == 422
    with override_settings(FILE_LIMIT=10):
        big = put(asker, draft, PDF + b" " * 100_000)
        form = asker.client.post(
            f"{ADDRESS}/{draft}/files", {"file": SimpleUploadedFile("plan.pdf", PDF)}, headers=asker.headers
        )
    assert (big.status_code, form.status_code) == (413, 413)
    assert big.json()["error"]["message"].startswith("The file plan.pdf is larger than 10 bytes")


def test_a_file_that_is_not_there(asker, sent):
    assert asker.error("GET", f"/{sent.public_id}/files/7k3f92xqbdmhpt8v", expected=404)["code"] == "not_found"
