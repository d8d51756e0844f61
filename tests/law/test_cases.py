"""Every law case holds, our own and, where they are at hand, the shared ones; a case file that is wrong is refused.

Our own cases lie in `cases/`, questions with their right answers that a lawyer can add to without a programmer.
"""

import json
from pathlib import Path

import pytest

from concord import statute
from concord.statute import BadCases
from kit.england import england

OWN = sorted((Path(__file__).parent / "cases").glob("*.toml"))
SHARED = Path(__file__).parents[3] / "shared/law/cases.toml"
BOOK = statute.rulebook()
CASES = [case for path in OWN for case in statute.read_cases(path.name, path.read_text("utf-8"))]

DUTY = """
format = "concord.cases/1"
[[case]]
id = "melton"
says = "Leicestershire asks Melton."
on = 2021-01-04
question = "duty"
asker = "gss:E10000018"
asked = "gss:E07000133"
person = "adult"
function = "CA2014.s9"
expect = { bound = "yes" }
"""
ANSWER = 'answer = { decision = "refused", grounds = [], reasons = "", form = "oral" }\n'
REFUSAL = DUTY.replace('"duty"', '"refusal"').replace(
    'expect = { bound = "yes" }', ANSWER + 'expect = { complete_in_form = "no" }'
)
LIST = """
format = "concord.cases/1"
[[case]]
id = "rutland"
says = "The partners of Rutland."
on = 2021-01-04
question = "partners"
authority = "gss:E06000017"
expect = { include = ["police:leicestershire"] }
"""
SUPPLY = """
format = "concord.cases/1"
[[case]]
id = "board"
says = "The board of Rutland asks."
on = 2021-01-04
question = "supply"
asker = "gss:E06000017"
asked = "kind:gp-practice"
conditions_met = true
expect = { must_supply = "yes" }
"""


def run(text, register=None):
    return [statute.run_case(BOOK, register or england(), case) for case in statute.read_cases("some file.toml", text)]


def failures(cases):
    results = [statute.run_case(BOOK, england(), case) for case in cases]
    return [f"{r.id}: expected {r.expected}, found {r.found}\n{r.because}" for r in results if not r.ok]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}-{case.id}")
def test_the_case_holds(case):
    result = statute.run_case(BOOK, england(), case)
    assert result.ok, f"{case.says}\nexpected {result.expected}\nfound {result.found}\n{result.because}"


def test_no_id_stands_in_two_files():
    ids = [case.id for case in CASES]
    assert len(set(ids)) == len(ids) > 300


def test_every_case_says_its_story_in_a_sentence():
    assert not [case.id for case in CASES if not case.says[0].isupper() or not case.says.endswith(".")]


def test_the_shared_cases_hold():
    if not SHARED.exists():
        pytest.skip("The shared law cases are not beside this checkout.")
    cases = statute.read_cases(SHARED.name, SHARED.read_text("utf-8"))
    assert len(cases) > 200
    assert not failures(cases)


def test_results_are_json_in_their_own_format():
    right, wrong = run(DUTY), run(DUTY.replace('bound = "yes"', 'bound = "no"'))
    found = json.loads(json.dumps(statute.results_json([*right, *wrong])))
    assert found["format"] == "concord.cases.result/1"
    assert (found["passed"], found["failed"]) == (1, 1)
    assert [set(row) for row in found["results"]] == [{"id", "ok", "expected", "found", "because"}] * 2
    assert [row["ok"] for row in found["results"]] == [True, False]
    assert found["results"][1]["expected"] == {"bound": "no"}
    assert found["results"][1]["found"]["bound"] == "yes"
    assert "Melton Borough Council" in found["results"][1]["because"]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (DUTY, 'bound = "yes"', 'relevant_partner = "no"'),
        (DUTY, 'bound = "yes"', 'provisions = ["CA2014.s6(7)(b)"]'),
        (DUTY, 'bound = "yes"', 'under = "CA2014.s7(2)"'),
        (DUTY, 'bound = "yes"', 'instead = ["CA2014.s6(2)"]'),
        (REFUSAL, '{ complete_in_form = "no" }', "{ breach = [] }"),
        (REFUSAL, '{ complete_in_form = "no" }', '{ breach = ["CA2014.s7(3)", "CA2014.s7(1)"] }'),
        (LIST, 'include = ["police:leicestershire"]', 'exclude = ["police:leicestershire"]'),
        (LIST, 'include = ["police:leicestershire"]', 'include = ["police:kent"]'),
        (LIST, 'include = ["police:leicestershire"]', 'counts = { "CA2014.s6(7)(e)" = 2 }'),
        (LIST, 'include = ["police:leicestershire"]', 'counts = { "CA2014.s6(7)(a)" = 1 }'),
        (SUPPLY, 'must_supply = "yes"', 'must_supply = "no"'),
    ],
)
def test_a_wrong_expectation_fails(text, old, new):
    assert [result.ok for result in run(text)] == [True]
    assert [result.ok for result in run(text.replace(old, new))] == [False]


