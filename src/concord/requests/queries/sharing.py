"""Whether an agreement in force between the two bodies covers what a request says of a person, or what is missing.

An agreement is no lawful basis by itself, and nothing in law asks for one: whether a gap warns or blocks is the choice
of the authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.agreements import queries as agreements
from concord.agreements.rules.commitments import Commitment, Sharing
from concord.agreements.rules.kinds import DataClass
from concord.agreements.rules.standing import Status
from concord.agreements.wording import DATA_CLASS
from concord.requests.queries.practised import practice_of
from concord.requests.rules.drafts import NOBODY, Gap
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.sharing import NOTHING_SHARED, OnGap, uncovered, usual_classes
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.agreements.queries import Agreed, Short
    from concord.requests.models import CooperationRequest

CLASSES: Final[dict[str, str]] = {one.value: words for one, words in DATA_CLASS.items()}
"""The kinds of information, in words."""
_ENDS: Final = {
    Status.LAPSED: "lapsed",
    Status.RELIED_ON: "lapsed, and is relied on all the same",
    Status.ENDED: "ended",
}


@dataclass(frozen=True, slots=True)
class CoveringClause:
    """A clause in force that covers some of it: the citation, what it covers in words, and the basis that it names."""

    cited: str
    agreement: str
    covers: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingCheck:
    """What a request holds of a person, which clauses cover it, and what no agreement covers, all in words.

    `said`: somebody has said what it holds; else it is what such requests usually hold. `why` are sentences, `blocks`
    says that it does not go out like that. `applies`: not inside one council, about nobody, or under section 45.
    """

    applies: bool
    said: bool = False
    holds: tuple[str, ...] = ()
    covered_by: tuple[CoveringClause, ...] = ()
    missing: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    blocks: bool = False

    @property
    def answer(self) -> str:
        """How it comes out, as a code: "none-needed", "covered", "partly" or "missing"."""
        if not self.applies:
            return "none-needed"
        if not self.missing:
            return "covered"
        return "partly" if self.covered_by else "missing"


def classes_of(ask: CooperationRequest) -> tuple[str, ...]:
    """The kinds of information that a request holds: as somebody has said, else as such requests usually do."""
    said = tuple(one.value for one in DataClass if one in ask.data_classes)
    return said or usual_classes(ask.help, ask.person_category, ask.function)


def sharing_of(ask: CooperationRequest, *, on: date, why: bool = True) -> SharingCheck:
    """Whether agreements in force cover what a request holds, and, where asked, why not, for whom may see it.

    Between other bodies than its two sides no agreement counts. One read where it is covered, three to ten else.
    """
    if (
        ask.asker_id == ask.asked_id
        or ask.kind == Kind.SUPPLY
        or ask.person_category == NOBODY
        or ask.sharing_basis == NOTHING_SHARED
    ):
        return SharingCheck(applies=False)
    holds = classes_of(ask)
    found = agreements.agreed_between_public(Commitment.SHARING, ask.asker_id, ask.asked_id, on=on)
    terms = [(agreed, agreed.terms) for agreed in found if isinstance(agreed.terms, Sharing)]
    missing = uncovered(holds, [one.classes for _, one in terms])
    covered = tuple(_covering(agreed, one, holds) for agreed, one in terms if set(one.classes) & set(holds))
    return SharingCheck(
        applies=True,
        said=bool(ask.data_classes),
        holds=_words(holds),
        covered_by=covered,
        missing=_words(missing),
        why=_why(ask, missing, found, on) if missing and why else (),
        blocks=bool(missing) and ask.urgency != Urgency.IMMEDIATE and _blocks(ask.asker_id),
    )


def sharing_gap(found: SharingCheck) -> tuple[Gap, ...]:
    """What keeps a request from going out, where its authority chose to block."""
    if not found.blocks:
        return ()
    what = "; ".join(found.missing)
    says = (
        f"Your organisation sends this only where an agreement in force covers it: {what}. Take it out, or have it"
        " agreed first"
    )
    return (Gap("data_classes", says),)


def _blocks(body: str) -> bool:
    return practice_of(body).sharing == OnGap.BLOCK


def _covering(agreed: Agreed, terms: Sharing, holds: tuple[str, ...]) -> CoveringClause:
    covers = _words(one for one in holds if one in terms.classes)
    return CoveringClause(agreed.cited, agreed.agreement, covers, terms.basis)


def _why(ask: CooperationRequest, missing: tuple[str, ...], found: tuple[Agreed, ...], on: date) -> tuple[str, ...]:
    """What is missing, in sentences: the agreements that would cover it first, were they in force."""
    shorts = agreements.short_of_force_public(Commitment.SHARING, ask.asker_id, ask.asked_id, on=on)
    near = [
        _short(short)
        for short in shorts
        if any(isinstance(one, Sharing) and set(one.classes) & set(missing) for one in short.terms)
    ]
    if found:
        first = f"No agreement in force with {ask.asked_name} covers this kind of information: {_listed(missing)}."
    elif near:
        first = f"No agreement with {ask.asked_name} about sharing information is in force."
    else:
        first = f"Concord knows of no agreement with {ask.asked_name} about sharing information."
    return (first, *near)


def _short(short: Short) -> str:
    """Why an agreement that would cover it does not.

    >>> from concord.agreements.queries import Short
    >>> _short(Short(agreement="", title="Data", status=Status.ENDED, terms=(), last_day=None, begins=None,
    ...              unsigned=()))
    '“Data” has ended.'
    """
    if short.status in _ENDS:
        day = f" on {in_words(short.last_day)}" if short.last_day else ""
        return f"“{short.title}” {'has ' if not day else ''}{_ENDS[short.status]}{day}."
    if short.status is Status.SIGNED and short.begins:
        return f"“{short.title}” is agreed by all, and begins on {in_words(short.begins)}."
    waits = f": {', '.join(short.unsigned)} still to sign" if short.unsigned else ""
    return f"“{short.title}” is not signed by all{waits}."


def _listed(classes: tuple[str, ...]) -> str:
    return "; ".join(_words(classes))


def _words(classes: Iterable[str]) -> tuple[str, ...]:
    return tuple(CLASSES[one] for one in classes)
