"""`@operation`: the one way to change anything. Policy, transaction, exactly one audit entry, then word to subscribers.

A service written with it cannot forget the permission or the record, a door cannot go round them, and a command is
recorded like a page. An operation inside another has an entry of its own, in the same transaction. A service that
raises leaves nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from concord.access import policies, subscribers
from concord.audit import services as audit
from concord.audit import vocabulary
from concord.audit.services import Draft
from concord.base import clock
from concord.base.errors import Conflict, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from concord.base.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")

NOT_HERE = "There is nothing here for you at this address. Check the address, or ask whoever sent you here."

READS_ONLY = "This key may only read. Ask a manager of your body for one that may write."

SAME_MOMENT = "Somebody recorded the same thing at the same moment, so nothing was done. Look again, then decide."

_entries: ContextVar[list[Draft] | None] = ContextVar("concord_entries", default=None)
"""The entries of the operations under way, written together at the end of the outermost; None outside every one."""

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("concord_answers", default=None)
"""What `once` has read for the operations under way."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a service gives back: its result for the caller, and the subject and facts for the record.

    `subject` is the row or the reference that it happened to; left out, it is the row that the service was given.
    """

    result: R
    subject: Model | str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def operation(event: str) -> Callable[[Callable[Concatenate[Actor, P], Done[R]]], Callable[Concatenate[Actor, P], R]]:
    """Make a service an operation: `service(actor, row, *, …)`, or `service(actor, *, …)` where the event has a gate.

    The service returns `Done`; its caller gets the result. Raises NotAllowed where the policy says no, and Conflict
    where another writer of the same row was quicker. The row that the policy is asked about comes second, by position.
    """

    def wrap(service: Callable[Concatenate[Actor, P], Done[R]]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(service)
        def performed(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            kind = vocabulary.event_type(event)
            row = _check(actor, event, args)
            with _one_transaction() as entries:
                done = service(actor, *args, **kwargs)
                if not isinstance(done, Done):
                    raise TypeError(f"{service.__qualname__} is an operation: it returns Done(result, facts=…).")
                about = done.subject if done.subject is not None else row
                entries.append(_draft(actor, kind, about, done.facts))
                _tell_on_commit(entries[-1])
            return done.result

        performed.event = event  # type: ignore[attr-defined]  # for tests/house, which asks every service for it
        return performed

    return wrap


def is_operation(service: object) -> bool:
    """Whether a function was made by `operation`, for the checks of the house."""
    return hasattr(service, "event") and hasattr(service, "__wrapped__")


def under_way() -> bool:
    """Whether an operation is running: for what may only be done as a part of one."""
    return _entries.get() is not None


def once(question: Hashable, read: Callable[[], R]) -> R:
    """What `read` gives, asked once for each question while an outermost operation runs: it is one transaction.

    For what no operation changes and then reads again, such as the register as known at an instant, named with it.
    """
    answers = _answers.get()
    if answers is None:
        return read()
    if question not in answers:
        answers[question] = read()
    found: R = answers[question]
    return found


def seen(actor: Actor, event: str, subject: Model | str, facts: Mapping[str, Any] | None = None) -> None:
    """Record that the actor was shown personal data. Called with what a query of `policies.visible` rows gave."""
    kind = vocabulary.event_type(event)
    policies.creates(event)
    with _one_transaction() as entries:
        entries.append(_draft(actor, kind, subject, facts or {}))
        _tell_on_commit(entries[-1])


def _check(actor: Actor, event: str, args: tuple[object, ...]) -> Model | None:
    """The row that the policy was asked about, None where the event has a gate. Raises NotAllowed."""
    if actor.reads_only:
        raise NotAllowed(READS_ONLY)
    if policies.creates(event):
        allowed, row = policies.may(actor, event), None
    else:
        if not args or not isinstance(args[0], Model):
            raise TypeError(f"“{event}” is allowed row by row: call it with the row second, by position.")
        row = args[0]
        allowed = policies.may(actor, event, row)
    if not allowed:
        raise NotAllowed(NOT_HERE)
    return row


@contextmanager
def _one_transaction() -> Iterator[list[Draft]]:
    """The entries to add to, in a transaction that the outermost operation ends by writing them all.

    The head of the record is locked only there, so two writers of the same rows cannot wait for each other in a ring.
    """
    entries = _entries.get()
    if entries is not None:
        before = len(entries)
        try:
            with transaction.atomic():
                yield entries
        except BaseException:
            del entries[before:]
            raise
        return
    entries = []
    with _conflict_of_writers(), transaction.atomic():
        # Reset before the commit: a subscriber told on commit that starts an operation starts an outermost one.
        token, answers = _entries.set(entries), _answers.set({})
        try:
            yield entries
            audit.record(entries)
        finally:
            _entries.reset(token)
            _answers.reset(answers)


@contextmanager
def _conflict_of_writers() -> Iterator[None]:
    """Where two write the same row at once, both having found it missing, the later one gets a Conflict."""
    try:
        yield
    except IntegrityError as error:
        if "unique" in str(error).lower():
            raise Conflict(SAME_MOMENT) from error
        raise


def _draft(actor: Actor, kind: vocabulary.EventType, subject: Model | str | None, facts: Mapping[str, Any]) -> Draft:
    return Draft(
        actor=actor,
        at=clock.now(),
        event=kind.name,
        subject_kind=kind.about,
        subject=reference(subject, kind.name),
        facts=vocabulary.keep(kind, facts),
    )


def reference(subject: Model | str | None, event: str) -> str:
    """How the record names a thing: its public id, else its ref, else the text given. Raises TypeError for none."""
    if isinstance(subject, Model):
        subject = getattr(subject, "public_id", "") or getattr(subject, "ref", "")
    if not subject:
        raise TypeError(f"“{event}”: a subject is a row with a public_id or a ref, or a reference as text.")
    return str(subject)


def _tell_on_commit(draft: Draft) -> None:
    subscribers.tell_on_commit(
        subscribers.Published(
            event=draft.event, actor=draft.actor, at=draft.at, subject=draft.subject, facts=draft.facts
        )
    )
