"""Answering behind the link: the request in plain words, and what a partner may say, once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from concord.requests.models import Step
from kit import acts_given, given, partner_given
from kit.partner_given import PROMISE, REFUSAL, last_said, said
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


def refuse(browser, address, words=REFUSAL):
    """Write a refusal, look at it, send it."""
    written = browser.post(f"{address}/refuse", words)
    assert written["Location"] == f"{address}/refuse/check"
    (saved,) = Page(browser.get(written["Location"])).tree.xpath("//input[@name='saved']/@value")
    return browser.post(written["Location"], {"saved": saved})


def test_the_request_says_what_is_asked_by_whom_under_which_law_and_whose_judgement_it_is(inside, address, ask):
    page = Page(inside.get(address))
    assert page.heading == "Westshire County Council asks for your co-operation"
    for words in (
        given.WHOLE["what"],
        "An adult with needs for care and support",
        "LAS-20417",
        "4 December 2026",
        "Safeguarding enquiry (Care Act 2014, section 42)",
        "Wren Okafor 01632 960 001",
        "would be incompatible with your own duties (Care Act 2014, section 7(1)(a))",
        "would otherwise have an adverse effect",
        "your own judgement",
        "The Act sets no time limit: 4 December 2026 is the day that Westshire County Council asks for.",
        "She would like to go home.",
        "Needed for a duty under the Care Act",
        "Attend a meeting",
        "Due 4 December 2026, from the day asked for. The Act sets no time limit.",
        f"Reference {ask.reference}",
        "This is how the law and the register stood on 22 November 2026",
    ):
        assert words in page.words
    assert {
        "We will do it",
        "We will do part of it",
        "We offer something else",
        "It is for another body",
        "Section 7 does not bind us here",
        "We will not do it",
        "We have it and will answer later",
        "We have a question first",
        "Pass it to a colleague",
        "Write a message",
    } <= page.links().keys()


def test_a_doubt_is_told_to_the_partner(officer, client):
    ask = given.a_request(officer, asked=given.TRUST)
    given.enter_by_link(client, ask)
    page = Page(client.get(f"/r/request/{ask.public_id}"))
    assert "Whether section 7 of the Care Act 2014 binds you here is not certain." in page.words
    assert (
        "you need no ground and owe no answer under it. Say so here, or ring Wren Okafor on 01632 960 001" in page.words
    )
    page = Page(client.get(f"/r/request/{ask.public_id}/refuse"))
    assert "you need no ground and owe no answer under it" in page.words


def test_every_page_behind_the_link_names_the_day_of_the_policy_beside_the_day_asked_for(officer, client):
    acts_given.ten_days(acts_given.a_manager())
    ask = given.a_request(officer, needed_by=date(2026, 12, 11))
    both = (
        "n answer by 4 December 2026, under the policy of Westshire County Council for any kind of help, routine;"
        " wanted by 11 December 2026"
    )
    given.enter_by_link(client, ask)
    address = f"/r/request/{ask.public_id}"
    words = Page(client.get(address)).words
    assert f"A{both}" in words
    assert "11 December 2026 is the day that Westshire County Council asks for, and 4 December 2026 comes from" in words
    for way in ("comply", "refuse", "ask-question", "write"):
        assert f"They ask: a{both}. The Act sets no time limit." in Page(client.get(f"{address}/{way}")).words
    client.post(f"{address}/acknowledge", given.SIGNED)
    assert f"a{both}. The Act sets no time limit." in Page(client.get(f"{address}/done")).words


def test_whoever_is_bound_is_not_told_that_no_ground_is_needed(inside, address):
    for page in (Page(inside.get(address)), Page(inside.get(f"{address}/refuse"))):
        assert "you need no ground" not in page.words


def test_an_acknowledgement_is_taken_and_the_answer_still_open(inside, address, ask):
    done = inside.post(f"{address}/acknowledge", given.SIGNED)
    assert done["Location"] == f"{address}/done"
    page = Page(inside.get(done["Location"]))
    assert page.heading == "Request acknowledged"
    assert "What Westshire County Council asks: wanted by 4 December 2026. The Act sets no time limit." in page.words
    page = Page(inside.get(address))
    assert "You acknowledged this request on 22 November 2026 at 9:00am" in page.words
    assert "We will do it" in page.links()
    assert "We have it and will answer later" not in page.links()
    assert said(ask) == ["acknowledged"]


def test_a_promise_is_taken_with_its_day(inside, address, ask):
    done = inside.post(f"{address}/comply", PROMISE)
    page = Page(inside.get(done["Location"]))
    assert page.heading == "Answer sent"
    assert f"Your reference {ask.reference}" in page.words
    assert last_said(ask).promised_on == date(2026, 12, 2)


def test_a_refusal_on_both_grounds_is_taken_with_the_reasons_of_each(inside, address):
    done = refuse(inside, address)
    assert Page(inside.get(done["Location"])).heading == "Answer sent"
    page = Page(inside.get(address))
    assert "Request refused" in page.words
    assert "What would suffer The homelessness interviews." in page.words
    assert "When to ask again In January, when two officers have started." in page.words
    for reasons in given.REASONS.values():
        assert reasons in page.words
    assert "We will do it" not in page.links()


def test_a_refusal_on_one_ground_is_taken(inside, address, ask):
    refuse(inside, address, {**REFUSAL, "grounds": ["adverse-effect"], "reasons_incompatible-with-duties": ""})
    assert [given_.ground for given_ in last_said(ask).grounds.all()] == ["adverse-effect"]


def test_a_refusal_is_shown_as_it_will_be_read_and_goes_only_from_there(inside, address, ask):
    checked = inside.post(f"{address}/refuse", REFUSAL, follow=True)
    page = Page(checked)
    assert page.heading == "Check your answer before it goes"
    for words in (*given.REASONS.values(), REFUSAL["instead"], REFUSAL["ask_again"], "Marlow Quist, Head of housing"):
        assert words in page.words
    assert "It is your organisation’s own judgement." in page.words
    assert said(ask) == []


def test_what_is_sent_is_what_was_looked_at(inside, address, ask):
    inside.post(f"{address}/refuse", REFUSAL)
    page = Page(inside.post(f"{address}/refuse/check", {"saved": "2026-11-22T08:00:00+00:00"}))
    assert (page.status, said(ask)) == (409, [])
    assert "This was changed after you looked at it" in page.words


def test_there_is_nothing_to_check_before_anything_is_written(inside, address):
    assert inside.get(f"{address}/refuse/check")["Location"] == f"{address}/refuse"


def test_a_refusal_without_reasons_is_not_accepted_and_says_why(inside, address, ask):
    page = Page(inside.post(f"{address}/refuse", {**REFUSAL, "reasons_adverse-effect": " "}))
    assert page.title.startswith("Error: We will not do it")
    assert page.errors == ["Enter your reasons why it would harm our own work: section 7(3) requires them in writing"]
    written = page.tree.xpath("//textarea[@name='reasons_incompatible-with-duties']")[0].text.strip()
    assert written == given.REASONS["incompatible-with-duties"]
    assert said(ask) == []


def test_a_refusal_without_a_ground_is_not_accepted(inside, address):
    page = Page(inside.post(f"{address}/refuse", given.SIGNED))
    assert page.errors == ["Select at least one ground: section 7 allows a refusal only on these two"]


def test_reasons_without_their_ground_are_not_lost(inside, address):
    page = Page(inside.post(f"{address}/refuse", {**REFUSAL, "grounds": ["adverse-effect"]}))
    assert page.errors == ["You wrote reasons for a ground that is not selected: select it, or clear them"]


def test_mistakes_are_named_in_the_order_of_the_page(inside, address):
    page = Page(inside.post(f"{address}/refuse", {"grounds": ["adverse-effect"]}))
    assert page.errors == [
        "Enter your reasons why it would harm our own work: section 7(3) requires them in writing",
        "Enter which part of your work would suffer, and how, so that they can understand your reasons",
        "Enter your name",
        "Enter your job",
    ]


def test_a_promise_for_a_day_that_has_passed_is_not_taken(inside, address):
    page = Page(inside.post(f"{address}/comply", {**PROMISE, "promised_on-day": "1", "promised_on-month": "11"}))
    assert page.errors == ["The day by which you will do it must be today or later"]


@pytest.mark.parametrize(
    ("word", "words", "kind"),
    [
        ("ask-question", {"question": "Which day?"}, "question"),
        (
            "comply-in-part",
            {key: PROMISE[key] for key in PROMISE} | {"what_not": "Nobody can stay the night."},
            "partly",
        ),
        ("offer", {"offer": "A telephone call."}, "alternative"),
        ("wrong-body", {"right_body": "Somewhere Else Trust", "why": "They run it."}, "wrong-body"),
        ("not-bound", {"why": "We are not within section 7."}, "not-bound"),
        ("write", {"words": "Please ring first."}, "wrote"),
    ],
)
def test_each_answer_has_its_page_and_is_taken(inside, address, ask, word, words, kind):
    assert Page(inside.get(f"{address}/{word}")).status == 200
    done = inside.post(f"{address}/{word}", {**words, **given.SIGNED})
    assert done["Location"] == f"{address}/done"
    assert said(ask) == [kind]
    assert Page(inside.get(done["Location"])).status == 200
    assert all(text in Page(inside.get(address)).words for name, text in words.items() if "_on" not in name)


def test_no_answer_is_taken_without_the_name_and_the_job_of_somebody(inside, address, ask):
    page = Page(inside.post(f"{address}/offer", {"offer": "A telephone call."}))
    assert page.errors == ["Enter your name", "Enter your job"]
    assert said(ask) == []


def test_who_wrote_before_need_not_write_the_name_again(inside, address):
    inside.post(f"{address}/acknowledge", given.SIGNED)
    page = Page(inside.get(f"{address}/comply"))
    assert page.tree.xpath("//input[@name='by_name']/@value") == ["Marlow Quist"]


def test_a_colleague_in_the_same_body_gets_a_link_of_their_own(inside, address, ask):
    page = Page(inside.get(f"{address}/pass-on"))
    assert "It must end in @aldermoor.example." in page.words
    assert "so that what is said about the person stays inside your organisation" in page.words
    done = inside.post(f"{address}/pass-on", {"to": "ria.holt@aldermoor.example", **given.SIGNED})
    assert Page(inside.get(done["Location"])).heading == "Request passed on"
    assert [link.to for link in partner_given.links_to(ask)] == [partner_given.DUTY_DESK, "ria.holt@aldermoor.example"]
    assert inside.get(address).status_code == 200


def test_an_address_of_another_organisation_is_not_taken_and_the_page_says_why(inside, address, ask):
    page = Page(inside.post(f"{address}/pass-on", {"to": "ria@elsewhere.example", **given.SIGNED}))
    assert "We can send it to addresses at aldermoor.example only" in page.errors[0]
    assert said(ask) == []


def test_nobodys_word_is_needed_where_the_address_shows_the_organisation(inside, address):
    assert not Page(inside.get(f"{address}/pass-on")).tree.xpath("//input[@name='vouched']")


def test_an_address_that_many_organisations_share_shows_nothing_so_that_somebody_has_to_say_it(officer):
    ask = given.a_request(officer, partner_email="aldermoor.duty@nhs.net")
    browser, address = Client(), f"/r/request/{ask.public_id}/pass-on"
    given.enter_by_link(browser, ask)
    page = Page(browser.get(address))
    assert "Many organisations share nhs.net, so an address there does not show where somebody works." in page.words
    assert "stays inside your organisation" not in page.words
    assert "My colleague works for Aldermoor District Council" in page.words
    colleague = {"to": "ria.holt@nhs.net", **given.SIGNED}
    page = Page(browser.post(address, colleague))
    assert (page.status, len(page.errors)) == (400, 1)
    assert "Make sure that your colleague works for Aldermoor District Council, and say so" in page.errors[0]
    assert said(ask) == []
    browser.post(address, {**colleague, "vouched": "on"})
    assert said(ask) == ["passed-on"]
    assert (
        "Whoever passed it on says that the colleague works for Aldermoor District Council."
        in Page(browser.get(f"/r/request/{ask.public_id}")).words
    )


def test_the_right_body_can_be_looked_for_in_the_register(inside, address, ask):
    found = inside.post(f"{address}/wrong-body", {"right_body": "Westshire", "why": "Theirs.", "find": "yes"})
    assert found["Location"] == f"{address}/wrong-body?find=yes#found"
    page = Page(inside.get(found["Location"]))
    names = page.tree.xpath("//button[@name='pick']/@value")
    assert "Westshire County Council" in names
    picked = {"right_body": "Westshire", "why": "Theirs.", "pick": names[0]}
    page = Page(inside.post(f"{address}/wrong-body", picked, follow=True))
    assert page.tree.xpath("//input[@name='right_body']/@value") == [names[0]]
    assert page.tree.xpath("//textarea[@name='why']")[0].text.strip() == "Theirs."
    inside.post(f"{address}/wrong-body", {"right_body": "Westshire County Council", "why": "", **given.SIGNED})
    assert last_said(ask).detail["right_ref"] == given.COUNTY


def test_a_name_that_the_register_does_not_have_can_stand(inside, address, ask):
    page = Page(inside.post(f"{address}/wrong-body", {"right_body": "Zzyzx", "find": "yes"}, follow=True))
    assert "The register has no body of that name. Leave the name as you wrote it." in page.words


@pytest.mark.parametrize("step", ["acknowledge", "comply"])
def test_a_form_sent_twice_says_so_and_sends_nothing_again(inside, address, ask, step):
    words = {"acknowledge": given.SIGNED, "comply": PROMISE}
    inside.post(f"{address}/{step}", words[step])
    again = Page(inside.post(f"{address}/{step}", words[step]))
    assert again.status == 409
    assert "Nothing was sent again." in again.words
    assert len(said(ask)) == 1


def test_a_refusal_sent_twice_says_so(inside, address, ask):
    refuse(inside, address)
    again = Page(inside.post(f"{address}/refuse", REFUSAL))
    assert (again.status, len(said(ask))) == (409, 1)
    assert "Nothing was sent again." in again.words


def test_a_second_answer_changes_nothing_and_can_be_sent_as_a_message(inside, address, ask):
    inside.post(f"{address}/comply", PROMISE)
    page = Page(inside.post(f"{address}/refuse", REFUSAL))
    assert (page.status, page.heading) == (409, "Your answer was not counted")
    assert "This request has been answered already: it was agreed to." in page.words
    assert given.REASONS["adverse-effect"] in page.words
    assert "ring Wren Okafor on 01632 960 001" in page.words
    form = {field.get("name"): field.get("value") for field in page.tree.xpath("//input[@type='hidden']")}
    assert inside.post(f"{address}/write", form)["Location"] == f"{address}/done"
    assert said(ask) == ["complied", "wrote"]
    assert given.REASONS["adverse-effect"] in last_said(ask).words
    assert Step.objects.filter(ask=ask, kind="refused").count() == 0


def test_after_the_answer_the_page_says_how_to_add_to_it(inside, address):
    inside.post(f"{address}/comply", PROMISE)
    page = Page(inside.get(address))
    assert "You answered on 22 November 2026 at 9:00am" in page.words
    assert "write a message or ring Wren Okafor on 01632 960 001" in page.words


def test_the_confirmation_tells_of_an_account_and_leads_nowhere_that_is_not_there(inside, address):
    page = Page(inside.get(inside.post(f"{address}/comply", PROMISE)["Location"]))
    assert "Your organisation can have an account in Concord" in page.words
    for href in page.links().values():
        assert inside.get(href).status_code == 200


def test_the_answer_can_be_read_again_by_the_same_link(inside, address, ask, client):
    refuse(inside, address)
    given.enter_by_link(client, ask)
    assert given.REASONS["adverse-effect"] in Page(client.get(address)).words


def test_confirmation_before_anything_was_said_leads_to_the_request(inside, address):
    assert inside.get(f"{address}/done")["Location"] == address


def test_reading_costs_few_reads(inside, address, django_assert_num_queries):
    with django_assert_num_queries(6 + SAVEPOINTS):
        assert inside.get(address).status_code == 200


SAVEPOINTS = 2
"""Begin and end of the transaction of the record, in a test a savepoint: no reads."""
