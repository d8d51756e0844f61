"""Two axes of time: what was true on a day, and what was known at a moment. To amend is not to correct."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.registry import queries, services
from concord.registry.models import Fact
from concord.registry.tables.reading import read_edition
from concord.statute.facts import Standing
from kit import editions

BEFORE = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
AFTER = datetime(2026, 12, 2, 9, tzinfo=UTC)
SPLIT = date(2025, 4, 1)


def facts(start: str, at: datetime | None = None):
    return [fact for fact in queries.register_known(at).facts if fact.id.startswith(start)]


def test_to_confirm_today_does_not_change_what_was_known_yesterday(westshire, keeper):
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their own site list.", at=AT)
    (yesterday,), (today,) = facts(editions.SERVICES, BEFORE), facts(editions.SERVICES, AFTER)
    assert (yesterday.standing, today.standing) == (Standing.PROPOSED, Standing.CONFIRMED)
    assert today.settled_by == "Westshire County Council on 1 December 2026"
    assert today.evidence == yesterday.evidence


def test_what_is_recorded_at_an_instant_is_known_from_that_instant_on(westshire, keeper):
    services.reject_services(keeper, queries.fact_row(editions.SERVICES), reason="They left in 2012.", at=AT)
    just_before = datetime(2026, 12, 1, 8, 59, 59, 999999, tzinfo=UTC)
    assert [facts(editions.SERVICES, at)[0].standing for at in (just_before, AT)] == ["proposed", "rejected"]


def test_nothing_is_known_before_the_first_edition_was_recorded(westshire):
    register = queries.register_known(datetime(2026, 11, 20, tzinfo=UTC))
    assert (dict(register.bodies), register.facts, register.coverage) == ({}, (), ())


def test_to_amend_closes_the_period_and_opens_another(westshire, keeper):
    row = queries.fact_row(editions.AREA)
    services.amend_fact(keeper, row, on=SPLIT, evidence="5 of 9 small areas.", reason="The boundary moved.", at=AT)
    first, second = facts(editions.AREA, AFTER)
    assert (first.period.opened, first.period.closed) == (date(2022, 7, 1), SPLIT)
    assert (second.period.opened, second.period.closed) == (SPLIT, None)
    assert (first.evidence, second.evidence) == ("9 of 9 small areas.", "5 of 9 small areas.")
    assert [fact.period.closed for fact in facts(editions.AREA, BEFORE)] == [None]


def test_to_amend_without_new_evidence_ends_the_fact(westshire, keeper):
    row = queries.fact_row(editions.AREA)
    assert services.amend_fact(keeper, row, on=SPLIT, reason="The boundary moved.", at=AT) is None
    assert [fact.period.closed for fact in facts(editions.AREA)] == [SPLIT]


def test_to_correct_supersedes_the_row_and_says_what_was_so_all_along(westshire, keeper):
    row = queries.fact_row(editions.AREA)
    services.correct_fact(keeper, row, starts=date(2023, 4, 1), reason="Misread the order.", at=AT)
    assert [fact.period.opened for fact in facts(editions.AREA, AFTER)] == [date(2023, 4, 1)]
    assert [fact.period.opened for fact in facts(editions.AREA, BEFORE)] == [date(2022, 7, 1)]


def test_a_correction_does_not_say_the_same_twice_of_one_day(westshire, keeper):
    row = queries.fact_row(editions.AREA)
    second = services.amend_fact(keeper, row, on=SPLIT, evidence="5 of 9.", reason="The boundary moved.", at=AT)
    with pytest.raises(Conflict, match="“area_in/E10000091/QW1” says the same of some of these days already"):
        services.correct_fact(keeper, second, reason="Misread.", starts=date(2025, 3, 1), at=AFTER)
    with pytest.raises(Conflict, match="says the same of some of these days"):
        services.correct_fact(keeper, queries.fact_row(editions.AREA), reason="Misread.", ends=None, at=AFTER)
    first = services.correct_fact(
        keeper, queries.fact_row(editions.AREA), reason="Misread.", ends=date(2025, 3, 1), at=AFTER
    )
    assert first.ends == date(2025, 3, 1)


def test_a_fact_that_was_never_so_is_rejected_and_stays_on_record(westshire, keeper):
    services.correct_fact(keeper, queries.fact_row(editions.AREA), never_so=True, reason="Another Westshire.", at=AT)
    assert [fact.standing for fact in facts(editions.AREA, AFTER)] == [Standing.REJECTED]
    assert [fact.standing for fact in facts(editions.AREA, BEFORE)] == [Standing.ASSERTED]


def test_a_change_outside_the_days_of_the_fact_is_no_amendment(westshire, keeper):
    with pytest.raises(Invalid, match="correct it"):
        services.amend_fact(keeper, queries.fact_row(editions.AREA), on=date(2022, 7, 1), reason="No.", at=AT)


def test_nothing_is_settled_without_a_reason(westshire, keeper):
    with pytest.raises(Invalid, match="Say why"):
        services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="  ", at=AT)
    assert not Fact.objects.filter(superseded_at__isnull=False).exists()


def test_two_who_settle_the_same_fact_do_not_both_win(westshire, keeper):
    read_by_both = queries.fact_row(editions.SERVICES)
    services.confirm_services(keeper, read_by_both, reason="Their own site list.", at=AT)
    with pytest.raises(Conflict, match="meanwhile"):
        services.reject_services(keeper, read_by_both, reason="They left.", at=AFTER)


def test_only_the_keeper_of_the_authority_settles_facts_of_its_area(westshire):
    stranger = Actor.signed_in(
        "p2", "Al Day", body="gss:E10000092", roles=frozenset({"register_keeper"}), door="desk", correlation="c2"
    )
    practitioner = Actor.signed_in(
        "p3", "Jo Ward", body=editions.COUNTY, roles=frozenset({"practitioner"}), door="desk", correlation="c3"
    )
    for actor in (stranger, practitioner):
        with pytest.raises(NotAllowed):
            services.confirm_services(actor, queries.fact_row(editions.SERVICES), reason="Because.", at=AT)


@pytest.fixture
def trust_keeper() -> Actor:
    """The keeper of the register in the trust that is spoken of."""
    return Actor.signed_in(
        "p4", "Di Holt", body=editions.TRUST, roles=frozenset({"register_keeper"}), door="desk", correlation="c4"
    )


def test_the_body_concerned_may_dispute_a_fact_and_it_still_counts(westshire, keeper, trust_keeper):
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="A leaflet.", at=AT)
    row = queries.fact_row(editions.SERVICES)
    services.dispute_fact(trust_keeper, row, words="Our clinic closed in 2019.", at=AFTER)
    (disputed,) = facts(editions.SERVICES)
    assert (disputed.standing, disputed.note) == (Standing.DISPUTED, "Our clinic closed in 2019.")


def test_to_deny_what_nobody_claims_makes_nobody_a_partner(westshire, keeper, trust_keeper):
    row = queries.fact_row(editions.SERVICES)
    with pytest.raises(Invalid, match="is proposed and makes nobody a partner, so there is nothing to dispute"):
        services.dispute_fact(trust_keeper, row, words="Our clinic closed in 2019.", at=AT)
    row = services.reject_services(keeper, row, reason="Their letter.", at=AT)
    with pytest.raises(Invalid, match="is rejected and makes nobody a partner"):
        services.dispute_fact(trust_keeper, row, words="Our clinic closed in 2019.", at=AFTER)
    assert facts(editions.SERVICES)[0].standing is Standing.REJECTED


@pytest.mark.parametrize("role", ["practitioner", "manager", "assurance"])
def test_a_body_speaks_through_the_keeper_of_its_register_only(westshire, keeper, role):
    row = services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="A leaflet.", at=AT)
    officer = Actor.signed_in(
        "p5", "Al Reed", body=editions.TRUST, roles=frozenset({role}), door="desk", correlation="c5"
    )
    with pytest.raises(NotAllowed):
        services.dispute_fact(officer, row, words="Our clinic closed in 2019.", at=AFTER)


def test_an_end_that_is_announced_has_a_day(westshire, keeper):
    with pytest.raises(Invalid, match="An end that is announced has a day"):
        services.correct_fact(keeper, queries.fact_row(editions.AREA), reason="Heard.", ends_announced=True, at=AT)


def test_a_reason_fits_into_a_table_of_the_register(westshire, keeper, tmp_path):
    row = queries.fact_row(editions.SERVICES)
    with pytest.raises(Invalid, match="longer than 2000 signs"):
        services.confirm_services(keeper, row, reason="x" * 2001, at=AT)
    services.confirm_services(keeper, row, reason="Their letter:\n“We do\x0bso.”\x00", at=AT)
    for name, content in queries.register_tables(AFTER.date()).items():
        (tmp_path / name).write_bytes(content)
    notes = {line.key: line.values["note"] for line in read_edition(tmp_path).rows["facts"]}
    assert notes[editions.SERVICES] == "Their letter:\n“We do so.”"


def test_a_proposal_needs_a_trust_and_is_made_once(westshire, keeper):
    county, board, trust = (queries.body_row(ref) for ref in (editions.COUNTY, editions.BOARD, editions.TRUST))
    with pytest.raises(Invalid, match="no NHS trust"):
        services.propose_services(keeper, county, trust=board, evidence="A leaflet.", at=AT)
    with pytest.raises(Conflict, match="already"):
        services.propose_services(keeper, county, trust=trust, evidence="A leaflet.", at=AT)


def test_an_agreement_is_a_fact_from_its_day_to_its_day(westshire, keeper):
    county, district = queries.body_row(editions.COUNTY), queries.body_row(editions.DISTRICT)
    row = services.record_agreement(keeper, county, other=district, on=SPLIT, reason="Minute 12.", at=AT)
    services.end_agreement(keeper, row, on=date(2025, 10, 1), reason="Minute 40.", at=AFTER)
    (agreed,) = facts("agreed/")
    days = (date(2025, 3, 31), SPLIT, date(2025, 9, 30), date(2025, 10, 1))
    assert [agreed.period.contains(day) for day in days] == [False, True, True, False]
    assert agreed.standing is Standing.CONFIRMED


def test_an_agreement_that_is_over_is_not_ended_again_later(westshire, keeper):
    county, district = queries.body_row(editions.COUNTY), queries.body_row(editions.DISTRICT)
    row = services.record_agreement(keeper, county, other=district, on=SPLIT, reason="Minute 12.", at=BEFORE)
    services.end_agreement(keeper, row, on=date(2025, 10, 1), reason="Minute 40.", at=AT)
    with pytest.raises(Invalid, match="ended on 2025-10-01 already"):
        services.end_agreement(keeper, queries.fact_row(row.key), on=date(2026, 1, 1), reason="Minute 41.", at=AFTER)


def test_an_agreement_that_holds_is_not_recorded_again(westshire, keeper):
    county, district = queries.body_row(editions.COUNTY), queries.body_row(editions.DISTRICT)
    row = services.record_agreement(keeper, county, other=district, on=SPLIT, reason="Minute 12.", at=BEFORE)
    for on in (date(2024, 4, 1), date(2026, 4, 1)):
        with pytest.raises(Conflict, match="has an agreement of these two for that day, or a later one, already"):
            services.record_agreement(keeper, county, other=district, on=on, reason="Minute 50.", at=AT)
    services.end_agreement(keeper, row, on=date(2025, 10, 1), reason="Minute 40.", at=AT)
    services.record_agreement(keeper, county, other=district, on=date(2026, 4, 1), reason="Minute 50.", at=AFTER)
    assert [fact.period.opened for fact in facts("agreed/")] == [SPLIT, date(2026, 4, 1)]


def test_an_agreement_may_be_recorded_over_one_that_never_was(westshire, keeper):
    county, district = queries.body_row(editions.COUNTY), queries.body_row(editions.DISTRICT)
    row = services.record_agreement(keeper, county, other=district, on=SPLIT, reason="Minute 12.", at=BEFORE)
    services.correct_fact(keeper, row, reason="The other minute 12.", never_so=True, at=AT)
    services.record_agreement(keeper, county, other=district, on=date(2025, 6, 1), reason="Minute 13.", at=AFTER)
    (check,) = (check for check in queries.quality_checks() if check.id == "one-fact-a-day")
    assert (check.result, check.found) == ("ok", ())


def test_an_agreement_with_a_trust_is_refused(westshire, keeper):
    county, trust = queries.body_row(editions.COUNTY), queries.body_row(editions.TRUST)
    with pytest.raises(Invalid, match=r"6\(7\)\(b\)"):
        services.record_agreement(keeper, county, other=trust, on=SPLIT, reason="Minute 12.", at=AT)


def test_each_change_leaves_one_entry_in_the_record_and_no_words(westshire, keeper):
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their own site list.", at=AT)
    entry = Entry.objects.get(event="register:confirm")
    assert (entry.subject, entry.person) == (editions.SERVICES, "p-keeper")
    assert "site list" not in str(entry.facts)


def test_official_words_are_kept_once_and_superseded_when_they_differ(db):
    actor = Actor.command("concord law import")
    words = [services.Wording("CA2014.s6(9)", date(2015, 4, 1), "Words as they might stand.")]
    assert services.keep_official_wording(actor, wordings=words, file="care.xml", sha256="a" * 64, at=AT) == 1
    assert services.keep_official_wording(actor, wordings=words, file="care.xml", sha256="a" * 64, at=AFTER) == 0
    other = [services.Wording("CA2014.s6(9)", date(2015, 4, 1), "Other words.")]
    services.keep_official_wording(actor, wordings=other, file="care2.xml", sha256="b" * 64, at=AFTER)
    assert [(one.text, one.file) for one in queries.official_wording("CA2014.s6(9)")] == [("Other words.", "care2.xml")]
    assert queries.official_wording("CA2014.s7(1)") == ()


def test_a_fact_or_body_that_is_not_held_is_not_found(westshire):
    with pytest.raises(NotFound):
        queries.fact_row("area_in/nowhere")
    with pytest.raises(NotFound):
        queries.body_row("gss:E99")
