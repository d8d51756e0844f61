"""The law asked about a request: which kind fits, is the body bound and why, is an answer complete in form.

Answers come from `concord.statute` on the facts of the register as known at a moment; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord import statute
from concord.access.operation import once
from concord.registry import queries as registry
from concord.registry.wording import AUTHORITY_KINDS
from concord.requests.rules.kinds import Condition, Kind
from concord.statute import Answer, Conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from concord.requests.models import CooperationRequest
    from concord.statute import Body, DutyFinding, Register, Rulebook

BOARD: Final = "sab:"
"""How the reference of a Safeguarding Adults Board begins."""

HEALTH: Final = "NHSA2006.s82"
"""The duty of NHS bodies and councils to co-operate, where no request under the Care Act fits."""

_NHS: Final = frozenset({"nhs_england", "icb", "ccg", "nhs_trust", "nhs_foundation_trust"})
_COUNCILS: Final = frozenset({*AUTHORITY_KINDS, "district"})
_OTHER: Final = "other"
_USUAL: Final = {"child": "CA2014.s58"}
"""The function that most requests about such a person serve; for all others it is section 9."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision as a page names it, with our summary on the day and where its official words are."""

    ref: str
    cited: str
    title: str
    summary: str
    link: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The kind of request that fits, and the finding behind it.

    `kind` is None where none fits. `answer` is the law's: whether the body is bound (section 7), must supply (45), or
    whether the asker may turn to it under its own duty (6(2), 6(4)).
    """

    kind: Kind | None
    answer: Answer
    under: tuple[str, ...]
    says: str
    instead: tuple[str, ...]
    finding: object

    @property
    def may_be_sent(self) -> bool:
        """Whether a request may go out. Doubt does not stop it: the sender is shown it and decides."""
        return self.kind is not None and self.answer is not Answer.NO

    def as_json(self, known_at: datetime) -> dict[str, Any]:
        """The finding as it is stored with the request."""
        return as_json(self.finding, known_at=known_at)


def fit(ask: CooperationRequest, *, on: date, known_at: datetime) -> Fit:
    """Which kind of request fits who asks whom, about whom, on a day, and what the law says of it."""
    register, councils = register_for(ask, on=on, known_at=known_at)
    return fit_in(register, ask, councils=councils, on=on)


def register_for(ask: CooperationRequest, *, on: date, known_at: datetime) -> tuple[Register, tuple[str, ...]]:
    """The register as far as it concerns a request, and the councils whose board the asker is, if it is one."""
    asker, asked = ask.asker_id, ask.asked_id

    def read() -> tuple[Register, tuple[str, ...]]:
        councils = registry.board_of(asker, on, at=known_at) if asker.startswith(BOARD) else ()
        return registry.register_with(asker, asked, *councils, at=known_at), councils

    return once(("register", asker, asked, on, known_at), read)


def fit_in(register: Register, ask: CooperationRequest, *, councils: Sequence[str], on: date) -> Fit:
    """As `fit`, in a register that holds both bodies; `councils` are those whose board the asker is, if it is one."""
    book = statute.rulebook()
    if ask.asker_id == ask.asked_id:
        return _internal(book, register, ask, on)
    if councils:
        return _supply(book, register, ask, councils, on)
    return _duty(book, register, ask, on)


def _internal(book: Rulebook, register: Register, ask: CooperationRequest, on: date) -> Fit:
    groups = {"asker": ask.asker_group or "adults", "asked": ask.asked_group or "housing"}
    found = statute.internal(book, register, authority=ask.asker_id, **groups, on=on)
    return Fit(Kind.INTERNAL, found.answer, ("CA2014.s6(4)", *found.under), found.because.claim, (), found)


def _supply(book: Rulebook, register: Register, ask: CooperationRequest, councils: Sequence[str], on: date) -> Fit:
    stated = {name: Answer.YES if name in ask.conditions else Answer.NO for name in Condition}
    found = statute.supply(
        book,
        register,
        asker=councils[0],
        together=councils[1:],
        asked=ask.asked_id,
        board=ask.asker_name,
        conditions=Conditions(**{condition.value: answer for condition, answer in stated.items()}),
        on=on,
    )
    return Fit(Kind.SUPPLY, found.must_supply, ("CA2014.s45(1)",), found.because.claim, (), found)


def _duty(book: Rulebook, register: Register, ask: CooperationRequest, on: date) -> Fit:
    found = duty(register, ask, on=on)
    if found.bound is not Answer.NO:
        under = (found.under, *found.provisions)
        return Fit(Kind(found.under.removeprefix("CA2014.")), found.bound, under, found.says, found.instead, found)
    if _is_council(book, register.body(ask.asker_id), on) and found.relevant_partner is Answer.NO:
        others = statute.others(book, register, authority=ask.asker_id, other=ask.asked_id, on=on)
        if others.answer is not Answer.NO and not _is_council(book, register.body(ask.asked_id), on):
            return Fit(Kind.UNBOUND, others.answer, others.under, others.because.claim, (), others)
    instead = (*found.instead, *_for_health(register.body(ask.asker_id), register.body(ask.asked_id), on))
    return Fit(None, Answer.NO, (), found.says, instead, found)


def _for_health(asker: Body, asked: Body, on: date) -> tuple[str, ...]:
    """The older duty to co-operate between an NHS body and a council, districts too: it knows no requests."""
    kinds = {asker.kind, asked.kind}
    both = asker.exists.contains(on) and asked.exists.contains(on)
    return (HEALTH,) if both and kinds & _NHS and kinds & _COUNCILS else ()


def _is_council(book: Rulebook, body: Body, on: date) -> bool:
    return statute.authority_status(book, body, on).answer is not Answer.NO


def between_authorities(ask: CooperationRequest, *, on: date, known_at: datetime) -> bool:
    """Whether both sides of a request, as it lies today, are local authorities (CA2014.s1(4)): s40 is theirs alone."""
    docket = ask.docket
    if docket.kind not in {Kind.BY_AUTHORITY, Kind.OF_AUTHORITY}:
        return False
    register = registry.register_with(docket.asker_id, docket.asked_id, at=known_at)
    both = (register.body(docket.asker_id), register.body(docket.asked_id))
    return all(_is_council(statute.rulebook(), body, on) for body in both)


def duty(register: Register, ask: CooperationRequest, *, on: date) -> DutyFinding:
    """Whether section 7 binds the body asked to this request on a day. CA2014.s7(1) and (2).

    What is not yet filled in counts as what most requests say, so that a draft can be told early.
    """
    return statute.duty(
        statute.rulebook(),
        register,
        asker=ask.asker_id,
        asked=ask.asked_id,
        person=ask.person_category or "adult",
        function=ask.function or (_OTHER if ask.function_words else _USUAL.get(ask.person_category, "CA2014.s9")),
        on=on,
    )


def as_json(finding: object, *, known_at: datetime | None = None) -> dict[str, Any]:
    """A finding in the format `concord.explain/1`, as it is stored with a request."""
    return statute.as_json(statute.rulebook(), finding, known=known_at)


def answer_in(finding: Mapping[str, Any]) -> str:
    """The law's answer in a stored finding, whatever its question was."""
    for key in ("bound", "must_supply", "answer"):
        if key in finding:
            return str(finding[key])
    return "unknown"


