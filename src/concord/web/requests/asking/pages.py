"""The pages of a draft that are a form each, in the order of `steps`: what it is about, what is asked, why, by when."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

from concord import statute
from concord.base import clock
from concord.base.errors import Conflict
from concord.contacts import queries as contact_book
from concord.contacts import services as contact_keeping
from concord.registry import queries as registry
from concord.requests import queries
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.saying import group_asked
from concord.requests.wording import USUAL_FUNCTIONS
from concord.web.door import officer
from concord.web.requests.asking.forms import (
    URGENT_MEANS,
    ConditionsForm,
    FunctionForm,
    HelpForm,
    OwnFunctionForm,
    PersonForm,
)
from concord.web.requests.asking.shape import DraftPage, draft_of, typed
from concord.web.requests.asking.word_forms import ContactsForm, SharingForm, WhatForm, WhenForm, WishesForm
from concord.web.requests.inside import named_officer
from concord.web.requests.showing import clock_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.contacts.queries import Fit
    from concord.requests.models import CooperationRequest
    from concord.requests.queries import AgreedContact, Clocks
    from concord.web.requests.asking.fields import DraftForm


@officer
def help_(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What kind of help, how urgent, and words to begin with."""
    ask = draft_of(request, actor, public_id)
    templates = queries.templates(actor)
    kept = {template.id: template.values for template in templates}
    offered = [(template.id, template.name) for template in templates]
    form = HelpForm(**typed(request), initial=vars(ask), asked_group=ask.asked_group, templates=offered)

    def filled(changes: Mapping[str, Any]) -> dict[str, Any]:
        values = kept.get(form.cleaned_data.get("template", ""), {})
        return {name: value for name, value in values.items() if not changes.get(name) and not getattr(ask, name)}

    context = {"urgent_means": URGENT_MEANS, "contact": _contact(actor, ask), "immediate": Urgency.IMMEDIATE.value}
    return DraftPage(request, actor, ask, form, context, filled).answer()


