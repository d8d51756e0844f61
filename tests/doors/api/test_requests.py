"""A council's own system makes, sends and watches requests by key, and a partner's system answers them by its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concord.audit.models import Entry
from concord.delivery.models import Outgoing
from concord.requests.models import CooperationRequest
from kit import given
from kit.acts_given import a_ladder
from kit.api_given import Program, a_key, a_manager
from kit.files_given import PDF

WHOLE = {**given.WHOLE, "needed_by": "2026-12-04"}
SIGNED = given.SIGNED
COMPLY = {"what_will_be_done": "Our housing officer will come.", "promised_on": "2026-12-02", **SIGNED}
REFUSE = {"reasons": given.REASONS, "harmed": {"adverse-effect": "Homelessness interviews."}, **SIGNED}


@pytest.fixture
def manager(westshire):
    return a_manager()


@pytest.fixture
def asker(manager):
    """The council's case system."""
    return Program(a_key(manager))


@pytest.fixture
def asked(westshire):
    """The district's own system."""
    return Program(a_key(a_manager("Marlow Quist", body=given.DISTRICT)))


@pytest.fixture
def sent(manager):
    return given.a_request(manager)


def test_a_request_is_drafted_filled_in_and_sent(asker):
    first = asker.post("", {"asked": "Aldermoor"}, expected=201)
    assert (first["status"], first["waiting_on"], first["saves"]) == ("draft", "asker", 0)
    assert {gap["field"] for gap in first["gaps"]} >= {"what", "needed_by", "person_category"}
    ref = first["id"]
    revised = asker.call("PATCH", f"/{ref}", {**WHOLE, "saves": 0}).json()
    assert (revised["saves"], revised["gaps"], revised["kind"]) == (1, [], "s7(1)")

    shown = asker.get(f"/{ref}")
    assert (shown["side"], shown["ask"]["what"]) == ("asker", WHOLE["what"])
    assert shown["draft"] | {"similar": []} == {
        "saves": 1, "gaps": [], "alarms": [], "similar": [], "fits": True, "may_send": True,
    }  # fmt: skip
    assert (shown["law"]["answer"], shown["law"]["on"]) == ("yes", None)

    gone = asker.post(f"/{ref}/send")
    assert (gone["status"], gone["waiting_on"], gone["due_on"]) == ("sent", "asked", "2026-12-04")
    assert Outgoing.objects.filter(message="request-asked", subject=ref).count() == 1
    assert asker.get(f"/{ref}")["draft"] is None


def test_a_request_is_drafted_and_sent_in_one_call(asker):
    made = asker.post("", {"asked": given.DISTRICT, "send": True, **WHOLE}, expected=201)
    assert made["status"] == "sent"
    entries = Entry.objects.filter(subject=made["id"])
    (whole,) = entries.filter(event__in=["request:draft", "request:send", "request:make"])
    assert (whole.event, whole.facts["bound"], whole.facts["asked"]) == ("request:make", "yes", given.DISTRICT)
    assert {"law_on", "law_known_at", "rulebook", "to", "link", "due_by_rule_of"} <= whole.facts.keys()
    assert {entry.door for entry in entries} == {"api"}


def test_where_a_request_cannot_go_nothing_is_left_behind(asker):
    error = asker.error("POST", "", {"asked": given.DISTRICT, "send": True, **WHOLE, "what": ""}, expected=422)
    assert (error["field"], error["message"]) == ("what", "Say what you ask them to do")
    assert not CooperationRequest.objects.exists()


