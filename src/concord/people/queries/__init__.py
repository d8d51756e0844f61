"""Every read of persons: who someone is today, who works in a body, whom a key stands for, who may be tried out."""

from concord.people.queries.colleagues import (
    Colleague,
    TeamLine,
    colleagues,
    person_known_by,
    team_called,
    teams,
)
from concord.people.queries.invented import (
    Offered,
    demonstration_is_ready,
    demonstration_people_public,
    demonstration_person_public,
)
from concord.people.queries.keys import (
    KeyLine,
    Keys,
    actor_for_key,
    actor_of_key,
    feed_of,
    key_of,
    key_row,
    keys_page,
    person_of_feed,
)
from concord.people.queries.standing import (
    Standing,
    actor_for,
    bodies_of,
    body_name,
    body_names,
    may_stay_signed_in_public,
    person_of,
    person_of_session_public,
    standing,
)

__all__ = [
    "Colleague",
    "KeyLine",
    "Keys",
    "Offered",
    "Standing",
    "TeamLine",
    "actor_for",
    "actor_for_key",
    "actor_of_key",
    "bodies_of",
    "body_name",
    "body_names",
    "colleagues",
    "demonstration_is_ready",
    "demonstration_people_public",
    "demonstration_person_public",
    "feed_of",
    "key_of",
    "key_row",
    "keys_page",
    "may_stay_signed_in_public",
    "person_known_by",
    "person_of",
    "person_of_feed",
    "person_of_session_public",
    "standing",
    "team_called",
    "teams",
]
