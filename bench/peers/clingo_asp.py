"""clingo: facts and law as a logic program, grounded once; only the day is left to the question.

Each question meets a control in which the base program is freshly grounded (off the clock), because a control keeps the
atoms of every day that it was asked about and grows slower. For one council it holds that council's facts alone. On
the clock: grounding the day, solving, and reading the atoms of the one model into rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import clingo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peers.question import CouncilRow, Question, TieRow

# Law, facts and bodies are joined when the base is grounded: their days are intersected there and then.
_BASE = """
fits(C, B, P, F, A, S, E) :- council(C, K, CS, CE), tie(C, B, F, W, TS, TE, A), limb(P, W, K, LS, LE),
                             S = #max { CS; TS; LS }, E = #min { CE; TE; LE }, S < E.
"""
_DAY = """
basis(C, B, P, F, A) :- fits(C, B, P, F, A, S, E), S <= day, day < E.
good(C, B) :- basis(C, B, _, _, 1).
bad(C, B) :- basis(C, B, _, _, -1).
partner(C, B, P, F, yes) :- basis(C, B, P, F, _), good(C, B).
partner(C, B, P, F, unknown) :- basis(C, B, P, F, _), not good(C, B), not bad(C, B).
#show partner/5.
"""


class Clingo:
    """The program, and the control that waits for the next question."""

    def __init__(self, question: Question) -> None:
        limbs = [
            f'limb("{m.ref}", "{m.about}", "{m.council_kind}", {m.starts.toordinal()}, {m.ends.toordinal()}).'
            for m in question.limbs
        ]
        self._law = "\n".join([_BASE, *limbs])
        self._england = _facts(question.councils, question.ties)
        self._of = {
            ref: _facts((c for c in question.councils if c.ref == ref), (t for t in question.ties if t.council == ref))
            for ref in question.refs
        }
        self.ready()

    def ready(self, council: str | None = None) -> None:
        """A control with the base program grounded, of England or of one council."""
        control = clingo.Control(["--warn=none"])
        control.add("base", [], self._law + (self._england if council is None else self._of[council]))
        control.add("on", ["day"], _DAY)
        control.ground([("base", [])])
        self._control = control

    def england(self, on: date) -> list[tuple[str, ...]]:
        """The answer for every council."""
        return self._rows(on)

    def council(self, ref: str, on: date) -> list[tuple[str, ...]]:  # noqa: ARG002  `ready` was told which council
        """The answer for one council."""
        return self._rows(on)

    def _rows(self, on: date) -> list[tuple[str, ...]]:
        self._control.ground([("on", [clingo.Number(on.toordinal())])])
        with self._control.solve(yield_=True) as models:
            model = models.model()
            assert model is not None
            return [_row(atom.arguments) for atom in model.symbols(shown=True)]


def _row(arguments: list[clingo.Symbol]) -> tuple[str, ...]:
    council, body, provision, fact, answer = arguments
    return council.string, body.string, provision.string, fact.string, answer.name


def _facts(councils: Iterable[CouncilRow], ties: Iterable[TieRow]) -> str:
    lines = [f'council("{c.ref}", "{c.kind}", {c.starts.toordinal()}, {c.ends.toordinal()}).' for c in councils]
    for t in ties:
        days = f"{t.starts.toordinal()}, {t.ends.toordinal()}"
        lines.append(f'tie("{t.council}", "{t.body}", "{t.fact}", "{t.about}", {days}, {t.settled}).')
    return "\n".join(lines)
