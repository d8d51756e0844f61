"""What the pages of changes show: days in words, who takes over, what was decided of each place, what is touched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from concord.access.operation import NOT_HERE
from concord.agreements import queries
from concord.agreements.queries import Narrowed
from concord.agreements.queries.arrangements import arrangements_page, offered
from concord.agreements.sentences import last_day
from concord.agreements.wording import KIND, STATUS, became
from concord.base import clock
from concord.base.errors import NotFound
from concord.contacts.queries import contacts_of
from concord.pages.days import day
from concord.requests.queries import open_between
from concord.web.agreements.showing import COLOUR

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.queries import Change, Place
    from concord.base.actor import Actor

AHEAD: Final = timedelta(days=731)
"""How far ahead the register's changes are looked for."""
MORE_THAN_A_MONTH: Final = 45
COMES: Final = {
    "merger": "{name}, into which it merges",
    "split": "{name}, for a part of it",
    "boundary_change": "{name}, for a part of its area",
    "reorganisation": "{name}, by reorganisation",
    "replacement": "{name}, in its place",
}
"""What comes after a body, by how; before the day and after it."""


def changes_of(actor: Actor) -> tuple[Change, ...]:
    """Every change that touches what the actor's body keeps, two years ahead."""
    on = clock.today()
    return queries.changes_of_parties(actor, on=on, upto=on + AHEAD, at=clock.now())


def change_of(actor: Actor, ref: str) -> Change:
    """The change of one body. Raises NotFound where it touches nothing."""
    found = next((one for one in changes_of(actor) if one.ended.ref == ref), None)
    if found is None:
        raise NotFound(NOT_HERE)
    return found


def how_far(on: date, *, today: date) -> str:
    """How far off a day is, in words.

    >>> from datetime import date
    >>> [how_far(date(2027, 4, 1), today=day) for day in (date(2026, 11, 22), date(2027, 3, 31), date(2027, 4, 3))]
    ['in 4 months', 'tomorrow', '2 days ago']
    """
    left = (on - today).days
    if abs(left) > MORE_THAN_A_MONTH:
        many = f"{round(abs(left) / 30.44)} months"
        return f"in {many}" if left > 0 else f"{many} ago"
    if abs(left) <= 1:
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[left]
    return f"in {left} days" if left > 0 else f"{-left} days ago"


def head(change: Change) -> dict[str, Any]:
    """A change as a line tells of it: whose end, when, who takes over, how much of it is decided."""
    ended, today = change.ended, clock.today()
    direct = [one for one in change.after if one.old == ended.ref] or list(change.after)
    return {
        "ref": ended.ref,
        "name": ended.name,
        "ours": change.ours,
        "verb": "ended" if ended.on <= today else "ends",
        "last": last_day(ended.on),
        "far": how_far(ended.on, today=today),
        "announced": ended.announced,
        "after": [COMES[one.how].format(name=one.name) for one in direct],
        "many": len(change.places),
        "done": change.done,
        "left": change.left,
        "href": reverse("successions:change", args=[ended.ref]),
    }


def line(place: Place, change: Change) -> dict[str, Any]:
    """A place as the page of its change shows it; `fixed` says that nothing more can be decided of it."""
    today, decided = clock.today(), place.decided
    done = decided is not None and change.ended.on <= today and decided.outcome != "agree-anew"
    return {
        "place": place,
        "kind": KIND[place.kind],  # type: ignore[index]  # a kind is its value
        "status": {"text": STATUS[place.status], "colour": COLOUR[place.status]},
        "review": day(place.review_on) if place.review_on and not place.final else "",
        "decided": became(decided) if decided else "",
        "by": f"{decided.said_by}, {day(decided.said_at)}" if decided else "",
        "words": decided.words if decided else "",
        "fixed": done or (place.final and not change.ours),
        "href": reverse("agreements:page", args=[place.agreement]),
    }


def touched(actor: Actor, change: Change) -> list[tuple[str, str]]:
    """What else the change touches, as words and the address where it is seen."""
    ref, on = change.ended.ref, clock.today()
    found: list[tuple[str, str]] = []
    early = sum(place.review_on is not None and place.review_on < change.ended.on for place in change.places)
    if early:
        found.append((f"{_many(early, 'review')} of them due before that day", "#places"))
    if change.ours:
        return [*found, *_inside(actor)]
    if number := len(contacts_of(actor, ref, on=on)):
        found.append((_many(number, "named contact"), reverse("contacts:body", args=[ref])))
    in_flight = open_between(actor, other=ref)
    inbox = reverse("requests:inbox")
    for number, show, whose in ((in_flight.ours, "us", "us"), (in_flight.theirs, "them", "them")):
        if number:
            words = f"{_many(number, 'request')} in flight that {'waits' if number == 1 else 'wait'} for {whose}"
            found.append((words, f"{inbox}?{urlencode({'show': show, 'other': ref})}"))
    theirs = queries.agreements(actor, on=on, narrowed=Narrowed(body=ref, whose="theirs"))
    if theirs:
        words = f"{_many(len(theirs), 'agreement')} that others keep: they decide"
        found.append((words, f"{reverse('agreements:register')}?{urlencode({'body': ref, 'whose': 'theirs'})}"))
    return found


def _inside(actor: Actor) -> list[tuple[str, str]]:
    if not offered(actor):
        return []
    pairs = arrangements_page(actor, on=clock.today(), at=clock.now()).pairs
    number = sum(pair.arrangement is not None for pair in pairs)
    words = f"{_many(number, 'internal arrangement')}: section 6(4) asks each council after us for its own"
    return [(words, reverse("arrangements:start"))] if number else []


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
