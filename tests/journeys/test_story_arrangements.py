"""Arrangements inside a county and inside a unitary: what is missing is seen and made good, and a request runs on it.

Walked by mouse with every page looked at wide and narrow, by keyboard alone, and with script switched off.
"""

from __future__ import annotations

from datetime import date

import pytest

from concord.base.actor import Actor
from concord.people.models import Person
from concord.people.roles import Role
from concord.people.services import give_role
from kit import essex
from kit.walking import ASKED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAD = "Theodora Quillfeather"
SOUTHEND = "gss:E06000033"
HEALTH = "Public health in your own council"


def test_a_county_makes_good_what_is_missing_and_an_internal_request_runs_on_it(days, officer):
    theodora = officer(LEAD)
    theodora.press("Agreements")
    theodora.press("Arrangements inside the council")
    theodora.sees(
        "Essex County Council must have arrangements that make four groups of its own officers work together",
        "In a county with districts the districts hold the housing",
        "The districts of Essex County Council (12)",
        "Nobody: the districts hold the housing",
    )
    write(theodora)
    name_a_deputy(theodora)
    review(theodora)
    theodora.sees("Nothing is missing")

    public_id = ask(officer("Priya Fennimore"))
    theodora.press("Agreements")
    theodora.press("Arrangements inside the council")
    theodora.press("Adult care and public health")
    theodora.sees("In the last 12 months: 1", "The newest was sent on 22 November 2026")
    assert essex.the_request().public_id == public_id
    essex.prove()


def write(theodora):
    """The pair without an arrangement gets one; what is left out is told first, and nothing typed is lost."""
    theodora.press("Children’s services and public health: no arrangement is in force.")
    theodora.sees("None in force", "None is recorded.")
    theodora.press("Write the arrangement")
    theodora.write("What is it called?", "Young people and drugs")
    theodora.press("Save")
    theodora.sees("There is a problem", "Enter how the two groups work together")
    theodora.write("How do the two work together?", "Each tells the other of a young person at risk within two days.")
    theodora.write("Who meets whom, and when? (optional)", "The two leads, each month.")
    theodora.press("Save")
    theodora.sees("The arrangement is saved", "Young people and drugs", "Since 22 November 2026", "The two leads")
    theodora.press("Record that it was exercised")
    theodora.write("What was done?", "The two leads met for the first time.")
    theodora.press("Record it")
    theodora.sees("22 November 2026: The two leads met for the first time.")
    theodora.press("Back")


def name_a_deputy(theodora):
    """An officer without a deputy gets one; who was named before stays to be read."""
    theodora.press("Children’s services: Caspian Ostler has no deputy.")
    theodora.sees("Named before", "Perpetua Langenhoe")
    theodora.press("Change")
    theodora.write("Deputy’s name (optional)", "Isolde Mersea")
    theodora.write("Deputy’s e-mail address (optional)", "isolde.mersea@council.example")
    theodora.press("Save")
    theodora.sees("The officer is named", "Isolde Mersea", "until 21 November 2026")
    theodora.press("Back")


def review(theodora):
    """What nobody has read for years is reviewed."""
    old = theodora.page.get_by_role("region", name="What is missing").get_by_role("link")
    assert old.count() == 1
    theodora.press(old.inner_text())
    theodora.sees("not reviewed since. Such arrangements are often out of date")
    theodora.press("Record a review")
    theodora.choose("It goes on as it is")
    theodora.write("In words (optional)", "Still how the two teams work.")
    theodora.press("Record the review")
    theodora.sees("The review is recorded", "It goes on as it is. Still how the two teams work.")
    theodora.press("Back")


def ask(priya):
    """An internal request is offered the named officer, and the check cites what is in force."""
    priya.whom(HEALTH, "public health")
    asked = {**ASKED, "group": "Adult care"}
    priya.fill(asked, ("help", "person", "function", "what", "when", "wishes", "sharing", "files"))
    priya.sees("The named officer of public health: Sunniva Brightlingsea", "When nobody answers: Anselm Wix")
    priya.fill(asked, ("contacts",))
    priya.sees("public.health@council.example", "Adult care and public health have an arrangement in force")
    priya.send()
    priya.sees("Adult care and public health have an arrangement in force", "Drugs, alcohol and care")
    return priya.open_request


def test_a_unitary_holds_all_four_groups(days, officer):
    person = Person.objects.get(name=LEAD)
    give_role(Actor.command("a test"), person, body=SOUTHEND, role=Role.PARTNERSHIP_LEAD, starts=date(2024, 4, 1))
    lead = officer(LEAD)
    lead.go("/desk/acting-for")
    if lead.page.get_by_role("button", name="Act for Southend-on-Sea City Council").count():
        lead.press("Act for Southend-on-Sea City Council")
    lead.go("/desk/arrangements")
    lead.sees(
        "Southend-on-Sea City Council",
        "All four groups work inside this one council",
        "Housing: no officer is named.",
        "Adult care and housing: no arrangement is in force.",
    )
    lead.press("Housing: no officer is named.")
    lead.press("Name the officer")
    lead.write("Name", "Ingrid Shoebury")
    lead.write("Office or post", "Head of housing")
    lead.write("E-mail address", "housing")
    lead.press("Save")
    lead.sees("There is a problem", "Enter an e-mail address in the right form")
    lead.write("E-mail address", "housing@southend.example")
    lead.press("Save")
    lead.sees("Ingrid Shoebury", "Nobody is named")
    lead.press("Back")
    lead.press("Adult care and housing: no arrangement is in force.")
    lead.press("Write the arrangement")
    lead.write("What is it called?", "Homes that fit")
    lead.write("How do the two work together?", "One joint visit before any adaptation.")
    lead.press("Save")
    lead.sees("In force", "Homes that fit", "Ingrid Shoebury, Head of housing")
    lead.press("Back")
    lead.sees("Housing: Ingrid Shoebury has no deputy.", "Homes that fit")
    drawing = lead.page.get_by_role("img", name="The four groups and what holds between them")
    assert drawing.locator("line").count() == 6
    assert drawing.locator(".picture__line--missing").count() == 5
    lead.press("Adult care and housing")
    lead.press("End it")
    lead.press("Record the end")
    lead.sees("The end is recorded", "until 22 November 2026")
    essex.prove()
