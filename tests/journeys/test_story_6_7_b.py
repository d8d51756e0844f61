"""A district elsewhere becomes a relevant partner by an agreement under section 6(7)(b), and is none after its end.

Two officers, one on each side, agree on two days. From the agreement's first day to its last every answer names the
district, and a request under section 7 cites what makes it so; the day after, help is only asked for.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from concord.agreements.models import Agreement
from concord.audit.models import Entry
from concord.base import clock
from concord.people.roles import Role
from concord.people.services import add_person, give_role
from concord.registry.models import Fact
from kit import essex, given
from kit.walking import PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNCIL, DISTRICT, REF = "Essex County Council", "East Hertfordshire District Council", "gss:E07000242"
LEAD, OTHER = "Theodora Quillfeather", "Leopold Brackenbury"
MAILBOX = "housing@east-herts.example"
TITLE = "Homes on both sides of the Stort"
PARAGRAPH = "section 6(7)(b)"
FREE = f"{DISTRICT} owes nothing under section 6(2), and is free to help."
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
EVE, FIRST = datetime(2026, 11, 30, 10, tzinfo=UTC), datetime(2026, 12, 1, 10, tzinfo=UTC)
JANUARY = datetime(2027, 1, 12, 10, tzinfo=UTC)
LAST, AFTER = datetime(2027, 1, 29, 10, tzinfo=UTC), datetime(2027, 1, 30, 10, tzinfo=UTC)


@pytest.fixture
def days(days):
    """The days of every story, with somebody at the district who may agree for it."""
    with clock.at(essex.NOON):
        person = add_person(
            given.COMMAND, name=OTHER, email="leopold@east-herts.example", post="Head of housing", invented=True
        )
        give_role(given.COMMAND, person, body=REF, role=Role.PARTNERSHIP_LEAD, starts=essex.NOON.date())
    return days


def test_a_district_elsewhere_is_bound_from_the_first_day_of_an_agreement_to_its_last(days, officer):
    theodora, priya = officer(LEAD), officer("Priya Fennimore")
    address = write(theodora)
    not_bound(theodora, priya)

    days.become(TUESDAY)
    agree(officer(OTHER), address)
    theodora.go(address)
    theodora.sees("Every party has agreed, the last on 24 November 2026. It begins on 1 December 2026.")
    publish(theodora)
    days.become(EVE)
    not_bound(theodora, priya)

    days.become(FIRST)
    bound(theodora, priya)
    theodora.go(address)
    theodora.sees(f"{DISTRICT} is a relevant partner of {COUNCIL} by {PARAGRAPH} of the Care Act 2014.")
    first = asks(priya, (15, 12, 2026), f"{DISTRICT} must comply with this request from {COUNCIL}")
    priya.sees("The law as it stood on 1 December 2026", PARAGRAPH)

    days.become(JANUARY)
    ends(theodora, address)
    days.become(LAST)
    bound(theodora, priya)

    days.become(AFTER)
    not_bound(theodora, priya)
    theodora.go(address)
    theodora.sees("It has ended: its last day was 29 January 2027.", "It makes nobody a relevant partner now")
    was_bound(theodora)
    second = asks(priya, (12, 2, 2027), "Request for help (section 6(2))", FREE)
    priya.misses("must comply", PARAGRAPH)
    priya.sees("The law as it stood on 30 January 2027", FREE)
    proven(days, address, first, second)


def write(theodora):
    """A draft, with its first day, its parties and what it is for; shared, and agreed to by the council."""
    theodora.press("Begin an agreement")
    theodora.choose("Agreement to co-operate under section 6(7)(b)")
    theodora.press("Continue")
    theodora.write("Title", TITLE)
    theodora.day(1, 12, 2026)
    theodora.press("Begin the draft")
    theodora.press("Parties")
    theodora.sees("is between two: a local authority")
    theodora.write("Search for a body", "east hertfordshire")
    theodora.press("Search")
    theodora.press(f"Add {DISTRICT}")
    theodora.press("Add as a party")
    theodora.press("Back")
    theodora.press("See the whole")
    found = re.search(r"/desk/agreements/[a-z0-9]+", theodora.page.url)
    assert found
    theodora.press("Share it for comment")
    theodora.press("Share it for comment")
    theodora.press(f"Agree for {COUNCIL}")
    theodora.write("Their office", "Director of Adult Social Care")
    theodora.press(f"Agree for {COUNCIL}")
    theodora.sees(f"Not agreed yet: {DISTRICT}.")
    return found[0]


def agree(leopold, address):
    """The district agrees at its own desk, two days later, knowing what it makes of it."""
    leopold.go(address)
    leopold.press(f"Agree for {DISTRICT}")
    leopold.sees(f"Once it is in force {DISTRICT} will be a relevant partner of {COUNCIL} by {PARAGRAPH}")
    leopold.write("Their office", "Head of housing")
    leopold.press(f"Agree for {DISTRICT}")
    leopold.sees(f"{DISTRICT} has agreed to version 1.")


def publish(theodora):
    """What anyone may read is what its keeper chooses."""
    theodora.press("Put it on the public page")
    theodora.press("Put it on the public page")
    theodora.go("/councils/gss:E10000012/agreements/")
    theodora.sees(TITLE, "Agreed by all, to begin", "Agreement to co-operate under section 6(7)(b)")


def bound(theodora, priya):
    """Every answer names the district as a relevant partner: why, the public list, and whom to ask."""
    theodora.go(f"/councils/gss:E10000012/why/?body={REF}")
    theodora.sees(f"Is {DISTRICT} a relevant partner", "Yes", PARAGRAPH)
    theodora.go("/councils/gss:E10000012/")
    theodora.sees(DISTRICT)
    theodora.go("/councils/gss:E10000012/agreements/")
    theodora.sees(TITLE, "In force")
    priya.go("/desk/requests/new")
    assert DISTRICT in grouped(priya)


def not_bound(theodora, priya):
    """None does."""
    theodora.go(f"/councils/gss:E10000012/why/?body={REF}")
    theodora.sees(f"Is {DISTRICT} a relevant partner", "No", "Why not", PARAGRAPH)
    theodora.go("/councils/gss:E10000012/")
    assert DISTRICT not in theodora.read()
    priya.go("/desk/requests/new")
    assert DISTRICT not in grouped(priya)


def grouped(priya):
    """Whom the council may ask without a search, but for those whom it asked lately."""
    return " ".join(part.inner_text() for part in priya.page.locator("section.group").all())


def was_bound(theodora):
    """A question about a day that is past is answered by what held on it."""
    theodora.go(f"/councils/gss:E10000012/why/?body={REF}&on=2027-01-29")
    theodora.sees("Yes", PARAGRAPH)


def asks(priya, by, *words):
    """A request to the district, whose check and whose page say what it rests on."""
    public_id = priya.ask(DISTRICT, "east hertfordshire", mailbox=MAILBOX, by=by)
    priya.sees(*words)
    priya.send()
    priya.open(public_id)
    return public_id


def ends(theodora, address):
    theodora.go(address)
    theodora.press("Record that it ends")
    theodora.day(29, 1, 2027)
    theodora.write("Why does it end?", "A new agreement for the whole county is being written.")
    theodora.press("Record the end")
    theodora.sees("Its end is recorded: its last day is 29 January 2027.")


def proven(days, address, first, second):
    """The record tells all of it; no e-mail says more than it may."""
    days.say_nothing_of(*PRIVATE)
    public_id = address.rpartition("/")[2]
    entries = Entry.objects.filter(subject_kind="agreement", subject=public_id).exclude(event="agreement:see")
    assert list(entries.order_by("seq").values_list("event", flat=True)) == [
        *("agreement:begin", "agreement:revise", "agreement:add-party", "agreement:share"),
        *("agreement:sign", "agreement:sign", "agreement:publish", "agreement:end"),
    ]
    assert Agreement.objects.get(public_id=public_id).ended_from.isoformat() == "2027-01-30"
    fact = Fact.objects.get(kind="agreed", body_id=REF, superseded_at__isnull=True)
    assert (fact.starts.isoformat(), fact.ends.isoformat()) == ("2026-12-01", "2027-01-30")
    sent = [essex.facts(one, "request:send")[0] for one in (first, second)]
    assert [(one["kind"], one["under"], one["provisions"]) for one in sent] == [
        ("s7(1)", "CA2014.s7(1)", ["CA2014.s6(7)(b)"]),
        ("s6(2)", "CA2014.s6(2)", []),
    ]
    essex.prove()
