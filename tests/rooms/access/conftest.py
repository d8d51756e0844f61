"""An invented room, “allotment”, with events of its own on the rows of persons. Its declarations go with the test."""

from __future__ import annotations

from enum import StrEnum

import pytest
from django.db.models import Q

from concord.access import grants, policies, subscribers
from concord.access.operation import Done, operation
from concord.audit import vocabulary
from concord.audit.vocabulary import Rule, declare
from concord.base.actor import Actor
from concord.people.models import Person


class Event(StrEnum):
    DIG = "allotment:dig"
    PLANT = "allotment:plant"
    SEE = "allotment:see"


@pytest.fixture(autouse=True)
def _room(monkeypatch):
    monkeypatch.setattr(vocabulary, "_declared", dict(vocabulary._declared))
    monkeypatch.setattr(policies, "_policies", dict(policies._policies))
    monkeypatch.setattr(policies, "_gates", dict(policies._gates))
    monkeypatch.setattr(subscribers, "_subscribers", type(subscribers._subscribers)(list))
    declare(Event.DIG, about="bed", sentence="{who} dug {depth}.", facts={"depth": Rule.KEEP, "why": Rule.DROP})
    declare(Event.PLANT, about="bed", sentence="{who} planted.")
    declare(Event.SEE, about="bed", sentence="{who} looked.")
    policies.register(Event.DIG, lambda actor: Q(post=actor.body))
    policies.register_creating(Event.PLANT, grants.person_acting("gardener"))
    policies.register(Event.SEE, grants.anyone)


@pytest.fixture
def events():
    return Event


@pytest.fixture
def gardener():
    return Actor.signed_in("g1", "Jo Ward", body="gss:E1", roles=frozenset({"gardener"}), door="desk", correlation="c1")


@pytest.fixture
def stranger():
    return Actor.signed_in("s1", "Al Reed", body="gss:E2", roles=frozenset(), door="desk", correlation="c2")


@pytest.fixture
def bed(db):
    return Person.objects.create(email="bed@council.example", name="Bed", post="gss:E1")


@pytest.fixture
def dig():
    @operation(Event.DIG)
    def dig(actor: Actor, bed: Person, *, depth: int) -> Done[str]:
        bed.name = f"Bed {depth}"
        bed.save()
        if depth > 10:
            raise RuntimeError("hit a pipe")
        return Done(bed.name, facts={"depth": depth, "why": "Because of\nthe weeds"})

    return dig


@pytest.fixture
def plant():
    @operation(Event.PLANT)
    def plant(actor: Actor, *, name: str) -> Done[Person]:
        bed = Person.objects.create(email=f"{name}@council.example", name=name)
        return Done(bed, subject=bed)

    return plant
