"""Secure links: for one thing and one body, until a day, withdrawn one by one; and wrong ones tell nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Gone, Invalid, NotAllowed, NotFound, TooMany
from concord.delivery import links, queries, rules, services, tokens
from concord.delivery.models import LinkGuess, SecureLink

pytestmark = pytest.mark.django_db

DOOR = Actor.public("partner", correlation="c9")
HERE = "192.0.2.7"


def enter(token, at, address=HERE):
    return links.enter(DOOR, token, at=at, address=address)


def test_the_database_holds_a_digest_and_not_the_token(issue):
    issued = issue()
    assert len(issued.token) == 43
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM delivery_securelink")
        stored = str(cursor.fetchone())
    assert issued.token not in stored
    assert tokens.digest(issued.token) in stored
    assert issued.token not in str(list(Entry.objects.values()))


def test_a_link_s_address_is_the_partners_door(issue, settings):
    settings.BASE_URL = "https://concord.example"
    assert links.address("abc") == "https://concord.example/r/abc"


def test_looking_counts_nothing_and_entering_counts_one_use(issue, at):
    issued = issue()
    assert links.find(issued.token, at=at, address=HERE) == issued.link
    issued.link.refresh_from_db()
    assert (issued.link.uses, issued.link.first_opened_at) == (0, None)
    enter(issued.token, at + timedelta(hours=1))
    enter(issued.token, at + timedelta(hours=2))
    issued.link.refresh_from_db()
    assert (issued.link.uses, issued.link.first_opened_at, issued.link.last_opened_at) == (
        2,
        at + timedelta(hours=1),
        at + timedelta(hours=2),
    )
    assert [entry.event for entry in Entry.objects.order_by("seq")] == [
        "link:issue",
        "allotment:link",
        "link:open",
        "link:open",
    ]
    assert Entry.objects.last().facts == {"kind": "bed", "thing": "b1", "for_body": "ods:X", "uses": 2}
    assert audit.verify().ok


def test_who_enters_reaches_the_cover_of_the_one_thing_for_the_one_body(issue, at):
    issued = issue()
    actor = enter(issued.token, at)
    assert (actor.kind, actor.door, actor.body, actor.person) == ("partner", "partner", "ods:X", issued.link.public_id)
    assert (actor.reaches("bed-cover"), actor.reaches("bed"), actor.reaches("shed")) == ("b1", "", "")
    assert actor.correlation == "c9"
    again = links.partner(actor.person, at=at, correlation="c10")
    assert (again.only, again.correlation) == (actor.only, "c10")


def test_who_goes_on_is_known_with_one_read(issue, at, django_assert_num_queries):
    link = issue().link
    with django_assert_num_queries(1):
        links.partner(link.public_id, at=at, correlation="c", proved=True)


def test_a_link_goes_to_a_mailbox(issue):
    with pytest.raises(Invalid, match="Enter the e-mail address that the link goes to"):
        issue(to=" ")


def test_a_link_is_replaced_by_another_to_the_same_thing_for_the_same_body(issue, replace, at):
    old = issue()
    inside = enter(old.token, at)
    new = replace(old.link, to="kim@trust.example")
    assert (new.link.subject, new.link.body, new.link.to) == ("b1", "ods:X", "kim@trust.example")
    assert enter(new.token, at).reaches("bed-cover") == "b1"
    for act in (lambda: enter(old.token, at), lambda: links.partner(inside.person, at=at, correlation="c")):
        with pytest.raises(Gone, match="withdrawn"):
            act()
    entry = Entry.objects.get(event="link:replace")
    assert (entry.subject, entry.facts["replacement"]) == (old.link.public_id, new.link.public_id)
    assert "kim@trust.example" not in str(list(Entry.objects.values()))
    with pytest.raises(Conflict, match="withdrawn before"):
        replace(old.link, to="kim@trust.example")


def test_a_link_is_replaced_only_as_a_part_of_another_operation(issue, officer, at):
    link = issue().link
    with pytest.raises(NotAllowed):
        services.replace_link(officer, link, to=link.to, at=at, expires_at=at + timedelta(days=1))


def test_one_thing_may_have_links_to_several_mailboxes(issue, officer):
    issue()
    issue(to="kim@trust.example")
    assert [link.to for link in queries.links_about(officer, "bed", "b1")] == ["kim@trust.example", "jo@trust.example"]


def wrong_links(right: str) -> list[str]:
    return ["", "abc", right[:-1], right[:-1] + ("a" if right[-1] != "a" else "b"), right + "a", "ü" * 43, "a" * 5000]


def test_a_wrong_link_says_the_same_whatever_is_wrong_with_it(issue, at):
    said = set()
    for token in wrong_links(issue().token):
        with pytest.raises(NotFound) as told:
            links.find(token, at=at, address=HERE)
        said.add(str(told.value))
    assert said == {rules.WRONG_LINK}
    assert "ask the person who wrote to you" in rules.WRONG_LINK


def test_a_link_past_its_day_says_so_and_what_to_do(issue, at):
    issued = issue(lasts=timedelta(days=30))
    enter(issued.token, at + timedelta(days=30) - timedelta(seconds=1))
    for act in (
        lambda: enter(issued.token, at + timedelta(days=30)),
        lambda: links.partner(issued.link.public_id, at=at + timedelta(days=30), correlation="c"),
    ):
        with pytest.raises(Gone, match=r"stopped working on 22 December 2026.*for a new link"):
            act()


def test_a_withdrawn_link_says_so_and_throws_out_who_is_inside(issue, revoke, at):
    issued, other = issue(), issue()
    actor = enter(issued.token, at)
    revoke(issued.link)
    for act in (
        lambda: links.find(issued.token, at=at, address=HERE),
        lambda: links.partner(actor.person, at=at, correlation="c"),
        lambda: services.open_link(DOOR, issued.link, at=at),
    ):
        with pytest.raises(Gone, match=r"was withdrawn.*newer e-mail"):
            act()
    assert enter(other.token, at)
    with pytest.raises(Conflict, match="withdrawn before"):
        revoke(issued.link)
    assert "link:revoke" in set(Entry.objects.values_list("event", flat=True))


def test_a_link_used_up_lets_nobody_else_in_and_leaves_who_is_inside(issue, at):
    issued = issue(uses_allowed=1)
    actor = enter(issued.token, at)
    with pytest.raises(Gone, match="as often as it may be"):
        enter(issued.token, at)
    assert links.partner(actor.person, at=at, correlation="c").body == "ods:X"


def test_nobody_goes_on_by_a_link_that_never_was(at):
    with pytest.raises(NotFound):
        links.partner("nobody", at=at, correlation="c")


def test_a_link_ends_after_it_begins(issue):
    with pytest.raises(Invalid, match="later end"):
        issue(lasts=timedelta(0))


def test_links_are_issued_and_withdrawn_only_as_part_of_another_operation(issue, officer, at):
    link = issue().link
    with pytest.raises(NotAllowed):
        services.issue_link(
            officer, about=("bed", "b1"), body="ods:X", at=at, expires_at=at + timedelta(days=1), to=link.to
        )
    with pytest.raises(NotAllowed):
        services.revoke_link(officer, link, at=at)
    assert queries.links_about(officer, "bed", "b1").get() == link


def test_only_the_partners_door_opens_links(issue, officer, at):
    issued = issue()
    for actor in (officer, Actor.public("public", correlation="c"), Actor.command("x")):
        with pytest.raises(NotAllowed):
            links.enter(actor, issued.token, at=at, address=HERE)


def test_twenty_wrong_links_in_a_quarter_of_an_hour_are_enough(at):
    for second in range(20):
        with pytest.raises(NotFound):
            links.find("wrong", at=at + timedelta(seconds=second), address=HERE)
    with pytest.raises(TooMany, match="Wait 15 minutes") as told:
        links.find("wrong", at=at + timedelta(seconds=30), address=HERE)
    assert told.value.wait == 15 * 60 - 30
    with pytest.raises(NotFound):
        links.find("wrong", at=at, address="192.0.2.8")
    with pytest.raises(NotFound):
        links.find("wrong", at=at + timedelta(minutes=15), address=HERE)


def test_a_right_link_still_works_where_a_neighbour_tried_many_wrong_ones(issue, at):
    for _ in range(20):
        with pytest.raises(NotFound):
            links.find("wrong", at=at, address=HERE)
    assert enter(issue().token, at).body == "ods:X"


def test_of_who_tried_only_a_keyed_hash_is_kept_and_for_a_day(at):
    with pytest.raises(NotFound):
        links.find("wrong", at=at, address=HERE)
    assert HERE not in LinkGuess.objects.get().address
    links.forget_old(at=at + timedelta(days=1))
    assert LinkGuess.objects.exists()
    links.forget_old(at=at + timedelta(days=1, seconds=1))
    assert not LinkGuess.objects.exists()


def test_a_wrong_link_leaves_nothing_on_the_record(at):
    with pytest.raises(NotFound):
        links.find("wrong", at=at, address=HERE)
    assert not Entry.objects.exists()
    assert not SecureLink.objects.exists()
