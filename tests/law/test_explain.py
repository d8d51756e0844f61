"""Explanations lead down to the Act and to the facts, say so in words, and read the same as text and as JSON."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from concord import statute
from concord.statute import Answer
from concord.statute.working_days import Count, after_working_days, is_working_day
from kit.england import authorities, england

BOOK = statute.rulebook()
PAGE = Path(__file__).parents[2] / "docs/develop/explain.md"
DAYS = (date(2015, 4, 1), date(2020, 6, 1), date(2022, 7, 1), date(2026, 11, 22))
RAW = re.compile(r"\b(gss|ods|police|probation|minister|future|kind):\w|\bCA2014\.|\d{4}-\d\d-\d\d|\b\w+_\w+\b")
"""What a person should never have to read: a reference, a code, a day as a computer writes it."""


def as_json(finding, **more):
    return statute.as_json(BOOK, finding, **more)


def list_json(authority, on):
    return as_json(statute.partners(BOOK, england(), authority=authority, on=on))


def ask(asker="gss:E10000008", asked="gss:E07000041", person="adult", function="CA2014.s9", on=date(2024, 5, 1)):
    return statute.duty(BOOK, england(), asker=asker, asked=asked, person=person, function=function, on=on)


FINDINGS = {
    "partner": statute.partner(BOOK, england(), authority="gss:E10000008", body="ods:QJK", on=date(2024, 5, 1)),
    "not a partner": statute.partner(BOOK, england(), authority="gss:E10000008", body="ods:15N", on=date(2024, 5, 1)),
    "bound": ask(),
    "bound as another council": ask(asked="gss:E06000026"),
    "bound the other way": ask(asker="ods:QJK", asked="gss:E10000008"),
    "not bound": ask(asked="kind:gp-practice"),
    "not in force": ask(on=date(2015, 3, 31)),
    "nobody in particular": ask(person="nobody"),
    "unknown": ask(asked="ods:RH8"),
    "arguable": ask(asker="gss:E06000053", asked="ods:QT6"),
    "arguable about a child": ask(person="child", function="CA2014.s58"),
    "arguable function": ask(asker="ods:QJK", asked="gss:E10000008", function="other"),
    "form": statute.answer_form(BOOK, ask(), decision="refused", grounds=("adverse-effect",), reasons="Because."),
    "no form": statute.answer_form(BOOK, ask(), decision="refused"),
    "arguable form": statute.answer_form(BOOK, ask(), decision="none"),
    "supply": statute.supply(
        BOOK,
        england(),
        asker="gss:E10000008",
        asked="kind:gp-practice",
        conditions=statute.Conditions.stated(met=True),
        on=date(2024, 5, 1),
        pleaded=("adverse-effect",),
    ),
}


def walk(node):
    yield node
    for step in node.get("because", ()):
        yield from walk(step)


def claims(value):
    """Every sentence in a JSON value that is told to a person."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"claim", "says", "summary", "doubt", "ours", "other"} and isinstance(inner, str):
                yield inner
            else:
                yield from claims(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from claims(inner)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_partner_rests_on_the_paragraphs_that_it_names_and_on_a_fact(on):
    seen = 0
    for authority in authorities():
        found = list_json(authority, on)
        for entry in (*found["partners"], *found["unknown"]):
            steps = list(walk(entry["because"]))
            cited = {step["provision"]["ref"] for step in steps if "provision" in step}
            facts = [step["fact"] for step in steps if "fact" in step]
            assert set(entry["provisions"]) <= cited
            assert facts
            for fact in facts:
                assert fact["body"] == entry["body"]["ref"]
                assert fact["authority"] in {found["authority"]["ref"], ""}
                assert fact["authority"] or fact["kind"] == "exercises"
            seen += 1
    assert seen > 1000


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_leaf_is_a_provision_a_fact_or_a_body(on):
    for authority in ("gss:E10000008", "gss:E06000036", "gss:E09000001", "gss:E06000053"):
        found = list_json(authority, on)
        for entry in (*found["partners"], *found["unknown"]):
            for leaf in walk(entry["because"]):
                if not leaf.get("because"):
                    assert {"provision", "fact", "body", "doubt"} & leaf.keys(), leaf["claim"]


def test_a_national_partner_rests_on_a_national_fact():
    found = list_json("gss:E10000008", date(2026, 11, 22))
    (minister,) = [entry for entry in found["partners"] if entry["body"]["ref"] == "minister:justice"]
    (fact,) = [step["fact"] for step in walk(minister["because"]) if "fact" in step]
    assert (fact["kind"], fact["authority"]) == ("exercises", "")
    assert minister["body"]["addressee"] == "Secretary of State for Justice"


def test_the_partner_is_the_office_holder_and_not_the_force():
    found = list_json("gss:E10000008", date(2026, 11, 22))
    (police,) = [entry for entry in found["partners"] if entry["provisions"] == ["CA2014.s6(7)(e)"]]
    assert police["body"]["addressee"].startswith("Chief Constable")


def test_a_fact_shows_its_days_its_standing_its_source_and_when_it_was_recorded():
    entry = as_json(FINDINGS["partner"])
    (fact,) = [step["fact"] for step in walk(entry["because"]) if "fact" in step]
    assert fact["true"] == {"from": "2022-07-01", "to": None}
    assert fact["standing"] == "asserted"
    assert fact["source"]
    assert fact["evidence"]
    assert date.fromisoformat(fact["recorded"])


def test_a_provision_shows_where_its_words_are_who_made_it_and_our_summary():
    steps = walk(as_json(FINDINGS["partner"])["because"])
    (board,) = [s["provision"] for s in steps if s.get("provision", {}).get("ref") == "CA2014.s6(8)(b)"]
    assert board["cited"] == "Care Act 2014, section 6(8)(b)"
    assert board["id"] == "http://www.legislation.gov.uk/id/ukpga/2014/23/section/6/8/b"
    assert board["link"] == "https://www.legislation.gov.uk/ukpga/2014/23/section/6"
    assert board["in_force"] == {"from": "2022-07-01", "to": None}
    assert "Health and Care Act 2022" in board["made_by"]
    assert board["summary"] == BOOK.on("CA2014.s6(8)(b)", date(2024, 5, 1)).summary


@pytest.mark.parametrize("what", FINDINGS)
def test_json_is_plain_and_comes_back_as_it_went(what):
    found = as_json(FINDINGS[what])
    assert json.loads(json.dumps(found)) == found
    assert found["format"] == "concord.explain/1"
    assert found["rulebook"]["version"] == BOOK.version
    assert found["rulebook"]["sha256"] == BOOK.digest
    assert found["known"] is None


def test_json_says_as_known_when():
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert as_json(FINDINGS["bound"], known=at)["known"] == "2026-11-22T09:30:00+00:00"


def test_what_is_no_finding_is_refused():
    with pytest.raises(TypeError, match="str"):
        as_json("yes")


def test_the_page_about_the_format_names_every_key():
    if not PAGE.exists():
        pytest.skip("The page about the format of explanations has not been written yet.")
    text = PAGE.read_text("utf-8")
    found = [as_json(finding) for finding in FINDINGS.values()] + [list_json("gss:E10000008", DAYS[-1])]
    keys = {key for one in found for key in keys_of(one)}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", text)) == []


def keys_of(value):
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@pytest.mark.parametrize("what", FINDINGS)
def test_text_and_json_tell_the_same_steps(what):
    finding = FINDINGS[what]
    told = [line.strip() for line in statute.as_text(finding.because).splitlines()]
    steps = [line[2:] for line in told if line[:2] in {"+ ", "- ", "? ", "~ "}]
    assert steps == [step["claim"] for step in walk(as_json(finding)["because"])]


def test_text_marks_each_answer_and_goes_in_by_two():
    lines = statute.as_text(FINDINGS["arguable"].because).splitlines()
    assert lines[0].startswith("~ ")
    assert any(line.startswith("  + ") for line in lines)
    assert {len(line) - len(line.lstrip()) for line in lines} <= {0, 2, 4, 6, 8, 10}
    assert statute.as_text(FINDINGS["unknown"].because).startswith("? ")
    assert statute.as_text(FINDINGS["not bound"].because).startswith("- ")


def test_text_gives_the_evidence_and_the_source_of_a_fact():
    told = statute.as_text(FINDINGS["partner"].because)
    assert "evidence: " in told
    assert "source: " in told


@pytest.mark.parametrize("what", FINDINGS)
def test_sentences_are_words_and_not_codes(what):
    for claim in claims(as_json(FINDINGS[what])):
        assert claim[0].isupper() or claim[0] in "“'", claim
        assert claim.endswith((".", "?", ")")), claim
        assert not RAW.search(claim), claim


def test_lists_tell_words_and_not_codes_too():
    for authority in ("gss:E10000008", "gss:E06000036", "future:east-surrey"):
        for claim in claims(list_json(authority, date(2027, 4, 1))):
            assert not RAW.search(claim), claim


@pytest.mark.parametrize("what", [what for what in FINDINGS if what.startswith("arguable")])
def test_what_is_arguable_gives_the_doubt_in_words_with_both_readings(what):
    found = as_json(FINDINGS[what])
    assert found["doubts"]
    told = statute.as_text(FINDINGS[what].because)
    for doubt in found["doubts"]:
        assert doubt["doubt"] in told
        assert doubt["ours"] in told
        assert doubt["other"] in told


def test_the_answer_is_one_sentence_at_the_top():
    assert "must comply with this request" in FINDINGS["bound"].says
    assert "Care Act 2014, section 7(1)" in FINDINGS["bound"].says
    assert "section 7(2)" in FINDINGS["bound the other way"].says
    assert "does not bind" in FINDINGS["not bound"].says
    assert "cannot say" in FINDINGS["unknown"].says
    assert "can be argued" in FINDINGS["arguable"].says


def test_a_day_before_part_1_is_told_and_no_error():
    found = list_json("gss:E10000008", date(2015, 3, 31))
    assert (found["is_local_authority"], found["partners"], found["unknown"]) == ("no", [], [])
    assert "31 March 2015" in found["says"]
    assert "1 April 2015" in found["says"]


def test_days_and_references_are_written_as_people_write_them():
    assert statute.in_words(date(2022, 7, 1)) == "1 July 2022"
    assert str(statute.Period.of(date(2015, 4, 1), date(2022, 7, 1))) == "from 1 April 2015 to 30 June 2022"
    assert str(statute.Period.since(date(2015, 4, 1))) == "from 1 April 2015"
    assert str(statute.Period()) == "at all times"
    assert statute.cited(BOOK, "CA2014.s6(1A)") == "Care Act 2014, section 6(1A)"
    assert statute.cited(BOOK, "CA2014.sch2(1)") == "Care Act 2014, Schedule 2(1)"
    assert statute.cited(BOOK, "CJA2003.s325") == "Criminal Justice Act 2003, section 325"


def test_a_period_must_end_after_it_begins():
    with pytest.raises(statute.BadPeriod, match="2020-01-01"):
        statute.Period.of(date(2020, 1, 1), date(2020, 1, 1))


CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}