def test_the_whole_story_as_both_sides_read_it(asker, asked, sent):
    ref = f"/{sent.public_id}"
    asked.post(f"{ref}/refuse", REFUSE)
    asker.post(f"{ref}/contest", {"points": {"adverse-effect": "One officer an hour away is no harm."}})
    ours, theirs = asker.get(ref), asked.get(ref)

    assert (ours["side"], theirs["side"]) == ("asker", "asked")
    assert [step["kind"] for step in ours["steps"]] == ["sent", "refused", "contested"]
    refused = ours["steps"][1]
    assert [ground["reasons"] for ground in refused["grounds"]] == list(given.REASONS.values())
    assert all(ground["provision"].startswith("CA2014.s7(1)") for ground in refused["grounds"])
    assert ours["steps"][2]["points"] == [{"ground": "adverse-effect", "says": "One officer an hour away is no harm."}]
    assert ours["form"]["format"] == "concord.explain/1"
    assert ours["law"]["finding"]["format"] == "concord.explain/1"
    assert ours["law"]["on"] == "2026-11-22"
    assert [clock["format"] for clock in ours["clocks"]] == ["concord.clock/1"]
    assert ours["clocks"][0]["source"] == "asked"
    assert (ours["round"], ours["status"], ours["waiting_on"]) == (2, "contested", "asked")
    assert "withdraw" in ours["may"]
    assert "refuse" not in ours["may"]
    assert {"refuse", "comply"} <= set(theirs["may"])

    assert ours["ask"]["partner_email"] == given.WHOLE["partner_email"]
    assert theirs["ask"]["partner_email"] == ""
    assert {link["to"] for link in ours["links"]} == {given.WHOLE["partner_email"]}
    assert (theirs["links"], theirs["deliveries"], theirs["together"]) == ([], [], [])


def test_every_answer_is_open_to_the_system_of_the_body_asked(asked, manager):
    answers = {
        "comply": (COMPLY, "complied"),
        "comply-in-part": ({**COMPLY, "what_not": "No transport."}, "partly"),
        "offer": ({"offer": "By telephone.", **SIGNED}, "alternative"),
        "wrong-body": ({"right_body": "Aldermoor", "why": "Theirs.", **SIGNED}, "wrong-body"),
        "not-bound": ({"why": "We are not a housing authority.", **SIGNED}, "not-bound"),
        "refuse": (REFUSE, "refused"),
    }
    for word, (said, status) in answers.items():
        ask = given.a_request(manager)
        assert asked.post(f"/{ask.public_id}/{word}", said)["status"] == status
    right = asked.get(f"/{ask.public_id}")
    assert right["steps"][-1]["by_name"] == SIGNED["by_name"]


def test_acknowledged_asked_about_answered_and_kept(asker, asked, sent):
    ref = f"/{sent.public_id}"
    assert asked.post(f"{ref}/acknowledge", SIGNED)["status"] == "acknowledged"
    assert asked.post(f"{ref}/question", {"question": "Which ward?", **SIGNED})["status"] == "question"
    assert asker.get(ref)["steps"][-1]["unread"] is True
    asker.post(f"{ref}/read")
    assert asker.get(ref)["steps"][-1]["unread"] is False
    assert asker.post(f"{ref}/message", {"words": "Ward 4."})["status"] == "acknowledged"
    assert asked.post(f"{ref}/comply", COMPLY)["promised_on"] == "2026-12-02"
    assert asker.post(f"{ref}/accept")["waiting_on"] == "asked"
    assert "that day is not over" in str(asker.error("POST", f"{ref}/not-kept", {"words": "No."}, expected=422))
    early = {"words": "They told us that it will not be.", "before_day": True}
    assert asker.post(f"{ref}/not-kept", early)["status"] == "broken"
    assert asked.post(f"{ref}/comply", COMPLY)["round"] == 2
    assert asker.post(f"{ref}/kept")["waiting_on"] == "nobody"


def test_the_clock_in_the_askers_hands(asker, sent):
    ref = f"/{sent.public_id}"
    assert asker.post(f"{ref}/extend", {"to": "2026-12-11", "why": "They asked."})["due_on"] == "2026-12-11"
    assert asker.post(f"{ref}/pause", {"why": "She is in hospital."})["due_on"] is None
    assert asker.post(f"{ref}/resume", {"why": "She is home."})["due_on"] == "2026-12-11"
    assert asker.get(ref)["clocks"][0]["extended_from"] == "2026-12-04"


def test_silence_is_escalated_on_the_councils_own_ladder(asker, sent, manager):
    ref = f"/{sent.public_id}"
    assert asker.error("POST", f"{ref}/escalate", {}, expected=409)["code"] == "conflict"
    assert asker.get(ref)["next_level"] is None
    a_ladder(manager)
    shown = asker.get(ref)
    assert (shown["next_level"]["level"], "escalate" in shown["may"]) == (1, True)
    assert asker.post(f"{ref}/escalate", {"because": "No answer."})["level"] == 1
    assert asker.get(ref)["status"] == "sent"


