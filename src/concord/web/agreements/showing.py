"""What the pages of an agreement show beside its words: tags, parties with who signed, clauses with what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.agreements.effect import makes_partners
from concord.agreements.queries.pages import authorities_of
from concord.agreements.rules import commitments
from concord.agreements.rules.commitments import Commitment
from concord.agreements.rules.standing import Status
from concord.agreements.sentences import DOES, commits
from concord.agreements.wording import AIM, COMMITMENT, PURPOSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from concord.agreements.models import Clause, Version
    from concord.agreements.queries import AgreementPage

COLOUR: Final[dict[Status, str]] = {
    Status.DRAFT: "grey",
    Status.SHARED: "blue",
    Status.PART_SIGNED: "blue",
    Status.RUNNING_UNSIGNED: "orange",
    Status.SIGNED: "turquoise",
    Status.IN_FORCE: "green",
    Status.EXPIRING: "yellow",
    Status.UNDER_REVIEW: "purple",
    Status.LAPSED: "red",
    Status.RELIED_ON: "orange",
    Status.ENDED: "grey",
}
"""The colour of the tag beside an agreement."""


def covers(version: Version, topics: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a version covers, in pairs of words; `topics` are names by code."""
    pairs = (
        ("What it is for", version.summary),
        ("Purposes, section 6(6)", "\n".join(PURPOSE[one] for one in version.purposes)),
        ("Aims of integration, section 3(1)", "\n".join(AIM[one] for one in version.aims)),
        ("Topics", "\n".join(topics.get(one, one) for one in version.topics)),
        ("Functions", version.functions),
        ("Area", version.area),
        ("People", version.persons),
    )
    return [(key, value) for key, value in pairs if value]


def clause_lines(clauses: Iterable[Clause], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Clauses with what they commit to and what Concord does by them."""
    return [_clause(clause, names) for clause in clauses]


def _clause(clause: Clause, names: Mapping[str, str]) -> dict[str, Any]:
    kind = Commitment(clause.commitment) if clause.commitment else None
    return {
        "clause": clause,
        "number": clause.number or str(clause.place),
        "commitment": COMMITMENT[kind] if kind else "",
        "pairs": commits(commitments.read(kind, clause.terms), names) if kind else [],
        "does": DOES[kind] if kind else "",
    }


def in_law(page: AgreementPage) -> list[str]:
    """What the agreement does in law, where it does anything: one under section 6(7)(b) makes relevant partners."""
    return makes_partners(page.standing, page.agreement, page.seats, authorities_of(page))


def party_lines(page: AgreementPage, version: Version) -> list[dict[str, Any]]:
    """The parties of a version, each with who signed for it; one of before stays with its signature."""
    signed = {signature.party.public_id: signature for signature in page.signatures[version.number]}
    seats = {seat.party: seat for seat in page.seats}
    told = [*seats, *(party for party in signed if party not in seats)]
    return [
        {
            "party": party,
            "seat": seats.get(party),
            "name": page.names[party],
            "signature": signed.get(party),
            "asked": version.made_on is None,
            "keeps": party in seats and seats[party].body == page.agreement.keeper_id,
        }
        for party in told
        if party in signed or version.made_on is None
    ]
