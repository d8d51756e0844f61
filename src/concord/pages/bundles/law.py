"""The law as it stood, from what was stored with the request: provisions and facts cited, doubts, and the replay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from concord.pages.days import day
from concord.requests import findings
from concord.requests.rules.kinds import PROVISION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from concord.requests.queries.bundle import Bundle

ANSWERS: Final = {"yes": "Yes", "no": "No", "unknown": "Not known", "arguable": "Arguable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A provision that is cited somewhere in the bundle, in the version of the day; `kept` with the request."""

    cited: str
    title: str
    summary: str
    link: str
    in_force: str = ""
    made_by: str = ""
    kept: bool = False


def provisions(bundle: Bundle) -> list[Cited]:
    """The glossary: all provisions cited, by their citation. What was kept with the request wins."""
    ask = bundle.ask
    found: dict[str, Cited] = {}
    for node in _nodes(bundle):
        if one := node.get("provision"):
            found[one["ref"]] = _kept(one)
    refs = [ref for ref in _cited_elsewhere(bundle) if ref not in found]
    for one in findings.cited(refs, on=ask.law_on or bundle.on):
        found[one.ref] = Cited(cited=one.cited, title=one.title, summary=one.summary, link=one.link)
    return [found[ref] for ref in sorted(found)]


def _kept(one: Mapping[str, Any]) -> Cited:
    return Cited(
        cited=one["cited"],
        title=one["title"],
        summary=one["summary"],
        link=one["link"],
        in_force=_period(one["in_force"]),
        made_by=one.get("made_by") or "",
        kept=True,
    )


def _cited_elsewhere(bundle: Bundle) -> Iterator[str]:
    """What is cited though no step of a finding rests on it: the kind, the function, the grounds, a breach of form."""
    yield PROVISION[bundle.story.kind]
    if bundle.story.hidden:
        return
    yield bundle.ask.function
    yield from findings.provisions_in(bundle.story.finding)
    for said in bundle.story.said:
        yield from (ground.provision.ref for ground in said.grounds)
        yield from (said.step.form or {}).get("breach", ())


def facts(bundle: Bundle) -> list[dict[str, Any]]:
    """The facts of the register that the findings rest on, each once, with where it comes from."""
    found = {node["fact"]["id"]: node["fact"] for node in _nodes(bundle) if node.get("fact")}
    return [{**fact, "true_words": _period(fact["true"]), "claim": _claims(bundle, key)} for key, fact in found.items()]


def _claims(bundle: Bundle, key: str) -> str:
    return next(str(node["claim"]) for node in _nodes(bundle) if (node.get("fact") or {}).get("id") == key)


def _nodes(bundle: Bundle) -> Iterator[Mapping[str, Any]]:
    """Every step of every finding that was kept: of the request, and of the form of its answers."""
    if bundle.story.hidden:
        return
    kept = [bundle.story.finding, *(said.step.form for said in bundle.story.said if said.step.form)]
    yield from _walk(finding["because"] for finding in kept if finding and "because" in finding)


def _walk(nodes: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield node
        yield from _walk(node.get("because", ()))


def _period(period: Mapping[str, str | None]) -> str:
    """A stored period in words. Its end is the first day out."""
    begun, ended = (day(date.fromisoformat(on)) if on else "" for on in (period.get("from"), period.get("to")))
    if begun and ended:
        return f"from {begun}, and no longer on {ended}"
    return f"from {begun}" if begun else f"until before {ended}" if ended else "always, as far as is known"


def replayed(bundle: Bundle) -> str:
    """What came of asking the law again, in a sentence or two; empty where nothing is shown of it."""
    replay = bundle.replay
    if replay is None:
        return ""
    if replay.fault:
        return f"The law could not be asked again: {replay.fault}"
    if replay.same and replay.same_rulebook:
        return (
            "For this bundle the question was asked again, of the same rulebook and of the register as it was known"
            " then. The finding is the same as the one that was kept, step by step."
        )
    book = replay.finding["rulebook"]["version"]
    which = "the same rulebook" if replay.same_rulebook else f"the rulebook of today (version {book})"
    says = f"For this bundle the question was asked again, of {which} and of the register as it was known then."
    if replay.same:
        return f"{says} The finding is the same as the one that was kept, step by step."
    answer = ANSWERS.get(findings.answer_in(replay.finding), "Not known")
    compared = "the same answer as was kept" if replay.same_answer else f"another answer than was kept: {answer}"
    return f"{says} It gives {compared}, and its steps are not the same. What counted for the request is what was kept."