def provisions_in(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """The provisions that count in a stored finding, by reference, the one that a request rests on first."""
    under = finding.get("under") or ()
    first = (under,) if isinstance(under, str) else tuple(under)
    if finding.get("question") == "supply":
        first = ("CA2014.s45(1)",)
    if finding.get("question") == "internal":
        first = ("CA2014.s6(4)", *first)
    return (*first, *finding.get("provisions", ()))


def what_is_in_the_way(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """The claims that keep a finding in `concord.explain/1` from being a plain yes.

    Of each branch the innermost, which says it most exactly; doubts, which have their own place, are left out.
    """
    return tuple(_in_the_way(finding["because"]))


def _in_the_way(step: Mapping[str, Any]) -> Iterator[str]:
    for inner in step.get("because", ()):
        if inner["answer"] != "yes" and "doubt" not in inner:
            yield from tuple(_in_the_way(inner)) or (inner["claim"],)


def form_of(ask: CooperationRequest, *, decision: str, reasons: Mapping[str, str]) -> dict[str, Any]:
    """Whether an answer is complete in form (`concord.explain/1`), by the law as it stood when the request was sent.

    `reasons` are the written reasons by ground. Form only, never merit: CA2014.s7(3).
    """
    if ask.law_on is None or ask.law_known_at is None:
        raise ValueError("Only an answer to a request that was sent can be complete in form.")
    register = registry.register_of(ask.asker_id, ask.asked_id, at=ask.law_known_at)
    return as_json(
        statute.answer_form(
            statute.rulebook(),
            duty(register, ask, on=ask.law_on),
            decision=decision,
            grounds=tuple(reasons),
            reasons="\n\n".join(reasons.values()),
            written=True,
        )
    )


def cited(refs: Iterable[str], *, on: date) -> tuple[Cited, ...]:
    """Provisions by reference, as pages name them, in the order given; one that the rulebook lacks is left out."""
    book = statute.rulebook()
    return tuple(_cited(book, ref, on) for ref in refs if ref in book.provisions)


def _cited(book: Rulebook, ref: str, on: date) -> Cited:
    provision = book.provisions[ref]
    version = provision.on(on)
    return Cited(ref, statute.cited(book, ref), provision.title, version.summary if version else "", provision.link)
