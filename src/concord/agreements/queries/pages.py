"""One agreement as its page shows it: where it stands, its text and clauses, who has agreed, what was said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Clause, Comment, Party, PartyBody, Review, Signature, Version
from concord.agreements.permissions import seen_by
from concord.agreements.queries.reading import stories
from concord.agreements.queries.shown import versions_shown
from concord.agreements.rules.kinds import Kind
from concord.agreements.rules.standing import standing
from concord.audit import queries as audit
from concord.base.errors import NotFound
from concord.registry.queries import bodies_known
from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.agreements.queries.reading import Seat, Story
    from concord.agreements.rules.standing import Standing, Text
    from concord.audit.queries import Line
    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """An agreement on a day. `text` is the version that counts, `draft` the one that can be written, if there is one.

    `signatures` and `comments` go by version number; `may` holds the events that the actor may do to it, `seat` is the
    place that the actor's body holds, None where it holds none. `names` are those of all parties, by party id, of any
    day. Whoever does not keep it sees no version that nobody has shown to the parties. `beneath` are the titles, by id,
    of what the keeper has hung under it.
    """

    agreement: Agreement
    standing: Standing
    versions: tuple[Version, ...]
    text: Version
    draft: Version | None
    clauses: tuple[Clause, ...]
    draft_clauses: tuple[Clause, ...]
    seats: tuple[Seat, ...]
    seat: Seat | None
    names: dict[str, str]
    signatures: dict[int, tuple[Signature, ...]]
    comments: dict[int, tuple[Comment, ...]]
    reviews: tuple[Review, ...]
    may: frozenset[Event]
    beneath: dict[str, str]


def agreement_row(actor: Actor, public_id: str, event: Event) -> Agreement:
    """The row, for a service. Raises NotFound where the actor may not do `event` to it."""
    row = policies.visible(actor, event, Agreement.objects.filter(public_id=public_id)).first()
    if row is None:
        raise NotFound(NOT_HERE)
    return row


def party_row(actor: Actor, public_id: str, event: Event) -> Party:
    """The place at the table, for a service. Raises NotFound where the actor may never do `event` for it.

    Whether its body holds the place on the day, the service asks.
    """
    rows = Party.objects.filter(public_id=public_id).select_related("agreement")
    row = policies.visible(actor, event, rows).first()
    if row is None:
        raise NotFound(NOT_HERE)
    return row


def agreement_page(actor: Actor, public_id: str, *, on: date) -> AgreementPage:
    """An agreement for somebody at a desk. Raises NotFound where the actor may not see it."""
    row = Agreement.objects.filter(seen_by(actor), public_id=public_id).distinct().first()
    if row is None:
        raise NotFound(NOT_HERE)
    operation.seen(actor, Event.SEE, row, {"kind": row.kind})
    return _page(actor, row, _story(row, on), on)


def party_page(actor: Actor, *, on: date) -> AgreementPage:
    """The agreement of the place that a partner's link opens. Raises NotFound for anybody else."""
    row = Agreement.objects.filter(seen_by(actor)).first() if actor.kind == "partner" else None
    if row is None:
        raise NotFound(NOT_HERE)
    story = _story(row, on)
    place = next((seat for seat in story.seats if (seat.party, seat.body) == (actor.only[1], actor.body)), None)
    if place is None:
        raise NotFound(NOT_HERE)
    operation.seen(actor, Event.OPEN, row, {"kind": row.kind, "party": place.name, "held_by": place.body})
    return _page(actor, row, story, on)


def authorities_of(page: AgreementPage) -> frozenset[str]:
    """The parties of an agreement under CA2014.s6(7)(b) that are local authorities; none for another kind. Public."""
    if page.agreement.kind != Kind.APPROPRIATE:
        return frozenset()
    known = bodies_known(seat.body for seat in page.seats)
    return frozenset(ref for ref, body in known.items() if body.kind in AUTHORITY_KINDS)


