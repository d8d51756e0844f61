"""Whose session it is: asked by Django at every page. Nobody is authenticated here; a door signs a person in.

The session also keeps the body that a person of several chose to act for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib.auth.backends import BaseBackend

from concord.people import queries

if TYPE_CHECKING:
    from concord.people.models import Person

ACTING_FOR: Final = "acting_for"
"""Where a session keeps the reference of the body acted for; what is left out is the body joined first."""

STANDING: Final = "concord_standing"
"""Where a request carries who its person is today, once a door has asked."""


class Sessions(BaseBackend):
    """Gives a session its person back, as long as that person may still be signed in."""

    def get_user(self, user_id: int) -> Person | None:
        """The person, or None: switched off meanwhile, or invented on a server that is no longer a demonstration."""
        return queries.person_of_session_public(user_id)
