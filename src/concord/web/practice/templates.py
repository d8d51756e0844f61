"""The templates of a body: the list, one as it reads, making one (from a request or from blank), editing, retiring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.access.operation import NOT_HERE
from concord.base import clock
from concord.base.errors import Conflict, NotFound
from concord.people.queries import body_name
from concord.requests import queries, services
from concord.requests.queries import practice
from concord.requests.queries.kept import marked_in
from concord.requests.wording import HELP
from concord.web.door import officer
from concord.web.practice.forms import ReferenceForm
from concord.web.practice.saving import manager, overtaken, posted, saved
from concord.web.practice.template_form import TemplateForm, choices_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@require_safe
@officer
def templates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The templates in use; and for managers the ways to make one."""
    practice.how(actor)  # who may not look at how the body works finds no page here
    may_set = practice.may_set(actor)
    form = ReferenceForm(request.GET if may_set and "reference" in request.GET else None)
    if form.is_valid():
        if public_id := queries.request_called(actor, form.cleaned_data["reference"]):
            return redirect(f"{reverse('practice:make-template')}?request={public_id}")
        form.add_error("reference", "No request or draft of your organisation has this reference. Check it")
    context = {
        "templates": queries.templates(actor),
        "helps": HELP,
        "form": form,
        "body": body_name(actor.body, on=clock.today()),
        "may_set": may_set,
        "back": reverse("practice:start"),
    }
    return render(request, "practice/templates.html", context, status=400 if form.errors else 200)


@require_safe
@officer
def template(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One template as it reads."""
    held = queries.template(actor, _legible(public_id))
    context = {
        "template": held,
        "rows": _rows(held.values),
        "may_set": practice.may_set(actor),
        "back": reverse("practice:templates"),
    }
    return render(request, "practice/template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def make(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A new template, from blank or from the words of a request."""
    begun = request.GET.get("request", "")
    start = queries.values_of_request(actor, _legible(begun)) if begun and request.method != "POST" else {}
    return _edited(request, actor, start, title="Make a template", begun=bool(begun))


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Other words for a template. Requests that were made from it keep theirs."""
    start: dict[str, Any] = {}
    if request.method != "POST":
        held = queries.template(actor, _legible(public_id))
        start = {"name": held.name, **held.values}
    return _edited(request, actor, start, title="Change a template", instead_of=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def retire(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask first; then take a template away."""
    if request.method == "POST":
        try:
            services.retire_template(actor, template=_legible(public_id), at=clock.now())
            messages.success(request, "The template is retired. Requests that were made from it keep their words.")
        except Conflict as error:
            messages.info(request, error.message)
        return redirect("practice:templates")
    held = queries.template(actor, _legible(public_id))
    context = {"template": held, "back": reverse("practice:template", args=[public_id])}
    return render(request, "practice/retire_template.html", context)


def _edited(
    request: HttpRequest, actor: Actor, start: dict[str, Any], *, title: str, instead_of: str = "", begun: bool = False
) -> HttpResponse:
    """The page on which a template is written; saved where it may be."""
    form = TemplateForm(posted(request), initial=start)
    was = request.POST.get("was", instead_of)

    def save() -> None:
        given = form.cleaned_data
        values = {name: value for name, value in given.items() if name not in {"name", "checked"} and value}
        checked = given["checked"]
        services.keep_template(
            actor, name=given["name"], values=values, instead_of=was, checked=checked, at=clock.now()
        )

    if saved(form, save):
        messages.success(request, "The template is saved.")
        return redirect("practice:templates")
    context = {
        "form": form,
        "title": title,
        "marked": marked_in({name: form[name].value() for name in form.fields}),
        "labels": {name: field.label for name, field in form.fields.items()},
        "begun": begun,
        "was": "" if overtaken(form) else was,
        "back": reverse("practice:templates"),
    }
    return render(request, "practice/edit_template.html", context, status=400 if form.errors else 200)


def _rows(values: Any) -> list[tuple[str, str]]:
    """What a template says, by the label of each field, in words."""
    words = {field: dict(choices) for field, choices in choices_of().items()}
    labels = {name: str(field.label) for name, field in TemplateForm().fields.items()}
    return [(labels[name], _in_words(values[name], words.get(name, {}))) for name in labels if values.get(name)]


def _in_words(value: Any, words: dict[str, str]) -> str:
    if isinstance(value, list):
        return "\n".join(words.get(one, str(one)) for one in value)
    return words.get(value, str(value))


def _legible(public_id: str) -> str:
    """The id of an address. Raises NotFound for signs that no id has."""
    if not public_id.isprintable():
        raise NotFound(NOT_HERE)
    return public_id