@officer
def person(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Whom the request is about."""
    ask, words = draft_of(request, actor, public_id), statute.rulebook().persons.values()
    persons = [(word.id, word.name) for word in words]
    form = PersonForm(**typed(request), initial=vars(ask), persons=persons, shown=queries.shown_of_person(actor))
    off = queries.switched_off(ask)
    context = {"person_hints": {word.id: word.says for word in words}, "switched_off": bool(off)}
    return DraftPage(request, actor, ask, form, context, lambda _: {gap.field: "" for gap in off}).answer()


@officer
def function(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Which function the request serves: one of the Act, or under section 7(2) the asker's own in words."""
    ask, book = draft_of(request, actor, public_id), statute.rulebook()
    if ask.kind == Kind.SUPPLY:
        return redirect("requests:conditions", public_id)
    purposes = [(word.id, word.name) for word in book.purposes.values()]
    functions = [(ref, f"{one.name} (section {ref.partition('.s')[2]})") for ref, one in book.functions.items()]
    given: dict[str, Any] = {**typed(request), "initial": vars(ask), "functions": functions, "purposes": purposes}
    form: DraftForm
    form = OwnFunctionForm(**given) if ask.kind == Kind.OF_AUTHORITY else FunctionForm(**given, usual=USUAL_FUNCTIONS)
    hints = {word.id: word.says for word in book.purposes.values()}
    return DraftPage(request, actor, ask, form, {"purpose_hints": hints}).answer()


@officer
def conditions(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What a board states of the conditions of section 45."""
    ask = draft_of(request, actor, public_id)
    if ask.kind != Kind.SUPPLY:
        return redirect("requests:function", public_id)
    return DraftPage(request, actor, ask, ConditionsForm(**typed(request), initial=vars(ask))).answer()


@officer
def what(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What is asked, in free words."""
    ask = draft_of(request, actor, public_id)
    return DraftPage(request, actor, ask, WhatForm(**typed(request), initial=vars(ask))).answer()


@officer
def when(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """By when, why then, and what happens otherwise; with the clock that the request would have, sent today."""
    ask = draft_of(request, actor, public_id)
    found = queries.clocks_if_sent(ask, at=clock.now()) if request.method != "POST" else None
    suggested = found.answer if found and not ask.needed_by else None
    begun = {**vars(ask), "needed_by": suggested.due_on} if suggested else vars(ask)
    form = WhenForm(**typed(request), initial=begun, on=clock.today())
    context = {"clocks": _lines(ask, found), "answer_due": found.answer, "suggested": suggested} if found else {}
    return DraftPage(request, actor, ask, form, context).answer()


@officer
def wishes(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What the person wants and was told, and how they need to be told things."""
    ask = draft_of(request, actor, public_id)
    about_somebody = ask.person_category != "nobody"
    form = WishesForm(**typed(request), initial=vars(ask), about_somebody=about_somebody)
    return DraftPage(request, actor, ask, form, {"about_somebody": about_somebody}).answer()


@officer
def sharing(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """On what basis it is shared."""
    ask = draft_of(request, actor, public_id)
    last = "" if ask.sharing_basis or request.method == "POST" else queries.last_sharing_basis(actor, ask)
    begun = {**vars(ask), "data_classes": queries.classes_of(ask)}
    form = SharingForm(**typed(request), initial={**begun, "sharing_basis": last} if last else begun)
    context = {"last": last, "sharing": queries.sharing_of(ask, on=clock.today())}
    return DraftPage(request, actor, ask, form, context).answer()


@officer
def contacts(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Where the request goes and whom the other side can ring; begins with what Concord knows of both."""
    ask = draft_of(request, actor, public_id)
    known, agreed = _contact(actor, ask), queries.agreed_contact(ask, on=clock.today())
    named, doubt = named_officer(ask, on=clock.today()), _doubt(actor, ask, agreed)
    begun = {"contact_name": actor.name, "contact_email": getattr(request.user, "email", "")}
    if request.method != "POST":
        begun |= {name: value for name, value in queries.last_contact(actor).items() if value}
        sure = None if doubt and known and not known.contact.doubt else agreed
        begun["partner_email"] = named.email if named else queries.first_mailbox(known, sure)
    given = {name: value for name, value in vars(ask).items() if value}
    may_remember = not (known or agreed or named) and contact_book.may_add(actor, ask.asked_id)
    form = ContactsForm(**typed(request), initial={**begun, **given}, may_remember=may_remember)

    def remembered(changes: Mapping[str, Any]) -> dict[str, Any]:
        if form.cleaned_data.get("remember") and changes.get("partner_email") and "autosave" not in request.GET:
            details = {"mailbox": changes["partner_email"]}
            with suppress(Conflict):  # somebody has just added one: theirs stays
                contact_keeping.add_contact(actor, registry.body_row(ask.asked_id), details=details, on=clock.today())
        return {}

    context = {"known": known, "agreed": agreed, "doubt": doubt, "named": named, "group": group_asked(ask)}
    return DraftPage(request, actor, ask, form, context, remembered).answer()


def _contact(actor: Actor, ask: CooperationRequest) -> Fit | None:
    """The contact of the body asked for the kind of help; none inside one's own council, which knows itself."""
    if ask.asked_id == ask.asker_id:
        return None
    return contact_book.contact_for(actor, ask.asked_id, topic=ask.help, council=ask.asker_id, on=clock.today())


def _doubt(actor: Actor, ask: CooperationRequest, agreed: AgreedContact | None) -> str:
    """Why the mailbox that a clause names may be wrong, as far as the contacts of its body tell; most often nothing."""
    lines = contact_book.contacts_of(actor, ask.asked_id, on=clock.today()) if agreed else ()
    same = (line.doubt for line in lines if agreed and line.mailbox.casefold() == agreed.mailbox.casefold())
    return next(filter(None, same), "")


def _lines(ask: CooperationRequest, found: Clocks) -> list[dict[str, Any]]:
    """The clocks that a draft would have if it were sent today, as `components/clock.html` takes them."""
    due = [one for one in (found.acknowledge, found.answer) if one]
    owed = ask.kind != Kind.UNBOUND
    return clock_lines(due, on=clock.today(), holidays=registry.bank_holidays(), owed=owed)
