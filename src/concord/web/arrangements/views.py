"""Looking at arrangements: all of an authority with what is missing, one pair, one group, each with its history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.agreements.arrangements_wording import FOUND, GROUP_SAYS, IN_A_COUNTY, IN_A_UNITARY
from concord.agreements.queries import arrangements
from concord.base import clock
from concord.base.errors import NotFound
from concord.requests.events import Event as RequestEvent
from concord.requests.queries.inside import Between, between_groups
from concord.web.arrangements.picture import picture
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from concord.agreements.models import Arrangement, GroupOfficer
    from concord.base.actor import Actor


@require_safe
@officer
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The four groups and six pairs of the authority acted for; for any other body, why it has none."""
    on, asked = clock.today(), between_groups(actor, on=clock.today())
    page = arrangements.arrangements_page(
        actor, on=on, at=clock.now(), asked_on={pair: line.newest_on for pair, line in asked.items()}
    )
    context = {
        "page": page,
        "asked": asked,
        "says": GROUP_SAYS,
        "in_a_county": IN_A_COUNTY,
        "in_a_unitary": IN_A_UNITARY,
        "picture": picture(page),
        "on": on,
    }
    return render(request, "arrangements/start.html", context)


@require_safe
@officer
def pair(request: HttpRequest, actor: Actor, pair: str) -> HttpResponse:
    """What two groups have arranged, how it is worked by, and what was arranged before."""
    on, asked = clock.today(), between_groups(actor, on=clock.today()).get(pair)
    page = pair_of(actor, pair, asked)
    context = {
        "page": page,
        "line": page.line,
        "asked": asked,
        "may_list": may(actor, RequestEvent.BROWSE),
        "found": FOUND,
        "before": told([row for row in page.history if row not in {page.line.arrangement, page.line.next}]),
        "last": last_day,
        "in_a_county": IN_A_COUNTY,
        "on": on,
        "back": reverse("arrangements:start"),
    }
    return render(request, "arrangements/pair.html", context)


@require_safe
@officer
def group(request: HttpRequest, actor: Actor, group: str) -> HttpResponse:
    """Who speaks for a group of officers, and who did before."""
    page = group_of(actor, group)
    context = {
        "page": page,
        "line": page.line,
        "says": GROUP_SAYS[page.line.group],
        "before": told([row for row in page.history if row not in {page.line.officer, page.line.next}]),
        "in_a_county": IN_A_COUNTY,
        "back": reverse("arrangements:start"),
    }
    return render(request, "arrangements/group.html", context)


def pair_of(actor: Actor, key: str, asked: Between | None = None) -> arrangements.PairPage:
    """A pair as it stands today. Raises NotFound."""
    if not key.isprintable():
        raise NotFound(NOT_HERE)
    asked_on = {key: asked.newest_on} if asked else {}
    return arrangements.pair_page(actor, key, on=clock.today(), at=clock.now(), asked_on=asked_on)


def group_of(actor: Actor, group: str) -> arrangements.GroupPage:
    """A group as it stands today. Raises NotFound."""
    if not group.isprintable():
        raise NotFound(NOT_HERE)
    return arrangements.group_page(actor, group, on=clock.today(), at=clock.now())


def told(rows: Sequence[Arrangement] | Sequence[GroupOfficer]) -> list[dict[str, Any]]:
    """Rows of the past, each with the last day on which it held; none for one put right on its own first day."""
    return [{"row": row, "last": last_day(row), "put_right": row.until == row.starts} for row in rows]


def last_day(row: Arrangement | GroupOfficer) -> Any:
    """The last day on which a row holds, None for one without an end."""
    return row.until - timedelta(days=1) if row.until else None
