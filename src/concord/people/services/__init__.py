"""Every change to persons, their roles, teams and keys, and signing in and out. Each is an operation."""

from concord.people.services.accounts import add_person, end_role, give_role, sign_in, sign_out
from concord.people.services.demonstration import seed_demonstration
from concord.people.services.keys import Made, make_api_key, note_key_used, renew_feed, revoke_key
from concord.people.services.teams import end_team, make_team, put_in_team

__all__ = [
    "Made",
    "add_person",
    "end_role",
    "end_team",
    "give_role",
    "make_api_key",
    "make_team",
    "note_key_used",
    "put_in_team",
    "renew_feed",
    "revoke_key",
    "seed_demonstration",
    "sign_in",
    "sign_out",
]
