"""What the pages about a council load: its part of the register, by whatever stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base.errors import Invalid
from concord.public.asked import asked, now
from concord.public.councils import listing
from concord.registry import queries
from concord.registry.queries import showing
from concord.registry.wording import OTHER_KINDS

if TYPE_CHECKING:
    from concord import statute
    from concord.public.asked import Asked
    from concord.public.forms import QuestionForm


def council(code: str, form: QuestionForm) -> tuple[Asked, statute.Register, str]:
    """The question, the council's part of the register, and its reference, by what stands in the address.

    Where the form is wrong, or asks about a time when the register knew nothing yet, its field says so, and the
    question is of today. Raises `UnknownBody`.
    """
    if form.sound:
        try:
            question = asked(form)
            return (question, *_held(code, question))
        except Invalid as error:
            form.add_error(error.field or None, error.message)
    return (now(), *_held(code, now()))


def _held(code: str, question: Asked) -> tuple[statute.Register, str]:
    ref = code if ":" in code else f"gss:{code}"
    register = queries.register_of(ref, at=question.at)
    if ref not in register.bodies or register.bodies[ref].kind in OTHER_KINDS:
        ref = queries.find_body(code, on=question.on, at=question.at)
        register = queries.register_of(ref, at=question.at)
    return register, ref


def weights(ref: str, question: Asked) -> listing.Weights:
    """Parts of the area and strength of evidence, for display."""
    return listing.Weights(
        shares=showing.shares_of(ref, on=question.on, at=question.at),
        strengths=showing.strengths_of(ref, at=question.at),
    )


def elsewhere(code: str, ref: str) -> bool:
    """Whether the council was named in another way than its one address does."""
    return code != plain_code(ref)


def plain_code(ref: str) -> str:
    """A council's code as its address has it."""
    return ref.removeprefix("gss:")
