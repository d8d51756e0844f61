"""The checklist of topics that an authority looks at its coverage by: begun with a starter list, and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.access.policies import may
from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.base.errors import Invalid
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
    form = TopicsForm(
        request.POST if request.method == "POST" else None,
        initial={"names": "\n".join(queries.topics_of(actor).values())},
    )
    if request.method == "POST" and form.is_valid() and _saved(actor, form):
        messages.success(request, "The topics are saved.")
        return redirect("coverage:table")
    context = {"form": form, "back": reverse("coverage:table")}
    return render(request, "coverage/topics.html", context, status=400 if form.errors else 200)


def _saved(actor: Actor, form: TopicsForm) -> bool:
    try:
        services.set_topics(actor, names=form.cleaned_data["names"].splitlines())
    except Invalid as error:
        form.add_error("names", error.message)
        return False
    return True
