"""Bodies that no edition lists: officers add them, requests can name them, the register of England stays as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord import statute
from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.registry import queries, services
from concord.registry.wording import BOARD_KIND, OTHER_KINDS
from concord.statute.errors import UnknownBody
from kit import editions, given

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ON = date(2026, 11, 23)
PUBLIC = Actor.public(correlation="c")
COMMAND = Actor.command("a test")


def officer(body=editions.COUNTY, role="practitioner"):
    return Actor.signed_in("p1", "Wren Okafor", body=body, roles=frozenset({role}), door="desk", correlation="c1")


def surgery(actor=None, *, name="Quayside Surgery", code="A81001", kind="gp-practice", **more):
    return services.add_other_body(actor or officer(), kind=kind, name=name, code=code, at=AT, on=ON, **more)


def names(lines):
    return [line.name for line in lines]


def test_an_officer_adds_a_practice_and_everybody_at_the_desk_finds_it(westshire):
    body = surgery()
    assert body.ref == "ods:A81001"
    for asked in ("quayside", "A81001", "ods:A81001"):
        assert names(queries.search_all_bodies(officer(editions.DISTRICT), asked)) == ["Quayside Surgery"]
    assert queries.find_any_body(officer(), "Quayside Surgery") == "ods:A81001"
    (line,) = queries.all_other_bodies(officer(), on=ON)
    assert (line.kind_name, line.exists.contains(date(2015, 4, 1))) == ("GP practice", True)
    known = queries.bodies_known(["ods:A81001"])["ods:A81001"]
    assert known.source.startswith("An officer of Westshire County Council says so")


def test_it_is_no_partner_and_section_6_2_is_open_instead(westshire):
    ref = surgery().ref
    register = queries.register_of(editions.COUNTY, ref)
    found = statute.partner(statute.rulebook(), register, authority=editions.COUNTY, body=ref, on=ON)
    assert found.answer == "no"


def test_the_public_register_does_not_know_it(westshire):
    before = queries.register_tables(ON)
    status, checks = queries.register_status(ON), queries.quality_checks()
    ref = surgery().ref
    services.add_board(COMMAND, name="Westshire Safeguarding Adults Board", authorities=[editions.COUNTY], at=AT)
    assert queries.register_tables(ON) == before
    assert (queries.register_status(ON), queries.quality_checks()) == (status, checks)
    assert ref not in queries.register_known().bodies
    assert queries.search_bodies("quayside") == queries.search_all_bodies(PUBLIC, "quayside") == ()
    assert queries.all_other_bodies(PUBLIC, on=ON) == ()
    for asked in ("Quayside Surgery", ref, "A81001"):
        with pytest.raises(UnknownBody):
            queries.find_body(asked)
    with pytest.raises(UnknownBody):
        queries.body_page(ref)


def test_no_public_page_shows_it(westshire, client):
    surgery()
    for page in ("/bodies/ods:A81001", "/councils/ods:A81001/", "/api/v1/bodies/ods:A81001"):
        assert client.get(page, follow=True).status_code == 404


def test_a_later_edition_leaves_it_alone(westshire, load):
    ref = surgery().ref
    tables = editions.rows()
    tables["bodies"].append({"ref": ref, "kind": "nhs_trust", "start_certainty": "earlier", "standing": "in_force"})
    tables["names"].append({"ref": ref, "name": "Somebody Else NHS Trust"})
    load(tables, version="2", day="2026-11-24", at=datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert queries.bodies_known([ref])[ref].kind == "gp-practice"


@pytest.mark.parametrize(
    ("kind", "code"), [("gp-practice", "A8100"), ("gp-practice", "81001A"), ("pharmacy", "A81001"), ("school", "x")]
)
def test_a_code_of_another_shape_is_refused_beside_its_field(westshire, kind, code):
    with pytest.raises(Invalid, match="not the code") as refused:
        surgery(kind=kind, code=code)
    assert refused.value.field == "code"


def test_a_code_may_be_typed_as_people_type_it(westshire):
    assert surgery(code=" ods:a81001 ").ref == "ods:A81001"


def test_without_a_code_it_gets_a_reference_of_its_own(westshire):
    assert surgery(kind="care-provider", code="").ref.startswith("other:")


@pytest.mark.parametrize("code", ["A81001", "RW9"])
def test_a_code_that_is_held_is_not_added_again(westshire, code):
    surgery()
    with pytest.raises(Conflict, match="here already"):
        surgery(name="Another name", code=code, kind="gp-practice" if code == "A81001" else "school")


def test_a_name_like_one_of_the_same_council_is_pointed_out_first(westshire):
    surgery()
    with pytest.raises(Conflict, match="Quayside Surgery") as refused:
        surgery(name="The Quay-side surgery", code="")
    assert refused.value.field == "name"
    assert surgery(name="The Quay-side surgery", code="", although_alike=True)


def test_the_same_name_at_another_council_is_another_practice(westshire):
    surgery()
    assert surgery(officer(editions.DISTRICT), code="A81002").ref == "ods:A81002"


def test_what_the_register_of_england_has_is_pointed_out(westshire):
    with pytest.raises(Conflict, match="Westshire Hospitals NHS Trust"):
        surgery(name="Westshire hospitals nhs trust", code="", kind="other-body")


@pytest.mark.parametrize("kind", ["county", BOARD_KIND, "nonsense"])
def test_councils_and_boards_are_not_added_as_other_bodies(westshire, kind):
    with pytest.raises(Invalid):
        surgery(kind=kind, code="")


@pytest.mark.parametrize("name", ["", " . ", "x" * 201])
def test_a_name_is_needed(westshire, name):
    with pytest.raises(Invalid) as refused:
        surgery(name=name)
    assert refused.value.field == "name"


@pytest.mark.parametrize("actor", [PUBLIC, officer(role="assurance"), officer(body="")])
def test_only_officers_who_work_with_other_bodies_add_them(westshire, actor):
    with pytest.raises(NotAllowed):
        surgery(actor)


def test_the_record_says_who_added_what(westshire):
    surgery()
    entry = Entry.objects.get(event="register:add-body")
    assert (entry.subject, entry.facts["kind"], entry.facts["name"]) == (
        "ods:A81001",
        "gp-practice",
        "Quayside Surgery",
    )


def test_every_kind_is_one_that_the_rulebook_explains():
    kinds = statute.rulebook().kinds
    assert [kind for kind in OTHER_KINDS if kind not in kinds or kinds[kind].listed] == []


# Safeguarding Adults Boards: section 43(1), and (6) where councils share one.


def board(actor=COMMAND, *, name="Westshire Safeguarding Adults Board", of=(editions.COUNTY,), starts=None):
    return services.add_board(actor, name=name, authorities=of, at=AT, starts=starts)


def test_a_board_is_the_board_of_its_council(westshire):
    assert board().ref == "sab:westshire"
    assert queries.board_of("sab:westshire", ON) == (editions.COUNTY,)
    assert queries.boards_of(editions.COUNTY, ON) == ("sab:westshire",)
    assert queries.board_of(editions.COUNTY, ON) == ()
    assert names(queries.search_all_bodies(officer(), "westshire safeguarding")) == [
        "Westshire Safeguarding Adults Board"
    ]


def test_councils_may_share_a_board(load):
    tables = editions.rows()
    life = {"start_certainty": "earlier", "standing": "in_force"}
    tables["bodies"].append({"ref": "gss:E06000999", "kind": "unitary", **life})
    tables["names"].append({"ref": "gss:E06000999", "name": "Barchester City Council"})
    load(tables)
    board(of=[editions.COUNTY, "gss:E06000999"])
    assert queries.board_of("sab:westshire", ON) == ("gss:E06000999", editions.COUNTY)


def test_a_board_has_the_days_that_are_given(westshire):
    board(starts=date(2020, 1, 1))
    assert queries.board_of("sab:westshire", date(2019, 12, 31)) == ()
    assert queries.board_of("sab:westshire", date(2020, 1, 1)) == (editions.COUNTY,)


def test_a_council_has_one_board(westshire):
    board()
    with pytest.raises(Conflict, match="has a board already"):
        board(name="Second Westshire Safeguarding Adults Board")
    with pytest.raises(Conflict, match="sab:westshire"):
        board()


@pytest.mark.parametrize("of", [[], [editions.DISTRICT], ["gss:nowhere"]])
def test_only_councils_with_adult_social_care_have_one(westshire, of):
    with pytest.raises(Invalid) as refused:
        board(of=of)
    assert refused.value.field == "authorities"


def test_keepers_say_which_board_is_their_councils_own(westshire):
    keeper = officer(role="register_keeper")
    assert board(keeper).ref == "sab:westshire"
    with pytest.raises(Invalid, match="Your own council"):
        board(officer(editions.DISTRICT, "register_keeper"), name="Other Safeguarding Adults Board")
    with pytest.raises(NotAllowed):
        board(officer(), name="Other Safeguarding Adults Board")


def test_people_can_hold_roles_in_a_board(westshire):
    board()
    coordinator = given.a_person("Bex Halloway", body="sab:westshire")
    assert given.acting(coordinator).body == "sab:westshire"
