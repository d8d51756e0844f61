"""Taking a spreadsheet into a body's register of agreements: all or nothing. `queries.importing` says what it makes.

What the sheet says is in force is recorded as agreed, by whom and when as far as it says; nobody is written to.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from concord.access.operation import NOT_HERE, Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Party, PartyBody, Review, Signature, Version
from concord.agreements.queries.held import Register
from concord.agreements.rules.cells import DOCUMENT, FROM_REGISTER, NOT_RECORDED
from concord.agreements.rules.mailboxes import WrittenTo
from concord.agreements.services import law
from concord.base.clock import LONDON
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.registry.models import Body

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from concord.agreements.queries.importing import Plan
    from concord.agreements.rules import plans
    from concord.agreements.rules.plans import Planned
    from concord.base.actor import Actor

AT_ONCE: Final = 500
SAID_BY: Final = "The council’s own register"
_NOBODY: Final = lambda *_: None  # noqa: E731  progress that nobody wants to hear of


@operation(Event.IMPORT)
def import_agreements(
    actor: Actor, *, plan: Plan, at: datetime, progress: Callable[[str, int, int], None] | None = None
) -> Done[int]:
    """Make what a plan says; how many agreements. `progress` is told what is done, how far, of how much.

    Raises Invalid where the plan has a fault, Conflict where the register came to hold one of them meanwhile.
    """
    if actor.kind != "system" and plan.keeper != actor.body:
        raise NotAllowed(NOT_HERE)
    if plan.faults:
        first = plan.faults[0]
        raise Invalid(
            f"The sheet has {len(plan.faults):,} faults; the first at {first.cell}: {first.says} {first.remedy}"
        )
    Body.objects.select_for_update(no_key=True).get(pk=plan.keeper)  # of two sheets at once, the second is told
    register = Register(plan.keeper)
    if held := next((title for one in plan.agreements if (title := register.same(one.newest))), ""):
        raise Conflict(f"“{held}” has come into your register meanwhile. Nothing was imported: try the file out again.")
    made = _Making(plan, at, progress or _NOBODY)
    made.make()
    for planned, row, versions in zip(plan.agreements, made.rows, made.versions_of, strict=True):
        _take_effect(actor, planned, row, versions, at=at)
    return Done(len(plan.agreements), subject=plan.keeper, facts=made.facts())


def _take_effect(actor: Actor, planned: Planned, row: Agreement, versions: list[Version], *, at: datetime) -> None:
    """Record the facts of law that agreements under section 6(7)(b) make, for their days."""
    for one, version in zip(planned.versions, versions, strict=True):
        if not one.begins or (one.until and one.until <= one.begins):
            continue
        try:
            law.take_effect(actor, row, version, begins=one.begins, at=at)
        except (Invalid, Conflict) as error:
            raise Invalid(f"Row {one.ready.row.number}: {error.message} Nothing was imported.") from error


class _Making:
    """The rows of a plan, made some hundreds at a time."""

    def __init__(self, plan: Plan, at: datetime, tell: Callable[[str, int, int], None]) -> None:
        self._plan, self._at, self._tell = plan, at, tell
        self.rows = [_agreement(plan.keeper, one, at) for one in plan.agreements]
        self.versions_of: list[list[Version]] = []
        self._signatures: list[Signature] = []

    def make(self) -> None:
        """Everything, in the order in which rows lean on each other."""
        Agreement.objects.bulk_create(self.rows, batch_size=AT_ONCE)
        self._tell("agreements", len(self.rows), len(self.rows))
        self._link()
        self._make_versions()
        parties = self._make_parties()
        self._sign(parties)
        reviews = [
            Review(agreement=row, begun_on=one.review_begun_on)
            for one, row in zip(self._plan.agreements, self.rows, strict=True)
            if one.review_begun_on
        ]
        Review.objects.bulk_create(reviews, batch_size=AT_ONCE)

    def facts(self) -> dict[str, int | str]:
        """What the record keeps: counts, and the digest of the file."""
        return {
            "agreements": len(self.rows),
            "versions": sum(map(len, self.versions_of)),
            "rows": self._plan.rows,
            "sha256": self._plan.sha256,
            "signatures": len(self._signatures),
            "not_recorded": sum(one.by_name == NOT_RECORDED for one in self._signatures),
        }

    def _link(self) -> None:
        changed: dict[int, Agreement] = {}
        for (place, column), link in self._plan.links.items():
            key = self.rows[link.planned].pk if link.planned is not None else link.held
            setattr(self.rows[place], f"{column}_id", key)
            changed[place] = self.rows[place]
        Agreement.objects.bulk_update(changed.values(), ["under", "replaces"], batch_size=AT_ONCE)

    def _make_versions(self) -> None:
        for one, row in zip(self._plan.agreements, self.rows, strict=True):
            self.versions_of.append([_version(row, each, self._at) for each in one.versions])
        made = [version for versions in self.versions_of for version in versions]
        Version.objects.bulk_create(made, batch_size=AT_ONCE)
        self._tell("versions", len(made), len(made))

    def _make_parties(self) -> list[dict[str, Party]]:
        """The places of each agreement, by the first body that held each."""
        found: list[dict[str, Party]] = []
        for one, row in zip(self._plan.agreements, self.rows, strict=True):
            found.append({place[0].ref: _party(row, one, number, place) for number, place in enumerate(one.places, 1)})
        Party.objects.bulk_create([party for parties in found for party in parties.values()], batch_size=AT_ONCE)
        bodies = [
            PartyBody(
                party=parties[place[0].ref],
                body_id=held.ref,
                name=held.name,
                starts=held.starts,
                ends=held.ends,
                decision=FROM_REGISTER.capitalize() if held.starts else "",
                said_by=SAID_BY if held.starts else "",
            )
            for one, parties in zip(self._plan.agreements, found, strict=True)
            for place in one.places
            for held in place
        ]
        PartyBody.objects.bulk_create(bodies, batch_size=AT_ONCE)
        self._tell("parties", len(bodies), len(bodies))
        return found

    def _sign(self, parties: list[dict[str, Party]]) -> None:
        for one, versions, places in zip(self._plan.agreements, self.versions_of, parties, strict=True):
            for planned, version in zip(one.versions, versions, strict=True):
                self._signatures += _signatures(planned, version, places, self._at)
        Signature.objects.bulk_create(self._signatures, batch_size=AT_ONCE)
        self._tell("signatures", len(self._signatures), len(self._signatures))


def _agreement(keeper: str, planned: Planned, at: datetime) -> Agreement:
    typed = planned.newest.typed
    texts = {
        name: typed.texts[name]
        for name in ("title", "reference", "owner_name", "owner_email", "deputy_name", "deputy_email", "ended_why")
    }
    return Agreement(
        **texts,
        keeper_id=keeper,
        kind=typed.kind,
        field=typed.about,
        review_months=typed.review_months,
        begun_at=at,
        running_from=planned.running_from,
        relied_on_from=planned.relied_on_from,
        ended_from=planned.ended_from,
        public_from=typed.days["public_from"],
    )


def _party(row: Agreement, planned: Planned, number: int, place: plans.Place) -> Party:
    ref = place[0].ref
    to = next((one.written_to[ref] for one in reversed(planned.versions) if ref in one.written_to), WrittenTo())
    return Party(agreement=row, place=number, left_from=planned.left.get(ref), mailbox=to.mailbox, contact_name=to.name)


def _version(row: Agreement, planned: plans.Version, at: datetime) -> Version:
    typed = planned.ready.typed
    shared = datetime.combine(planned.shared_on, time(12), LONDON) if planned.shared_on else None
    return Version(
        agreement=row,
        number=planned.number,
        summary=_summary(typed.texts),
        purposes=typed.purposes,
        aims=typed.aims,
        topics=typed.topics,
        starts=planned.starts,
        ends=planned.ends,
        until=planned.until,
        review_on=typed.days["review_on"],
        approved_on=typed.days["approved_on"],
        written_at=at,
        shared_at=shared,
        made_on=planned.made_on,
        **{name: typed.texts[name] for name in ("functions", "area", "persons", "approved_by", "decision")},
    )


def _summary(texts: Mapping[str, str]) -> str:
    document = " ".join(texts["document"].split())
    return "\n".join(filter(None, (texts["summary"], f"{DOCUMENT}{document}" if document else "")))


def _signatures(
    planned: plans.Version, version: Version, parties: Mapping[str, Party], at: datetime
) -> list[Signature]:
    return [
        Signature(
            version=version,
            party=parties[ref],
            by_name=signed.by_name,
            office=signed.office or NOT_RECORDED,
            signed_on=signed.on,
            on_paper=True,
            recorded_at=at,
        )
        for ref, signed in planned.signed.items()
    ]
