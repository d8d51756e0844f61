"""What the template of a bundle is given: every part of it in words. Nothing is decided and nothing is read here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.pages.bundles.chronology import chronology, who
from concord.pages.bundles.counting import clocks
from concord.pages.bundles.emails import once
from concord.pages.bundles.law import ANSWERS, facts, provisions, replayed
from concord.pages.days import day, moment
from concord.pages.steps import told, told_by_mail
from concord.requests import findings
from concord.requests.events import Event
from concord.requests.messages import law_words
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side, StepKind
from concord.requests.wording import KIND_SAYS, NO_LIMIT, STATUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concord.audit.queries import Proved
    from concord.requests.queries import Said
    from concord.requests.queries.bundle import Bundle, Party

Pairs = list[tuple[str, str]]

VIEWS: Final = frozenset({Event.SEE, Event.OPEN, Event.DOWNLOAD, Event.COPY, Event.SAVE_ANSWER, Event.MARK_READ})
"""The entries that say that somebody looked, and nothing that changed the request."""
_IN_SHORT: Final = VIEWS | {Event.REVISE}
"""The entries that are printed as rows: there are many, and each says little."""
MOST_VIEWS: Final = 200
"""How many entries about looking are printed; all are in the ZIP."""

_CONTENTS: Final = (
    ("chronology", "Chronology"),
    ("request", "The request as it was sent"),
    ("emails", "E-mails as they were sent"),
    ("said", "What each side said, in full"),
    ("clocks", "The clocks"),
    ("escalations", "Escalations"),
    ("attachments", "Attachments"),
    ("law", "The law as it stood"),
    ("record", "The record and its proof"),
    ("provisions", "Provisions cited"),
)


def shown(bundle: Bundle) -> dict[str, Any]:
    """All that `paper/bundle.html` takes but its heads."""
    story, hidden = bundle.story, bundle.story.hidden
    absent = {"request", "said", "attachments", "law"} if hidden else set()
    absent |= {"emails"} if bundle.side is Side.ASKED else set()
    lines, left_out = record(bundle.proof.entries)
    return {
        "bundle": bundle,
        "emails": list(zip(bundle.emails, once(email.text for email in bundle.emails), strict=True)),
        "ask": bundle.ask,
        "story": story,
        "contents": [(id_, words) for id_, words in _CONTENTS if id_ not in absent],
        "cover": _cover(bundle),
        "chronology": chronology(bundle),
        "request": [] if hidden else _request(bundle),
        "law_words": "" if hidden else law_words(bundle.ask.kind, story.bound),
        "said": [] if hidden else [_entry(bundle, said) for said in story.said if said.kind is not StepKind.SENT],
        "clocks": clocks(bundle),
        "no_limit": NO_LIMIT,
        "escalations": [] if hidden else _escalations(bundle),
        "answers": ANSWERS,
        "provisions": provisions(bundle),
        "facts": facts(bundle),
        "replayed": replayed(bundle),
        "record": [one for one in lines if one.line.event not in _IN_SHORT],
        "looked": [one for one in lines if one.line.event in _IN_SHORT],
        "views_left_out": left_out,
    }


def record(entries: Sequence[Proved]) -> tuple[list[Proved], int]:
    """The entries to print, and how many are left out because all that they say is that somebody looked."""
    views = [one for one in entries if one.line.event in VIEWS]
    if len(views) <= MOST_VIEWS:
        return list(entries), 0
    return [one for one in entries if one.line.event not in VIEWS], len(views)


def _pairs(*pairs: tuple[str, str]) -> Pairs:
    return [(key, value) for key, value in pairs if value]


def _cover(bundle: Bundle) -> Pairs:
    ask, story = bundle.ask, bundle.story
    return _pairs(
        ("Reference", f"{ask.reference} ({ask.public_id})"),
        ("Kind", f"{story.words.kind}. {KIND_SAYS[story.kind]}"),
        ("Who asked", _party(bundle.asker)),
        ("Who was asked", _party(bundle.asked)),
        ("Addressed to", ask.addressee),
        ("Sent", moment(ask.sent_at) if ask.sent_at else ""),
        ("Where it stands", _status(bundle)),
        ("Answer", f"{story.answer.title}, {moment(story.answer.step.at)}" if story.answer else "None has come."),
        ("Made for", bundle.asker.holder if bundle.side is Side.ASKER else bundle.asked.holder),
        ("Made", moment(bundle.at)),
    )


def _status(bundle: Bundle) -> str:
    status = bundle.story.status
    if status is Status.ERROR:
        return "Entered in error: it should never have been sent. It counts in no figures, and nothing was deleted."
    if status is Status.WITHDRAWN:
        return "Withdrawn by the asker"
    return STATUS[status]


def _party(party: Party) -> str:
    says = f"{party.then} ({party.ref})"
    if party.ended_on:
        says += f"; it has not existed since {day(party.ended_on)}"
    elif party.today != party.then:
        says += f"; today called {party.today}"
    moved = party.holder not in {party.then, party.today}
    return f"{says}; the request lies today with {party.holder}" if moved else says


def _request(bundle: Bundle) -> Pairs:
    """The request as a letter says it, in the order of a letter."""
    ask, words = bundle.ask, bundle.story.words
    mailbox = ask.partner_email if bundle.side is Side.ASKER else ""
    return _pairs(
        ("To", "\n".join(filter(None, (ask.addressee, ask.asked_name, words.asked_group, mailbox)))),
        ("From", "\n".join(filter(None, (ask.asker_name, words.asker_group)))),
        ("Whom to ring", "\n".join(filter(None, (ask.contact_name, ask.contact_phone, ask.contact_email)))),
        ("About", words.person or "Nobody in particular"),
        ("The asker’s reference for the person", ask.person_reference),
        ("Initials", ask.person_initials),
        ("NHS number", ask.person_nhs_number),
        ("Name", ask.person_name),
        ("Function exercised", words.function),
        ("Purposes (section 6(6))", "\n".join(words.purposes)),
        ("Conditions of section 45 as stated", "\n".join(words.conditions)),
        ("Kind of help", words.help),
        ("What is asked", ask.what),
        ("Asked for by", f"{day(ask.needed_by)}. {NO_LIMIT}" if ask.needed_by else ""),
        ("Why by then", ask.needed_by_why),
        ("What happens otherwise", ask.otherwise),
        ("Urgency", words.urgency),
        ("What the person wants", ask.wishes),
        ("Whether the person was told", "\n".join(filter(None, (words.told, ask.told_words)))),
        ("Accessible format", ask.format_needs),
        ("Basis for sharing", "\n".join(filter(None, (words.sharing, ask.sharing_words)))),
    )


def _entry(bundle: Bundle, said: Said) -> dict[str, Any]:
    """A step in full: its words, its form by the law, the points in dispute beside what they are about."""
    text, pairs = told(said)
    step = said.step
    form = step.form or {}
    return {
        "id": f"step-{step.public_id}",
        "title": "E-mail that came in" if step.detail.get("mail") else said.title,
        "by_mail": bool(step.detail.get("mail")),
        "who": who(bundle, said),
        "at": step.at,
        "read_at": step.read_at if step.to_read else None,
        "text": text,
        "pairs": [] if said.kind is StepKind.CONTESTED else pairs,
        "points": _points(bundle, said),
        "files": said.files,
        "form": form,
        "form_answer": ANSWERS.get(str(form.get("complete_in_form")), ""),
        "breach": [one.cited for one in findings.cited(form.get("breach", ()), on=bundle.ask.law_on or bundle.on)],
    }


def _points(bundle: Bundle, said: Said) -> list[tuple[str, str, str]]:
    """Each point in dispute: the ground, the reasons that were given for it, and what the asker says against it."""
    about = next((one for one in bundle.story.said if one.step.pk == said.step.to_id), None)
    given = {ground.id: ground.reasons for ground in about.grounds} if about else {}
    whole = about.step.words if about else ""
    return [
        (point.name or "The answer as a whole", given.get(point.ground, whole), point.says) for point in said.points
    ]


def _escalations(bundle: Bundle) -> list[dict[str, Any]]:
    """Each level that was reached: who takes it up on either side, why, and who was told by e-mail."""
    found = []
    for said in bundle.story.said:
        if said.kind is StepKind.ESCALATED:
            detail = said.step.detail
            pairs = _pairs(("When", moment(said.step.at)), ("By", who(bundle, said)), *told(said)[1])
            shown = bundle.side is Side.ASKER
            pairs.append(("Told by e-mail", told_by_mail(said.step, mailboxes=shown)))
            found.append({"title": f"Level {said.step.level}: {detail.get('own_role')}", "pairs": pairs})
    return found
