"""Two axes of time: what was true on a day, and what was known at a moment. To amend is not to correct."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.registry import queries, services
from concord.registry.models import Fact
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


def test_the_body_concerned_may_dispute_a_fact_and_it_still_counts(westshire):
    trust = Actor.signed_in(
        "p4", "Di Holt", body=editions.TRUST, roles=frozenset({"manager"}), door="desk", correlation="c4"
    )
    services.dispute_fact(trust, queries.fact_row(editions.SERVICES), words="Our clinic closed in 2019.", at=AT)
    (disputed,) = facts(editions.SERVICES)
    assert (disputed.standing, disputed.note) == (Standing.DISPUTED, "Our clinic closed in 2019.")


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