def test_links_are_sent_anew_and_withdrawn(asker, sent):
    ref = f"/{sent.public_id}"
    asker.post(f"{ref}/links", {"to": "team@aldermoor.example"})
    new, old = asker.get(ref)["links"]
    assert (new["to"], new["revoked_at"], old["revoked_at"] is None) == ("team@aldermoor.example", None, False)
    asker.call("DELETE", f"{ref}/links/{new['id']}")
    assert all(link["revoked_at"] for link in asker.get(ref)["links"])
    assert asker.error("DELETE", f"{ref}/links/{new['id']}", expected=409)["code"] == "conflict"


def test_one_request_to_several_bodies(asker):
    draft = asker.post("", {"asked": given.DISTRICT, **WHOLE}, expected=201)
    bodies = {given.BOARD: "board@icb.example", given.TRUST: ""}
    others = asker.post(f"/{draft['id']}/others", {"bodies": bodies, "joint": True}, expected=201)["requests"]
    assert [other["status"] for other in others] == ["draft", "draft"]
    assert {other["asked"] for other in asker.get(f"/{draft['id']}")["together"]} == set(bodies)


def test_taken_back_the_body_asked_reads_only_that_it_was(asker, asked, sent):
    ref = f"/{sent.public_id}"
    asker.post(f"{ref}/enter-in-error", {"why": "Wrong person."})
    theirs = asked.get(ref)
    assert (theirs["status"], theirs["ask"], theirs["law"], theirs["steps"]) == ("entered-in-error", None, None, [])
    assert "Wrong person" not in str(theirs)
    assert given.WHOLE["what"] not in str(theirs)
    assert asker.get(ref)["ask"]["what"] == given.WHOLE["what"]


def test_the_list_narrowed_and_page_by_page(asker, asked, sent, manager):
    given.a_draft(manager)
    assert [row["status"] for row in asker.get()["requests"]] == ["draft", "sent"]
    (row,) = asker.get("?show=them&kind=s7(1)&urgency=routine&status=sent&sent_from=2026-11-22")["requests"]
    assert (row["id"], row["person_reference"], row["waiting_on_us"]) == (sent.public_id, "LAS-20417", False)
    assert asker.get(f"?before={sent.public_id}") == {
        "format": "concord.requests/1", "requests": [], "older": "", "cut": False,
    }  # fmt: skip
    (theirs,) = asked.get("?show=us")["requests"]
    assert (theirs["id"], theirs["received"]) == (sent.public_id, True)


def test_a_search_finds_what_was_asked(asker, sent):
    assert [row["id"] for row in asker.get("?q=housing officer")["requests"]] == [sent.public_id]
    assert asker.get("?q=unicorn")["requests"] == []


def test_the_record_says_who_did_what_through_which_door(asker, sent):
    asker.get(f"/{sent.public_id}")
    entries = asker.get(f"/{sent.public_id}/record")["entries"]
    assert [(entry["event"], entry["door"]) for entry in entries][-2:] == [
        ("request:see", "api"),
        ("request:see", "api"),
    ]
    assert "Ines Quarry sent the request to Aldermoor" in " ".join(entry["says"] for entry in entries)


def test_reading_is_recorded_and_marks_nothing_as_read(asker, asked, sent):
    before = Entry.objects.count()
    asker.get(f"/{sent.public_id}")
    asker.get()
    events = list(Entry.objects.order_by("seq").values_list("event", "door"))[before:]
    assert [found for found in events if found[0] != "key:use"] == [("request:see", "api"), ("request:browse", "api")]


def test_which_kind_fits_before_there_is_a_draft(asker):
    found = asker.get(f"/kind?asked={given.DISTRICT}&person=adult&function=CA2014.s42")
    assert (found["kind"], found["fits"], found["asker"]) == ("s7(1)", True, given.COUNTY)
    assert found["law"]["finding"]["format"] == "concord.explain/1"
    mirrored = asker.get(f"/kind?asker={given.DISTRICT}&asked={given.COUNTY}&person=adult&function=CA2014.s42")
    assert (mirrored["kind"], mirrored["asker"]) == ("s7(2)", given.DISTRICT)
    assert not CooperationRequest.objects.exists()


