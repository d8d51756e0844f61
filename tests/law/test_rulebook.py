"""The rulebook as it is shipped is whole and our own; a rulebook that is wrong is refused with its file and place."""

import re
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import combinations
from pathlib import Path

import pytest

from concord import statute
from concord.statute import BadRulebook, FactKind
from concord.statute.loading import parse_rulebook
from kit.england import england

from .small import told

BOOK = statute.rulebook()
TEXTS = {
    item.name: item.read_text("utf-8")
    for item in (resources.files("concord.statute") / "rulebook").iterdir()
    if item.name.endswith(".toml")
}
SEEDS = Path(__file__).parents[3] / "shared/seeds"
CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in statute.read_cases(path.name, path.read_text("utf-8"))
]
VERSIONS = [(provision, version) for provision in BOOK.provisions.values() for version in provision.versions]
DISTRICT_WHEN = 'when = { fact = "district_of", authority_kinds = ["county"], body_kinds = ["district"] }'

WRONG = {
    # what is wrong: (file, what to replace, with what, words that must stand in the refusal)
    "unknown table": ("meta.toml", "", '[[chapter]]\nid = "x"\n', "chapter", "provision"),
    "unknown key of a provision": ("s6-partners.toml", "title =", "name =", "CA2014.s6(7)", "name", "title"),
    "unknown key of a version": ("s6-partners.toml", "summary =", "text =", "version", "text"),
    "unknown key of a reading": ("s6-partners.toml", "doubt =", "query =", "reading", "query"),
    "unknown key of a kind": ("kinds.toml", "plural =", "plurals =", "kind county", "plurals"),
    "unknown key of a doubt": ("doubts.toml", "turns =", "turn =", "doubt scilly-as-authority", "turn"),
    "missing key": ("grounds.toml", 'name = "It would clash with our own duties"\n', "", "ground", "name", "missing"),
    "missing summary": ("part1.toml", r"  summary = .*\n", "", "version", "summary"),
    "missing first day": ("s7.toml", "  from = 2015-04-01\n", "", "CA2014.s7", "from", "2015-04-01"),
    "first day as a text": ("s7.toml", "from = 2015-04-01", 'from = "2015-04-01"', "CA2014.s7", "from"),
    "first day with an hour": ("s7.toml", "from = 2015-04-01", "from = 2015-04-01T09:00:00", "CA2014.s7", "from"),
    "versions out of order": ("s6-partners.toml", "from = 2022-07-01", "from = 2014-07-01", "CA2014.s6(8)(a)", "after"),
    "two versions from one day": (
        *("s6-partners.toml", "from = 2022-07-01", "from = 2015-04-01"),
        *("CA2014.s6(8)(a)", "2015-04-01"),
    ),
    "unknown use": ("s7.toml", 'gives = "reasons"', 'gives = "excuses"', "CA2014.s7(3)", "excuses", "reasons"),
    "a test without a use": ("s7.toml", 'gives = "reasons"\n', "", "CA2014.s7(3)", "when", "gives"),
    "unknown fact": ("s6-partners.toml", '"district_of"', '"near_to"', "CA2014.s6(7)(a)", "near_to", "district_of"),
    "unknown kind": (
        *("s6-partners.toml", 'body_kinds = ["district"]', 'body_kinds = ["shire"]'),
        *("CA2014.s6(7)(a)", "shire"),
    ),
    "unknown kind of council": ("s6-partners.toml", '["county"]', '["shire"]', "CA2014.s6(7)(a)", "shire"),
    "unknown matter": ("s6-partners.toml", '"prisons"', '"jails"', "CA2014.s6(7)(f)", "jails", "prisons"),
    "unknown key of a test": (
        *("s6-partners.toml", "authority_kinds", "council_kinds"),
        *("CA2014.s6(7)(a)", "authority_kinds"),
    ),
    "missing key of a test": (
        *("s6-partners.toml", DISTRICT_WHEN, 'when = { fact = "agreed" }'),
        *("CA2014.s6(7)(a)", "body_kinds"),
    ),
    "unknown side": ("s7.toml", 'asker = ["local_authority"]', 'asker = ["anyone"]', "CA2014.s7(1)", "anyone"),
    "unknown person": ("s7.toml", '["adult", ', '["pensioner", ', "CA2014.s7(1)", "pensioner"),
    "unknown functions": ("s7.toml", '"part_1"', '"part_2"', "CA2014.s7(1)", "part_2"),
    "unknown ground": ("s7.toml", '"adverse-effect"', '"too-busy"', "CA2014.s7(1)(b)", "too-busy"),
    "unknown decision": ("s7.toml", '"complied-in-part"', '"dithered"', "CA2014.s7(3)", "dithered"),
    "unknown condition": ("safeguarding.toml", '"likely_to_hold"', '"sure_to_hold"', "CA2014.s45(1)", "sure_to_hold"),
    "unknown status": ("elsewhere.toml", '"omitted"', '"hoped_for"', "NHSA2006.s14Z1", "hoped_for", "omitted"),
    "unknown certainty": ("elsewhere.toml", '"memory"', '"hearsay"', "hearsay", "seen"),
    "unknown gate": ("doubts.toml", 'gate = "sides"', 'gate = "garden"', "doubt scilly-as-authority", "garden"),
    "unknown turn": ("doubts.toml", 'turns = "yes"', 'turns = "maybe"', "doubt scilly-as-authority", "maybe"),
    "unknown effect": ("doubts.toml", 'makes = "unknown"', 'makes = "trouble"', "doubt distant", "trouble"),
    "a doubt about nothing": (
        *("doubts.toml", 'either_kinds = ["isles_of_scilly"]\n', ""),
        *("doubt scilly-as-authority", "when it arises"),
    ),
    "a parent that is nowhere": (
        *("s7.toml", 'parent = "CA2014.s7"', 'parent = "CA2014.s77"'),
        *("CA2014.s7(1)", "CA2014.s77"),
    ),
    "a limb of nothing": (
        *("s6-partners.toml", 'limb_of = "CA2014.s6(7)(c)"', 'limb_of = "CA2014.s6(7)(z)"'),
        *("CA2014.s6(8)(a)", "limb_of", "CA2014.s6(7)(z)"),
    ),
    "a doubt about a provision that is nowhere": (
        *("doubts.toml", 'provision = "CA2014.s1(4)"', 'provision = "CA2014.s1(9)"'),
        *("doubt scilly-as-authority", "CA2014.s1(9)"),
    ),
    "a kind that is sent nowhere": (
        *("kinds.toml", 'instead = ["CA2014.s6(4)"]', 'instead = ["CA2014.s6(44)"]'),
        *("kind own-department", "instead", "CA2014.s6(44)"),
    ),
    "an example of nothing": (
        *("kinds.toml", '"CA2014.s6(3)(b)"', '"CA2014.s6(3)(z)"'),
        *("kind gp-practice", "CA2014.s6(3)(z)"),
    ),
    "a person of no provision": (
        *("persons.toml", '"CA2014.s10(3)"', '"CA2014.s10(33)"'),
        *("person carer", "CA2014.s10(33)"),
    ),
    "an Act that is not listed": ("acts.toml", 'code = "PA1952"', 'code = "PA1953"', "PA1952.s53", "Act"),
    "a provision that stands twice": ("s7.toml", 'ref = "CA2014.s7(1)"', 'ref = "CA2014.s7"', "CA2014.s7", "twice"),
    "a kind that stands twice": ("kinds.toml", 'id = "unitary"', 'id = "county"', "kind county", "twice"),
    "another format": ("meta.toml", "concord.rulebook/1", "concord.rulebook/9", "format", "concord.rulebook/9"),
    "no version": ("meta.toml", r"\nversion = .*\n", "\n", "version", "missing"),
    "no day of the law": ("meta.toml", "stands_at = 2026-07-05", 'stands_at = "July"', "stands_at", "2026-07-05"),
    "no TOML": ("s7.toml", "[[provision]]", "[[provision", "TOML"),
}  # fmt: skip


