"""Builders around lists and figures: the other side's officer, a team, a contractor, requests among themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from concord.people.roles import Role
from concord.requests import queries
from concord.requests.queries import Filters
from kit import given

if TYPE_CHECKING:
    from concord.base.actor import Actor
    from concord.requests.queries import Row

PERIOD = {"starts": date(2025, 11, 23), "ends": date(2026, 11, 23)}
"""The twelve months that end today."""


def a_contractor() -> Actor:
    """Somebody who drafts for Westshire under a contract."""
    return given.acting(given.a_person("Cas Verrall", role=Role.CONTRACTOR))


def of_district(name: str = "Tove Ashdown") -> Actor:
    """A practitioner of the district at the desk."""
    return given.acting(given.a_person(name, body=given.DISTRICT))


def shelf(actor: Actor, show: str = "all", **filters: object) -> list[str]:
    """The requests on a shelf, by public id."""
    return [row.public_id for row in listed(actor, show, **filters)]


def listed(actor: Actor, show: str = "all", *, on: date = given.ON, **filters: object) -> tuple[Row, ...]:
    """The rows of a shelf."""
    return queries.inbox(actor, filters=replace(Filters(show=show), **filters), on=on).rows
