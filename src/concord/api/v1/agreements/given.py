"""What a program gives of an agreement: its fields, a clause with its terms, a party, each with the length it may have.

Every day called `ends`, or `on` of an end, is the first day on which something no longer holds, as in the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from ninja import Field
from pydantic import WithJsonSchema

from concord.agreements import queries
from concord.agreements.events import Event
from concord.agreements.rules.commitments import URGENCIES, Commitment
from concord.agreements.rules.kinds import Aim, DataClass, Kind, Purpose
from concord.agreements.rules.kinds import Field as About
from concord.agreements.services.writing import LONGEST_CYCLE
from concord.api.asked import Email, MaybeDay, OneOf, Words, Written
from concord.api.refusals import Refusal
from concord.api.shapes import Shape, absent
from concord.base.errors import NotFound
from concord.contacts.topics import TOPICS

if TYPE_CHECKING:
    from concord.base.actor import Actor

Name = Annotated[str, Written(200)]
Text = Annotated[str, Written(20_000)]
KindOfAgreement = Annotated[str, OneOf("kind of agreement", tuple(Kind))]
FieldOfProtocol = Annotated[str, OneOf("field of a protocol", ("", *About))]
PurposeServed = Annotated[str, OneOf("purpose of co-operation", tuple(Purpose))]
AimServed = Annotated[str, OneOf("aim of integration", tuple(Aim))]
_DAY_OR_NONE: Final = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


NoDayOr = Annotated[MaybeDay, WithJsonSchema(_DAY_OR_NONE)]
"""A day, or null for none."""


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def kept(says: str) -> Any:
    """A field that stays as it is where it is left out; null takes it away."""
    return Field(None, description=f"{says} null takes it away.", json_schema_extra=_without_default)


SAVES: Any = Field(
    None,
    ge=0,
    description="As it was when the agreement was read: where somebody changed it since, nothing is done (409).",
)


class AgreementFields(Shape):
    """The fields of an agreement. Each may be left out. Those of its text stay once a party has agreed to them."""

    reference: Annotated[str, Written(60)] = absent("Your own reference.")
    owner_name: Name = absent("Who looks after it.")
    owner_email: Email = absent("Where reminders of its review and its end go.")
    deputy_name: Name = absent("Who stands in.")
    deputy_email: Email = absent("Where reminders go too.")
    review_months: Annotated[int, Field(ge=1, le=LONGEST_CYCLE)] | None = kept("Months between two reviews.")
    under: Annotated[str, Written(24)] | None = kept("The agreement that it hangs under, by its id.")
    replaces: Annotated[str, Written(24)] | None = kept("The agreement that it replaces, by its id.")
    summary: Text = absent("What it is, in a few sentences.")
    purposes: list[PurposeServed] = absent("The purposes of section 6(6) that it serves.")
    aims: list[AimServed] = absent("The aims of section 3(1) that it serves.")
    topics: list[Annotated[str, Written(40)]] = absent("Codes of your checklist of topics.")
    functions: Text = absent("The functions that it covers.")
    area: Text = absent("The area that it covers.")
    persons: Text = absent("The persons whom it covers.")
    starts: NoDayOr = kept("The day it begins.")
    ends: NoDayOr = kept("The first day on which it no longer holds.")
    review_on: NoDayOr = kept("The day of its review.")
    approved_by: Name = absent("Who approved it for your body.")
    decision: Name = absent("By which decision.")
    approved_on: NoDayOr = kept("On which day.")


class NewAgreement(AgreementFields):
    """An agreement to be begun. Your body keeps it, and is its first party."""

    kind: KindOfAgreement
    field: FieldOfProtocol = Field("", description="Of a joint protocol: what it is about.")
    title: Name


class AgreementRevision(AgreementFields):
    """What changes; what is left out stays."""

    kind: KindOfAgreement = absent("The kind, until a party has agreed.")
    field: FieldOfProtocol = absent("Of a joint protocol: what it is about; of every other kind empty.")
    title: Name = absent("The title.")
    saves: int | None = SAVES


class PostGiven(Shape):
    """Who takes a level up at one party, where that is another post than the level's."""

    party: Annotated[str, Written(24)] = Field(..., description="The party, by its id.")
    role: Name = ""
    mailbox: Annotated[str, Written(254)] = ""


