"""Whether a section 7 request binds its addressee: CA2014.s7(1) and (2)."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query
from pydantic import BeforeValidator, WithJsonSchema

from concord import statute
from concord.api.answering import answer, operation
from concord.api.asked import KNOWN, ON, MaybeDay, Moment, Words, body
from concord.api.v1.explaining import DutyAnswer
from concord.registry import queries

router = Router(tags=["The duty"])


def _one_of(what: str, words: tuple[str, ...]) -> BeforeValidator:
    """A word of the rulebook's vocabulary."""

    def checked(value: Any) -> str:
        if value not in words:
            raise ValueError(str(statute.UnknownWord(what, str(value)[:80], words)))
        return str(value)

    return BeforeValidator(checked)


def _listed(words: tuple[str, ...]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(words)})


_book = statute.rulebook()
_persons = tuple(_book.persons)
_functions = (*_book.functions, "other")
Person = Annotated[str, _one_of("category of person", _persons), _listed(_persons)]
Function = Annotated[str, _one_of("function under Part 1", _functions), _listed(_functions)]
ASKER = Query(..., alias="from", description="Who asks: a code or a name.")
ASKED = Query(..., alias="to", description="Who is asked: a code or a name, or a kind such as kind:gp-practice.")
PERSON = Query(..., description="Whom the request is about.")
FUNCTION = Query(..., description="The function in whose exercise it is made.")


@operation(router, "", DutyAnswer, name="duty", summary="Whether a section 7 request binds")
def duty(
    request: HttpRequest,
    asker: Words = ASKER,
    asked: Words = ASKED,
    person: Person = PERSON,
    function: Function = FUNCTION,
    on: MaybeDay = ON,
    known: MaybeDay = KNOWN,
) -> HttpResponse:
    """Whether a request of one body to another about such a person would bind on the day, and why.

    It names the grounds on which it may be refused with written reasons. Whether a reason is good is never judged.
    """
    moment = Moment.of(on, known)
    one, other = body(asker, moment, field="from"), body(asked, moment, field="to")
    register = queries.register_of(one, other, at=moment.at)
    finding = statute.duty(_book, register, asker=one, asked=other, person=person, function=function, on=moment.on)
    return answer(statute.as_json(_book, finding, known=moment.known))