def test_working_days_pass_over_weekends_and_bank_holidays_and_say_which():
    assert after_working_days(date(2026, 12, 18), 5, CHRISTMAS) == Count(
        date(2026, 12, 29), (date(2026, 12, 25), date(2026, 12, 28))
    )
    assert after_working_days(date(2026, 11, 20), 1, ()) == Count(date(2026, 11, 23), ())
    assert after_working_days(date(2026, 11, 21), 1, ()).day == date(2026, 11, 23)
    assert after_working_days(date(2026, 11, 23), 0, ()) == Count(date(2026, 11, 23), ())
    assert after_working_days(date(2026, 11, 23), 10, ()).day == date(2026, 12, 7)


def test_a_bank_holiday_on_a_sunday_is_not_counted_twice():
    assert after_working_days(date(2026, 12, 25), 1, {date(2026, 12, 27)}) == Count(date(2026, 12, 28), ())


def test_weekends_and_bank_holidays_are_no_working_days():
    assert is_working_day(date(2026, 11, 23), CHRISTMAS)
    assert not is_working_day(date(2026, 11, 22), CHRISTMAS)
    assert not is_working_day(date(2026, 12, 28), CHRISTMAS)


def test_the_four_answers_are_joined_as_gates_are():
    from_all = statute.answer.all_of
    yes, no, unknown, arguable = Answer
    assert from_all() is Answer.YES
    assert from_all(yes, yes) is yes
    assert from_all(yes, arguable) is arguable
    assert from_all(arguable, unknown) is unknown
    assert from_all(unknown, no, arguable) is no