def changed(file, old, new):
    """The rulebook's files with the first match of a pattern changed; plain words match themselves."""
    pattern = old if old.endswith(r"\n") or old.startswith(r"\n") else re.escape(old)
    text, count = re.subn(pattern, lambda _: new, TEXTS[file], count=1)
    assert count == 1, f"{old} does not stand in {file}"
    return {**TEXTS, file: text}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused_with_its_file_and_place(what):
    file, old, new, *words = WRONG[what]
    with pytest.raises(BadRulebook) as refused:
        parse_rulebook(changed(file, old, new))
    said = str(refused.value)
    named = "s7.toml" if what == "a provision that stands twice" else file
    assert said.startswith(f"{named if what != 'an Act that is not listed' else 'elsewhere.toml'}, "), said
    assert [word for word in words if word not in said] == []


def test_the_digest_changes_with_a_word_and_with_nothing_else():
    assert parse_rulebook(TEXTS).digest == BOOK.digest
    assert parse_rulebook(dict(reversed(TEXTS.items()))).digest == BOOK.digest
    other = parse_rulebook(changed("s7.toml", "On top of the general duty", "Besides the general duty"))
    assert other.digest != BOOK.digest
    assert other.version == BOOK.version


# What is shipped.


def test_every_version_says_what_it_says_who_made_it_and_where_the_words_are():
    for provision, version in VERSIONS:
        assert version.summary[0].isupper(), version.ref
        assert version.summary.endswith("."), version.ref
        assert version.made_by, version.ref
        assert provision.eli.startswith("http://www.legislation.gov.uk/id/"), version.ref
        assert version.status == "prospective" or version.period.opened, version.ref


