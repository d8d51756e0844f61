"""What a step of a request says, in pairs of words, for every door that shows its conversation; nothing is decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from concord.pages.answering.forms import CONDITION_MISSING
from concord.pages.days import day
from concord.requests.rules.kinds import Condition
from concord.requests.rules.ladders import Cut
from concord.requests.rules.steps import StepKind
from concord.requests.wording import ALTHOUGH, ANOTHER_REASON, LATER, WAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from concord.requests.models import Step
    from concord.requests.queries import Said

Pairs = list[tuple[str, str]]


def told(said: Said) -> tuple[str, Pairs]:
    """The words of a step as they were typed, or what it says in pairs: one of the two is empty."""
    tell = _TELLS.get(said.kind)
    pairs = tell(said) if tell else []
    return ("", pairs) if pairs else (said.step.words, [])


def not_met(step: Step) -> list[str]:
    """What whoever declined says of section 45: which conditions are not met, or that another rule of law counts."""
    found = [CONDITION_MISSING[Condition(one)] for one in step.detail.get("conditions", ())]
    return [*found, ANOTHER_REASON] if step.detail.get("another_reason") else found


def refusal(grounds: Iterable[tuple[str, str, str]], *, instead: str, ask_again: str) -> Pairs:
    """A refusal in pairs. `grounds` are (the ground with its provision, its reasons, what would suffer)."""
    found: Pairs = []
    for name, reasons, harmed in grounds:
        found.append((name, reasons))
        found += facts(("What would suffer", harmed))
    return [*found, *facts(("What could be done instead", instead), ("When to ask again", ask_again))]


def facts(*pairs: tuple[str, str | None]) -> Pairs:
    """The pairs of which something is said."""
    return [(key, value) for key, value in pairs if value]


def _by(said: Said) -> str:
    """The day that is promised, and that it is later than asked for where it is."""
    on = said.step.promised_on
    return f"{day(on)}, {LATER}" if on and said.late else day(on) if on else ""


def _iso(step: Step, name: str) -> str:
    """A day that a step keeps in its detail, in words."""
    text = step.detail.get(name)
    return day(date.fromisoformat(text)) if text else ""


def _complied(said: Said) -> Pairs:
    return facts(("What will be done", said.step.words), ("By", _by(said)))


def _partly(said: Said) -> Pairs:
    return [*_complied(said), *facts(("What will not be done, and why", said.step.instead))]


def _alternative(said: Said) -> Pairs:
    return facts(("What is offered instead", said.step.words), ("By", _by(said)))


def _wrong_body(said: Said) -> Pairs:
    return facts(("The right body", said.step.right_name), ("Why", said.step.words))


def _refused(said: Said) -> Pairs:
    grounds = [(f"“{one.name}” ({one.provision.cited})", one.reasons, one.harmed) for one in said.grounds]
    return refusal(grounds, instead=said.step.instead, ask_again=said.step.ask_again)


def _declined(said: Said) -> Pairs:
    return facts(
        ("Why not", said.step.words),
        ("What they say of section 45", "\n".join(not_met(said.step))),
        ("What could be done instead", said.step.instead),
    )


def _contested(said: Said) -> Pairs:
    return facts(*((point.name or "What is disputed", point.says) for point in said.points))


def _broken(said: Said) -> Pairs:
    """Before the promised day what will not be done; after it, only the words of whoever noted it."""
    before = _iso(said.step, "before_day")
    says = f"{before}: it was noted before that day, as what will not be done"
    return facts(("Promised for", says), ("Why", said.step.words)) if before else []


def _referred(said: Said) -> Pairs:
    return facts(("Where it goes", WAY.get(said.step.detail.get("way", ""))), ("Why", said.step.words))


def _escalated(said: Said) -> Pairs:
    detail = said.step.detail
    return facts(
        ("Level", f"{said.step.level}"),
        ("Who takes it up", f"{detail.get('own_role')}; on the side asked {detail.get('their_role')}"),
        ("By what was agreed", detail.get("cited")),
        ("Because", "no answer has come; that is not a refusal" if detail.get("because") == "silence" else ""),
        ("This level", "mediates; the decision stays with the body asked" if detail.get("mediates") else ""),
        ("Now, although", ALTHOUGH.get(Cut(detail["although"])) if detail.get("although") else ""),
        ("Levels left out", f"{detail['skipped']}, because of immediate danger" if detail.get("skipped") else ""),
        ("In words", said.step.words),
    )


def told_by_mail(step: Step, *, mailboxes: bool = True) -> str:
    """Whom an escalation was told to, each with its mailbox where that was kept and may be shown."""
    named = dict(step.told_mailboxes) if mailboxes else {}
    whose = [one for one in _WHOSE if one in step.detail.get("told", ())]
    return "\n".join(f"{_WHOSE[one]}: {named[one]}" if one in named else _WHOSE[one] for one in whose)


_WHOSE: Final = {
    "asked": "The body asked",
    "own": "Who takes it up on the asker’s side",
    "theirs": "Who takes it up on the side asked",
    "mediator": "Who mediates",
}
"""Whose mailbox was told of an escalation."""


def _clock(said: Said) -> Pairs:
    left = said.step.detail.get("days_left")
    return facts(
        ("Why", said.step.words),
        ("Due", _iso(said.step, "due_on")),
        ("Working days kept", str(left) if left is not None else ""),
    )


def _redated(said: Said) -> Pairs:
    return facts(("Was due", _iso(said.step, "was")), ("Due now", _iso(said.step, "due_on")))


def _succeeded(said: Said) -> Pairs:
    detail = said.step.detail
    says = f"{detail.get('was_name')} ended, and {detail.get('now_name')} took over."
    goes = {
        "successor": f"go to the mailbox that {detail.get('now_name')} is known by for such requests",
        "before": f"still go to the mailbox of before: no other of {detail.get('now_name')} is known",
    }
    return facts(
        ("What changed", f"{says} What was written before keeps the old name."),
        ("Where e-mails go", f"They {goes[detail['mailbox']]}." if detail.get("mailbox") in goes else ""),
    )


def _passed_on(said: Said) -> Pairs:
    many = said.step.detail.get("vouched", "")
    says = f"{many} Whoever passed it on says that the colleague works for {said.step.by_body_name}."
    return facts(("The colleague’s address", says if many else ""))


_TELLS: Final[dict[StepKind, Callable[[Said], Pairs]]] = {
    StepKind.PASSED_ON: _passed_on,
    StepKind.COMPLIED: _complied,
    StepKind.PARTLY: _partly,
    StepKind.ALTERNATIVE: _alternative,
    StepKind.WRONG_BODY: _wrong_body,
    StepKind.REFUSED: _refused,
    StepKind.DECLINED: _declined,
    StepKind.CONTESTED: _contested,
    StepKind.BROKEN: _broken,
    StepKind.REFERRED: _referred,
    StepKind.ESCALATED: _escalated,
    StepKind.EXTENDED: _clock,
    StepKind.PAUSED: _clock,
    StepKind.RESUMED: _clock,
    StepKind.REDATED: _redated,
    StepKind.SUCCEEDED: _succeeded,
}
"""What the kinds of step tell in pairs; every other kind is its words."""
