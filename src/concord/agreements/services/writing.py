"""Beginning an agreement, writing its text and clauses, beginning its next version, putting a draft away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max, Q

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Arrangement, Clause, Party, PartyBody, Version
from concord.agreements.rules import commitments
from concord.agreements.rules.commitments import CommitmentError
from concord.agreements.rules.days import check_day
from concord.agreements.rules.kinds import Aim, Field, Kind, Purpose
from concord.agreements.services.documents import check_no_documents
from concord.agreements.services.linking import check_links, keep_links
from concord.agreements.services.rows import alive, locked, newest, open_text, seat, written
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor

OF_AGREEMENT: Final = frozenset(
    {
        "kind",
        "field",
        "title",
        "reference",
        "owner_name",
        "owner_email",
        "deputy_name",
        "deputy_email",
        "review_months",
        "under",
        "replaces",
    }
)
"""What may be changed of an agreement as a whole; but for its kind and field at any time."""

OF_VERSION: Final = frozenset(
    {
        "summary",
        "purposes",
        "aims",
        "topics",
        "functions",
        "area",
        "persons",
        "starts",
        "ends",
        "review_on",
        "approved_by",
        "decision",
        "approved_on",
    }
)
"""What may be changed of a version until the first party has agreed to it."""

DAYS: Final = ("starts", "ends", "review_on", "approved_on")
"""Those of a version that are days."""

LONGEST_CYCLE: Final = 120
"""Months between two reviews at most: ten years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A clause as it was typed. With `commitment` (a `Commitment`) its `terms` are read by `rules.commitments`."""

    heading: str
    number: str = ""
    words: str = ""
    commitment: str = ""
    terms: Mapping[str, Any] = field(default_factory=dict)


@operation(Event.BEGIN)
def begin_agreement(
    actor: Actor,
    *,
    kind: str,
    title: str,
    at: datetime,
    about: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Done[Agreement]:
    """Begin an agreement in the register of the actor's body, as its first party. Raises Invalid for a faulty kind.

    `about` is what a joint protocol is about (`Field`), empty for every other kind. `changes` are written at once, as
    by `revise_agreement`: where one of them is wrong nothing is begun.
    """
    row = Agreement(keeper_id=actor.body, kind=kind, field=about, title=title, begun_at=at)
    _check_agreement(row)
    row.save(force_insert=True)
    Version.objects.create(agreement=row, number=1, written_at=at)
    party = Party.objects.create(agreement=row, place=1)
    seat(party, actor.body, on=day_of(at))
    if changes:
        row = revise_agreement(actor, row, changes=changes, at=at)
    return Done(row, subject=row, facts={"kind": row.kind})


@operation(Event.REVISE)
def revise_agreement(
    actor: Actor, agreement: Agreement, *, changes: Mapping[str, Any], at: datetime, saves: int | None = None
) -> Done[Agreement]:
    """Write fields of the agreement, and of its newest version while nobody has agreed to that.

    `saves` is the count seen when the page was opened. Raises Invalid with its field, and Conflict in words.
    """
    keep_links(agreement, changes)
    row = alive(locked(agreement, saves=saves))
    unknown = changes.keys() - OF_AGREEMENT - OF_VERSION
    if unknown:
        raise Invalid(f"An agreement has no {', '.join(sorted(unknown))}.")
    of_version = {name: value for name, value in changes.items() if name in OF_VERSION}
    version = open_text(row) if of_version or "kind" in changes else newest(row)
    for name, value in of_version.items():
        setattr(version, name, value)
    version.written_at = at
    version.until = version.ends if of_version else version.until
    for name in changes.keys() & OF_AGREEMENT:
        setattr(row, name, changes[name])
    _check_agreement(row)
    _check_version(version)
    if of_version:
        version.save()
    written(row, *(changes.keys() & OF_AGREEMENT))
    facts = {"kind": row.kind, "version": version.number, "fields": sorted(name.replace("_", "-") for name in changes)}
    return Done(row, subject=row, facts=facts)


@operation(Event.DISCARD)
def discard_agreement(actor: Actor, agreement: Agreement) -> Done[None]:
    """Put a draft away for good, with all in it. Raises Conflict once a version was shared, signed or worked by.

    The same while there are documents with it.
    """
    row = locked(agreement)
    shared = Version.objects.filter(agreement=row, shared_at__isnull=False).exists()
    if shared or row.running_from or row.versions.filter(signatures__isnull=False).exists():
        raise Conflict("Others have seen this agreement, so it stays on record. Record that it ends instead.")
    check_no_documents(actor, row)
    _check_nothing_leans(row)
    public_id, kind = row.public_id, row.kind
    Clause.objects.filter(version__agreement=row).delete()
    row.reviews.all().delete()
    row.versions.all().delete()
    PartyBody.objects.filter(party__agreement=row).delete()
    row.parties.all().delete()
    row.delete()
    return Done(None, subject=public_id, facts={"kind": kind})


@operation(Event.NEW_VERSION)
def new_version(actor: Actor, agreement: Agreement, *, at: datetime) -> Done[Version]:
    """Begin the next version with the words of the newest, to be changed, shared and agreed to anew.

    Raises Conflict while a version that nobody has agreed to waits.
    """
    row = alive(locked(agreement))
    before = newest(row)
    if not before.signatures.exists():
        raise Conflict(f"Version {before.number} can still be changed: nobody has agreed to it.")
    clauses = list(before.clauses.all())
    version = Version(agreement=row, number=before.number + 1, written_at=at)
    for name in OF_VERSION - {"starts", "ends", "review_on", "approved_by", "decision", "approved_on"}:
        setattr(version, name, getattr(before, name))
    version.save(force_insert=True)
    Clause.objects.bulk_create(
        Clause(
            version=version,
            place=clause.place,
            number=clause.number,
            heading=clause.heading,
            words=clause.words,
            commitment=clause.commitment,
            terms=clause.terms,
        )
        for clause in clauses
    )
    written(row)
    return Done(version, subject=row, facts={"kind": row.kind, "version": version.number})


@operation(Event.WRITE_CLAUSE)
def write_clause(
    actor: Actor, agreement: Agreement, *, clause: Written, at: datetime, place: int = 0, saves: int | None = None
) -> Done[Clause]:
    """Write a clause of the newest version: a new one at the end, or the one at `place` anew.

    Where it commits to something, its terms must be such that Concord can work by them. Raises Invalid with its field,
    and Conflict once a party has agreed.
    """
    row = locked(agreement, saves=saves)
    version = open_text(row)
    if not clause.heading.strip():
        raise Invalid("Enter a heading for the clause", field="heading")
    last = version.clauses.aggregate(last=Max("place"))["last"] or 0
    found = Clause.objects.filter(version=version, place=place).first() or Clause(version=version, place=last + 1)
    found.heading, found.number, found.words = clause.heading.strip(), clause.number.strip(), clause.words.strip()
    found.commitment, found.terms = clause.commitment, _terms(row, clause.commitment, clause.terms)
    found.save()
    version.written_at = at
    version.save(update_fields=["written_at"])
    written(row)
    facts = {"kind": row.kind, "version": version.number, "place": found.place, "commitment": clause.commitment}
    return Done(found, subject=row, facts=facts)


@operation(Event.REMOVE_CLAUSE)
def remove_clause(actor: Actor, agreement: Agreement, *, place: int, saves: int | None = None) -> Done[None]:
    """Take a clause out of the newest version. Raises Invalid where there is none, Conflict once a party has agreed."""
    row = locked(agreement, saves=saves)
    version = open_text(row)
    removed, _ = Clause.objects.filter(version=version, place=place).delete()
    if not removed:
        raise Invalid("There is no such clause any more. Look again.")
    written(row)
    return Done(None, subject=row, facts={"kind": row.kind, "version": version.number, "place": place})


def _check_nothing_leans(row: Agreement) -> None:
    """Raise Conflict where another agreement, or an arrangement inside the body, hangs on a draft, or replaces it."""
    other = Agreement.objects.filter(Q(under=row) | Q(replaces=row)).order_by("pk").first()
    leans = other or Arrangement.objects.filter(agreement=row).order_by("pk").first()
    if leans is not None:
        raise Conflict(f"“{leans.title}” hangs on this draft, or replaces it. Change that first, then put this away.")


def _terms(row: Agreement, commitment: str, terms: Mapping[str, Any]) -> dict[str, Any]:
    """The terms as they are stored, checked; parties named in them are parties of this agreement."""
    if not commitment:
        return {}
    if commitment not in set(commitments.Commitment):
        raise Invalid("Choose what the clause commits to, or nothing", field="commitment")
    try:
        found = commitments.as_json(commitments.read(commitment, terms))
    except CommitmentError as error:
        raise Invalid(error.says, field=error.field) from error
    for party, name in commitments.parties_named(found).items():
        if not Party.objects.filter(agreement=row, public_id=party).exists():
            raise Invalid("Choose one of the parties of this agreement", field=name)
    return found


def _check_agreement(row: Agreement) -> None:
    if row.kind not in set(Kind):
        raise Invalid("Choose what kind of agreement it is", field="kind")
    if (row.kind == Kind.PROTOCOL) != (row.field in set(Field)):
        raise Invalid("Choose what the protocol is about; other kinds of agreement have no such field", field="field")
    row.title = row.title.strip()
    if not row.title:
        raise Invalid("Enter the title of the agreement", field="title")
    for name in ("owner_email", "deputy_email"):
        _check_email(row, name)
    if row.review_months is not None and not 1 <= row.review_months <= LONGEST_CYCLE:
        raise Invalid("Enter the months between reviews as a whole number, from 1 to 120", field="review_months")
    check_links(row)


def _check_email(row: Agreement, name: str) -> None:
    try:
        if getattr(row, name):
            validate_email(getattr(row, name))
    except ValidationError as error:
        raise Invalid("Enter an e-mail address in the right form, like name@council.example", field=name) from error


def _check_version(version: Version) -> None:
    for name in DAYS:
        check_day(getattr(version, name), field=name)
    if version.starts and version.ends and version.ends <= version.starts:
        raise Invalid("The last day is before the first. Enter a last day on or after the day it begins", field="ends")
    if version.starts and version.review_on and version.review_on < version.starts:
        raise Invalid("The review is before the day it begins. Enter a later day", field="review_on")
    for name, known in (("purposes", set(Purpose)), ("aims", set(Aim))):
        if not set(getattr(version, name)) <= known:
            raise Invalid("Select from the list", field=name)
