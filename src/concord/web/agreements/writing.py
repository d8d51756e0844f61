"""A draft and its pages: the overview of what is written, and each short page of facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.agreements.sentences import day, last_day, listed
from concord.agreements.wording import FIELD, KIND, KIND_SAYS, PURPOSE
from concord.base import clock
from concord.web.agreements import forms
from concord.web.agreements.shape import Act, Latch, acted, deed, framed, opened, posted, saved, status_of
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from concord.agreements.queries import AgreementPage
    from concord.base.actor import Actor

_OF_AGREEMENT: Final = (
    "title", "reference", "owner_name", "owner_email", "deputy_name", "deputy_email", "review_months",
)  # fmt: skip
_OF_COVERS: Final = ("summary", "purposes", "aims", "topics", "functions", "area", "persons")


@require_safe
@officer
def write(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The overview of what can be written: each page with what it says by now."""
    page = opened(actor, public_id, Event.REVISE)
    version = page.draft
    if version is None:
        return redirect("agreements:page", public_id)
    context = {
        **framed(page),
        "version": version,
        "tasks": [_task(public_id, name, says) for name, says in _says(page).items()],
        "lacks": _lacks(page),
        "may_discard": not any(one.shared_at or page.signatures[one.number] for one in page.versions),
        "back": reverse("agreements:page", args=[public_id]),
    }
    return render(request, "agreements/write.html", context)


def _task(public_id: str, name: str, says: str) -> dict[str, Any]:
    return {
        "title": {"text": TITLES[name]},
        "href": reverse(f"agreements:{name}", args=[public_id]),
        "status": {"text": says} if says else {"tag": {"text": "Empty", "classes": "govuk-tag--grey"}},
    }


TITLES: Final = {
    "kind": "Kind",
    "about": "Title, owner and where it belongs",
    "parties": "Parties",
    "covers": "What it covers",
    "days": "Days",
    "clauses": "Clauses",
    "approval": "Approval by your own body",
}
"""The pages of a draft, in their order."""


def _says(page: AgreementPage) -> dict[str, str]:
    """What each page of the draft says by now, in a few words; empty where it says nothing."""
    row, version = page.agreement, page.versions[-1]
    purposes = [PURPOSE[one] for one in version.purposes]
    clauses = len(page.draft_clauses)
    return {
        "kind": f"{KIND[row.kind]}{', ' + FIELD[row.field].lower() if row.field else ''}",  # type: ignore[index]
        "about": f"Owner: {row.owner_name}" if row.owner_name else "No owner yet",
        "parties": listed(seat.name for seat in page.seats),
        "covers": "; ".join(purposes) or (version.summary[:80] if version.summary else ""),
        "days": _span(version.starts, version.ends),
        "clauses": f"{clauses} clause{'' if clauses == 1 else 's'}" if clauses else "",
        "approval": ", ".join(filter(None, (version.approved_by, version.decision))),
    }


def _span(starts: Any, ends: Any) -> str:
    if not starts:
        return ""
    return f"From {day(starts)}{' to ' + last_day(ends) if ends else ''}"


