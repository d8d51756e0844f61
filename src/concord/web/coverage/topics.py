"""The checklist of topics that an authority looks at its coverage by: begun with a starter list, and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.access.policies import may
from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.agreements.rules.topics import mark
from concord.base.errors import Conflict, Invalid
from concord.pages.wordsfield import WordsField
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

MOST_SIGNS = 8000


class TopicsForm(forms.Form):
    """A topic on each line."""

    names = WordsField(
        label="Topics, each on its own line",
        help_text="A topic that keeps its name keeps the agreements that are filed under it.",
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Enter at least one topic"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def set_topics(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Edit the checklist."""
    if not may(actor, Event.SET_TOPICS):
        raise Http404
    held = list(queries.topics_of(actor).values())
    form = TopicsForm(request.POST if request.method == "POST" else None, initial={"names": "\n".join(held)})
    was = request.POST.get("was", mark(held))
    if request.method == "POST" and form.is_valid() and _saved(actor, form, was):
        messages.success(request, "The topics are saved.")
        return redirect("coverage:table")
    overtaken = form.has_error(NON_FIELD_ERRORS)
    held = list(queries.topics_of(actor).values())
    context = {
        "form": form,
        "was": mark(held) if overtaken else was,
        "saved": held if overtaken else [],
        "back": reverse("coverage:table"),
    }
    return render(request, "coverage/topics.html", context, status=400 if form.errors else 200)


def _saved(actor: Actor, form: TopicsForm, was: str) -> bool:
    try:
        services.set_topics(actor, names=form.cleaned_data["names"].splitlines(), was=was)
    except Invalid as error:
        form.add_error("names", error.message)
    except Conflict as error:
        form.add_error(None, error.message)
    return not form.errors
