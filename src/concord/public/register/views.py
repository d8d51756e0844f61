"""The view about the register's own quality."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.public import asked as asking
from concord.registry import queries
from concord.registry.queries import showing
from concord.registry.wording import BODY_KINDS, CHANGE_STANDINGS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DAYS: Final = tuple(
    map(date.fromisoformat, ("2015-04-01", "2019-04-01", "2021-04-01", "2022-07-01", "2023-04-01", "2026-04-01"))
)
"""Days on which councils or NHS bodies were reorganised, for the table of counts; today comes after them."""

FACTS: Final = {
    "district_of": "District councils in a county",
    "area_in": "Areas of NHS bodies and police forces",
    "provides_services": "Trusts that provide services in an area",
    "probation_for": "Providers of probation services",
    "agreed": "Agreements to co-operate",
    "exercises": "National functions",
}
"""The kinds of fact in plain words."""


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What is loaded, from where, whether it passes its checks, what it is incomplete for, and what is announced."""
    today = asking.now().today
    days = (*DAYS, today)
    context = asking.words() | {
        "status": queries.register_status(today),
        "checks": queries.quality_checks(),
        "announced": queries.announced_changes(),
        "days": days,
        "counts": showing.counts_by_kind(days),
        "kinds": BODY_KINDS,
        "facts": FACTS,
        "change_standings": CHANGE_STANDINGS,
        "today": today,
    }
    return render(request, "public/register.html", context)