def record_of(actor: Actor, public_id: str) -> list[Line]:
    """The record of an agreement, oldest first, without what is written in versions that are not shown to the actor.

    Raises NotFound where the actor may not see the agreement.
    """
    row = Agreement.objects.filter(seen_by(actor), public_id=public_id).first()
    if row is None:
        raise NotFound(NOT_HERE)
    hidden = set(row.versions.exclude(versions_shown(actor)).values_list("number", flat=True))
    lines = audit.entries_about(actor, "agreement", public_id)
    return [line for line in lines if line.facts.get("version") not in hidden]


def _beneath(actor: Actor, row: Agreement) -> dict[str, str]:
    if actor.kind == "partner" or actor.body != row.keeper_id:
        return {}
    return dict(
        Agreement.objects.filter(under=row, keeper=actor.body).order_by("title").values_list("public_id", "title")
    )


def _story(row: Agreement, on: date) -> Story:
    return stories(Agreement.objects.filter(pk=row.pk), on=on)[0]


def _page(actor: Actor, row: Agreement, story: Story, on: date) -> AgreementPage:
    versions = _versions(actor, row)
    by_number = {version.number: version for version in versions}
    texts = tuple(text for text in story.kept.texts if text.number in by_number)
    stands = standing(replace(story.kept, texts=texts), on=on)
    newest = versions[-1]
    text = by_number[stands.text.number]
    open_still = not newest.signatures.all() and row.ended_from is None
    kept = actor.kind == "system" or row.keeper_id == actor.body
    ours = actor.only[1] if actor.kind == "partner" else ""
    seat = next((seat for seat in story.seats if seat.party == ours or (not ours and seat.body == actor.body)), None)
    return AgreementPage(
        agreement=row,
        standing=stands,
        versions=versions,
        text=text,
        draft=newest if open_still else None,
        clauses=tuple(text.clauses.all()),
        draft_clauses=tuple(newest.clauses.all()) if open_still else (),
        seats=story.seats if kept else tuple(one for one in story.seats if one == seat or _is_of(one, texts)),
        seat=seat,
        names=_names(row, on),
        signatures={version.number: tuple(version.signatures.all()) for version in versions},
        comments={version.number: tuple(version.comments.all()) if seat or kept else () for version in versions},
        reviews=tuple(Review.objects.filter(agreement=row)),
        may=_may(actor, row, seat),
        beneath=_beneath(actor, row),
    )


def _is_of(seat: Seat, texts: Iterable[Text]) -> bool:
    """Whether a place is one of a version among these: whoever is added to an unshared draft is named to nobody."""
    return any(seat.party in text.parties for text in texts)


_KEEPERS_EVENTS = tuple(event for event in Event if event not in {Event.BEGIN, Event.BROWSE, Event.COMMENT, Event.SIGN})


def _versions(actor: Actor, row: Agreement) -> tuple[Version, ...]:
    """The versions that the actor sees: the keeper all of them, others those shared with the parties or agreed to."""
    rows = Version.objects.filter(versions_shown(actor), agreement=row)
    return tuple(rows.prefetch_related("signatures__party", "comments__party", "clauses"))


def _names(row: Agreement, on: date) -> dict[str, str]:
    """The names of all who are or were parties on a day, each by the body that holds its place or held it last."""
    found: dict[str, str] = {}
    places = PartyBody.objects.filter(party__agreement=row).order_by("pk")
    for party, name, starts in places.values_list("party__public_id", "name", "starts"):
        if party not in found or starts is None or starts <= on:
            found[party] = name
    return found


def _may(actor: Actor, row: Agreement, seat: Seat | None) -> frozenset[Event]:
    """What the actor may do to it: the keeper's events follow one policy, a party's another; a question for each."""
    found: frozenset[Event] = frozenset(_KEEPERS_EVENTS) if policies.may(actor, Event.REVISE, row) else frozenset()
    if seat is None:
        return found
    place = Party.objects.get(public_id=seat.party)
    return found | {event for event in (Event.COMMENT, Event.SIGN) if policies.may(actor, event, place)}
