"""Some hundred requests that are really made, through the services: all kinds, both sides, every way that one can end.

The bench multiplies them (`requests_copies`). Django must be set up, and the register of England loaded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from parts.requests_words import Words

from concord import statute
from concord.base import clock
from concord.base.actor import Actor
from concord.files import examining
from concord.people import queries as people
from concord.people import services as persons
from concord.people.roles import Role
from concord.registry import queries as registry
from concord.registry import services as register
from concord.requests import queries, services
from concord.requests.rules.ladders import Rung
from concord.requests.rules.steps import Side
from kit import given

if TYPE_CHECKING:
    from collections.abc import Callable

    from concord.requests.models import CooperationRequest

NOW = datetime(2027, 1, 18, 10, 0, tzinfo=UTC)
"""When the bench takes place. The packaged register is known from its own day, 21 November 2026, on."""

BEFORE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIRST_SENT = date(2026, 11, 23)
DESKS = 8
"""Councils whose pages are measured; each holds more than a page of requests even where there are a thousand in all."""
AT_A_DESK = 66
SIGNED = {"by_name": "Marlow Quist", "by_post": "Head of housing options"}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
KINDS = ("s7(1)",) * 6 + ("s7(2)", "s6(2)", "s45", "internal")
OPEN_ENDS = ("waits", "waits", "acknowledged", "question", "contested", "escalated")
"""Of ten requests at a desk one is still open."""


class Templates:
    """Makes the people and the requests."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.words = Words(Random(7))
        self.chance = Random(11)
        self.command = Actor.command("the bench")
        self.officers: dict[str, Actor] = {}
        self.boards: dict[str, str] = {}
        self.number = 0
        self.gp = ""
        self.desks: list[str] = []

    def make(self) -> None:
        """Everybody, and every template."""
        with clock.at(BEFORE):
            book, england = statute.rulebook(), registry.register_known(clock.now())
            authorities = [line.ref for line in registry.authorities(clock.today())]
            self._bodies(authorities)
            partners = {
                ref: [
                    found.body.ref for found in statute.partners(book, england, authority=ref, on=FIRST_SENT).partners
                ]
                for ref in authorities
            }
        self.desks = authorities[:DESKS]
        wanted = [ref for ref in self.desks for _ in range(AT_A_DESK)] + authorities[DESKS:]
        self.chance.shuffle(wanted)
        for done, ref in enumerate(wanted, 1):
            self._one(ref, self.chance.sample(partners[ref], k=len(partners[ref])) or [ref])
            if done % 100 == 0 or done == len(wanted):
                self.say(f"{done} of {len(wanted)} requests made through the services")

    def _bodies(self, authorities: list[str]) -> None:
        """What no edition of the register lists: a board for each desk, and a GP practice."""
        at, on = clock.now(), clock.today()
        for ref in authorities[:DESKS]:
            board = register.add_board(self.command, name=f"Board of {ref.partition(':')[2]}", authorities=[ref], at=at)
            self.boards[ref] = board.ref
            self._practice(self.officer(ref))
        gp = register.add_other_body(
            self.command, kind="gp-practice", name="Invented Surgery of Aldermoor", at=at, on=on, although_alike=True
        )
        self.gp = gp.ref

    def officer(self, body: str) -> Actor:
        """Somebody who may ask and answer for a body, made where there is nobody yet."""
        if body not in self.officers:
            code = body.replace(":", ".").lower()
            person = persons.add_person(self.command, name=self.words.name(), email=f"officer@{code}.example")
            for role in (Role.PRACTITIONER, Role.MANAGER):
                persons.give_role(self.command, person, body=body, role=role, starts=date(2023, 4, 1))
            actor = people.actor_for(person, door="desk", on=FIRST_SENT, correlation="bench")
            self.officers[body] = actor
        return self.officers[body]

    def _practice(self, officer: Actor) -> None:
        on = FIRST_SENT - timedelta(days=1)
        services.set_response_time(officer, help_="", urgency="routine", acknowledge_days=2, answer_days=10, on=on)
        rungs = [
            Rung(level=level, own_role=f"Level {level}", their_role=f"Level {level}", days=2, urgent_days=1)
            for level in (1, 2, 3, 4)
        ]
        services.set_ladder(officer, name="Ours", rungs=rungs, mailboxes={}, skips_to=3, by_itself=False, on=on)

    def _one(self, council: str, partners: list[str]) -> None:
        """One request of a council, or to it; the first partner that it can be sent to takes part."""
        self.number += 1
        kind = self.chance.choice(KINDS)
        day = FIRST_SENT + timedelta(days=self.chance.randint(0, 42))
        at = datetime(day.year, day.month, day.day, self.chance.randint(8, 15), self.chance.randint(0, 59), tzinfo=UTC)
        end = self.chance.choice(OPEN_ENDS) if self.number % 10 == 0 else ""
        with clock.at(at):
            for partner in (*partners, council):
                asker, asked = self._sides(kind, council, partner)
                officer = self.officer(asker)
                values = self.words.asked(self.number, kind="internal" if asker == asked else kind, on=day)
                if queries.fitting(officer, asked=asked, values=values, at=at).fit.may_be_sent:
                    break
            if self.number % 40 == 1:
                services.draft_request(officer, asked=asked, values=values, at=at)
                return
            ask = self._sent(officer, asked, values, at)
        Course(self, officer, ask, at).run(end or self.chance.choice(self._ends(ask.kind)))

    def _sides(self, kind: str, council: str, partner: str) -> tuple[str, str]:
        """Who asks whom."""
        if kind == "s45" and council in self.boards:
            return self.boards[council], partner
        return {"s7(2)": (partner, council), "s6(2)": (council, self.gp), "internal": (council, council)}.get(
            kind, (council, partner)
        )

    def _ends(self, kind: str) -> tuple[str, ...]:
        if kind in {"s7(1)", "s7(2)"}:
            return ("complied",) * 5 + ("partly", "offered", "refused", "refused", "reconsidered", "withdrawn")
        return ("complied",) * 5 + ("declined", "declined", "withdrawn")

    def _sent(self, officer: Actor, asked: str, values: dict[str, object], at: datetime) -> CooperationRequest:
        if self.number % 10 != 3:  # noqa: PLR2004  one in ten carries a file
            return services.make_request(officer, asked=asked, values=values, at=at)
        ask = services.draft_request(officer, asked=asked, values=values, at=at)
        services.attach_file(officer, ask, taken=examining.take("chronology.pdf", [PDF]), at=at)
        return services.send_request(officer, ask, at=at)


