"""The page of what a council has published of its agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.agreements.queries.published import published_public
from concord.agreements.wording import FIELD, KIND, PURPOSE, STATUS
from concord.public import asked as asking
from concord.public.councils import reading
from concord.public.forms import OnForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@asking.known_body
def agreements(request: HttpRequest, code: str) -> HttpResponse:
    """What a council has agreed with whom, as it stands today."""
    form = OnForm({})
    asked, register, ref = reading.council(code, form)
    if reading.elsewhere(code, ref):
        return redirect(reverse("public:agreements", args=[ref]))
    council = register.body(ref)
    context = asking.words() | {
        "here": "agreements",
        "council": council,
        "name": council.name_on(asked.today),
        "asked": asked,
        "keep": "",
        "form": form,
        "rows": published_public(ref, on=asked.today),
        "kinds": {kind.value: words for kind, words in KIND.items()},
        "fields": {one.value: words for one, words in FIELD.items()},
        "purposes": {one.value: words for one, words in PURPOSE.items()},
        "statuses": STATUS,
        "trail": [("Find a council", reverse("public:start"))],
    }
    return render(request, "public/agreements.html", context)
