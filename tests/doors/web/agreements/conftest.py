"""Idris, who keeps the agreements of Westshire, at his desk with a draft."""

from __future__ import annotations

from datetime import date

import pytest

from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import signed_in


@pytest.fixture
def counties(db, tmp_path):
    agreed.counties(tmp_path / "edition")


@pytest.fixture
def idris(counties):
    return given.a_person("Idris Okonjo", role=Role.PARTNERSHIP_LEAD)


@pytest.fixture
def lead(idris):
    return given.acting(idris)


@pytest.fixture
def browser(idris):
    return signed_in(idris)


@pytest.fixture
def draft(lead):
    return agreed.an_agreement(lead)


@pytest.fixture
def in_force(lead):
    days = {"starts": date(2026, 4, 1), "ends": date(2027, 4, 1), "review_on": date(2026, 11, 1), "review_months": 6}
    return agreed.signed(lead, agreed.an_agreement(lead, **days), on=date(2026, 3, 20))
