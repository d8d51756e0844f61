"""The merger of boards on 1 April 2026: what it touches is worked off months ahead, and holds on the day.

On the real rows of the register, as if they had been known before. Walked by mouse with every page looked at wide and
narrow, by keyboard alone, and without script.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import services
from concord.agreements.models import Agreement
from concord.audit.models import Entry
from concord.people.roles import Role
from concord.people.services import add_person, give_role
from kit import agreements_given as agreed
from kit import essex, given, mergers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OLD, NEW = "NHS Sussex Integrated Care Board", "NHS Surrey and Sussex Integrated Care Board"
IDRIS = "idris.okonjo@westsussex.example"
BEFORE = datetime(2025, 11, 24, 9, tzinfo=UTC)
QUARTER = datetime(2026, 1, 2, 10, tzinfo=UTC)
MERGED = datetime(2026, 4, 1, 9, tzinfo=UTC)
SCHEME = "The transfer scheme of the boards, made on 12 December 2025."
MINUTE = "Minute 14 of the partnership board."
DISCHARGE, AFTERCARE, HOUSING, CRISIS = "Home from hospital", "After-care", "Homes and health", "A crisis line"


@pytest.fixture
def days(live_server, settings, tmp_path):
    """A server in November 2025 that knows of the merger, and an invented lead who keeps four agreements."""
    settings.DEMONSTRATION = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "concord.delivery.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    told = essex.Days(tmp_path / "outbox")
    with told.stood:
        told.become(BEFORE)
        mergers.load(tmp_path / "edition")
        idris = add_person(given.COMMAND, name="Idris Okonjo", email=IDRIS, post="Partnership lead", invented=True)
        body = {"body": mergers.WEST_SUSSEX, "starts": date(2024, 4, 1)}
        give_role(given.COMMAND, idris, role=Role.PARTNERSHIP_LEAD, **body)
        lead = given.acting(idris)
        for title in (DISCHARGE, AFTERCARE, CRISIS):
            an_agreement(lead, title, mergers.SUSSEX_BOARD)
        an_agreement(lead, HOUSING, mergers.SUSSEX_BOARD, mergers.HAMPSHIRE)
        yield told


def an_agreement(lead, title, *bodies):
    on = date(2025, 11, 1)
    row = agreed.an_agreement(lead, *bodies, at=BEFORE, starts=on)
    owner = {"title": title, "owner_name": "Idris Okonjo", "owner_email": IDRIS}
    row = services.revise_agreement(lead, row, changes=owner, at=BEFORE)
    return agreed.signed(lead, row, on=on, at=BEFORE)


def test_the_work_list_of_a_merger_is_worked_off_and_holds_on_the_day(days, officer):
    days.work()
    assert [letter.title for letter in days.letters(IDRIS) if DISCHARGE in letter.title] == [
        f"“{DISCHARGE}” is with {OLD}, which ends: its last day is 31 March 2026"
    ]
    idris = officer("Idris Okonjo")
    finds_it(idris)
    decides_two_by_the_scheme(idris)
    lets_one_fall_away_and_one_be_agreed_anew(idris)
    takes_it_away(idris)
    asks_the_page_of_one(idris)

    days.become(QUARTER)
    days.work()
    assert not [letter for letter in days.letters(IDRIS) if letter.title.count(OLD) and "90" in letter.text]
    changes_his_mind(idris)

    days.work(MERGED)
    holds_on_the_day(idris)
    assert trail(DISCHARGE)[-2:] == ["agreement:novate", "agreement:succeed"]
    assert trail(HOUSING)[-2:] == ["agreement:leave", "agreement:succeed"]
    assert trail(CRISIS)[-3:] == ["agreement:succeed", "agreement:end", "agreement:succeed"]
    essex.prove()


def finds_it(idris):
    """From the register of agreements to the change, months ahead."""
    idris.go("/desk/agreements")
    idris.press("Bodies that end")
    idris.sees(OLD, "31 March 2026", "in 4 months", f"{NEW}, into which it merges", "0 of 4 decided", "4 still open")
    idris.press(OLD)
    idris.sees("0 of 4 decided.", DISCHARGE, AFTERCARE, HOUSING, CRISIS)


def decides_two_by_the_scheme(idris):
    """What is missing is said; then two agreements pass by one transfer scheme, in one go."""
    idris.press("Record the decision")
    idris.sees("Tick the agreements that you decide on", "Choose what becomes of the place")
    for title in (AFTERCARE, DISCHARGE):
        idris.tick(title)
    idris.choose(f"{NEW} takes the place (novated)")
    idris.write("What does it rest on?", SCHEME)
    idris.press("Record the decision")
    idris.sees("2 agreements are decided.", "2 of 4 decided.", f"{NEW} takes the place", SCHEME)


def lets_one_fall_away_and_one_be_agreed_anew(idris):
    """What two parties alone have agreed cannot go on with one; it is said, and decided otherwise."""
    idris.tick(CRISIS)
    idris.tick(HOUSING)
    idris.choose("The place falls away, and the others go on")
    idris.write("What does it rest on?", MINUTE)
    idris.press("Record the decision")
    idris.sees("1 agreement is decided.", f"“{CRISIS}”: Without it too few parties are left.", "3 of 4 decided.")
    idris.choose("It is to be agreed anew")
    idris.press("Record the decision")
    idris.sees("4 of 4 decided.", "To be agreed anew")


def takes_it_away(idris):
    lines = idris.take("Take it away as CSV").decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert sum(SCHEME in line for line in lines) == 2


def asks_the_page_of_one(idris):
    """The row of the party says who goes, what was decided, by whom and by what."""
    idris.press(f"See it {DISCHARGE}")
    idris.sees(
        OLD, "Ends on 31 March 2026", f"{NEW} takes the place from 1 April 2026", SCHEME, "Decided by Idris Okonjo"
    )
    idris.press(f"See the work list for {OLD}")


def changes_his_mind(idris):
    """Until the day a decision can be made anew: the crisis line ends with the board."""
    idris.go(f"/desk/agreements/changes/{mergers.SUSSEX_BOARD}")
    idris.tick(CRISIS)
    idris.choose("The agreement ends on that day")
    idris.write("What does it rest on?", MINUTE)
    idris.press("Record the decision")
    idris.sees("4 of 4 decided.", "The agreement ends")


def holds_on_the_day(idris):
    idris.go("/desk/agreements/changes")
    idris.sees("No agreement that you keep waits for a decision", "Worked off", "4 of 4 decided")
    idris.press(OLD)
    idris.sees(f"{OLD} ended on 31 March 2026")
    idris.press(DISCHARGE)
    idris.sees(NEW, "Version 1 is in force", SCHEME)
    idris.press("The record of this agreement")
    idris.sees(f"Idris Okonjo decided what becomes of the place of {OLD}, which ends on 1 April 2026: novated.")


def trail(title):
    """What was done to an agreement, in order, without who looked at it."""
    row = Agreement.objects.get(title=title)
    entries = Entry.objects.filter(subject_kind="agreement", subject=row.public_id).exclude(event="agreement:see")
    return list(entries.order_by("seq").values_list("event", flat=True))
