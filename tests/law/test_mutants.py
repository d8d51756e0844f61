"""Every single slip in the rulebook is caught by the signed tables of the rule space: each mutant must die.

A slip is: a version dropped or moved by a day, a kind, person, decision or condition more or less, a fact, matter or
limb exchanged, a doubt dropped, turned or told to look elsewhere. What a mutant changes must show in a table.
"""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from concord import statute
from concord.statute import FactKind, space
from concord.statute.loading import CONDITIONS, MATTERS
from concord.statute.periods import FIRST, Period

from .test_space import read

BOOK = statute.rulebook()
SIGNED = {name: read(name) for name in space.tables(BOOK)}
BEHAVIOUR = ("authorities.csv", "supply.csv", "form.csv", "kinds.csv", "partners.csv", "duty.csv")
"""The tables that show what the evaluator does, cheapest first."""
ALL = ("versions.csv", "doubts.csv", *BEHAVIOUR)
"""With the two that show what is written in the rulebook."""
LISTS = {
    "body_kinds": sorted(BOOK.kinds),
    "authority_kinds": sorted(space.COUNCILS),
    "persons": sorted(BOOK.persons),
    "decisions": sorted(BOOK.decisions),
    "asker": ["local_authority", "relevant_partner"],
    "asked": ["local_authority", "relevant_partner"],
    "all_of": sorted(CONDITIONS),
    "any_of": sorted(CONDITIONS),
}
SWAPS = {
    "fact": sorted(FactKind),
    "matter": sorted(MATTERS),
    "functions": ["part_1", "any"],
    "ground": sorted(BOOK.grounds),
}


def survives(book, names=ALL):
    tables = space.tables(book)
    return all(computed == signed for name in names for computed, signed in zip_longest(tables[name], SIGNED[name]))


def with_provision(provision, **changes):
    provisions = {**BOOK.provisions, provision.ref: replace(provision, **changes)}
    return replace(BOOK, provisions=provisions)


def with_version(provision, number, version):
    versions = list(provision.versions)
    versions[number : number + 1] = [version] if version else []
    return with_provision(provision, versions=tuple(versions))


def moved(provision, number, days):
    """A version that begins some days off, with the end of the one before moved along."""
    versions = list(provision.versions)
    start = versions[number].period.start + timedelta(days=days)
    versions[number] = replace(versions[number], period=Period(start, versions[number].period.end))
    if number:
        before = versions[number - 1]
        versions[number - 1] = replace(before, period=Period(before.period.start, start))
    return with_provision(provision, versions=tuple(versions))


def other_whens(when):
    """Each `when` that is one slip away."""
    for key, value in when.items():
        if key in LISTS:
            yield from ({**when, key: [word for word in value if word != gone]} for gone in value)
            yield from ({**when, key: [*value, more]} for more in LISTS[key] if more not in value)
        elif key in SWAPS:
            yield from ({**when, key: other} for other in SWAPS[key] if other != value)
    if "authority_kinds" in when:
        yield {key: value for key, value in when.items() if key != "authority_kinds"}
    elif "fact" in when:
        yield from ({**when, "authority_kinds": [kind]} for kind in space.COUNCILS)


def law_mutants():
    """Slips in what the evaluator applies: they must show in what it answers."""
    for provision in BOOK.provisions.values():
        if not provision.gives:
            continue
        if provision.limb_of:
            yield f"{provision.ref} read alone", with_provision(provision, limb_of="")
        for number, version in enumerate(provision.versions):
            name = f"{provision.ref} version {number}"
            if version.status != "in_force" or not version.when:
                continue
            yield f"{name} dropped", with_version(provision, number, None)
            for when in other_whens(version.when):
                yield f"{name} with {when}", with_version(provision, number, replace(version, when=when))
            if version.period.start != FIRST:
                for days in (-1, 1):
                    yield f"{name} moved by {days}", moved(provision, number, days)


def doubt_mutants():
    for doubt in BOOK.doubts:
        rest = [other for other in BOOK.doubts if other is not doubt]
        yield f"{doubt.id} dropped", replace(BOOK, doubts=tuple(rest))
        turned = replace(doubt, turns="no" if doubt.turns == "yes" else "yes")
        yield f"{doubt.id} turned", replace(BOOK, doubts=(*rest, turned))
        for key, words in doubt.about.items():
            for gone in words:
                about = {**doubt.about, key: words - {gone}}
                yield f"{doubt.id} without {gone}", replace(BOOK, doubts=(*rest, replace(doubt, about=about)))
    for kind in BOOK.kinds.values():
        for gone in kind.instead:
            less = replace(kind, instead=tuple(ref for ref in kind.instead if ref != gone))
            yield f"{kind.id} without {gone}", replace(BOOK, kinds={**BOOK.kinds, kind.id: less})


def wording_mutants():
    """Slips in provisions that the evaluator only cites: they must show in the table of versions."""
    for provision in BOOK.provisions.values():
        for number, version in enumerate(provision.versions):
            name = f"{provision.ref} version {number}"
            yield f"{name} dropped", with_version(provision, number, None)
            yield (
                f"{name} reworded",
                with_version(provision, number, replace(version, summary=version.summary + " Not.")),
            )
            yield f"{name} made by another", with_version(provision, number, replace(version, made_by="SI 1999/1"))
            if version.status == "in_force" and version.period.start != FIRST:
                for days in (-1, 1):
                    yield f"{name} moved by {days}", moved(provision, number, days)


def survivors(mutants, names):
    return [name for name, book in mutants if survives(book, names)]


WITHOUT_EFFECT = (
    # Slips that change nothing that anybody can be told, each with its reason; the table of versions shows them.
    r"CA2014\.s(1\(4\)|6|7|45).* version 0 moved by -1",  # sections 6 and 7 as a whole begin no earlier
    r"CA2014\.s6\(8\)\(a\) version 1 moved by -?1",  # a new name for the same body: the words changed, not the partner
    r"CA2014\.s7\(3\) version 0 moved by 1",  # section 7 binds from the day before, and no table has an answer that day
    # A partner that asks is taken under section 7(2), an authority that asks under section 7(1), whatever else is said.
    r"CA2014\.s7\(1\) version 0 with \{'asker': \['local_authority', 'relevant_partner'\].*",
    r"CA2014\.s7\(2\) version 0 with \{'asker': \['relevant_partner'\].*",
    r"CA2014\.s7\(2\) version 0 with .*'asked': \['local_authority', 'relevant_partner'\].*",
    r"CA2014\.s7\(3\) version 0 with .*",  # whether part compliance and silence need reasons is a doubt either way
)


def test_the_rulebook_itself_survives():
    assert survives(BOOK)


def test_no_slip_in_what_the_law_does_survives():
    mutants = list(law_mutants())
    assert len(mutants) > 900
    left = [(name, book) for name, book in mutants if survives(book, BEHAVIOUR)]
    assert [name for name, _ in left if not any(re.fullmatch(known, name) for known in WITHOUT_EFFECT)] == []
    assert [name for name, book in left if survives(book)] == []


def test_no_slip_in_a_doubt_or_in_what_is_open_instead_survives():
    assert [name for name, book in doubt_mutants() if survives(book)] == []


def test_no_slip_in_the_wording_or_the_days_of_a_cited_provision_survives():
    assert [name for name, book in wording_mutants() if survives(book, ("versions.csv",))] == []
