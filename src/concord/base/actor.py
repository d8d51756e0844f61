"""Who acts: made once by each door, asked by every policy, written into every audit entry. There is no absent actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from concord.base.ids import new_correlation

Kind = Literal["person", "partner", "public", "system"]
Door = Literal["desk", "partner", "public", "api", "command"]

LINK_HOLDER = "the holder of a secure link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One who does something, for one body, through one door.

    `person` is the public id of a person, or of the secure link that a partner came by. `body` is the reference of the
    body acted for. `only` is the one thing that a partner's link opens, as (kind, reference); nobody else is so bound.
    `team` is the public id of the person's team in that body. `reads_only` is one who came by a key that may not write.
    """

    kind: Kind
    door: Door
    correlation: str
    person: str = ""
    name: str = ""
    body: str = ""
    roles: frozenset[str] = frozenset()
    team: str = ""
    reads_only: bool = False
    only: tuple[str, str] = ("", "")

    @classmethod
    def signed_in(
        cls, person: str, name: str, *, body: str, roles: frozenset[str], door: Door, correlation: str, team: str = ""
    ) -> Self:
        """A person who has signed in, acting for one body in the roles held there (none: `body` empty, no roles)."""
        return cls(
            kind="person",
            person=person,
            name=name,
            body=body,
            roles=roles,
            team=team,
            door=door,
            correlation=correlation,
        )

    @classmethod
    def partner(
        cls, link: str, *, body: str, kind: str, subject: str, correlation: str, name: str = LINK_HOLDER
    ) -> Self:
        """The holder of a secure link, for `body`, who reaches the one `subject` of `kind` and nothing else."""
        only = (kind, subject)
        return cls(
            kind="partner", person=link, name=name, body=body, door="partner", correlation=correlation, only=only
        )

    @classmethod
    def public(cls, door: Door = "public", *, correlation: str) -> Self:
        """Anyone who has not said who they are."""
        return cls(kind="public", name="someone not signed in", door=door, correlation=correlation)

    @classmethod
    def command(cls, name: str) -> Self:
        """A command run on the server, such as "concord work"."""
        return cls(kind="system", name=name, door="command", correlation=new_correlation())

    def reaches(self, kind: str) -> str:
        """The reference of the one thing of this kind that a partner's link opens; empty for all else.

        >>> officer = Actor.partner("l1", body="ods:QH8", kind="request", subject="r1", correlation="c")
        >>> officer.reaches("request"), officer.reaches("agreement")
        ('r1', '')
        """
        return self.only[1] if self.kind == "partner" and self.only[0] == kind else ""
