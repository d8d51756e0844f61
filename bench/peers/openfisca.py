"""openfisca-core: the law as OpenFisca's handbook would have it, a variable for each paragraph with dated parameters.

A person of the model is a fact about a body and a council; facts of one body for one council are grouped as a `pair`,
and facts of one council as a `council`. The kinds that a paragraph names are parameters that change with the law. Every
input is set before the clock starts; `ready` only forgets what was calculated. For one council there is a small
simulation of its own facts. On the clock: the calculation for the day, and the arrays made rows.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from openfisca_core import entities, indexed_enums, parameters, periods, simulations, taxbenefitsystems, variables

from concord.statute import FactKind, Standing
from concord.statute.periods import LAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from peers.question import Question, TieRow

    from concord.statute.limbs import Limb

_ALWAYS, _DAY = periods.DateUnit.ETERNITY, periods.DateUnit.DAY
_BEGINNING = "0001-01-01"
_ANSWERS = np.array(["no", "unknown", "yes"], dtype=object)
_CALCULATED = ("exists", "counts", "met", "standing_of_pair")


class Openfisca:
    """The legislation, a simulation of England and one of each council."""

    def __init__(self, question: Question) -> None:
        self._law = _Law(question)
        self._england = _Simulation(self._law, question, question.ties)
        by_council: dict[str, list[TieRow]] = {}
        for tie in question.ties:
            by_council.setdefault(tie.council, []).append(tie)
        self._of = {ref: _Simulation(self._law, question, ties) for ref, ties in by_council.items()}

    def ready(self, council: str | None = None) -> None:
        """Forget what was calculated, so that it is calculated again."""
        (self._england if council is None else self._of[council]).forget()

    def england(self, on: date) -> list[tuple[str, ...]]:
        """The answer for every council."""
        return self._england.rows(on)

    def council(self, ref: str, on: date) -> list[tuple[str, ...]]:
        """The answer for one council."""
        return self._of[ref].rows(on)


class _Law:
    """Entities, parameters and variables, made from the same rulebook."""

    def __init__(self, question: Question) -> None:
        self.tie = entities.Entity("tie", "ties", "A fact about a body and a council", "")
        member = {"key": "member", "plural": "members", "label": "", "doc": ""}
        self.pair = entities.GroupEntity("pair", "pairs", "A body for a council", "", roles=[member])
        self.council = entities.GroupEntity("council", "councils", "A council", "", roles=[member])
        self.system = taxbenefitsystems.TaxBenefitSystem([self.tie, self.pair, self.council])
        bodies = question.register.bodies.values()
        self.body_kinds = _enum("BodyKind", {body.kind for body in bodies} | _named(question, "body_kinds"))
        self.council_kinds = _enum("CouncilKind", {council.kind for council in question.councils})
        self.facts = _enum("Fact", FactKind)
        self.matters = _enum("Matter", {limb.matter for limb in question.book.limbs} | {""})
        self.standings = _enum("Standing", Standing)
        self.paragraphs = {_plain(ref): ref for ref in question.paragraphs}
        self.system.parameters = parameters.ParameterNode(
            "", data={_plain(ref): _parameter(limbs) for ref, limbs in question.paragraphs.items()}
        )
        self._inputs()
        self._add("exists", self.council, bool, _exists)
        self._add("counts", self.tie, bool, _counts)
        for ref, limbs in question.paragraphs.items():
            self._add(_plain(ref), self.tie, bool, self._paragraph(_plain(ref), limbs[0]))
        self._add("met", self.tie, bool, self._met)
        self._add("standing_of_pair", self.pair, int, self._standing_of_pair)

    def _inputs(self) -> None:
        for name, words in (("fact", self.facts), ("matter", self.matters), ("body_kind", self.body_kinds)):
            self._input(name, self.tie, words)
        self._input("standing", self.tie, self.standings)
        self._input("kind", self.council, self.council_kinds)
        for name in ("starts", "ends"):
            self._add(name, self.tie, date)
            self._add(f"council_{name}", self.council, date)

    def _input(self, name: str, entity: Any, words: Any) -> None:
        self._add(name, entity, indexed_enums.Enum, possible_values=words, default_value=next(iter(words)))

    def _add(
        self, name: str, entity: Any, value_type: type, formula: Callable[..., Any] | None = None, **more: Any
    ) -> None:
        how = {"formula": formula, "definition_period": _DAY} if formula else {"definition_period": _ALWAYS}
        members = {"value_type": value_type, "entity": entity, **how, **more}
        self.system.add_variable(type(name, (variables.Variable,), members))

    def _paragraph(self, name: str, limb: Limb) -> Callable[..., Any]:
        """The formula of one paragraph: the right fact, about a kind of body and of council that it names that day."""
        fact, matter = self.facts[_key(limb.fact.value)], self.matters[_key(limb.matter)]

        def formula(tie: Any, period: Any, parameters: Any) -> Any:
            named = getattr(parameters(period), name)
            found = tie("counts", period) * (tie("fact", period) == fact) * (tie("matter", period) == matter)
            found = found * _one_of(tie("body_kind", period), self.body_kinds, named.body_kinds)
            if named.council_kinds:
                found = found * _one_of(tie.council("kind", period), self.council_kinds, named.council_kinds)
            return found

        return formula

    def _met(self, tie: Any, period: Any, _parameters: Any) -> Any:
        return sum(tie(name, period) for name in self.paragraphs) > 0

    def _standing_of_pair(self, pair: Any, period: Any, _parameters: Any) -> Any:
        """What facts of different standing about one body come to: 2 yes, 1 unknown, 0 no."""
        met, standing = pair.members("met", period), pair.members("standing", period)
        proposed = met * (standing == self.standings.proposed)
        rejected = met * (standing == self.standings.rejected)
        good = pair.any(met * ~proposed * ~rejected)
        return np.where(good, 2, np.where(pair.any(rejected), 0, pair.any(proposed)))


def _exists(council: Any, period: Any) -> Any:
    day = np.datetime64(period.start.date)
    return (council("council_starts", period) <= day) * (day < council("council_ends", period))


def _counts(tie: Any, period: Any) -> Any:
    day = np.datetime64(period.start.date)
    return (tie("starts", period) <= day) * (day < tie("ends", period)) * tie.council("exists", period)


class _Simulation:
    """Facts set as inputs, and the names behind their numbers."""

    def __init__(self, law: _Law, question: Question, ties: Sequence[TieRow]) -> None:
        self._law = law
        refs = {tie.council for tie in ties}
        councils = [council for council in question.councils if council.ref in refs]
        builder = simulations.SimulationBuilder()
        builder.create_entities(law.system)
        builder.declare_person_entity("tie", np.arange(len(ties)))
        pairs = [f"{tie.council} {tie.body}" for tie in ties]
        _join(builder, "pair", sorted(set(pairs)), pairs)
        _join(builder, "council", [council.ref for council in councils], [tie.council for tie in ties])
        self._simulation = builder.build(law.system)
        self._set("fact", _numbers(law.facts, [tie.tie.fact.kind.value for tie in ties]))
        self._set("matter", _numbers(law.matters, [tie.tie.fact.matter for tie in ties]))
        self._set("body_kind", _numbers(law.body_kinds, [tie.tie.body.kind for tie in ties]))
        self._set("standing", _numbers(law.standings, [tie.tie.fact.standing.value for tie in ties]))
        self._set("starts", _days(tie.starts for tie in ties))
        self._set("ends", _days(tie.ends for tie in ties))
        self._set("kind", _numbers(law.council_kinds, [council.kind for council in councils]))
        self._set("council_starts", _days(council.starts for council in councils))
        self._set("council_ends", _days(council.ends for council in councils))
        self._names = [_objects(names) for names in zip(*((t.council, t.body, t.fact) for t in ties), strict=True)]

    def _set(self, name: str, values: Any) -> None:
        self._simulation.set_input(name, _ALWAYS, values)

    def forget(self) -> None:
        """Drop what was calculated; the inputs stay."""
        for name in (*_CALCULATED, *self._law.paragraphs):
            self._simulation.delete_arrays(name)

    def rows(self, on: date) -> list[tuple[str, ...]]:
        """Calculate, and give the answer as rows."""
        simulation, day = self._simulation, periods.period(on.isoformat())
        answers = simulation.pair.project(simulation.calculate("standing_of_pair", day))
        councils, bodies, facts = self._names
        found: list[tuple[str, ...]] = []
        for name, ref in self._law.paragraphs.items():
            at = np.flatnonzero(simulation.calculate(name, day) * (answers > 0))
            columns = (councils[at], bodies[at], [ref] * len(at), facts[at], _ANSWERS[answers[at]])
            found += zip(*columns, strict=True)
        return found


def _join(builder: Any, entity: str, refs: list[str], of_ties: list[str]) -> None:
    population = builder.declare_entity(entity, np.array(refs))
    builder.join_with_persons(population, np.array(of_ties), ["member"] * len(of_ties))


def _one_of(values: Any, words: Any, named: Iterable[str]) -> Any:
    found = np.zeros(len(values), dtype=bool)
    for word in named:
        found |= values == words[_key(word)]
    return found


def _parameter(limbs: Sequence[Limb]) -> dict[str, Any]:
    """What a paragraph names, from day to day; nothing before its first version and after its last."""
    bodies: dict[str, Any] = {_BEGINNING: {"value": []}}
    councils: dict[str, Any] = {_BEGINNING: {"value": []}}
    for limb in limbs:
        bodies[limb.start.isoformat()] = {"value": sorted(limb.body_kinds)}
        councils[limb.start.isoformat()] = {"value": sorted(limb.authority_kinds or ())}
        if limb.end != LAST:
            bodies.setdefault(limb.end.isoformat(), {"value": []})
    return {"body_kinds": {"values": bodies}, "council_kinds": {"values": councils}}


def _named(question: Question, field: str) -> set[str]:
    return {kind for limb in question.book.limbs for kind in getattr(limb, field)}


def _enum(name: str, words: Iterable[str]) -> Any:
    return indexed_enums.Enum(name, {_key(word): word for word in sorted(words)})


def _key(word: str) -> str:
    return word.replace("-", "_") or "none"


def _numbers(words: Any, values: Iterable[str]) -> Any:
    return np.array([words[_key(value)].index for value in values])


def _days(days: Iterable[date]) -> Any:
    return np.array(list(days), dtype="datetime64[D]")


def _objects(values: Iterable[str]) -> Any:
    return np.array(list(values), dtype=object)


def _plain(ref: str) -> str:
    return ref.partition(".")[2].replace("(", "_").replace(")", "")
