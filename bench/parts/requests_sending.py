"""Creating and sending, as the API does it, by two programs at once; and whether anything was lost.

Run as a program it is one of the two: it gets ready, says so, waits for a line, and says how many it sent.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "tests")]
    import django

    django.setup()

from parts.requests_templates import NOW
from parts.requests_words import Words

from concord.audit import chain
from concord.audit.models import Entry, Head
from concord.base import clock
from concord.delivery.models import Outgoing
from concord.people import queries as people
from concord.people.models import Person
from concord.requests import services
from concord.requests.models import CooperationRequest, Docket

if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS = 2
WARM_UP = 20
MARK = "sent-by-the-bench"


def measure(number: int) -> dict[str, Any]:
    """How many requests a second two workers create and send, and what is found of them afterwards."""
    before, there = Head.objects.get(), _there()
    each = number // WORKERS
    programs = [
        subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, __file__, str(worker), str(each)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for worker in range(WORKERS)
    ]
    for program in programs:
        assert program.stdout
        program.stdout.readline()
    started = perf_counter()
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    said = [program.communicate()[0] for program in programs]
    took = perf_counter() - started
    if any(program.returncode for program in programs):
        raise SystemExit("bench: a worker did not come to its end; see above.")
    sent = sum(json.loads(words)["sent"] for words in said)
    found = _found(sent, there, before)
    _take_back()
    return {"per_second": round(sent / took, 1), "sent": sent, **found}


def _take_back() -> None:
    """Take what was sent off the desks, so that the next run finds those of a kept database as they were made."""
    dockets = Docket.objects.filter(ask__partner_email__startswith=MARK)
    dockets.update(status="withdrawn", waiting="nobody", chase_on=None, escalate_on=None)


def _there() -> tuple[int, int, int]:
    """What the bench has sent and what is there of it: requests, dockets that say so, e-mails."""
    asks = CooperationRequest.objects.filter(partner_email__startswith=MARK)
    dockets = Docket.objects.filter(ask__in=asks, sent_on__isnull=False)
    return asks.count(), dockets.count(), Outgoing.objects.filter(message="request-asked", to__startswith=MARK).count()


def _found(sent: int, before: tuple[int, int, int], head: Head) -> dict[str, Any]:
    """Whether what was sent is there, once, and whether the record holds over it."""
    wanted = sent + WORKERS * WARM_UP
    came = [now - then for now, then in zip(_there(), before, strict=True)]
    return {"lost": wanted - min(came), "too_many": max(came) - wanted, "record_holds": _holds(head)}


def _holds(before: Head) -> bool:
    seq, digest = before.seq, before.digest
    for row in Entry.objects.filter(seq__gt=before.seq).order_by("seq").iterator():
        link = chain.Link(*(getattr(row, name) for name in chain.Link._fields))
        if chain.fault(link, row.digest, after_seq=seq, after_digest=digest):
            return False
        seq, digest = row.seq, row.digest
    return (seq, digest) == tuple(Head.objects.values_list("seq", "digest").get())


def work(worker: int, number: int) -> None:
    """One of the two: a server's worker, as it is when it is ready."""
    importlib.import_module("concord.config.wsgi")
    with clock.at(NOW):
        ready = _prepared(worker, number + WARM_UP)
        for send in ready[:WARM_UP]:
            send()
        print("ready", flush=True)
        sys.stdin.readline()
        for send in ready[WARM_UP:]:
            send()
        print(json.dumps({"sent": number}))


def _prepared(worker: int, number: int) -> list[Callable[[], object]]:
    """What each is to say: the templates' askers ask those whom they asked, in new words."""
    chance = Random(100 + worker)
    words, on = Words(chance), clock.today()
    newest = CooperationRequest.objects.filter(sent_at__isnull=False).order_by("-pk")
    pairs = list(newest.values_list("asked", "kind", "sent_by", "person_category", "function")[:500])
    officers = {
        key: people.actor_for(Person.objects.get(pk=key), door="api", on=on, correlation="bench")
        for key in {pair[2] for pair in pairs}
    }
    found = []
    for index in range(number):
        asked, kind, by, person, function = chance.choice(pairs)
        values = words.asked(1_000_000 + index * WORKERS + worker, kind=kind, on=on)
        values |= {"person_category": person, "function": function}
        values["partner_email"] = f"{MARK}{index % 90}@partner.example"
        found.append(lambda officer=officers[by], asked=asked, values=values: _send(officer, asked, values))
    return found


def _send(officer: Any, asked: str, values: dict[str, Any]) -> object:
    return services.make_request(officer, asked=asked, values=values, at=clock.now())


if __name__ == "__main__":
    work(int(sys.argv[1]), int(sys.argv[2]))
