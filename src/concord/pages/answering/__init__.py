"""What the body asked may answer, as forms and as the services that they call: for the partners' door and the desk."""

from concord.pages.answering.forms import (
    AcknowledgeForm,
    AnswerForm,
    ComplyForm,
    DeclineForm,
    NotBoundForm,
    OfferForm,
    PartForm,
    PassOnForm,
    QuestionForm,
    RefuseForm,
    WrongBodyForm,
)
from concord.pages.answering.giving import form_for, give, given, headings

__all__ = [
    "AcknowledgeForm",
    "AnswerForm",
    "ComplyForm",
    "DeclineForm",
    "NotBoundForm",
    "OfferForm",
    "PartForm",
    "PassOnForm",
    "QuestionForm",
    "RefuseForm",
    "WrongBodyForm",
    "form_for",
    "give",
    "given",
    "headings",
]