def eli_of(ref):
    """The path that a reference should have: CA2014.s6(7)(a) is section/6/7/a of its Act."""
    code, _, path = ref.partition(".")
    root = BOOK.acts[code].link.replace("https:", "http:").replace("gov.uk/", "gov.uk/id/")
    words = re.findall(r"[A-Za-z0-9]+", path.removeprefix("sch").removeprefix("s"))
    if path.startswith("sch"):
        return "/".join([root, "schedule", words[0], *(f"paragraph/{number}" for number in words[1:2]), *words[2:]])
    return "/".join([root, "section", *words])


def test_the_identifier_of_a_provision_fits_its_reference():
    assert [(p.ref, p.eli) for p in BOOK.provisions.values() if p.eli != eli_of(p.ref)] == []


def test_a_paragraph_stands_under_the_provision_that_it_is_a_part_of():
    for provision in BOOK.provisions.values():
        if provision.ref.endswith(")"):
            assert provision.parent == provision.ref.rpartition("(")[0]
        else:
            assert not provision.parent


def test_no_two_versions_in_force_overlap():
    for provision in BOOK.provisions.values():
        applied = [version for version in provision.versions if version.status != "prospective"]
        assert [pair for pair in combinations(applied, 2) if pair[0].period.both(pair[1].period)] == [], provision.ref


def test_sections_6_and_7_begin_on_1_april_2015_and_never_stop():
    for provision in BOOK.provisions.values():
        if re.match(r"CA2014\.s[67](\(|$)", provision.ref) and provision.ref != "CA2014.s6(1A)":
            assert provision.on(date(2015, 3, 31)) is None, provision.ref
            assert all(provision.on(date(year, 4, 1)) for year in range(2015, 2031)), provision.ref
    assert BOOK.on("CA2014.s6(1A)", date(2023, 3, 31)) is None
    assert BOOK.on("CA2014.s6(1A)", date(2023, 4, 1))
    assert BOOK.commencement == date(2015, 4, 1)


def test_what_is_prospective_is_shown_and_never_applied():
    prospective = [version for _, version in VERSIONS if version.status == "prospective"]
    assert [version.ref for version in prospective] == ["CA2014.s6(8)(a)"]
    assert prospective[0].expected
    for day in (date(2015, 4, 1), date(2026, 11, 22), date(2027, 4, 1), date(2100, 1, 1)):
        assert BOOK.on("CA2014.s6(8)(a)", day).status == "in_force"
        assert not [limb for limb in BOOK.limbs.on(day) if limb.version.status != "in_force"]


@pytest.mark.parametrize(
    ("ref", "when"),
    [
        ("CA2014.s1(4)(a)", {"body_kinds": ["district"]}),
        ("CA2014.s6(7)(a)", {"fact": FactKind.AREA_IN, "body_kinds": ["chief_officer_of_police"]}),
    ],
)
def test_a_prospective_version_is_not_applied_even_where_it_says_what_it_would_test(ref, when):
    provision = BOOK.provisions[ref]
    first = provision.versions[0]
    to_come = replace(first, period=statute.Period(), status="prospective", when=when)
    changed = replace(provision, versions=(*provision.versions, to_come))
    book = replace(BOOK, provisions={**BOOK.provisions, ref: changed})
    for authority in ("gss:E10000008", "gss:E07000041"):
        one, other = (
            statute.partners(each, england(), authority=authority, on=date(2026, 11, 22)) for each in (BOOK, book)
        )
        assert told(one) == told(other)
        assert one.authority_answer is other.authority_answer


