"""The views about councils: find one, list its partners on a day, say why a body is not one, tell what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord import statute
from concord.public import asked as asking
from concord.public.councils import changes, directory, listing, meaning, reading, table
from concord.public.forms import BetweenForm, OnForm, SearchForm, WhyForm
from concord.registry import queries
from concord.registry.queries import showing

if TYPE_CHECKING:
    from django.http import HttpRequest

    from concord.public.asked import Asked


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Concord answers, and every council."""
    return render(request, "public/start.html", {"form": SearchForm({}), "directory": _everyone()})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The council that was meant, straight away where only one can be; else those that it could be."""
    form = SearchForm(request.GET)
    found = directory.search(form.cleaned_data["q"], asking.now().today) if form.is_bound and form.is_valid() else None
    if found and found.only:
        return redirect("public:partners", found.only)
    context = {"form": form, "directory": _everyone(), "found": found}
    return render(request, "public/search.html", context, status=400 if form.errors else 200)


@require_safe
@asking.known_body
def partners(request: HttpRequest, code: str) -> HttpResponse:
    """The relevant partners of a council on a day."""
    form = OnForm(request.GET)
    asked, register, ref = reading.council(code, form)
    if reading.elsewhere(code, ref):
        return _moved(request, "partners", ref)
    context: dict[str, Any] = {"form": form, "unfolded": "reasons" in request.GET}
    if not form.errors:
        page = listing.listing(statute.rulebook(), register, ref, asked.on, reading.weights(ref, asked))
        announced = listing.announced_about(page.found, queries.announced_changes(asked.at), asked.today)
        context |= {"page": page, "found": page.found, "announced": announced}
    return _council(request, "partners", register.body(ref), asked, context)


@require_safe
@asking.known_body
def partners_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same list for a spreadsheet."""
    form = OnForm(request.GET)
    asked, register, ref = reading.council(code, form)
    if form.errors:
        said = "\n".join(str(message) for messages in form.errors.values() for message in messages)
        return HttpResponse(f"{said}\n", status=400, content_type="text/plain; charset=utf-8")
    book = statute.rulebook()
    page = listing.listing(book, register, ref, asked.on, listing.Weights())
    # The mark at the beginning tells spreadsheets that the text is UTF-8.
    response = HttpResponse("\ufeff" + table.as_csv(book, page), content_type="text/csv; charset=utf-8")
    name = f"partners-{reading.plain_code(ref).replace(':', '-')}-{asked.on.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@asking.known_body
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Why a body is, is not or may be a relevant partner of a council."""
    form = WhyForm(request.GET)
    asked, register, ref = reading.council(code, form)
    if reading.elsewhere(code, ref):
        return _moved(request, "why", ref)
    book = statute.rulebook()
    context: dict[str, Any] = {"form": form, "kinds": meaning.unlisted(book)}
    if form.said("body") and not form.errors:
        meant = meaning.meant(book, form.said("body"), asked)
        context["meant"] = meant
        if meant.ref:
            both = register if meant.ref in register.bodies else queries.register_of(ref, meant.ref, at=asked.at)
            found = statute.partner(book, both, authority=ref, body=meant.ref, on=asked.on)
            context |= {"found": found, "form": WhyForm.about(meaning.bare(found.body.name_on(asked.on)), asked.on)}
    return _council(request, "why", register.body(ref), asked, context)


@require_safe
@asking.known_body
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """How the partners of a council have changed since 2015, drawn and told, and what changed between two days."""
    form = BetweenForm(request.GET)
    asked, register, ref = reading.council(code, form)
    if reading.elsewhere(code, ref):
        return _moved(request, "timeline", ref)
    book = statute.rulebook()
    context: dict[str, Any] = {"form": form, "page": changes.timeline(book, register, ref, asked.today)}
    if form.is_bound and not form.errors:
        days = (form.said("after"), form.said("until"))
        context["between"] = changes.between(book, register, ref, *days, today=asked.today)
    return _council(request, "timeline", register.body(ref), asked, context)


def _everyone() -> directory.Directory:
    today = asking.now().today
    return directory.directory(showing.authorities_ever(on=today), today)


def _council(
    request: HttpRequest, here: str, council: statute.Body, asked: Asked, context: dict[str, Any]
) -> HttpResponse:
    """A page about a council, with what all of them show; 400 where the form has errors."""
    shared = {"here": here, "council": council, "name": council.name_on(asked.on), "asked": asked, "keep": asked.query}
    trail = [("Find a council", reverse("public:start"))]
    status = 400 if context["form"].errors else 200
    return render(request, f"public/{here}.html", asking.words() | shared | {"trail": trail} | context, status=status)


def _moved(request: HttpRequest, here: str, ref: str) -> HttpResponse:
    """To the one address that a council has, with the same question."""
    query = request.META["QUERY_STRING"]
    return redirect(reverse(f"public:{here}", args=[ref]) + (f"?{query}" if query else ""))