def test_more_may_be_found_than_a_case_lists():
    agreed = 'agreements = [{ between = ["gss:E10000018", "gss:E07000133"], from = 2020-01-01 }]\nexpect'
    listed = DUTY.replace("expect", agreed).replace('bound = "yes"', 'provisions = ["CA2014.s6(7)(a)"]')
    (result,) = run(listed)
    assert result.ok
    assert result.found["provisions"] == ["CA2014.s6(7)(a)", "CA2014.s6(7)(b)"]


WRONG = {
    # what is wrong: (file, what to replace, with what, words that must stand in the refusal)
    "unknown key": (DUTY, "person =", "persons =", "melton", "persons"),
    "unknown key in expect": (DUTY, "bound =", "binds =", "melton", "expect", "binds"),
    "unknown key in an answer": (REFUSAL, "form =", "shape =", "melton", "answer", "shape"),
    "unknown key in an agreement": (
        DUTY,
        "expect",
        'agreements = [{ between = ["gss:E10000018", "gss:E07000133"], since = 2020-01-01 }]\nexpect',
        *("melton", "agreements", "since"),
    ),
    "unknown key beside the cases": (DUTY, "[[case]]", 'title = "x"\n[[case]]', "title"),
    "missing key": (DUTY, 'function = "CA2014.s9"\n', "", "melton", "function", "missing"),
    "missing id": (DUTY, 'id = "melton"\n', "", "case 1", "id"),
    "missing answer": (DUTY, '"duty"', '"refusal"', "melton", "answer"),
    "nothing expected": (DUTY, '{ bound = "yes" }', "{}", "melton", "expect"),
    "unknown question": (DUTY, '"duty"', '"guilt"', "melton", "question", "guilt", "partners"),
    "unknown asker": (DUTY, "gss:E10000018", "gss:E19999999", "melton", "asker", "gss:E19999999"),
    "unknown addressee": (DUTY, "gss:E07000133", "ods:ZZZ", "melton", "asked", "ods:ZZZ"),
    "unknown authority": (LIST, "gss:E06000017", "gss:E06999999", "rutland", "authority", "gss:E06999999"),
    "unknown body in a list": (LIST, "police:leicestershire", "police:sherwood", "rutland", "include"),
    "unknown body left out of a list": (
        LIST,
        'include = ["police:leicestershire"]',
        'exclude = ["police:sherwood"]',
        *("rutland", "exclude", "police:sherwood"),
    ),
    "unknown body in an agreement": (
        DUTY,
        "expect",
        'agreements = [{ between = ["gss:E10000018", "gss:X"], from = 2020-01-01 }]\nexpect',
        *("melton", "agreements", "gss:X"),
    ),
    "unknown trust": (
        DUTY,
        "expect",
        'services = [{ trust = "ods:Q", authority = "gss:E10000018", from = 2020-01-01 }]\nexpect',
        *("melton", "services", "ods:Q"),
    ),
    "unknown kind": (SUPPLY, "kind:gp-practice", "kind:wizard", "board", "asked", "wizard", "gp-practice"),
    "kind that the register lists": (SUPPLY, "kind:gp-practice", "kind:icb", "board", "asked", "icb"),
    "unknown provision under counts": (
        LIST,
        'include = ["police:leicestershire"]',
        'counts = { "CA2014.s6(7)(A)" = 0 }',
        *("rutland", "counts", "CA2014.s6(7)(A)"),
    ),
    "unknown person": (DUTY, '"adult"', '"grown-up"', "melton", "grown-up", "carer"),
    "unknown function": (DUTY, "CA2014.s9", "CA2014.s999", "melton", "CA2014.s999"),
    "unknown decision": (REFUSAL, '"refused"', '"declined"', "melton", "declined", "refused"),
    "unknown ground": (REFUSAL, "grounds = []", 'grounds = ["busy"]', "melton", "busy", "adverse-effect"),
    "unknown form": (REFUSAL, '"oral"', '"fax"', "melton", "form", "fax", "written"),
    "unknown ground pleaded": (SUPPLY, "expect", 'grounds = ["busy"]\nexpect', "board", "busy"),
    "unknown word expected": (DUTY, '"yes"', '"maybe"', "melton", "bound", "maybe", "arguable"),
    "impossible day": (DUTY, "2021-01-04", "2021-02-29", "melton", "on"),
    "impossible day in an agreement": (
        DUTY,
        "expect",
        'agreements = [{ between = ["gss:E10000018", "gss:E07000133"], from = 2020-13-01 }]\nexpect',
        *("melton", "agreements"),
    ),
    "day as a text": (DUTY, "2021-01-04", '"4 January 2021"', "melton", "on", "2016-05-01"),
    "day with an hour": (DUTY, "2021-01-04", "2021-01-04T10:00:00", "melton", "on"),
    "period that ends before it begins": (
        DUTY,
        "expect",
        'agreements = [{ between = ["gss:E10000018", "gss:E07000133"], from = 2020-01-01, to = 2019-01-01 }]\nexpect',
        *("melton", "2019-01-01"),
    ),
    "agreement with oneself alone": (
        DUTY,
        "expect",
        'agreements = [{ between = ["gss:E10000018"], from = 2020-01-01 }]\nexpect',
        *("melton", "agreements", "between"),
    ),
    "truth as a text": (SUPPLY, "= true", '= "false"', "board", "conditions_met", "true or false"),
    "number as a text": (
        LIST,
        'include = ["police:leicestershire"]',
        'counts = { "CA2014.s6(7)(e)" = "1" }',
        *("rutland", "counts"),
    ),
    "text for a list": (LIST, '["police:leicestershire"]', '"police:leicestershire"', "rutland", "include"),
    "number for a text": (DUTY, '"gss:E10000018"', "18", "melton", "asker", "18"),
    "other format": (DUTY, "concord.cases/1", "concord.cases/9", "format", "concord.cases/9", "concord.cases/1"),
    "no TOML": (DUTY, 'person = "adult"', "person adult", "melton", "TOML", "line 10"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused_with_its_file_its_case_and_its_key(what):
    text, old, new, *words = WRONG[what]
    assert old in text
    with pytest.raises(BadCases) as refused:
        run(text.replace(old, new, 1))
    said = str(refused.value)
    assert said.startswith("some file.toml, ")
    assert [word for word in words if word not in said] == []
    assert said.count("some file.toml") == 1


def test_two_cases_with_one_id_are_refused():
    with pytest.raises(BadCases, match="melton") as refused:
        run(DUTY + DUTY.partition('"concord.cases/1"')[2])
    assert "twice" in str(refused.value)


def test_the_second_case_is_named_where_it_is_the_one_that_is_wrong():
    second = DUTY.partition('"concord.cases/1"')[2].replace("melton", "charnwood").replace("2021-01-04", "2021-04-31")
    with pytest.raises(BadCases, match="charnwood, on"):
        run(DUTY + second)
    with pytest.raises(BadCases, match="case 2"):
        run(DUTY + second.replace('id = "charnwood"\n', ""))


def test_an_empty_file_is_refused():
    with pytest.raises(BadCases, match="format"):
        statute.read_cases("empty.toml", "")


def test_a_case_is_asked_of_the_register_that_it_is_given():
    none = statute.Register({ref: england().bodies[ref] for ref in ("gss:E10000018", "gss:E07000133")}, ())
    (result,) = run(DUTY, none)
    assert result.found["bound"] == "unknown"