class LevelGiven(Shape):
    """A level of a ladder. Without `urgent_days` the days are the same where it is urgent."""

    role: Name
    days: int
    urgent_days: int = absent("Working days where it is urgent.")
    posts: Annotated[list[PostGiven], Field(max_length=50)] = absent("Other posts at single parties.")
    mediates: bool = absent("Whether somebody mediates at this level.")
    mediator: Annotated[str, Written(254)] = absent("The mailbox of whoever mediates.")


class Terms(Shape):
    """What a clause commits to, for machines: the keys that its kind of commitment has, as the answers show them."""

    urgency: Annotated[str, OneOf("urgency", URGENCIES)] = absent("Of a time to answer.")
    answer_days: int = absent("Working days to answer, 0 to 90.")
    acknowledge_days: int = absent("Working days to acknowledge, 0 to 90.")
    topic: Annotated[str, OneOf("kind of help", ("", *TOPICS))] = absent("A kind of help; empty for any.")
    asked: Annotated[str, Written(24)] = absent("The party asked, by its id; empty for whichever is.")
    party: Annotated[str, Written(24)] = absent("Whose contact it is, or who attends: a party, by its id.")
    office: Name = absent("The office or post.")
    mailbox: Annotated[str, Written(254)] = absent("Of a contact.")
    phone: Annotated[str, Written(40)] = absent("Of a contact.")
    hours: Name = absent("Of a contact.")
    deputy: Name = absent("Of a contact: whom to ask when nobody answers.")
    levels: Annotated[list[LevelGiven], Field(max_length=10)] = absent("Of a ladder: its levels, the lowest first.")
    skips_to: int = absent("Of a ladder: the level to which immediate danger goes at once.")
    by_itself: bool = absent("Of a ladder: silence goes up without anybody's click.")
    meeting: Name = absent("Which meeting it is.")
    often: Name = absent("Of a meeting: how often it meets.")
    notice_days: int = absent("Of a meeting: the working days of notice.")
    classes: list[Annotated[str, OneOf("kind of information", tuple(DataClass))]] = absent("What may be shared.")
    basis: Text = absent("The lawful basis that the parties rely on, in their words.")


class ClauseGiven(Shape):
    """A clause. With a commitment Concord works by its terms; without one it is words alone."""

    heading: Name
    number: Annotated[str, Written(20)] = ""
    words: Text = ""
    commitment: Annotated[str, OneOf("commitment", ("", *Commitment))] = Field("", description="What it commits to.")
    terms: Terms = absent("Its terms, where it commits to something.")
    saves: int | None = SAVES


class WhereWritten(Shape):
    """Where a party is written to; empty where it agrees on paper, or at a desk of its own."""

    mailbox: Email
    contact_name: Name = ""
    was: Annotated[str, Written(254)] | None = Field(
        None, description="The mailbox that was read: where somebody changed it since, nothing is done (409)."
    )


class NewParty(Shape):
    """A body that is to agree."""

    body: Words = Field(..., description="A code, a reference or a name.")
    mailbox: Email = Field("", description="Where its secure link goes.")
    contact_name: Name = ""
    saves: int | None = SAVES


class Since(Shape):
    """Since which day; null takes the note back."""

    on: NoDayOr = Field(..., description="A day, or null.")
    saves: int | None = SAVES


_OTHERWISE: Final = frozenset({"kind", "field", "title", "saves"})


def changes_of(actor: Actor, given: AgreementFields, *, also: tuple[str, ...] = (), held: tuple[str, ...] = ()) -> Any:
    """The fields that were given, as services take them; `held` are topics that may stay though no list has them now.

    Raises `Refusal` at the field for an agreement or a topic that is not there.
    """
    found = {name: getattr(given, name) for name in sorted(given.model_fields_set - (_OTHERWISE - {*also}))}
    for name in ("under", "replaces"):
        if name in found:
            found[name] = _agreement(actor, found[name], field=name)
    unknown = [one for one in found.get("topics", ()) if one not in {*queries.topics_of(actor), *held}]
    if unknown:
        says = f"“{unknown[0]}” is not on your checklist of topics. Add it there first."
        raise Refusal(422, "invalid", says, field="topics")
    return found


def _agreement(actor: Actor, public_id: str | None, *, field: str) -> Any:
    if not public_id:
        return None
    try:
        return queries.agreement_row(actor, public_id, Event.SEE)
    except NotFound:
        says = "You see no agreement of this id. Give one of your register."
        raise Refusal(422, "invalid", says, field=field) from None
