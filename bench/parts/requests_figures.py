"""The pages that people wait for, called as a web server calls them: whole, with session, policy and record.

A call opens and closes what a server's worker opens and closes. Django must be set up, the clock stand at `NOW`.
"""

from __future__ import annotations

import importlib
import statistics
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from itertools import cycle, islice
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.test import Client
from parts.requests_sending import MARK

from concord.base import clock
from concord.delivery.models import SecureLink
from concord.partner import session
from concord.people import queries as people
from concord.people.models import Person
from concord.requests.events import ABOUT
from concord.requests.models import CooperationRequest, Docket
from concord.requests.rules.standing import ENDED
from concord.web.requests.lists.narrowing import sealed
from kit.counting import queries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OBJECTS, WARM_UP, COUNTED = 60, 12, 24
LOOKED_FOR = (
    *("wheelchair", "tenancy", "stairlift", "occupational", "interpreter", "the discharge", "respite care", "clinical"),
    *(
        "LAS-100317",
        "aldermoor",
        "night care",
        "Hazelw",
        '"speech therapy"',
        "hoist -ramp",
        "probation contact",
        "winter",
    ),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as one browser asks for it."""

    path: str
    cookies: str


class Figures:
    """The five figures. `desks` are the councils at whose desks they are taken."""

    def __init__(self, desks: Sequence[str]) -> None:
        self.application = importlib.import_module("concord.config.wsgi").application
        self.desks = list(desks)
        self.officers = {ref: _officer(ref) for ref in self.desks}
        self.signed_in = {ref: _signed_in(person) for ref, person in self.officers.items()}

    def measure(self) -> dict[str, dict[str, float]]:
        """Of each page the median of its milliseconds and of its queries, and the most queries that one asked."""
        pages = {
            "request_page": self._request_pages(),
            "inbox": [self._at(ref, "/desk/requests?show=all") for ref in self._turns()],
            "link_page": self._link_pages(),
            "search": self._searches(self._names()),
            "search_rare": self._searches(cycle(LOOKED_FOR)),
            "dashboard": [self._at(ref, "/desk/") for ref in self._turns()],
        }
        return {name: self._figure(visits) for name, visits in pages.items()}

    def _figure(self, visits: Sequence[Visit]) -> dict[str, float]:
        for visit in visits[:WARM_UP]:
            self._call(visit)
        took = [self._call(visit) for visit in visits[WARM_UP:]]
        asked = [len(queries_of(lambda visit=visit: self._call(visit))) for visit in visits[:COUNTED]]
        return {
            "ms": round(1000 * statistics.median(wall for wall, _ in took), 2),
            "cpu_ms": round(1000 * statistics.median(cpu for _, cpu in took), 2),
            "queries": round(statistics.median(asked)),
            "most_queries": max(asked),
        }

    def _call(self, visit: Visit) -> tuple[float, float]:
        """Seconds that a page took, and those of this program's own work."""
        path, _, query = visit.path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": visit.cookies,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
        }
        answered: list[str] = []
        started = perf_counter(), process_time()
        response = self.application(environ, lambda status, _headers: answered.append(status))
        b"".join(response)
        response.close()
        took = perf_counter() - started[0], process_time() - started[1]
        if not answered[0].startswith("200"):
            raise SystemExit(f"bench: {path} answered {answered[0]}.")
        return took

    def _turns(self) -> Iterator[str]:
        return islice(cycle(self.desks), OBJECTS + WARM_UP)

    def _at(self, ref: str, path: str) -> Visit:
        return Visit(path, self.signed_in[ref])

    def _request_pages(self) -> list[Visit]:
        each = (OBJECTS + WARM_UP) // len(self.desks) + 1
        found = []
        for ref in self.desks:
            rows = Docket.objects.filter(asker=ref, sent_on__isnull=False).order_by("ask_id")
            found.append([self._at(ref, f"/desk/requests/{one}") for one in _spread(rows, each)])
        return [visit for visits in zip(*found, strict=False) for visit in visits]

    def _link_pages(self) -> list[Visit]:
        at = clock.now()
        live = SecureLink.objects.filter(subject_kind=ABOUT, revoked_at__isnull=True, expires_at__gt=at)
        live = live.exclude(to__startswith=MARK)
        signer, found = signing.Signer(salt="concord.partner.links"), []
        for subject, link in live.order_by("-pk").values_list("subject", "public_id")[: 4 * (OBJECTS + WARM_UP)]:
            ask = CooperationRequest.objects.select_related("docket").get(public_id=subject)
            if ask.docket.status in ENDED:
                continue
            held = signer.sign_object({subject: [link, at.timestamp(), True]})
            found.append(Visit(f"/r/request/{subject}", f"{session.COOKIE}={held}"))
        return found[: OBJECTS + WARM_UP]

    def _names(self) -> Iterator[str]:
        """What stands in more requests of a council than a page shows: its own name; now and then without a word."""
        for number, ref in enumerate(self._turns()):
            name = Docket.objects.filter(asker=ref).values_list("asker_name", flat=True)[0].split()[0]
            yield f"{name} -zeppelin" if number % 4 == 0 else name

    def _searches(self, looked_for_each: Iterable[str]) -> list[Visit]:
        found = []
        for ref, looked_for in zip(self._turns(), looked_for_each, strict=False):
            actor = people.actor_for(self.officers[ref], door="desk", on=clock.today(), correlation="bench")
            query = urlencode({"show": "all", "found": sealed(actor, looked_for)})
            found.append(self._at(ref, f"/desk/requests?{query}"))
        return found


def _spread(rows: Any, number: int) -> Iterator[str]:
    """Public ids of so many of the requests, evenly from the oldest to the newest."""
    keys = list(rows.values_list("ask_id", flat=True))
    for index in range(number):
        yield CooperationRequest.objects.values_list("public_id", flat=True).get(pk=keys[index * len(keys) // number])


def _officer(ref: str) -> Person:
    return Person.objects.get(email=f"officer@{ref.replace(':', '.').lower()}.example")


def _signed_in(person: Person) -> str:
    browser = Client()
    browser.force_login(person)
    cookie = SimpleCookie({settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value})
    return cookie.output(header="", attrs=[]).strip()
