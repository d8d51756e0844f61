"""Beginning an agreement: what kind it is, then its title and first facts. It is kept from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.agreements import services
from concord.agreements.events import Event
from concord.agreements.rules.kinds import Field, Kind
from concord.agreements.wording import FIELD, KIND, KIND_SAYS
from concord.base import clock
from concord.base.errors import NotFound
from concord.web.agreements.forms import FirstForm, KindForm
from concord.web.agreements.shape import deed, posted, saved, status_of
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@require_safe
@officer
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What kind of agreement it is. Nothing is kept yet."""
    _may_begin(actor)
    form = KindForm(request.GET if "go" in request.GET else None, initial=request.GET.dict())
    if form.is_valid():
        return redirect(f"{reverse('agreements:begin-title')}?{urlencode(form.cleaned_data)}")
    context = {"form": form, "says": KIND_SAYS, "back": reverse("agreements:register")}
    return render(request, "agreements/begin.html", context, status=status_of(form))


@deed
def begin_title(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Its title and first facts; then it is a draft."""
    _may_begin(actor)
    kind, about = request.GET.get("kind", ""), request.GET.get("field", "")
    back = f"{reverse('agreements:begin')}?{urlencode({'kind': kind, 'field': about})}"
    if kind not in set(Kind) or (kind == Kind.PROTOCOL and about not in set(Field)):
        return redirect(back)
    form = FirstForm(posted(request), initial={"owner_name": actor.name})
    made: list[str] = []

    def save() -> None:
        given = dict(form.cleaned_data)
        row = services.begin_agreement(actor, kind=kind, about=about, title=given.pop("title"), at=clock.now())
        services.revise_agreement(actor, row, changes=given, at=clock.now())
        made.append(row.public_id)

    if saved(form, save):
        messages.success(request, "The draft is kept. Go on in any order; nobody else is told yet.")
        return redirect("agreements:write", made[0])
    what = f"{KIND[Kind(kind)]}{': ' + FIELD[Field(about)].lower() if about else ''}"
    context = {"form": form, "what": what, "back": back}
    return render(request, "agreements/begin_title.html", context, status=status_of(form))


def _may_begin(actor: Actor) -> None:
    if not may(actor, Event.BEGIN):
        raise NotFound(NOT_HERE)
