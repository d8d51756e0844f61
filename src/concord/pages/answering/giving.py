"""From a kind of step to its form, its words on a page, and the service that takes it. No rule lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from concord.base.clock import day_of
from concord.base.errors import Invalid
from concord.pages.answering import forms
from concord.registry import queries as registry
from concord.requests import queries, services
from concord.requests.rules.kinds import Kind
from concord.requests.rules.steps import StepKind
from concord.statute.errors import UnknownBody

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from django.http import QueryDict

    from concord.base.actor import Actor
    from concord.pages.answering.forms import AnswerForm
    from concord.requests.models import CooperationRequest
    from concord.requests.queries import Story


class Heading(NamedTuple):
    """How a page names an answer: as a choice, what the choice means, and the button that gives it."""

    title: str
    note: str
    send: str


_SEND: Final = "Send the answer"

_HEADINGS: Final[dict[StepKind, Heading]] = {
    StepKind.ACKNOWLEDGED: Heading(
        "We have it and will answer later", "Lets them know that it has arrived. It decides nothing.", "Acknowledge"
    ),
    StepKind.QUESTION: Heading(
        "We have a question first", "The clock stands still until they have answered it.", "Send the question"
    ),
    StepKind.PASSED_ON: Heading(
        "Pass it to a colleague", "They get a link of their own. Yours goes on working.", "Pass it on"
    ),
    StepKind.COMPLIED: Heading("We will do it", "Say what you will do and by when.", _SEND),
    StepKind.PARTLY: Heading("We will do part of it", "Say what you will do, by when, and what not.", _SEND),
    StepKind.ALTERNATIVE: Heading("We offer something else", "Say what you can do in its place.", _SEND),
    StepKind.WRONG_BODY: Heading(
        "It is for another body", "Name the right one, so that they can be asked instead.", _SEND
    ),
    StepKind.NOT_BOUND: Heading(
        "Section 7 does not bind us here", "Say why. Then no ground of section 7 is needed.", _SEND
    ),
    StepKind.REFUSED: Heading(
        "We will not do it", "Name the ground or grounds, and give your reasons in writing.", "Send the refusal"
    ),
    StepKind.DECLINED: Heading("We will not do it", "Say so, so that they can ask somebody else.", _SEND),
}

_DECLINED: Final[dict[Kind, Heading]] = {
    Kind.UNBOUND: Heading("We cannot help", "You are free to say no, and owe no reasons.", _SEND),
    Kind.SUPPLY: Heading(
        "We will not supply it",
        "Say which condition of section 45 is not met, or what else in law stands in the way.",
        _SEND,
    ),
    Kind.INTERNAL: Heading("We will not do it", "Say why not.", _SEND),
}


def headings(kind: Kind) -> dict[StepKind, Heading]:
    """How the answers to a kind of request are named on pages."""
    declined = _DECLINED.get(kind)
    return {**_HEADINGS, StepKind.DECLINED: declined} if declined else dict(_HEADINGS)


_FORMS: Final[dict[StepKind, type[AnswerForm]]] = {
    StepKind.ACKNOWLEDGED: forms.AcknowledgeForm,
    StepKind.QUESTION: forms.QuestionForm,
    StepKind.PASSED_ON: forms.PassOnForm,
    StepKind.COMPLIED: forms.ComplyForm,
    StepKind.PARTLY: forms.PartForm,
    StepKind.ALTERNATIVE: forms.OfferForm,
    StepKind.WRONG_BODY: forms.WrongBodyForm,
    StepKind.NOT_BOUND: forms.NotBoundForm,
    StepKind.REFUSED: forms.RefuseForm,
    StepKind.DECLINED: forms.DeclineForm,
}

_SERVICES: Final[dict[StepKind, Callable[..., object]]] = {
    StepKind.ACKNOWLEDGED: services.acknowledge_request,
    StepKind.QUESTION: services.ask_question,
    StepKind.PASSED_ON: services.pass_on_request,
    StepKind.COMPLIED: services.comply_with_request,
    StepKind.PARTLY: services.comply_in_part,
    StepKind.ALTERNATIVE: services.offer_alternative,
    StepKind.WRONG_BODY: services.name_right_body,
    StepKind.NOT_BOUND: services.say_not_bound,
    StepKind.REFUSED: services.refuse_request,
    StepKind.DECLINED: services.decline_request,
}


def form_for(
    kind: StepKind,
    data: QueryDict | None = None,
    *,
    story: Story,
    on: date,
    domains: Collection[str] = (),
    initial: Mapping[str, Any] | None = None,
) -> AnswerForm:
    """The form of an answer to a request, blank or with what was sent.

    `on` is the day it is given on; `domains` are the mail domains within which it can be passed on.
    """
    own: dict[str, Any] = {}
    if kind is StepKind.REFUSED:
        own = {"grounds": queries.grounds_open(story.ask)}
    elif kind is StepKind.DECLINED:
        own = {"kind": story.kind}
    elif kind is StepKind.PASSED_ON:
        own = {"domains": domains, "body": story.ask.docket.asked_name}
    return _FORMS[kind](data, on=on, initial=dict(initial or {}), **own)


def give(actor: Actor, ask: CooperationRequest, kind: StepKind, form: AnswerForm, *, at: datetime) -> None:
    """Give the answer of a form that is valid, by the service of its kind. Raises Invalid and Conflict as that does."""
    said = form.said
    if kind is StepKind.WRONG_BODY:
        said["right_ref"] = _known_as(said["right_body"], at=at)
    _SERVICES[kind](actor, ask, **said, at=at)


def given(actor: Actor, ask: CooperationRequest, kind: StepKind, form: AnswerForm, *, at: datetime) -> bool:
    """Give the answer where the form is whole; what is wrong is said in the form. Raises Conflict where too late."""
    if not form.is_valid():
        return False
    try:
        give(actor, ask, kind, form, at=at)
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    return form.is_valid()


def _known_as(name: str, *, at: datetime) -> str:
    """The reference of the body that a name means in the register; empty where that is not plain."""
    try:
        return registry.find_body(name, on=day_of(at), at=at)
    except UnknownBody:
        return ""