def test_every_doubt_and_reading_gives_both_sides_and_a_source():
    for doubt in BOOK.doubts:
        assert all(text.endswith(".") for text in (doubt.says, doubt.ours, doubt.other, doubt.source)), doubt.id
        assert doubt.ours != doubt.other
    for provision in BOOK.provisions.values():
        for reading in provision.readings:
            assert reading.doubt.endswith("?"), provision.ref
            assert all(text.endswith(".") for text in (reading.ours, reading.other, reading.source)), provision.ref


def test_every_kind_that_is_not_listed_says_why_not():
    for kind in BOOK.kinds.values():
        assert kind.listed or kind.why_not.endswith("."), kind.id


def test_every_kind_in_the_register_is_one_that_the_rulebook_knows():
    assert {body.kind for body in england().bodies.values()} <= {k.id for k in BOOK.kinds.values() if k.listed}


# Each thing that the law turns on has a case that fails without it.


def without(ref):
    provision = BOOK.provisions[ref]
    gone = tuple(replace(version, status="omitted") for version in provision.versions)
    return replace(BOOK, provisions={**BOOK.provisions, ref: replace(provision, versions=gone)})


def some_case_fails(book):
    return any(not statute.run_case(book, england(), case).ok for case in CASES)


USED = [p.ref for p in BOOK.provisions.values() if p.gives and p.gives != "ground"]


@pytest.mark.parametrize("ref", USED)
def test_each_provision_that_the_evaluator_uses_has_a_case(ref):
    assert some_case_fails(without(ref))


@pytest.mark.parametrize("doubt", BOOK.doubts, ids=lambda doubt: doubt.id)
def test_each_doubt_has_a_case(doubt):
    assert some_case_fails(replace(BOOK, doubts=tuple(other for other in BOOK.doubts if other is not doubt)))


@pytest.mark.parametrize("kind", [kind for kind in BOOK.kinds.values() if not kind.listed], ids=lambda kind: kind.id)
def test_each_kind_that_is_not_listed_has_a_case(kind):
    named = f"kind:{kind.id}"
    assert any(named in {case.row.get("asker"), case.row.get("asked")} for case in CASES)


@pytest.mark.parametrize("provision", BOOK.giving("ground"), ids=lambda provision: provision.ref)
def test_each_ground_has_a_case_in_which_it_is_named(provision):
    ground = provision.versions[0].when["ground"]
    asked_first = {"CA2014.s7(1)": ("county", "unitary"), "CA2014.s7(2)": ("district", "icb")}[provision.parent]
    named = [case for case in CASES if ground in case.row.get("answer", {}).get("grounds", ())]
    assert any(england().body(case.row["asker"]).kind in asked_first for case in named)


# Our own words.


def runs(text, length=9):
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "'"))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def our_words():
    for provision, version in VERSIONS:
        yield version.ref, f"{provision.title}. {version.summary}"
    for provision in BOOK.provisions.values():
        for reading in provision.readings:
            yield from ((provision.ref, text) for text in (reading.doubt, reading.ours, reading.other))
    for doubt in BOOK.doubts:
        yield from ((doubt.id, text) for text in (doubt.says, doubt.ours, doubt.other))
    for kind in BOOK.kinds.values():
        yield kind.id, kind.why_not
    for words in (BOOK.persons, BOOK.grounds, BOOK.decisions, BOOK.purposes):
        yield from ((word.id, f"{word.name}. {word.says}") for word in words.values())
    yield from ((case.id, case.says) for case in CASES)


def test_no_sentence_of_ours_repeats_the_texts_that_we_were_given():
    if not SEEDS.is_dir():
        pytest.skip("The texts that the project began from are not beside this checkout.")
    given = set().union(*(runs(path.read_text("utf-8")) for path in SEEDS.glob("*.txt")))
    assert len(given) > 500
    assert [(ref, text) for ref, text in our_words() if runs(text) & given] == []
