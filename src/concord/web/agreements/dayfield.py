"""A day of an agreement as it is typed: one of our time, for a year that was mistyped is told at its box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from concord.agreements.rules.days import OUT_OF_OUR_TIME, of_our_time
from concord.pages import dayfield

if TYPE_CHECKING:
    from datetime import date


class DayField(dayfield.DayField):
    """A real day on which something of an agreement can lie."""

    def to_python(self, value: Any) -> date | None:
        """The day that the boxes name, or None where all are empty."""
        day = super().to_python(value)
        if day is not None and not of_our_time(day):
            raise forms.ValidationError(OUT_OF_OUR_TIME, code="year")
        return day
