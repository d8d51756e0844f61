"""Keeping what is typed: by the button of a page, and by script while somebody writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.partner.door import OPEN_AGAIN, behind_link
from concord.partner.typed import written
from concord.partner.words import KEPT, KIND
from concord.requests import queries
from concord.requests.events import ABOUT, Event
from concord.requests.services.saving import keep_answer

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, QueryDict

    from concord.delivery.links import Visit
    from concord.requests.queries import PartnerPage
    from concord.requests.rules.steps import StepKind

NOT_FIELDS = {"csrfmiddlewaretoken", "save", "remove", "find", "pick", "files"}


def keep(visit: Visit, page: PartnerPage, kind: StepKind, form: Form, posted: QueryDict) -> None:
    """Keep what was typed into a form. Raises Invalid where it is too long, and Conflict where it no longer fits."""
    keep_answer(visit.actor, page.story.ask, kind=kind, written=written(form, posted), at=clock.now())


@behind_link
@require_POST
def save(request: HttpRequest, visit: Visit, word: str) -> HttpResponse:
    """Keep it while somebody types: what `concord/autosave.js` asks. The request itself is not looked at, nor shown."""
    kind = KIND.get(word)
    if kind not in KEPT or kind is None:
        raise NotFound(OPEN_AGAIN)
    ask = queries.request_of(visit.actor, visit.actor.reaches(ABOUT), Event.SAVE_ANSWER)
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_FIELDS}
    try:
        keep_answer(visit.actor, ask, kind=kind, written=typed, at=clock.now())
    except Conflict as error:
        says = f"{error.message} Press the button below, and you can send what you wrote as a message."
        return JsonResponse({"says": says}, status=409)
    except Invalid as error:
        return JsonResponse({"says": error.message}, status=422)
    return HttpResponse(status=204)
