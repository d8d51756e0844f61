"""What a program gives of a request: the fields of a draft, each with the words and the length that it may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from ninja import Field

from concord import statute
from concord.api.asked import Email, MaybeDay, OneOf, Words, Written
from concord.api.refusals import Refusal
from concord.api.shapes import Shape, absent
from concord.requests import nhs_number, queries
from concord.requests.rules.kinds import Condition, Group, Urgency
from concord.requests.wording import HELP, SHARING, TOLD

if TYPE_CHECKING:
    from concord.base.actor import Actor

_book = statute.rulebook()
Line = Annotated[str, Written(120)]
Sentences = Annotated[str, Written(1000)]
Paragraphs = Annotated[str, Written(4000)]
Person = Annotated[str, OneOf("category of person", tuple(_book.persons))]
Function = Annotated[str, OneOf("function under Part 1", tuple(_book.functions))]
Purpose = Annotated[str, OneOf("purpose of co-operation", tuple(_book.purposes))]
KindOfHelp = Annotated[str, OneOf("kind of help", tuple(HELP))]
HowUrgent = Annotated[str, OneOf("urgency", tuple(Urgency))]
OfficerGroup = Annotated[str, OneOf("group of officers", tuple(Group))]
ConditionMet = Annotated[str, OneOf("condition of section 45", tuple(Condition))]
_Told = Annotated[str, OneOf("word for whether the person knows", tuple(TOLD))]
_DataClass = Annotated[str, OneOf("kind of information", tuple(queries.CLASSES))]
_Sharing = Annotated[str, OneOf("basis for sharing", tuple(SHARING))]


class DraftFields(Shape):
    """The fields of a draft. Each may be left out; what is still missing is said in `gaps`, and on sending."""

    asker_group: OfficerGroup = absent("Inside one authority: which group of its officers asks.")
    asked_group: OfficerGroup = absent("Inside one authority: which group is asked.")
    person_category: Person = absent("Whom the request is about.")
    person_reference: Annotated[str, Written(40)] = absent("The asker's own reference for the person, no name.")
    person_initials: Annotated[str, Written(10)] = absent("Only where the body has switched initials on.")
    person_nhs_number: Annotated[str, Written(20)] = absent("Only where the body has switched NHS numbers on.")
    person_name: Line = absent("Only where the body has switched names on.")
    function: Function = absent("The function under Part 1 that it serves.")
    function_words: Annotated[str, Written(200)] = absent("Of a partner that asks: its own function, in words.")
    purposes: list[Purpose] = absent("Purposes of co-operation, section 6(6).")
    help: KindOfHelp = absent("The kind of help.")
    urgency: HowUrgent = absent("How fast it is needed.")
    what: Paragraphs = absent("What they are asked to do.")
    needed_by: MaybeDay = absent("The day asked for. The Act sets no time limit.")
    needed_by_why: Sentences = absent("Why by then.")
    otherwise: Sentences = absent("What happens otherwise.")
    wishes: Sentences = absent("What the person wants.")
    told: _Told = absent("Whether the person knows of it.")
    told_words: Sentences = absent("What the person said, or why they were not told.")
    format_needs: Sentences = absent("Which formats the person needs.")
    sharing_basis: _Sharing = absent("On what basis it is shared.")
    sharing_words: Sentences = absent("More about that.")
    data_classes: list[_DataClass] = absent("The kinds of information that it holds; what such requests usually hold.")
    conditions: list[ConditionMet] = absent("Of a board that asks: which conditions are met.")
    partner_email: Email = absent("The mailbox that it goes to.")
    contact_name: Line = absent("Whom they can ring.")
    contact_email: Email = absent("Where word of an answer goes.")
    contact_phone: Annotated[str, Written(40)] = absent("A number that they can ring.")


class NewRequest(DraftFields):
    """A request to be drafted, or drafted and sent in one go."""

    asked: Words = Field(..., description="Whom to ask: any code, reference or name.")
    send: bool = Field(default=False, description="Send it at once. Where it cannot go, nothing is left behind.")


class Revision(DraftFields):
    """What changes in a draft; what is left out stays."""

    saves: int | None = Field(
        None,
        ge=0,
        description="As it was when the draft was read: where somebody saved since, nothing is changed (409).",
    )


_OTHERWISE: Final = frozenset({"asked", "send", "saves"})
_SWITCHED: Final = {"person_initials": "initials", "person_nhs_number": "nhs_number", "person_name": "name"}


def values_of(actor: Actor, given: DraftFields) -> dict[str, Any]:
    """The fields that were given, checked. Raises `Refusal` for what the actor's body does not write of a person."""
    values = {name: getattr(given, name) for name in sorted(given.model_fields_set - _OTHERWISE)}
    wanted = [field for field in _SWITCHED if values.get(field)]
    shown = queries.shown_of_person(actor) if wanted else None
    for field in wanted:
        if not getattr(shown, _SWITCHED[field]):
            says = "Your organisation does not write this in requests. A manager can change that under “Practice”."
            raise Refusal(422, "invalid", says, field=field)
    if values.get("person_nhs_number"):
        values["person_nhs_number"] = nhs_number.normalised(values["person_nhs_number"], field="person_nhs_number")
    return values
