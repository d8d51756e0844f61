"""The chronology: every step, reminder and first opening in order, with the stretches in which nothing came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from concord.base.clock import LONDON
from concord.pages.days import day
from concord.requests.events import Event
from concord.requests.rules.kinds import Group
from concord.requests.rules.steps import Side, StepKind
from concord.requests.wording import GROUP, LATER, WAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concord.requests.models import Step
    from concord.requests.queries import Said
    from concord.requests.queries.bundle import Bundle
    from concord.requests.rules.silence import Silence

_QUIET: Final = "No reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the chronology. `leads_to` is the place in the bundle where all of it stands, where there is one."""

    at: datetime
    title: str
    when: str = ""
    who: str = ""
    short: str = ""
    leads_to: str = ""


def chronology(bundle: Bundle) -> list[Line]:
    """All lines, oldest first."""
    lines = [*_steps(bundle), *_reminders(bundle), *_opened(bundle), *map(_silence, bundle.silences)]
    return sorted(lines, key=lambda line: line.at)


def who(bundle: Bundle, said: Said) -> str:
    """Who took a step, in which job, for which body as it was called."""
    step, ask = said.step, bundle.ask
    if said.side is Side.CONCORD:
        body = "Concord"
    else:
        own = said.side is Side.ASKER
        group = ask.asker_group if own else ask.asked_group
        body = step.by_body_name or (ask.asker_name if own else ask.asked_name)
        body += f" ({GROUP[Group(group)]})" if group else ""
    return ", ".join(filter(None, (step.by_name, step.by_post, body)))


def _steps(bundle: Bundle) -> Iterator[Line]:
    for said in bundle.story.said:
        step, hidden = said.step, bundle.story.hidden
        leads_to = "" if hidden or said.kind is StepKind.SENT else f"step-{step.public_id}"
        if said.kind is StepKind.SENT and not hidden:
            leads_to = "request"
        short = "" if hidden else _short(said)
        yield Line(at=step.at, title=said.title, who=who(bundle, said), short=short, leads_to=leads_to)


def _short(said: Said) -> str:
    """A step in a few words; what was written in full stands where it leads to."""
    step, detail = said.step, said.step.detail
    parts = [
        "by e-mail, which is no decision" if detail.get("mail") else "",
        f"on {_grounds(said)}" if said.grounds else "",
        f"promised for {day(step.promised_on)}{f', {LATER}' if said.late else ''}" if step.promised_on else "",
        f"the right body is {step.right_name}" if step.right_name else "",
        WAY.get(detail.get("way", ""), ""),
        _escalated(step) if said.kind is StepKind.ESCALATED else "",
        f"due on {day(date.fromisoformat(detail['due_on']))}" if detail.get("due_on") else "",
        f"{detail.get('was_name')} ended; {detail.get('now_name')} took over" if detail.get("now_name") else "",
        _files(len(said.files)),
    ]
    return "; ".join(filter(None, parts))


def _grounds(said: Said) -> str:
    return " and ".join(f"“{ground.name}” ({ground.provision.cited})" for ground in said.grounds)


def _escalated(step: Step) -> str:
    says = f"to level {step.level}, {step.detail.get('own_role')}"
    return f"{says}; no answer had come, which is not a refusal" if step.detail.get("because") == "silence" else says


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'} with it" if count else ""


def _reminders(bundle: Bundle) -> Iterator[Line]:
    for one in bundle.proof.entries:
        if one.line.event == Event.REMIND:
            in_digest = "in the digest of that day" if one.line.facts.get("digest") else "in an e-mail of its own"
            yield Line(at=one.line.at, title="Reminder sent", who="Concord", short=in_digest)


def _opened(bundle: Bundle) -> Iterator[Line]:
    first = next((one.line for one in bundle.proof.entries if one.line.event == Event.OPEN), None)
    if first:
        title, short = "Opened for the first time by the secure link", "with the code sent to its mailbox"
        yield Line(at=first.at, title=title, who=bundle.ask.asked_name, short=short)


def _silence(silence: Silence) -> Line:
    first, last = day(silence.begun_on), day(silence.ended_on)
    goes_on = "; none had come when this was made" if silence.goes_on else ""
    return Line(
        at=datetime.combine(silence.begun_on, time(), LONDON) - timedelta(microseconds=1),
        when=f"{first} to {last}",
        title=_QUIET,
        short=f"{silence.days} days{goes_on}. Silence is not a refusal.",
    )