def test_when_an_answer_would_be_due(asker):
    found = asker.get(f"/due?asked={given.DISTRICT}&needed_by=2026-12-04&help=meeting")
    assert (found["answer"]["due_on"], found["answer"]["source"]) == ("2026-12-04", "asked")
    assert found["note"] == "The Act sets no time limit."
    assert found["acknowledge"] is None
    assert asker.get(f"/due?asked={given.DISTRICT}")["answer"] is None


def test_files_go_with_a_draft_and_come_back_as_they_were(asker, asked):
    draft = asker.post("", {"asked": given.DISTRICT, **WHOLE}, expected=201)
    ref = f"/{draft['id']}"
    put = put_file(asker, ref, "care plan.pdf", PDF)
    assert put.status_code == 201
    asker.post(f"{ref}/send")
    (file,) = asked.get(ref)["files"]
    assert (file["name"], file["size"], file["id"]) == ("care plan.pdf", len(PDF), put.json()["file"])
    response = asked.call("GET", f"{ref}/files/{file['id']}")
    assert b"".join(response.streaming_content) == PDF
    assert 'filename="care plan.pdf"' in response["Content-Disposition"]
    assert asker.error("DELETE", f"{ref}/files/{file['id']}", expected=409)["code"] == "conflict"


def put_file(program, ref, name, content, **headers):
    return program.client.post(
        f"/api/v1/requests{ref}/files",
        content,
        content_type="application/octet-stream",
        headers={**program.headers, "Concord-File-Name": name.replace(" ", "%20"), **headers},
    )


def test_a_file_of_a_form_and_one_taken_away_again(asker):
    draft = asker.post("", {"asked": given.DISTRICT}, expected=201)
    address = f"/api/v1/requests/{draft['id']}/files"
    put = asker.client.post(address, {"file": SimpleUploadedFile("plan.pdf", PDF)}, headers=asker.headers)
    assert put.status_code == 201, put.content
    asker.call("DELETE", f"/{draft['id']}/files/{put.json()['file']}")
    assert asker.client.post(address, {}, headers=asker.headers).status_code == 422


def test_a_partner_asks_a_council_through_its_own_system(asked, asker):
    values = {**WHOLE, "function": "CA2014.s42", "function_words": "Our housing duty"}
    made = asked.post("", {"asked": given.COUNTY, "send": True, **values}, expected=201)
    assert (made["kind"], made["status"]) == ("s7(2)", "sent")
    assert asker.get(f"/{made['id']}")["side"] == "asked"


@pytest.mark.parametrize(("address", "most"), [("/{ref}", 12), ("", 8), ("?show=us&q=housing", 10)])
def test_the_database_is_asked_no_more_than(asker, sent, address, most):
    asker.get()  # from the second call on, the key has been noted as used today
    with CaptureQueriesContext(connection) as found:
        asker.get(address.format(ref=sent.public_id))
    told = [query["sql"] for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(told) <= most, "\n".join(sql[:150] for sql in told)


def test_figures_are_the_same_from_both_sides(asker, asked, sent):
    asked.post(f"/{sent.public_id}/refuse", REFUSE)
    asker.base = asked.base = "/api/v1/figures"
    ours, theirs = asker.get("?from=2026-11-01"), asked.get("?from=2026-11-01&kind=s7(1)")
    assert ours["whole"]["made"] == theirs["whole"]["received"]
    assert (ours["whole"]["made"]["number"], ours["from"], ours["to"]) == (1, "2026-11-01", "2026-11-22")
    assert ours["whole"]["made"]["outcomes"]["refused"] == 1
    assert [line["key"] for line in ours["by_body"]] == [given.DISTRICT]
    assert asker.error("GET", "?from=2026-11-02&to=2026-11-01", expected=422)["field"] == "to"


def test_days_are_days(asker):
    error = asker.error("POST", "", {"asked": given.DISTRICT, "needed_by": "4.12.2026"}, expected=422)
    assert error["field"] == "needed_by"
    assert date.fromisoformat(WHOLE["needed_by"]) > given.ON
