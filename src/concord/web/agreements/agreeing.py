"""Asking the parties and agreeing: shared for comment, comments and answers, signed here, recorded from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from concord.access.operation import NOT_HERE
from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.agreements.sentences import last_day, listed
from concord.base import clock
from concord.base.errors import NotFound
from concord.web.agreements.act_forms import CommentForm, PaperForm, SayForm, SignForm
from concord.web.agreements.asked import asked, was_asked
from concord.web.agreements.forms import ButtonForm
from concord.web.agreements.shape import Act, acted, deed, opened, posted, seen
from concord.web.agreements.showing import clause_lines, covers, in_law

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.agreements.models import Party
    from concord.agreements.queries import AgreementPage
    from concord.base.actor import Actor

SHARED_BEFORE: Final = "It was shared before. Each gets a new link; links of before go on working until their day."


@deed
def share(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The newest version sent to the parties by secure link, for comment and to agree to."""
    page = opened(actor, public_id, Event.SHARE)
    found = queries.reached(page.seats, keeper=page.agreement.keeper_id, on=clock.today())
    again = page.versions[-1].shared_at is not None
    version = f"ersion {page.versions[-1].number}"
    asks = Act(
        title=f"Share v{version} again" if again else f"Share v{version}",
        says=(*asked(found), *((SHARED_BEFORE,) if again else ())),
        button="Share it for comment",
        done=f"V{version} is shared. {was_asked(found)}",
    )
    form = ButtonForm(posted(request))

    def do() -> None:
        services.share_for_comment(actor, page.agreement, at=clock.now(), saves=seen(request, page))

    return acted(request, page, form, do, asks)


@deed
def answer_comments(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What the keeper answers, for every party to read."""
    page = opened(actor, public_id, Event.ANSWER_COMMENT)
    form = SayForm(posted(request))
    said = page.comments[page.versions[-1].number]
    asks = Act(
        title="Answer the comments" if said else "Write to the parties",
        says=("Every party reads your answer.",) if said else ("Every party reads it.",),
        button="Send the answer" if said else "Send it",
        done="Your answer is there for every party to read." if said else "It is there for every party to read.",
    )

    def do() -> None:
        services.answer_comments(actor, page.agreement, words=form.cleaned_data["words"], at=clock.now())

    return acted(request, page, form, do, asks, template="comments", comments=said)


@deed
def comment(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What a party that has an account here says of the version that was shared with it."""
    page, place = _seated(actor, public_id, Event.COMMENT)
    form = CommentForm(posted(request), initial={"by_name": actor.name})
    asks = Act(
        title=f"Comment on version {page.versions[-1].number}",
        says=("Every party reads your comment.",),
        button="Send the comment",
        done="Your comment is there for every party to read.",
    )
    said = page.comments[page.versions[-1].number]
    return acted(
        request,
        page,
        form,
        lambda: services.comment(actor, place, at=clock.now(), **form.cleaned_data),
        asks,
        template="comments",
        comments=said,
    )


@deed
def sign(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One's own body agrees to the newest version, whose words stand on the page."""
    page, place = _seated(actor, public_id, Event.SIGN)
    shown = page.agreement.saves
    form = SignForm(posted(request), initial={"by_name": actor.name, "saves": str(shown)})
    version, name = page.versions[-1], page.names[place.public_id]
    asks = Act(
        title=f"Agree to version {version.number} for {name}",
        button=f"Agree for {name}",
        done=f"{name} has agreed to version {version.number}.",
    )

    def do() -> None:
        given = form.cleaned_data
        read = int(given["saves"]) if given["saves"].isdecimal() else -1
        services.sign_agreement(
            actor, place, by_name=given["by_name"], office=given["office"], at=clock.now(), saves=read
        )

    return acted(
        request,
        page,
        form,
        do,
        asks,
        template="sign",
        version=version,
        between=listed(seat.name for seat in page.seats),
        last=last_day(version.ends) if version.ends else "",
        covers=covers(version, queries.topics_of(actor, page.agreement.keeper_id)),
        clauses=clause_lines(version.clauses.all(), page.names),
        seen=shown,
        law=in_law(page),
    )


@deed
def record_signature(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """That a party agreed on paper, or in a meeting: who, in which office, on which day."""
    page = opened(actor, public_id, Event.RECORD_SIGNATURE)
    signed = {signature.party.public_id for signature in page.signatures[page.versions[-1].number]}
    left = [(seat.party, seat.name) for seat in page.seats if seat.party not in signed]
    form = PaperForm(posted(request), parties=left, initial={"on": clock.today()})
    asks = Act(
        title="Record a signature on paper",
        says=() if left else ("Every party has agreed to the newest version. Nothing is left to record.",),
        button="Record the signature",
        done="The signature is recorded.",
    )

    def do() -> None:
        services.record_signature(actor, page.agreement, at=clock.now(), saves=seen(request, page), **form.cleaned_data)

    return acted(request, page, form, do, asks)


@deed
def new_version(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The next version begun, with the words of the newest."""
    page = opened(actor, public_id, Event.NEW_VERSION)
    number = page.versions[-1].number + 1
    asks = Act(
        title=f"Begin version {number}",
        says=(
            f"It begins with the words of version {number - 1}, without its days and approval.",
            "What is in force stays in force until every party has agreed to the new version and its day has come.",
        ),
        button=f"Begin version {number}",
        done=f"Version {number} is begun.",
    )
    form = ButtonForm(posted(request))
    back = reverse("agreements:write", args=[public_id]) if request.method == "POST" else ""
    return acted(
        request, page, form, lambda: services.new_version(actor, page.agreement, at=clock.now()), asks, back=back
    )


def _seated(actor: Actor, public_id: str, event: Event) -> tuple[AgreementPage, Party]:
    """The agreement, and the place that the actor's body holds in it. Raises NotFound where it holds none."""
    page = opened(actor, public_id, event)
    if page.seat is None:
        raise NotFound(NOT_HERE)
    return page, queries.party_row(actor, page.seat.party, event)