class Course:
    """What comes of one request."""

    def __init__(self, templates: Templates, officer: Actor, ask: CooperationRequest, at: datetime) -> None:
        self.officer, self.ask, self.at = officer, ask, at
        self.words, self.chance = templates.words, templates.chance
        # Every other body answers at its own desk, the rest behind the link.
        desk = templates.number % 2 == 0 and ask.asked_id != ask.asker_id
        with clock.at(at):
            self.asked = templates.officer(ask.asked_id) if desk else None

    def run(self, end: str) -> None:
        """One of the ends of `OPEN_ENDS` and of `Templates._ends`."""
        if end == "waits":
            return
        if end == "withdrawn":
            self._by_us(services.withdraw_request, why=self.words.message())
            return
        if end == "escalated":
            self._escalate()
            return
        if self.chance.random() < 0.4 or end in OPEN_ENDS:  # noqa: PLR2004  the share that acknowledges first
            self._by_them(services.acknowledge_request, **SIGNED)
        if end == "acknowledged":
            return
        if end == "question" or self.chance.random() < 0.1:  # noqa: PLR2004  the share that asks back
            self._by_them(services.ask_question, question=self.words.message(), **SIGNED)
            if end == "question":
                return
            self._by_us(services.write_message, words=self.words.message())
        self._answer(end)

    def _answer(self, end: str) -> None:
        if end == "declined":
            conditions = ["likely_to_hold"] if self.ask.kind == "s45" else []
            self._by_them(services.decline_request, why=self.words.reasons(), conditions=conditions, **SIGNED)
            self._by_us(services.accept_answer)
            return
        if end in {"refused", "reconsidered", "contested"}:
            points = self._refuse() if self.ask.kind in {"s7(1)", "s7(2)"} else self._partly()
            if end == "refused":
                self._by_us(services.accept_answer)
                return
            self._by_us(services.contest_answer, points=points)
            if end == "contested":
                return
        if end == "partly":
            self._partly()
        elif end == "offered":
            self._by_them(services.offer_alternative, offer=self.words.answer(), promised_on=self._soon(), **SIGNED)
        else:
            self._by_them(
                services.comply_with_request, what_will_be_done=self.words.answer(), promised_on=self._soon(), **SIGNED
            )
        self._by_us(services.note_kept)

    def _refuse(self) -> dict[str, str]:
        grounds = self.chance.choice(
            (("incompatible-with-duties",), ("adverse-effect",), ("incompatible-with-duties", "adverse-effect"))
        )
        reasons = {ground: self.words.reasons() for ground in grounds}
        harmed = {"adverse-effect": self.words.message()}
        self._by_them(services.refuse_request, reasons=reasons, harmed=harmed, instead=self.words.answer(), **SIGNED)
        return {ground: self.words.message() for ground in grounds}

    def _partly(self) -> dict[str, str]:
        words = {"what_will_be_done": self.words.answer(), "what_not": self.words.message()}
        self._by_them(services.comply_in_part, **words, promised_on=self._soon(), **SIGNED)
        return {"": self.words.message()}

    def _escalate(self) -> None:
        if queries.practice.ladder(self.officer) is None:
            return
        for _ in range(2):
            self._by_us(services.escalate_request, because=self.words.message(), although=True)

    def _soon(self) -> date:
        return self.at.date() + timedelta(days=3)

    def _later(self) -> datetime:
        self.at += timedelta(hours=self.chance.randint(1, 20))
        return self.at

    def _by_us(self, service: Callable[..., object], **said: object) -> None:
        at = self._later()
        with clock.at(at):
            services.mark_read(self.officer, self.ask, side=Side.ASKER, at=at)
            service(self.officer, self.ask, **said, at=at)

    def _by_them(self, service: Callable[..., object], **said: object) -> None:
        at = self._later()
        with clock.at(at):
            if self.ask.asked_id == self.ask.asker_id:
                actor = self.officer
            elif self.asked:
                queries.request_page(self.asked, self.ask.public_id, on=clock.today())
                actor = self.asked
            else:
                actor = given.a_partner(self.ask, at=at)
                queries.partner_page(actor, on=clock.today())
            services.mark_read(actor, self.ask, side=Side.ASKED, at=at)
            service(actor, self.ask, **said, at=at)
