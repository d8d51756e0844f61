"""What is asked: days, words and bodies as they stand in an address, each refused in one sentence at its own field.

The only module of this door that asks the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja.params.functions import Path, Query
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import core_schema

from concord import statute
from concord.api.refusals import Refusal
from concord.base import clock
from concord.registry import queries
from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

LONGEST = 200
LONGEST_EMAIL = 254


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    text = str(value)
    try:
        if len(text) == len("2016-05-01") and text[4] == text[7] == "-":
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"“{text[:40]}” is no date. Write a day that exists as year-month-day, such as 2016-05-01.")


def _words(value: Any) -> str:
    text = " ".join(str(value).split())
    if not text:
        raise ValueError("Nothing was asked for. Give a name or a code.")
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"This is no name or code. Give at most {LONGEST} signs, none of them invisible.")
    return text


def _some_day(value: Any) -> date:
    day = _day(value)
    if day is None:
        raise ValueError("Give a day as year-month-day, such as 2016-05-01.")
    return day


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a type as a word of a vocabulary; `what` names the vocabulary in the sentence for any other word."""

    what: str
    words: tuple[str, ...]

    def check(self, value: Any) -> str:
        """The word. Raises ValueError, as pydantic has it, with the words that there are."""
        if value not in self.words:
            raise ValueError(str(statute.UnknownWord(self.what, str(value)[:80], self.words)))
        return str(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a type as words that somebody wrote: at most so many signs, none of which turns round what follows it."""

    longest: int

    def check(self, value: Any) -> str:
        """The words. Raises ValueError, as pydantic has it."""
        if not isinstance(value, str):
            raise ValueError("Give this as text.")  # noqa: TRY004  pydantic tells ValueErrors
        written = value.replace("\r\n", "\n").strip()
        if len(written) > self.longest:
            raise ValueError(f"Shorten this to {self.longest} characters or fewer: it has {len(written)}.")
        if any(sign in _TURNING or (sign < " " and sign not in "\n\t") for sign in written):
            raise ValueError("Take out the invisible sign that came in with this text.")
        return written

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest}


def _email(value: Any) -> str:
    written = str(value).strip()
    if written:
        try:
            validate_email(written)
        except ValidationError:
            raise ValueError("Give the e-mail address in the form name@example.nhs.uk.") from None
        if len(written) > LONGEST_EMAIL:
            raise ValueError("Shorten the e-mail address: it is too long to be one.")
    return written


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
Email = Annotated[str, BeforeValidator(_email), WithJsonSchema({"type": "string", "maxLength": LONGEST_EMAIL})]
Day = Annotated[date, BeforeValidator(_some_day), WithJsonSchema({"type": "string", "format": "date"})]
MaybeDay = Annotated[date | None, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Words = Annotated[
    str,
    BeforeValidator(_words),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}),
]


def optional_day(says: str, *, alias: str | None = None) -> Any:
    """A day in the query string that may be left out."""
    return Query(None, description=says, alias=alias)


ON = optional_day("The day asked about, such as 2016-05-01. Today, if left out.")
KNOWN = optional_day("As the register knew it at the end of this day. As it is known now, if left out.")
FROM = optional_day("Only what happened from this day on.", alias="from")
TO = optional_day("Only what happened up to this day, itself included.", alias="to")
CODE = Path(..., description="A council: its GSS code, its reference, or its name.", example="E10000012")

REF = Path(..., description="A body: any code, its reference, or its name.", example="ods:QH8")


@dataclass(frozen=True, slots=True)
class Moment:
    """The day asked about, and the instant whose knowledge the answer rests on (`at` None: what is known now)."""

    on: date
    known: datetime
    at: datetime | None

    @classmethod
    def of(cls, on: date | None, known: date | None = None) -> Moment:
        """The moment that a question names. Raises `Refusal` for knowledge of a day to come."""
        today = clock.today()
        if known is not None and known > today:
            says = f"The day {known} lies in the future. Nobody knows yet what the register will hold then."
            raise Refusal(422, "invalid", says, field="known")
        if known is None or known == today:
            return cls(on or today, clock.now(), None)
        at = clock.end_of(known)
        return cls(on or today, at, at)


def council(text: str, moment: Moment, *, field: str = "code") -> str:
    """The reference of a council with adult social care functions. Raises `Refusal`: 404 with the nearest names."""
    return body(text, moment, field=field, kinds=AUTHORITY_KINDS)


def body(text: str, moment: Moment, *, field: str, kinds: Collection[str] = ()) -> str:
    """The reference of a body by any code or name; `kind:KIND` stays as it is. Raises `Refusal`: 400, 404 or 422."""
    try:
        if text.startswith("kind:") and not kinds:
            return statute.rulebook().unlisted(text).ref
        return queries.find_body(text, kinds=kinds, on=moment.on, at=moment.at)
    except queries.AmbiguousBody as error:
        raise Refusal(400, "ambiguous", str(error), field=field) from None
    except statute.UnknownBody as error:
        raise Refusal(404, "not_found", _unknown(moment, error), field=field) from None
    except statute.UnknownWord as error:
        raise Refusal(422, "invalid", str(error), field=field) from None


def listed_body(text: str, moment: Moment) -> str:
    """The reference of a body that the register lists one by one. Raises `Refusal`."""
    found = body(text, moment, field="ref")
    if found.startswith("kind:"):
        says = f"“{found}” is a kind of body, which the register does not list one by one. Ask about one body."
        raise Refusal(422, "invalid", says, field="ref")
    return found


def _unknown(moment: Moment, error: statute.UnknownBody) -> str:
    if queries.register_status(moment.on, at=moment.at).edition is None:
        return "The register is empty: no edition of it has been loaded yet. Try again later."
    return str(error)
