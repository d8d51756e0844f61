"""Real reorganisations replayed: who came, who went, on which day and why; and one answer about each day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from concord import statute
from concord.statute import Answer, Fact, FactKind, Period, Rulebook, Standing, Succession
from kit.england import authorities, england

BOOK = statute.rulebook()
COMMENCEMENT = date(2015, 4, 1)
DISTRICTS, POLICE, BOARDS = "CA2014.s6(7)(a)", "CA2014.s6(7)(e)", "CA2014.s6(8)(b)"
NORFOLK, SURREY, SUFFOLK = "gss:E10000020", "gss:E10000030", "gss:E10000029"


def changes_on(authority, on, book=BOOK, register=None):
    """What changed on one day among the partners that are sure, as (came, paragraph, body)."""
    eve = on - timedelta(days=1)
    found = statute.changes(book, register or england(), authority=authority, after=eve, until=on)
    return [change for change in found if change.answer is Answer.YES]


def moved(authority, on, ref):
    """Who went and who came under one paragraph."""
    found = [change for change in changes_on(authority, on) if change.ref == ref]
    return {c.body.ref for c in found if not c.came}, {c.body.ref for c in found if c.came}


def partners_on(authority, on, book=BOOK, register=None):
    """Partners by (body, paragraph), sure and possible, as the list says."""
    found = statute.partners(book, register or england(), authority=authority, on=on)
    return {
        (one.body.ref, basis.limb.ref, one.answer) for one in (*found.partners, *found.possible) for basis in one.bases
    }


def members_on(members, on):
    """The same, as the timeline says."""
    return {(m.body.ref, m.ref, m.answer) for m in members if m.period.contains(on)}


REPLAYED = {
    # authority, day, paragraph: who went, who came
    "Manchester's groups in 2017": (
        ("gss:E08000003", date(2017, 4, 1), BOARDS),
        {"ods:00W", "ods:01M", "ods:01N"},
        {"ods:14L"},
    ),
    "the edge of Cumbria in 2017": (("gss:E10000006", date(2017, 4, 1), BOARDS), set(), {"ods:01K"}),
    "the districts of Suffolk in 2019": (
        (SUFFOLK, date(2019, 4, 1), DISTRICTS),
        {"gss:E07000201", "gss:E07000204", "gss:E07000205", "gss:E07000206"},
        {"gss:E07000244", "gss:E07000245"},
    ),
    "the districts of Dorset in 2019": (
        ("gss:E10000009", date(2019, 4, 1), DISTRICTS),
        {f"gss:E070000{number}" for number in range(48, 54)},
        set(),
    ),
    "the districts of Somerset in 2019": (
        ("gss:E10000027", date(2019, 4, 1), DISTRICTS),
        {"gss:E07000190", "gss:E07000191"},
        {"gss:E07000246"},
    ),
    "the districts of Buckinghamshire in 2020": (
        ("gss:E10000002", date(2020, 4, 1), DISTRICTS),
        {f"gss:E0700000{number}" for number in range(4, 8)},
        set(),
    ),
    "the groups of Norfolk in 2020": (
        (NORFOLK, date(2020, 4, 1), BOARDS),
        {"ods:06M", "ods:06V", "ods:06W", "ods:06Y", "ods:07J"},
        {"ods:26A"},
    ),
    "the districts of Northamptonshire in 2021": (
        ("gss:E10000021", date(2021, 4, 1), DISTRICTS),
        {f"gss:E07000{number}" for number in range(150, 157)},
        set(),
    ),
    "boards for groups in Staffordshire in 2022": (
        ("gss:E10000028", date(2022, 7, 1), BOARDS),
        {"ods:04Y", "ods:05D", "ods:05G", "ods:05Q", "ods:05V", "ods:05W"},
        {"ods:QNC"},
    ),
    "the districts of Cumbria in 2023": (
        ("gss:E10000006", date(2023, 4, 1), DISTRICTS),
        {f"gss:E070000{number}" for number in range(26, 32)},
        set(),
    ),
    "the boards of Westmorland and Furness on its first day": (
        ("gss:E06000064", date(2023, 4, 1), BOARDS),
        set(),
        {"ods:QE1", "ods:QHM"},
    ),
    "the boards of North Yorkshire on the first day of its new council": (
        ("gss:E06000065", date(2023, 4, 1), BOARDS),
        set(),
        {"ods:QE1", "ods:QOQ", "ods:QWO"},
    ),
    "the districts of Somerset in 2023": (
        ("gss:E10000027", date(2023, 4, 1), DISTRICTS),
        {"gss:E07000187", "gss:E07000188", "gss:E07000189", "gss:E07000246"},
        set(),
    ),
    "Frimley in Bracknell in 2026": (("gss:E06000036", date(2026, 4, 1), BOARDS), {"ods:QNQ"}, {"ods:S0E4D"}),
    "Frimley in Hampshire in 2026": (("gss:E10000014", date(2026, 4, 1), BOARDS), {"ods:QNQ"}, set()),
    "Frimley in Surrey in 2026": ((SURREY, date(2026, 4, 1), BOARDS), {"ods:QNQ", "ods:QXU"}, {"ods:S9B9J"}),
    "Hertfordshire in 2026": (
        ("gss:E10000015", date(2026, 4, 1), BOARDS),
        {"ods:QM7", "ods:QUE"},
        {"ods:S1Y5D"},
    ),
    "a Londoner in 2026": (("gss:E09000033", date(2026, 4, 1), BOARDS), {"ods:QRV"}, {"ods:Z9B2Z"}),
    "nothing for the City in 2026": (("gss:E09000001", date(2026, 4, 1), BOARDS), set(), set()),
    "the districts of Surrey in 2027": (
        (SURREY, date(2027, 4, 1), DISTRICTS),
        {f"gss:E07000{number}" for number in range(207, 218)},
        set(),
    ),
    "East Surrey on its first day": (("future:east-surrey", date(2027, 4, 1), POLICE), set(), {"police:surrey"}),
    "a chief constable stays where only boards change": ((NORFOLK, date(2022, 7, 1), POLICE), set(), set()),
}


@pytest.mark.parametrize("what", REPLAYED)
def test_a_reorganisation_is_replayed(what):
    (authority, on, ref), went, came = REPLAYED[what]
    assert moved(authority, on, ref) == (went, came)


CAUSES = {
    # authority, day: causes of every change that day
    "the law began on 1 April 2015, and no council did": ((NORFOLK, COMMENCEMENT), {("law",)}),
    "so it did for Scilly": (("gss:E06000053", COMMENCEMENT), {("law",)}),
    "groups merged": ((NORFOLK, date(2020, 4, 1)), {("body",)}),
    "probation became known": ((NORFOLK, date(2021, 6, 26)), {("register",)}),
    "the law and the bodies changed on one day": ((NORFOLK, date(2022, 7, 1)), {("law", "body")}),
    "an edge moved": (("gss:E10000032", date(2023, 4, 1)), {("fact",)}),
    "a new council began": (("gss:E06000063", date(2023, 4, 1)), {("authority",)}),
    "an old council ended, its districts with it": (
        ("gss:E10000027", date(2023, 4, 1)),
        {("authority",), ("body", "authority")},
    ),
    "boards merged": ((NORFOLK, date(2026, 4, 1)), {("body",)}),
}


@pytest.mark.parametrize("what", CAUSES)
def test_a_change_names_its_cause(what):
    (authority, on), causes = CAUSES[what]
    found = changes_on(authority, on)
    assert {change.causes for change in found} == causes
    told = {
        "law": "the law changed",
        "body": "the body",
        "fact": "the fact",
        "authority": "the authority",
        "register": "the register knows",
    }
    for change in found:
        assert [cause for cause in change.causes if told[cause] not in change.says] == []
        assert statute.in_words(on) in change.says


def all_edges():
    """Every authority with each day on which its timeline or its own life changes."""
    for authority in authorities():
        members = statute.memberships(BOOK, england(), authority=authority)
        life = england().bodies[authority].exists
        days = {day for m in members for day in m.period if day.year not in {1, 9999}}
        days |= {day for day in life if day.year not in {1, 9999}} | {COMMENCEMENT}
        yield authority, members, sorted(days)


def test_timeline_and_list_agree_on_the_eve_and_the_day_of_every_change_for_every_authority():
    wrong = [
        (authority, on)
        for authority, members, days in all_edges()
        for day in days
        for on in (day - timedelta(days=1), day)
        if members_on(members, on) != partners_on(authority, on)
    ]
    assert wrong == []


def test_every_change_day_is_one_that_is_known():
    known = {
        *(COMMENCEMENT, date(2021, 6, 26), date(2022, 7, 1)),
        *(date(year, 4, 1) for year in range(2017, 2028)),
    }
    sure = {
        change.on
        for authority in authorities()
        for change in statute.timeline(BOOK, england(), authority=authority)
        if change.answer is Answer.YES
    }
    assert sure <= known


@pytest.mark.parametrize("authority", [NORFOLK, SURREY, "gss:E06000036", "gss:E09000001"])
def test_changes_added_up_from_the_beginning_give_the_list_of_today(authority):
    today, standing = date(2026, 11, 22), set()
    for change in statute.timeline(BOOK, england(), authority=authority):
        if change.on <= today:
            key = (change.body.ref, change.ref, change.answer)
            assert (key in standing) is not change.came, change.says
            standing ^= {key}
    assert standing == partners_on(authority, today)


def test_changes_run_from_the_day_after_the_first_up_to_and_with_the_second():
    def days(after, until):
        return {c.on for c in statute.changes(BOOK, england(), authority=NORFOLK, after=after, until=until)}

    day = date(2022, 7, 1)
    assert day in days(date(2022, 6, 30), day)
    assert day not in days(day, date(2022, 7, 2))
    assert day not in days(date(2022, 6, 29), date(2022, 6, 30))
    assert days(day, day) == set()
    whole = days(date(2015, 1, 1), date(2030, 1, 1))
    assert days(date(2015, 1, 1), day) | days(day, date(2030, 1, 1)) == whole
    assert not days(date(2015, 1, 1), day) & days(day, date(2030, 1, 1))


def test_a_timeline_runs_forward_and_nobody_comes_twice_without_going():
    for authority in authorities():
        found = statute.timeline(BOOK, england(), authority=authority)
        assert list(found) == sorted(found, key=lambda change: change.on)
        inside = set()
        for change in found:
            key = (change.body.ref, change.ref, change.answer)
            assert (key in inside) is not change.came
            inside ^= {key}


def test_a_new_name_in_the_law_leaves_no_mark():
    """On 1 July 2022 section 6(8)(a) was given the words NHS England for NHS Commissioning Board: nothing changed."""
    for authority in authorities():
        for member in statute.memberships(BOOK, england(), authority=authority):
            if member.ref == "CA2014.s6(8)(a)":
                assert date(2022, 7, 1) not in member.period
    assert [c for c in changes_on(NORFOLK, date(2022, 7, 1)) if c.body.ref == "ods:X24"] == []


def reworded(ref, on):
    """The rulebook with a further version of a provision that changes nothing but its words."""
    provision = BOOK.provisions[ref]
    *earlier, last = provision.versions
    first = replace(last, period=Period(last.period.start, on))
    again = replace(last, period=Period(on, last.period.end), summary="The same in other words.", made_by="An Act")
    changed = replace(provision, versions=(*earlier, first, again))
    book: Rulebook = replace(BOOK, provisions={**BOOK.provisions, ref: changed})
    return book


@pytest.mark.parametrize("ref", [DISTRICTS, BOARDS, POLICE, "CA2014.s1(4)(a)"])
def test_an_amendment_of_words_alone_leaves_no_mark(ref):
    on = date(2025, 5, 5)
    book = reworded(ref, on)
    before = statute.timeline(BOOK, england(), authority=NORFOLK)
    assert statute.timeline(book, england(), authority=NORFOLK) == before
    assert partners_on(NORFOLK, on, book) == partners_on(NORFOLK, on)
    listed = statute.partners(book, england(), authority=NORFOLK, on=on)
    assert listed.authority_answer is Answer.YES


def test_two_bases_that_follow_on_are_one_stretch_and_a_gap_makes_two():
    def fact(number, first, last):
        period = Period(date(first, 1, 1), date(last, 1, 1))
        kind = FactKind.PROVIDES_SERVICES
        return Fact(f"x{number}", kind, "ods:RTF", NORFOLK, period, Standing.CONFIRMED)

    def periods(*facts):
        found = statute.memberships(BOOK, england().plus(facts), authority=NORFOLK)
        return [(m.period.start.year, m.period.end.year) for m in found if m.body.ref == "ods:RTF"]

    assert periods(fact(1, 2016, 2018), fact(2, 2018, 2020)) == [(2016, 2020)]
    assert periods(fact(1, 2016, 2019), fact(2, 2018, 2020)) == [(2016, 2020)]
    assert periods(fact(1, 2016, 2020), fact(2, 2017, 2018)) == [(2016, 2020)]
    assert periods(fact(1, 2016, 2018), fact(2, 2019, 2020)) == [(2016, 2018), (2019, 2020)]


def test_a_district_has_no_timeline_and_an_unknown_body_is_refused():
    assert statute.timeline(BOOK, england(), authority="gss:E07000041") == ()
    with pytest.raises(statute.UnknownBody):
        statute.timeline(BOOK, england(), authority="gss:E99999999")


def test_every_body_that_ended_by_reorganisation_has_a_successor_that_began_no_later():
    """The day on which one body follows another is the first day without the old one."""
    register = england()
    for found in register.successions:
        assert isinstance(found, Succession)
        old, new = register.bodies[found.old], register.bodies[found.new]
        assert new.exists.contains(found.on), found
        assert not old.exists.contains(found.on), found
