"""Arrangements inside an authority: officers of the four groups, what holds between two, and what is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord import statute
from concord.agreements import services
from concord.agreements.queries import arrangements as queries
from concord.agreements.rules.arrangements import PAIRS, Group, Kept, Lack, months_after, pair_lacks, pair_of
from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.people.roles import Role
from concord.requests.rules.kinds import Group as OfRequests
from concord.statute.cooperation import GROUPS
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given

pytestmark = pytest.mark.django_db

PAIR = arranged.ADULTS_HOUSING
CHILDREN = "adults-and-children"


def page(actor, **more):
    return queries.arrangements_page(actor, on=given.ON, at=given.AT, **more)


def line(actor, pair=PAIR, **more):
    (found,) = [one for one in page(actor, **more).pairs if one.pair.key == pair]
    return found


def group(actor, name="adults"):
    (found,) = [one for one in page(actor).groups if one.group == name]
    return found


@pytest.fixture
def unitary(counties):
    return agreed.a_lead("Oona Marsh", body=agreed.NEIGHBOUR)


def test_the_groups_are_those_of_the_act_and_of_requests():
    assert [*Group] == [*GROUPS] == [one.value for one in OfRequests]
    assert len(PAIRS) == 6
    assert pair_of("public-health", "adults") == (Group.ADULTS, Group.PUBLIC_HEALTH)
    assert pair_of("housing", "housing") is None


@pytest.mark.parametrize(
    ("kept", "lacks"),
    [
        (None, (Lack.ARRANGEMENT,)),
        (Kept(starts=date(2025, 11, 22), months=12), ()),
        (Kept(starts=date(2025, 11, 21), months=12), (Lack.STALE,)),
        (Kept(starts=date(2020, 1, 1), months=12, reviewed_on=date(2026, 1, 5)), ()),
        (Kept(starts=date(2020, 1, 1), months=12, reviewed_on=date(2025, 3, 1)), (Lack.STALE,)),
        (Kept(starts=date(2020, 1, 1), months=3, reviewed_on=date(2026, 8, 1)), (Lack.REVIEW_LATE,)),
        (
            Kept(starts=date(2020, 1, 1), months=3, reviewed_on=date(2026, 8, 1), next_on=date(2027, 1, 1)),
            (),
        ),
        (Kept(starts=date(2026, 4, 1), months=12, reviewed_on=date(2019, 1, 1), next_on=date(2020, 1, 1)), ()),
    ],
)
def test_a_review_more_than_a_year_ago_is_told_and_so_is_one_that_is_late(kept, lacks):
    assert pair_lacks(kept, on=given.ON) == lacks


def test_a_month_that_has_no_such_day_ends_earlier():
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)


def test_a_unitary_holds_all_four_groups_and_is_told_what_is_missing_of_each(unitary):
    found = page(unitary)
    assert (found.authority.name, found.authority.districts) == ("Eastshire Council", ())
    assert [lack for one in found.groups for lack in one.lacks] == [
        "Adult care: no officer is named.",
        "Housing: no officer is named.",
        "Children’s services: no officer is named.",
        "Public health: no officer is named.",
    ]
    assert found.pairs[0].lacks == ("Adult care and housing: no arrangement is in force.",)
    assert all(one.lacks for one in found.pairs)


def test_the_housing_of_a_county_is_its_districts_so_nothing_is_missing_there(lead):
    found = page(lead)
    assert found.authority.districts == ((given.DISTRICT, "Aldermoor District Council"),)
    assert [one.group for one in found.groups if one.lacks] == ["adults", "children", "public-health"]
    assert [one.pair.key for one in found.pairs if one.lacks] == [
        "adults-and-children",
        "adults-and-public-health",
        "children-and-public-health",
    ]
    an_officer = arranged.an_officer(lead, "housing", deputy_name="", deputy_email="", deputy_phone="")
    assert group(lead, "housing").lacks == (f"Housing: {an_officer.name} has no deputy.",)


def test_a_body_that_is_no_authority_has_none_and_is_told_why(counties):
    actor = agreed.a_lead("Sol Abara", body=given.DISTRICT)
    found = page(actor)
    assert "is not a local authority for Part 1 of the Care Act 2014" in found.authority.why_not
    assert (found.groups, found.pairs, found.may_keep) == ((), (), False)
    with pytest.raises(Invalid, match="is not a local authority"):
        arranged.an_officer(actor)
    with pytest.raises(NotFound):
        queries.pair_page(actor, PAIR, on=given.ON, at=given.AT)


def test_a_change_of_officer_ends_one_row_and_begins_another(lead):
    arranged.an_officer(lead, starts=date(2025, 1, 1))
    arranged.an_officer(lead, starts=date(2026, 6, 1), name="Ottilie Crane")
    found = queries.group_page(lead, "adults", on=given.ON, at=given.AT)
    assert [(one.name, one.starts, one.until) for one in found.history] == [
        ("Ottilie Crane", date(2026, 6, 1), None),
        ("Jonquil Farrow", date(2025, 1, 1), date(2026, 6, 1)),
    ]
    assert queries.officers_public(given.COUNTY, on=date(2026, 5, 31))["adults"].name == "Jonquil Farrow"
    assert queries.officers_public(given.COUNTY, on=date(2026, 6, 1))["adults"].name == "Ottilie Crane"


def test_what_was_wrong_is_put_right_on_its_own_first_day(lead):
    arranged.an_officer(lead, phone="101")
    arranged.an_officer(lead, phone="01632 960 999")
    assert group(lead).officer.phone == "01632 960 999"
    history = queries.group_page(lead, "adults", on=given.ON, at=given.AT).history
    assert [one.until for one in history] == [None, arranged.SINCE]


def test_who_begins_on_a_day_to_come_is_told_as_next(lead):
    arranged.an_officer(lead)
    arranged.an_officer(lead, starts=date(2027, 1, 4), name="Ottilie Crane")
    found = group(lead)
    assert (found.officer.name, found.next.name) == ("Jonquil Farrow", "Ottilie Crane")
    with pytest.raises(Invalid, match="begins on 4 January 2027") as caught:
        arranged.an_officer(lead, starts=date(2026, 12, 1))
    assert caught.value.field == "starts"


def test_a_group_whose_officer_has_left_is_without_one(lead):
    arranged.an_officer(lead)
    with pytest.raises(Invalid, match="Enter a last day on or after it"):
        services.end_officer(lead, group="adults", on=arranged.SINCE)
    services.end_officer(lead, group="adults", on=given.ON)
    assert (group(lead).officer, group(lead).lacks) == (None, ("Adult care: no officer is named.",))
    with pytest.raises(Conflict):
        services.end_officer(lead, group="adults", on=given.ON + timedelta(days=1))


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"name": " "}, "name", "Enter the officer’s name"),
        ({"office": ""}, "office", "Enter the officer’s office or post"),
        ({"email": ""}, "email", "Enter the e-mail address"),
        ({"email": "housing"}, "email", "in the right form"),
        ({"phone": "none"}, "phone", "Enter a telephone number"),
        ({"name": "x" * 201}, "name", "Shorten"),
        ({"deputy_name": ""}, "deputy_name", "Enter the name of the deputy"),
        ({"deputy_email": "x@"}, "deputy_email", "in the right form"),
    ],
)
def test_what_is_wrong_of_an_officer_is_said_at_its_field(lead, wrong, field, says):
    with pytest.raises(Invalid, match=says) as caught:
        arranged.an_officer(lead, **wrong)
    assert caught.value.field == field


def test_an_arrangement_in_force_leaves_nothing_missing_and_is_found_by_requests(lead):
    row = arranged.an_arrangement(lead, CHILDREN)
    found = line(lead, CHILDREN)
    assert (found.arrangement, found.lacks) == (row, ())
    assert (found.review_on, found.reviewed_on, found.exercised_on) == (date(2027, 4, 1), None, None)
    assert queries.in_force_public(given.COUNTY, "children", "adults", on=given.ON) == row
    assert queries.in_force_public(given.COUNTY, "children", "adults", on=date(2026, 3, 31)) is None
    assert queries.in_force_public(given.COUNTY, "children", "housing", on=given.ON) is None
    assert queries.in_force_public(agreed.NEIGHBOUR, "children", "adults", on=given.ON) is None
    assert queries.in_force_public(given.COUNTY, "children", "", on=given.ON) is None


def test_new_words_from_a_later_day_leave_the_old_ones_to_be_read(lead):
    arranged.an_arrangement(lead, starts=date(2025, 1, 1), title="The first")
    arranged.an_arrangement(lead, starts=date(2026, 10, 1), title="The second", until=date(2027, 1, 1))
    found = queries.pair_page(lead, PAIR, on=given.ON, at=given.AT)
    assert [(one.title, one.starts, one.until) for one in found.history] == [
        ("The second", date(2026, 10, 1), date(2027, 1, 1)),
        ("The first", date(2025, 1, 1), date(2026, 10, 1)),
    ]
    assert queries.pair_page(lead, PAIR, on=date(2026, 9, 30), at=given.AT).line.arrangement.title == "The first"
    over = queries.pair_page(lead, PAIR, on=date(2027, 1, 1), at=given.AT).line
    assert (over.arrangement, over.ended.title) == (None, "The second")


def test_an_arrangement_ends_on_its_last_day_and_the_pair_is_without_one(lead):
    arranged.an_arrangement(lead, CHILDREN)
    with pytest.raises(Invalid, match="on or after that"):
        services.end_arrangement(lead, pair=CHILDREN, on=arranged.SINCE)
    services.end_arrangement(lead, pair=CHILDREN, on=date(2026, 11, 1))
    assert line(lead, CHILDREN).lacks == ("Adult care and children’s services: no arrangement is in force.",)
    with pytest.raises(Invalid, match="ends before that day already"):
        services.end_arrangement(lead, pair=CHILDREN, on=date(2026, 12, 1))
    with pytest.raises(Conflict):
        services.end_arrangement(lead, pair="housing-and-children", on=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"title": ""}, "title", "Enter what the arrangement is called"),
        ({"how": " "}, "how", "Enter how the two groups work together"),
        ({"how": "x" * 5001}, "how", "Shorten this to 5000 characters or fewer: it has 5001"),
        ({"until": arranged.SINCE}, "until", "The last day is before the first"),
        ({"months": 0}, "months", "whole number, from 1 to 60"),
        ({"agreement": "nothing"}, "agreement", "Choose an agreement"),
        ({"pair": "adults-and-adults"}, "", "two of the four groups"),
    ],
)
def test_what_is_wrong_of_an_arrangement_is_said_at_its_field(lead, wrong, field, says):
    with pytest.raises(Invalid, match=says) as caught:
        arranged.an_arrangement(lead, **wrong)
    assert caught.value.field == field


def test_who_saves_second_is_told_and_overwrites_nothing(lead):
    row = arranged.an_arrangement(lead)
    arranged.an_arrangement(lead, was=row.public_id, how="Other words.")
    with pytest.raises(Conflict, match="Somebody else has saved this meanwhile"):
        arranged.an_arrangement(lead, was=row.public_id, how="My words.")
    with pytest.raises(Conflict, match="Somebody else"):
        arranged.an_arrangement(lead, was="", how="My words.")
    assert line(lead).arrangement.how == "Other words."


def test_an_arrangement_hangs_on_an_agreement_and_shows_the_clauses_in_force(lead):
    agreement = agreed.an_agreement(lead, starts=date(2026, 5, 1))
    services.write_clause(lead, agreement, clause=agreed.TWO_DAYS, at=given.AT)
    agreed.signed(lead, agreement)
    arranged.an_arrangement(lead, agreement=agreement.public_id)
    found = queries.pair_page(lead, PAIR, on=given.ON, at=given.AT)
    assert (found.agreement, [one.heading for one in found.clauses]) == (agreement, ["Answering in time"])
    stranger = agreed.a_lead("Oona Marsh", body=agreed.NEIGHBOUR)
    with pytest.raises(Invalid, match="Choose an agreement"):
        arranged.an_arrangement(stranger, agreement=agreement.public_id)


def test_exercised_is_the_newest_of_what_was_recorded_and_what_was_asked(lead):
    arranged.an_arrangement(lead)
    services.record_exercise(lead, pair=PAIR, on=date(2026, 9, 1), words="A joint visit.", at=given.AT)
    services.record_exercise(lead, pair=PAIR, on=date(2026, 7, 1), words="A joint meeting.", at=given.AT)
    found = line(lead)
    assert (found.exercised_on, found.by_request) == (date(2026, 9, 1), False)
    found = line(lead, asked_on={PAIR: date(2026, 10, 2)})
    assert (found.exercised_on, found.by_request) == (date(2026, 10, 2), True)
    whole = queries.pair_page(lead, PAIR, on=given.ON, at=given.AT)
    assert [one.words for one in whole.exercises] == ["A joint visit.", "A joint meeting."]


@pytest.mark.parametrize(
    ("on", "says"), [(date(2026, 11, 23), "still to come"), (date(2026, 3, 31), "No arrangement between these two")]
)
def test_nothing_is_exercised_or_reviewed_on_a_day_to_come_or_without_an_arrangement(lead, on, says):
    arranged.an_arrangement(lead)
    with pytest.raises(Invalid, match=says) as caught:
        services.record_exercise(lead, pair=PAIR, on=on, words="A visit.", at=given.AT)
    assert caught.value.field == "on"
    with pytest.raises(Invalid, match=says):
        services.review_arrangement(lead, pair=PAIR, on=on, found="continue", words="", at=given.AT)


def test_a_review_sets_the_next_day_and_an_old_one_is_told(lead):
    arranged.an_arrangement(lead, CHILDREN, starts=date(2023, 4, 1), months=24)
    assert "written more than a year ago, on 1 April 2023, and not reviewed since" in line(lead, CHILDREN).lacks[0]
    services.review_arrangement(lead, pair=CHILDREN, on=date(2025, 10, 1), found="continue", words="", at=given.AT)
    found = line(lead, CHILDREN)
    assert (found.reviewed_on, found.review_on) == (date(2025, 10, 1), date(2027, 10, 1))
    assert "last reviewed more than a year ago, on 1 October 2025" in found.lacks[0]
    assert "often out of date" in found.lacks[0]
    services.review_arrangement(
        lead, pair=CHILDREN, on=given.ON, found="change", words="New posts.", next_on=date(2027, 2, 1), at=given.AT
    )
    found = line(lead, CHILDREN)
    assert (found.review_on, found.lacks) == (date(2027, 2, 1), ())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"found": "fine"}, "found"), ({"next_on": given.ON}, "next_on"), ({"words": "x" * 5001}, "words")],
)
def test_what_is_wrong_of_a_review_is_said_at_its_field(lead, wrong, field):
    arranged.an_arrangement(lead)
    says = {"pair": PAIR, "on": given.ON, "found": "continue", "words": "", "at": given.AT, **wrong}
    with pytest.raises(Invalid) as caught:
        services.review_arrangement(lead, **says)
    assert caught.value.field == field


def test_readers_read_and_keepers_keep(counties):
    reader = given.acting(given.a_person("Wren Okafor"))
    found = page(reader)
    assert (len(found.pairs), found.may_keep) == (6, False)
    with pytest.raises(NotAllowed):
        arranged.an_arrangement(reader)
    with pytest.raises(NotAllowed):
        arranged.an_officer(reader)
    with pytest.raises(NotFound):
        page(given.acting(given.a_person("Cas Verrall", role=Role.CONTRACTOR)))
    keeper = given.acting(given.a_person("Ines Quarry", role=Role.MANAGER))
    arranged.an_arrangement(keeper)
    assert page(keeper).may_keep


def test_the_record_tells_what_was_arranged_and_never_how(lead):
    arranged.an_officer(lead)
    arranged.an_arrangement(lead)
    services.record_exercise(lead, pair=PAIR, on=given.ON, words="Mrs Quist came home.", at=given.AT)
    services.review_arrangement(lead, pair=PAIR, on=given.ON, found="continue", words="Bram is fine.", at=given.AT)
    services.end_arrangement(lead, pair=PAIR, on=date(2027, 1, 1))
    services.end_officer(lead, group="adults", on=date(2027, 1, 1))
    entries = Entry.objects.filter(event__startswith="arrangement:").order_by("seq")
    assert [one.event.partition(":")[2] for one in entries] == [
        "name-officer",
        "arrange",
        "exercise",
        "review",
        "end",
        "end-officer",
    ]
    assert "Quist" not in str([one.facts for one in entries])
    assert "fine" not in str([one.facts for one in entries])


def test_the_page_of_all_is_read_in_a_few_queries(lead, django_assert_max_num_queries):
    arranged.a_whole_house(lead, Group, [pair.key for pair in PAIRS])
    page(lead)
    statute.rulebook()
    with django_assert_max_num_queries(16):
        page(lead)


def test_days_are_those_of_london(lead):
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # already July there
    arranged.an_arrangement(lead)
    services.record_exercise(lead, pair=PAIR, on=date(2026, 7, 1), words="A visit at midnight.", at=late)
