"""The views about the law: the index of provisions, and each provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord import statute
from concord.public import asked
from concord.public.law import index
from concord.public.law import provision as pages
from concord.registry import queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every provision that the rulebook holds, by Act and section."""
    return render(request, "public/law.html", asked.words() | {"parts": index.index(statute.rulebook())})


@require_safe
def provision(request: HttpRequest, ref: str) -> HttpResponse:
    """A provision in every version, with its doubts."""
    page = pages.page(statute.rulebook(), ref, asked.now().today, queries.official_wording(ref))
    trail = [("The law", reverse("public:law"))]
    trail += [(index.short(one.ref), reverse("public:provision", args=[one.ref])) for one in page.over]
    return render(request, "public/provision.html", asked.words() | {"page": page, "trail": trail})


@require_safe
def cited(request: HttpRequest, ref: str) -> HttpResponse:
    """From a reference as answers cite it, CA2014.s6(7)(a), to its page."""
    if ref not in statute.rulebook().provisions:
        raise Http404
    return redirect("public:provision", ref, permanent=True)
