"""Whether a section 7 request binds its addressee: CA2014.s7(1) and (2)."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from concord import statute
from concord.api.answering import answer, operation
from concord.api.asked import KNOWN, ON, MaybeDay, Moment, OneOf, Words, body
from concord.api.v1.explaining import DutyAnswer
from concord.registry import queries

router = Router(tags=["The duty"])


_book = statute.rulebook()
Person = Annotated[str, OneOf("category of person", tuple(_book.persons))]
Function = Annotated[str, OneOf("function under Part 1", (*_book.functions, "other"))]
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
