"""States behind a secure link: what the body asked has said, several bodies asked together, the link of a digest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from concord.delivery.models import LinkCode, Outgoing, SecureLink
from concord.requests import services
from concord.requests.models import Step
from kit import given

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

REFUSAL = {
    "grounds": ["incompatible-with-duties", "adverse-effect"],
    "reasons_incompatible-with-duties": given.REASONS["incompatible-with-duties"],
    "reasons_adverse-effect": given.REASONS["adverse-effect"],
    "harmed_adverse-effect": "The homelessness interviews.",
    "instead": "We can join by telephone.",
    "ask_again": "In January, when two officers have started.",
    **given.SIGNED,
}
PROMISE = {
    "what_will_be_done": "Our housing officer will come.",
    "promised_on-day": "2",
    "promised_on-month": "12",
    "promised_on-year": "2026",
    **given.SIGNED,
}
DUTY_DESK = given.WHOLE["partner_email"]


def said(ask: CooperationRequest) -> list[str]:
    """What the body asked has said, by kind of step, in order."""
    return list(Step.objects.filter(ask=ask, side="asked").order_by("id").values_list("kind", flat=True))


def last_said(ask: CooperationRequest) -> Step:
    """The last thing that the body asked has said."""
    found = Step.objects.filter(ask=ask, side="asked").order_by("id").last()
    assert found, "The body asked has said nothing."
    return found


def asked_together(officer: Actor, *, joint: bool = True) -> tuple[CooperationRequest, CooperationRequest]:
    """A request to the district and the same to the NHS body, to be answered together or one each; both sent."""
    first = given.a_draft(officer)
    services.ask_others_too(officer, first, bodies={given.BOARD: "co-operation@icb.example"}, joint=joint, at=given.AT)
    first.refresh_from_db()
    (other,) = type(first).objects.filter(together=first.together_id).exclude(pk=first.pk)
    return services.send_request(officer, first, at=given.AT), services.send_request(officer, other, at=given.AT)


def a_digest(ask: CooperationRequest, *, at: datetime) -> str:
    """The path of the link in the day's digest to the mailbox of a request."""
    asks = [ask, *type(ask).objects.filter(docket__asked=ask.docket.asked_id).exclude(pk=ask.pk)]
    body, mailbox = ask.docket.asked_id, ask.partner_email
    services.send_digest(given.COMMAND, mailbox=mailbox, body=body, body_name=ask.docket.asked_name, asks=asks, at=at)
    return newest_link("request-digest")


def enter(browser: Client, path: str) -> str:
    """Press the button behind a link and give the code, in a browser: the address that opens."""
    opened = browser.post(path)
    assert opened.status_code == 302, "The link does not open."
    if not opened["Location"].endswith("/code"):
        return str(opened["Location"])
    given_ = browser.post(opened["Location"], {"code": newest_code()})
    assert given_.status_code == 302, "The code is not taken."
    return str(given_["Location"])


def newest_code() -> str:
    """The code in the newest e-mail with one that waits in the outbox."""
    letter = Outgoing.objects.filter(message="link-code").latest("id")
    digits = re.search(r"Your code is (\d{6})", letter.text)
    assert digits, "The e-mail has no code in it."
    return digits[1]


def another_link(ask: CooperationRequest, *, to: str, at: datetime = given.AT) -> str:
    """The path of a further link to a request, to a colleague at the same body."""
    services.pass_on_request(
        given.a_partner(ask, at=at), ask, to=to, domains={to.rpartition("@")[2]}, **given.SIGNED, at=at
    )
    return newest_link("request-link")


def newest_link(message: str) -> str:
    """The path of the link in the newest e-mail of a kind that waits in the outbox."""
    letter = Outgoing.objects.filter(message=message).latest("id")
    found = re.search(r"https?://[^/\s]+(/r/\S+)", letter.text)
    assert found, "The e-mail has no link in it."
    return found[1]


def codes() -> int:
    """How many codes were sent in all."""
    return LinkCode.objects.count()


def links_to(ask: CooperationRequest) -> list[SecureLink]:
    """The links to a request, oldest first."""
    return list(SecureLink.objects.filter(subject=ask.public_id).order_by("id"))
