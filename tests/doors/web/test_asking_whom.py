"""Whom one asks: partners, councils, boards’ addressees, one’s own council, others; and which kind of request it is."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.registry.services import add_board
from concord.requests.models import CooperationRequest
from kit import editions, given
from kit.asking_given import PAGES, filled
from kit.contacts_given import a_contact
from kit.reading import Page

pytestmark = pytest.mark.django_db
NEW = "/desk/requests/new"
MINISTER = "minister:justice"


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def test_partners_come_first_each_with_its_provision_its_contact_and_the_kind_of_request(desk):
    a_contact()
    page = Page(desk.get(NEW))
    assert (
        "Request under section 7(1). A council asks a relevant partner or another council. Where section 7 binds it,"
        " it must do what" in page.words
    )
    assert "Care Act 2014, section 6(7)(a)" in page.links()
    assert "Goes to: duty.desk@aldermoor.example" in page.words
    assert "Not confirmed in this group" in page.words


def test_the_search_works_without_script_and_says_what_it_found(desk):
    page = Page(desk.get(f"{NEW}?q=aldermoor"))
    assert "1 match for “aldermoor”." in page.words
    assert Page(desk.get(f"{NEW}?q=zzzz")).words.count("Nothing in the register matches") == 1


def test_a_partner_that_only_the_registers_search_finds_stands_among_the_partners(desk):
    page = Page(desk.get(NEW, {"q": "aldermor district"}))  # misspelt, as people type
    assert page.tree.xpath("//button[@name='asked']/@value") == [given.DISTRICT]
    assert "Not among your relevant partners" not in page.words


def test_whom_somebody_asked_lately_stands_above_the_search_each_once_and_newest_first(desk, officer):
    assert "Whom you asked lately" not in Page(desk.get(NEW)).words
    for asked in (given.DISTRICT, given.BOARD, given.DISTRICT):
        given.a_draft(officer, asked=asked)
    page = Page(desk.get(NEW))
    lately = page.tree.xpath("//form[@aria-labelledby='lately']//button/@value")
    assert lately == [given.DISTRICT, given.BOARD]
    assert page.words.index("Whom you asked lately") < page.words.index("Search by name")
    assert "Whom you asked lately" not in Page(desk.get(f"{NEW}?q=board")).words
    assert "Whom you asked lately" not in Page(browser(given.a_person("Ode Lindqvist")).get(NEW)).words


def test_a_kind_of_body_that_section_7_does_not_bind_is_explained_and_can_be_added(desk):
    page = Page(desk.get(f"{NEW}?q=gp+practice"))
    assert "Section 7 does not bind it. You can still ask for its help" in page.words
    assert "Care Act 2014, section 6(2)" in page.links()
    form = Page(desk.get(page.links()["add it"]))
    assert form.heading == "Add another organisation"
    assert form.tree.xpath("//option[@selected]/@value") == ["gp-practice"]


def test_another_organisation_is_added_and_asked_in_honest_words(desk):
    added = desk.post(f"{NEW}/organisation", {"name": "Saltings Surgery", "kind": "gp-practice", "code": ""})
    draft = added["Location"].removesuffix("/help")
    page = Page(desk.get(f"{draft}/draft"))
    assert "Request for help (section 6(2)). A council asks a body that section 7 does not bind." in page.words
    filled(desk, draft)
    page = Page(desk.get(f"{draft}/check"))
    assert "What kind of request this is" in page.words
    assert "the Care Act does not oblige you to answer this" in page.words
    assert "section 7 of the Care Act" not in page.tree.xpath("//*[@class='email']")[0].text_content()
    assert desk.post(f"{draft}/check").status_code == 302
    assert "1 match for “saltings”" in Page(desk.get(f"{NEW}?q=saltings")).words


def test_a_name_that_is_there_already_is_shown_before_a_second_is_added(desk):
    typed = {"name": "Saltings Surgery", "kind": "gp-practice", "code": ""}
    desk.post(f"{NEW}/organisation", typed)
    page = Page(desk.post(f"{NEW}/organisation", {**typed, "name": "Saltings Surgeries"}))
    assert page.status == 400
    assert "There is a body of this name, or nearly, already" in page.errors[0]
    assert "Is it one of these?" in page.words
    (ref,) = page.tree.xpath("//button[@name='asked']/@value")
    assert desk.post(NEW, {"asked": ref}).status_code == 302
    assert desk.post(f"{NEW}/organisation", {**typed, "although_alike": "on"}).status_code == 302


def test_one_part_of_a_council_asks_another(desk):
    assert "Internal request (section 6(4))" in Page(desk.get(NEW)).words
    draft = desk.post(NEW, {"asked": "own:children"})["Location"].removesuffix("/help")
    page = Page(desk.post(f"{draft}/help", {**PAGES["help"], "asker_group": "children"}))
    assert page.errors == ["You ask Children’s services: select the other part, which you work in"]
    filled(desk, draft, pages={**PAGES, "help": {**PAGES["help"], "asker_group": "public-health"}})
    page = Page(desk.get(f"{draft}/check"))
    assert "Internal request (section 6(4))" in page.words
    assert "Who asks Public health" in page.words
    assert desk.post(f"{draft}/check").status_code == 302
    ask = CooperationRequest.objects.get()
    assert (ask.kind, ask.asker_group, ask.asked_group) == ("internal", "public-health", "children")


def test_asking_outside_after_all_leaves_no_part_of_the_council_behind(desk):
    draft = desk.post(NEW, {"asked": "own:housing"})["Location"].removesuffix("/help")
    desk.post(f"{draft}/whom", {"asked": given.DISTRICT})
    ask = CooperationRequest.objects.get()
    assert (ask.kind, ask.asker_group, ask.asked_group) == ("s7(1)", "", "")


def test_a_partner_asks_the_council_whose_partner_it_is_under_section_7_2(westshire):
    client = browser(given.a_person("Sol Abara", body=given.DISTRICT))
    page = Page(client.get(NEW))
    assert "Councils whose relevant partner your organisation is" in page.words
    assert "Request under section 7(2)." in page.words
    assert "Choose Westshire County Council" in page.words
    draft = client.post(NEW, {"asked": given.COUNTY})["Location"].removesuffix("/help")
    typed = {"function_words": "Keeping a tenancy going after a stay in hospital."}
    assert Page(client.post(f"{draft}/function", {})).errors == ["Enter which function of yours it serves"]
    filled(client, draft, pages={**PAGES, "function": typed})
    page = Page(client.get(f"{draft}/check"))
    assert "It can be argued whether section 7 binds Westshire County Council" in page.words
    assert "tells Westshire County Council that this is not certain" in page.words
    client.post(f"{draft}/function", {**typed, "function": "CA2014.s18"})
    page = Page(client.get(f"{draft}/check"))
    assert "Westshire County Council must comply with this request from Aldermoor District Council" in page.words
    assert "Keeping a tenancy going" in page.words
    assert client.post(f"{draft}/check").status_code == 302
    assert CooperationRequest.objects.get().kind == "s7(2)"


def test_a_board_asks_anybody_under_section_45_and_states_the_conditions(westshire):
    board = add_board(
        given.COMMAND, name="Westshire Safeguarding Adults Board", authorities=[given.COUNTY], at=given.AT
    )
    client = browser(given.a_person("Ada Lorn", body=board.ref))
    page = Page(client.get(NEW))
    assert "A Safeguarding Adults Board can ask anybody for information under section 45." in page.words
    draft = client.post(NEW, {"asked": given.DISTRICT})["Location"].removesuffix("/help")
    page = Page(client.get(f"{draft}/check"))
    assert "Say how the conditions of section 45 are met, and the answer is shown here." in page.words
    assert (
        page.links()["Say how the conditions of section 45 are met: without them nobody must supply anything"]
        == f"{draft}/conditions"
    )
    refused = Page(client.post(f"{draft}/conditions", {"conditions": ["for_board_function"]}))
    assert refused.errors[0].startswith("Select the first two, and one of the last two.")
    said = {"conditions": ["for_board_function", "likely_to_hold", "concerns_addressee"]}
    pages = {("conditions" if page == "function" else page): typed for page, typed in PAGES.items()}
    filled(client, draft, pages={**pages, "conditions": said})
    page = Page(client.get(f"{draft}/check"))
    assert "Request for information (section 45)" in page.words
    assert client.post(f"{draft}/check").status_code == 302
    assert CooperationRequest.objects.get().kind == "s45"


def test_who_may_not_ask_finds_no_page_to_ask_on(westshire):
    client = browser(given.a_person("Ellis Marrow", role="assurance"))
    for address in (NEW, f"{NEW}/organisation"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("q", ["prison", "HMP Chelmsford", "Chelmsford prison", "hmp/yoi Moorgate", "HMYOI Fellside"])
def test_a_prison_by_its_own_name_leads_to_the_minister_and_says_why(tmp_path, db, q):
    tables = editions.rows()
    tables["bodies"].append({"ref": MINISTER, "kind": "minister", "start_certainty": "earlier", "standing": "in_force"})
    tables["names"].append({"ref": MINISTER, "name": "Secretary of State for Justice"})
    tables["facts"].append(
        {"id": "exercises/prisons", "kind": "exercises", "matter": "prisons", "body": MINISTER, "standing": "asserted"}
    )
    given.load(tmp_path, tables)
    desk = browser(given.a_person())
    page = Page(desk.get(NEW, {"q": q}))
    assert "A prison or young offender institution is asked through the Minister for prisons" in page.words
    assert page.tree.xpath("//button[@name='asked']/@value") == [MINISTER]
    assert f"1 match for “{q}”" in page.words
    assert "young offender" not in Page(desk.get(f"{NEW}?q=Chelmsford")).words


def test_a_name_in_which_a_prison_word_only_stands_within_another_leads_to_no_minister(desk):
    assert "is asked through the Minister" not in Page(desk.get(f"{NEW}?q=Imprisoned")).words