def _lacks(page: AgreementPage) -> list[str]:
    """What somebody should write before the parties are asked, as links would say it."""
    found = []
    if page.versions[-1].starts is None:
        found.append("the first day")
    if len(page.seats) < 2 and page.agreement.kind not in {"policy", "terms"}:  # noqa: PLR2004  two agree
        found.append("the other parties")
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A short page of a draft: its form, what the form begins with, and what its answers change."""

    name: str
    form: Callable[[Actor, AgreementPage, Any, dict[str, Any]], Form]
    held: Callable[[AgreementPage], dict[str, Any]]
    changes: Callable[[Actor, Mapping[str, Any]], dict[str, Any]]


def _about_form(actor: Actor, page: AgreementPage, data: Any, held: dict[str, Any]) -> Form:
    others = queries.titles_of(actor, without=page.agreement.public_id)
    return forms.AboutForm(data, initial=held, others=others)


def _about_held(page: AgreementPage) -> dict[str, Any]:
    row = page.agreement
    linked = {name: found.public_id if (found := getattr(row, name)) else "" for name in ("under", "replaces")}
    return {**{name: getattr(row, name) for name in _OF_AGREEMENT}, **linked}


def _about_changes(actor: Actor, given: Mapping[str, Any]) -> dict[str, Any]:
    linked = {
        name: queries.agreement_row(actor, given[name], Event.SEE) if given[name] else None
        for name in ("under", "replaces")
    }
    return {**given, **linked}


def _covers_form(actor: Actor, page: AgreementPage, data: Any, held: dict[str, Any]) -> Form:
    topics = {**queries.topics_of(actor), **{one: one for one in held["topics"] if one not in queries.topics_of(actor)}}
    return forms.CoversForm(data, initial=held, topics=topics)


def _days_held(page: AgreementPage) -> dict[str, Any]:
    version = page.versions[-1]
    last = version.ends - timedelta(days=1) if version.ends else None
    return {"starts": version.starts, "ends": last, "review_on": version.review_on}


def _days_changes(_actor: Actor, given: Mapping[str, Any]) -> dict[str, Any]:
    return {**given, "ends": given["ends"] + timedelta(days=1) if given["ends"] else None}


def _as_given(_actor: Actor, given: Mapping[str, Any]) -> dict[str, Any]:
    return dict(given)


def _of_version(*names: str) -> Callable[[AgreementPage], dict[str, Any]]:
    return lambda page: {name: getattr(page.versions[-1], name) for name in names}


def _plain(form: type[Form]) -> Callable[[Actor, AgreementPage, Any, dict[str, Any]], Form]:
    return lambda _actor, _page, data, held: form(data, initial=held)


_KIND: Final = Part(
    "kind",
    _plain(forms.KindForm),
    lambda page: {"kind": page.agreement.kind, "field": page.agreement.field},
    _as_given,
)
_ABOUT: Final = Part("about", _about_form, _about_held, _about_changes)
_COVERS: Final = Part("covers", _covers_form, _of_version(*_OF_COVERS), _as_given)
_DAYS: Final = Part("days", _plain(forms.DaysForm), _days_held, _days_changes)
_APPROVAL: Final = Part(
    "approval", _plain(forms.ApprovalForm), _of_version("approved_by", "decision", "approved_on"), _as_given
)


@deed
def kind(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What kind of agreement it is, while nobody has agreed."""
    return _part(request, actor, public_id, _KIND, says=KIND_SAYS)


@deed
def about(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What it is called, who looks after it, where it belongs: at any time."""
    return _part(request, actor, public_id, _ABOUT)


@deed
def covers(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What it covers."""
    return _part(request, actor, public_id, _COVERS)


@deed
def days(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """From when until when."""
    return _part(request, actor, public_id, _DAYS)


@deed
def approval(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """By whom and by which decision it was approved."""
    return _part(request, actor, public_id, _APPROVAL)


def _part(request: HttpRequest, actor: Actor, public_id: str, part: Part, **more: Any) -> HttpResponse:
    """A short page of a draft: shown, or saved and back to the overview. Two who write it at once lose nothing."""
    page = opened(actor, public_id, Event.REVISE)
    latch = Latch(request, part.held(page))
    form = part.form(actor, page, posted(request), latch.held)
    row = page.agreement

    def save() -> None:
        if latch.holds(form):
            changes = part.changes(actor, form.cleaned_data)
            services.revise_agreement(actor, row, changes=changes, at=clock.now(), saves=row.saves)

    if saved(form, save):
        messages.success(request, f"“{TITLES[part.name]}” is saved.")
        return redirect("agreements:write" if page.draft else "agreements:page", public_id)
    context = {
        **framed(page),
        **more,
        "form": form,
        "title": TITLES[part.name],
        "fixed": page.draft is None and part.name != "about",
        "latch": latch,
        "other": latch.other(form),
        "back": reverse("agreements:write" if page.draft else "agreements:page", args=[public_id]),
    }
    return render(request, "agreements/part.html", context, status=status_of(form))


@deed
def discard(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put a draft away that nobody else has seen."""
    page = opened(actor, public_id, Event.DISCARD)
    asks = Act(
        title="Put this draft away?",
        says=("All that is written in it is deleted. That cannot be undone.",),
        button="Put the draft away",
        done="The draft is put away.",
        warning=True,
    )
    return acted(
        request,
        page,
        forms.ButtonForm(posted(request)),
        lambda: services.discard_agreement(actor, page.agreement),
        asks,
        back=reverse("agreements:register") if request.method == "POST" else "",
    )
