"""The overview of a draft: which pages are done, what is still missing, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.requests import queries
from concord.requests.rules.kinds import Urgency
from concord.requests.saying import asked_as
from concord.requests.wording import KIND, KIND_SAYS
from concord.web.door import officer
from concord.web.requests.steps import CHECK, FIELDS_OF, STEP_OF, TITLES, WHOM, lacking, next_step, pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import Check

_DONE: Final = {"text": "Completed"}
_PARTLY: Final = {"tag": {"text": "Incomplete", "classes": "govuk-tag--light-blue"}}
_TO_DO: Final = {"tag": {"text": "Not yet started", "classes": "govuk-tag--blue"}}
_OPTIONAL: Final = {"text": "Optional"}
_NOT_YET: Final = {"text": "Cannot start yet", "classes": "govuk-task-list__status--cannot-start-yet"}
_READY: Final = {"tag": {"text": "Ready", "classes": "govuk-tag--green"}}
_NOT_A_SIGN: Final = frozenset({"urgency", "purposes"})
"""Fields that a draft begins with, or that may stay empty: they do not show that a page was begun."""

_SECTIONS: Final = (
    ("Who and what it is for", (WHOM, "help", "person", "function", "conditions")),
    ("What you ask", ("what", "when")),
    ("The person, and sharing", ("wishes", "sharing", "files")),
    ("Sending it", ("contacts", "others", CHECK)),
)


@require_safe
@officer
def overview(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The pages of a draft, and how far each is."""
    page = queries.check(actor, public_id, on=clock.today(), at=clock.now())
    shown = {*pages(page.ask.kind), "others"}
    sections = [(title, [_task(page, step) for step in steps if step in shown]) for title, steps in _SECTIONS]
    tasks = [task for _, section in sections for task in section]
    context = {
        "page": page,
        "ask": page.ask,
        "to": asked_as(page.ask, page.ask.asked_name),
        "kind": KIND[page.kind] if page.kind else "",
        "kind_says": KIND_SAYS[page.kind] if page.kind else "",
        "sections": sections,
        "done": sum(task["status"] == _DONE for task in tasks),
        "of": sum(task["status"] in (_DONE, _PARTLY, _TO_DO) for task in tasks),
        "go_on": reverse(next_step(page.ask, on=clock.today()), args=[public_id]),
        "in_danger": page.ask.urgency == Urgency.IMMEDIATE,
    }
    return render(request, "requests/asking/overview.html", context)


def _task(page: Check, step: str) -> dict[str, Any]:
    task: dict[str, Any] = {
        "title": {"text": TITLES[step]},
        "href": reverse(f"requests:{step}", args=[page.ask.public_id]),
        "status": _status(page, step),
    }
    if step == WHOM:
        task["hint"] = {"text": asked_as(page.ask, page.ask.asked_name)}
    if step == "others" and page.together:
        task["hint"] = {"text": ", ".join(other.asked_name for other in page.together)}
    return task


def _status(page: Check, step: str) -> dict[str, Any]:
    missing = [gap.field for gap in page.gaps]
    match step:
        case "readdress":
            return _DONE
        case "check":
            return _NOT_YET if missing else _READY
        case "files":
            return {"text": _counted(len(page.files), "file")} if page.files else _OPTIONAL
        case "others":
            return {"text": _counted(len(page.together), "other")} if page.together else _OPTIONAL
    if step not in lacking(missing):
        return _DONE
    return _PARTLY if _begun(page, FIELDS_OF[step], missing) else _TO_DO


def _begun(page: Check, fields: Iterable[str], missing: Iterable[str]) -> bool:
    """Whether something of a page was filled in, though not all that is needed."""
    empty = {field for field in missing if field in STEP_OF}
    return any(getattr(page.ask, field) for field in fields if field not in _NOT_A_SIGN | empty)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
