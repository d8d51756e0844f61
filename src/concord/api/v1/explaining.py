"""The shapes of `concord.explain/1`: what the law answers, with the steps that it was drawn from.

docs/develop/explain.md tells the same in prose; the answers are `statute.as_json`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field

from concord.api.shapes import Answer, Days, RulebookUsed, Shape, absent

Cause = Literal["law", "body", "fact", "authority", "register"]


class BodyShown(Shape):
    """A body, an office holder or a Minister."""

    ref: str = Field(..., description="Its lasting reference; kind:… for any one of a kind that is not listed.")
    name: str = Field(..., description="Its latest name.")
    kind: str
    addressee: str = Field(..., description="The office to which a request is addressed; empty if none is recorded.")
    exists: Days
    starts_announced: bool
    ends_announced: bool


class FactShown(Shape):
    """A dated fact of the register, with its source."""

    id: str
    kind: str
    authority: str = Field(..., description="The council's reference; empty for a national fact.")
    body: str
    matter: str = Field(..., description="Of a fact about national functions: which; else empty.")
    true: Days
    ends_announced: bool = Field(..., description="Whether its last day rests on an announcement.")
    recorded: date | None = Field(..., description="The day on which the register learnt it.")
    standing: Literal["asserted", "confirmed", "proposed", "disputed", "rejected", "announced"]
    source: str
    evidence: str
    settled_by: str
    note: str


class ProvisionShown(Shape):
    """A version of a provision, summed up in Concord's own words."""

    ref: str
    cited: str = Field(..., description="As a lawyer writes it.")
    title: str
    id: str = Field(..., description="Its identifier on legislation.gov.uk.")
    link: str = Field(..., description="Where the official words are.")
    in_force: Days
    made_by: str
    summary: str


class DoubtShown(Shape):
    """A point on which lawyers can differ: Concord's reading and the other."""

    id: str
    provision: str
    doubt: str
    ours: str
    other: str
    source: str


class Step(Shape):
    """One step of an explanation: a claim, its answer, and what it rests on."""

    claim: str
    answer: Answer
    provision: ProvisionShown | None = absent("The version of a provision that the claim rests on.")
    fact: FactShown | None = absent("The fact that the claim rests on.")
    body: BodyShown | None = absent("The body that the claim is about.")
    doubt: DoubtShown | None = absent("The doubt that makes it arguable.")
    because: list[Step] | None = absent("The steps beneath.")


class Explained(Shape):
    """What every answer begins with."""

    format: Literal["concord.explain/1"]
    rulebook: RulebookUsed
    known: datetime | None = Field(..., description="The instant whose knowledge of the register the answer rests on.")


class PartnerEntry(Shape):
    """A body in the list of partners."""

    body: BodyShown
    answer: Answer
    provisions: list[str]
    because: Step


class Gap(Shape):
    """A paragraph under which the register cannot name everybody."""

    provision: str
    says: str


class PartnersAnswer(Explained):
    """The relevant partners of a council on a day."""

    question: Literal["partners"]
    on: date
    authority: BodyShown
    is_local_authority: Answer
    says: str
    partners: list[PartnerEntry]
    unknown: list[PartnerEntry] = Field(..., description="Bodies that may be partners: proposed, not confirmed.")
    incomplete: list[Gap]
    doubts: list[DoubtShown]
    standing: Step = Field(..., description="Why the council is, or is not, a local authority within section 1(4).")


class PartnerAnswer(Explained):
    """Whether a body is a relevant partner of a council on a day, and why or why not."""

    question: Literal["partner"]
    on: date
    authority: BodyShown
    body: BodyShown
    answer: Answer
    provisions: list[str]
    instead: list[str] = Field(..., description="Provisions that are open where it is no partner.")
    doubts: list[DoubtShown]
    because: Step


class DutyAnswer(Explained):
    """Whether a section 7 request binds its addressee, and on which grounds it may be refused."""

    question: Literal["duty"]
    on: date
    asker: BodyShown
    asked: BodyShown
    person: str
    function: str
    bound: Answer
    relevant_partner: Answer
    provisions: list[str]
    under: str = Field(..., description="CA2014.s7(1) or CA2014.s7(2); empty where neither fits.")
    grounds: list[str] = Field(..., description="The grounds of refusal that exist; whether one is good is not judged.")
    instead: list[str]
    doubts: list[DoubtShown]
    because: Step


class Stretch(Shape):
    """Unbroken days on which a body was, or may have been, a partner under one paragraph."""

    body: BodyShown
    provision: str
    answer: Answer
    period: Days
    began: list[Cause]
    ended: list[Cause]


class ChangeShown(Shape):
    """A day on which a partner came or went, and because of what."""

    on: date
    body: BodyShown
    provision: str
    came: bool
    announced: bool
    answer: Answer
    causes: list[Cause]
    says: str


class TimelineAnswer(Explained):
    """How a council's partners changed."""

    question: Literal["timeline"]
    authority: BodyShown
    stretches: list[Stretch]
    changes: list[ChangeShown]
