"""Where nobody owes an answer (CA2014.s6(2)) the pages of a draft say by when it is hoped for, never that it is due."""

from __future__ import annotations

import pytest

from concord.registry.services import add_other_body
from kit import acts_given, given
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["check", "when"])
def test_a_day_that_nobody_owes_is_hoped_for_while_a_request_is_drafted(desk, officer, page):
    acts_given.ten_days(acts_given.a_manager())
    practice = add_other_body(officer, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref
    ask = given.a_draft(officer, asked=practice)
    words = Page(desk.get(f"/desk/requests/{ask.public_id}/{page}")).words
    assert "Hoped for by" in words
    assert "Due 4 December" not in words
    assert "Answer Due" not in words
    assert "Yes" not in words.split("Your request")[0]
    own = given.a_draft(officer)
    assert "Due " in Page(desk.get(f"/desk/requests/{own.public_id}/{page}")).words
