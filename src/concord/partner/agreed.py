"""What the pages of an agreement show to one of its parties: the version that waits, who has agreed, what may be said.

Values only; nothing is decided here that a service does not decide again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from concord.agreements.effect import makes_partners
from concord.agreements.queries.pages import authorities_of
from concord.agreements.rules import commitments
from concord.agreements.rules.commitments import Commitment
from concord.agreements.rules.kinds import Aim, Field, Kind, Purpose
from concord.agreements.sentences import commits, last_day, where_it_stands
from concord.agreements.wording import AIM, COMMITMENT, FIELD, KIND, PURPOSE
from concord.pages.days import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.agreements.models import Clause, Comment, Signature, Version
    from concord.agreements.queries import AgreementPage, Documents, Seat
    from concord.files.queries import FileRow


@dataclass(frozen=True)
class Reading:
    """An agreement as the party `party` (its id) reads it.

    `number` is the version asked for, as typed; without it, the newest where it waits for the parties, else the one
    that counts. `papers` are the documents of the versions that the party is shown, `topics` the keeper's topics by
    code.
    """

    page: AgreementPage
    party: str
    number: str
    on: date
    papers: tuple[Documents, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def version(self) -> Version:
        """The version that is read."""
        asked = next((one for one in self.page.versions if str(one.number) == self.number), None)
        return asked or (self.page.text if self.newest.made_on else self.newest)

    @property
    def newest(self) -> Version:
        """The version that waits for the parties, or waited last."""
        return self.page.versions[-1]

    @property
    def others(self) -> list[Version]:
        """The other versions that the party may read."""
        return [one for one in self.page.versions if one.number != self.version.number]

    @property
    def saves(self) -> int:
        """How often the agreement was changed: what is agreed to is what was looked at."""
        return self.page.agreement.saves

    @property
    def keeper(self) -> str:
        """The name of the body that keeps it."""
        return next((seat.name for seat in self.page.seats if seat.body == self.page.agreement.keeper_id), "its keeper")

    @cached_property
    def ours(self) -> Seat:
        """The place of whoever reads."""
        return next(seat for seat in self.page.seats if seat.party == self.party)

    @property
    def our_signature(self) -> Signature | None:
        """The own agreement of whoever reads to the newest version."""
        return self._signed(self.newest).get(self.party)

    @property
    def may_say(self) -> bool:
        """Whether a comment can still be made."""
        return self.newest.made_on is None and self.page.agreement.ended_from is None

    @property
    def may_agree(self) -> bool:
        """Whether this party can agree now."""
        return self.may_say and self.our_signature is None

    @property
    def why_closed(self) -> str:
        """Why nothing can be said or agreed to any more."""
        if self.page.agreement.ended_from:
            return "This agreement has ended, so nothing in it can be changed."
        if self.newest.made_on:
            return f"Every party has agreed to version {self.newest.number}. It can only be read now."
        signature = self.our_signature
        return (
            f"You agreed to version {self.newest.number} already, on {day(signature.signed_on)}." if signature else ""
        )

    @property
    def kind(self) -> str:
        """What sort of agreement it is."""
        row = self.page.agreement
        about = f": {FIELD[Field(row.field)].lower()}" if row.field else ""
        return f"{KIND[Kind(row.kind)]}{about}"

    @property
    def stands(self) -> list[str]:
        """Where it stands, in sentences."""
        page = self.page
        told = where_it_stands(page.standing, page.agreement, page.names, reviews=page.reviews, on=self.on)
        return [*told, *self.law]

    @cached_property
    def law(self) -> list[str]:
        """What it does in law, where it does anything."""
        page = self.page
        return makes_partners(page.standing, page.agreement, page.seats, authorities_of(page))

    @property
    def missing(self) -> list[str]:
        """The parties that have not agreed to the newest version."""
        signed = self._signed(self.newest)
        return [seat.name for seat in self.page.seats if seat.party not in signed]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the version says of itself, but for its clauses."""
        row = self.version
        pairs = (
            ("What it is", self.kind),
            ("Reference", self.page.agreement.reference),
            ("Begins on", day(row.starts) if row.starts else "Not written yet"),
            ("Last day", last_day(row.ends) if row.ends else "None is written"),
            ("Review on", day(row.review_on) if row.review_on else ""),
            ("Purposes, section 6(6)", "\n".join(PURPOSE[Purpose(one)] for one in row.purposes)),
            ("Aims of integration, section 3(1)", "\n".join(AIM[Aim(one)] for one in row.aims)),
            ("Topics", "\n".join(self.topics.get(one, one) for one in row.topics)),
            ("Functions", row.functions),
            ("Area", row.area),
            ("Whom it covers", row.persons),
            ("Approved by", ", ".join(filter(None, (row.approved_by, row.decision)))),
            ("Approved on", day(row.approved_on) if row.approved_on else ""),
        )
        return [(key, value) for key, value in pairs if value]

    @property
    def parties(self) -> list[tuple[str, Signature | None]]:
        """Who is a party of the version, and its agreement; one that left since stays where it has agreed."""
        signed = dict(self._signed(self.version))
        open_still = self.version.made_on is None
        now = [
            (seat.name, signed.pop(seat.party, None)) for seat in self.page.seats if open_still or seat.party in signed
        ]
        return [*now, *((self.page.names.get(party, "A party that has left"), one) for party, one in signed.items())]

    @property
    def clauses(self) -> list[dict[str, Any]]:
        """The clauses, with what each commits to in pairs of words."""
        return [self._clause(clause) for clause in self.version.clauses.all()]

    @property
    def documents(self) -> tuple[FileRow, ...]:
        """The documents of the version that is read."""
        return next((one.files for one in self.papers if one.version.number == self.version.number), ())

    @property
    def comments(self) -> list[dict[str, Any]]:
        """What was said of the version, as `components/conversation.html` takes it."""
        return [self._comment(one) for one in self.page.comments[self.version.number]]

    def _clause(self, clause: Clause) -> dict[str, Any]:
        kind = Commitment(clause.commitment) if clause.commitment else None
        return {
            "number": clause.number or str(clause.place),
            "heading": clause.heading,
            "words": clause.words,
            "commitment": COMMITMENT[kind] if kind else "",
            "pairs": commits(commitments.read(kind, clause.terms), self.page.names) if kind else [],
        }

    def _comment(self, one: Comment) -> dict[str, Any]:
        party = one.party.public_id if one.party else ""
        return {
            "id": f"comment-{one.public_id}",
            "title": "Comment" if party else "Answer",
            "who": one.by_name,
            "body": self.page.names.get(party, "") if party else self.keeper,
            "at": one.said_at,
            "side": "us" if party == self.party else "them",
            "text": one.words,
        }

    def _signed(self, version: Version) -> dict[str, Signature]:
        return {one.party.public_id: one for one in self.page.signatures[version.number]}
